using System.Globalization;

namespace Newsroom.Hosting.Html;

/// <summary>Where an <c>img</c> has its picture: in attributes that scripts read later, in <c>src</c>, or in sizes to choose of.</summary>
public struct PictureAddress
{
    private const int MostSizes = 50;

    /// <summary>What scripts read later; the surest first.</summary>
    public static readonly IReadOnlyList<string> LaterNames =
        ["data-src", "data-original", "data-lazy-src", "data-url", "data-img-url", "data-srcset", "data-lazy-srcset"];

    private int rank;

    /// <summary>What is loaded later, and goes before <c>src</c>, which is a placeholder then.</summary>
    public string? Later { get; private set; }

    /// <summary>The largest of <c>srcset</c>, for where there is nothing else.</summary>
    public string? OfSizes { get; private set; }

    /// <summary>Whether an attribute of this name says something of it.</summary>
    public static bool IsOf(ReadOnlySpan<char> name) =>
        name.StartsWith("data-", StringComparison.OrdinalIgnoreCase) ? Rank(name) > 0 : name.Equals("srcset", StringComparison.OrdinalIgnoreCase);

    public void Take(ReadOnlySpan<char> name, string value)
    {
        if (Largest(value) is not { Length: > 0 } address)
            return;
        var given = Rank(name);
        if (given == 0)
            OfSizes ??= address;
        else if (Later is null || given < rank)
            (Later, rank) = (address, given);
    }

    /// <summary>The widest of a <c>srcset</c>; an address alone is itself. Null for none, and for data.</summary>
    public static string? Largest(string? set)
    {
        if (set is null || set.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return null;
        if (!set.AsSpan().Trim().Contains(' '))
            return set.Trim();

        var (largest, size) = ((string?)null, -1.0);
        foreach (var candidate in set.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostSizes))
        {
            var parts = candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var width = parts.Length > 1 && double.TryParse(parts[1].TrimEnd('w', 'x', ','), CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (parts.Length > 0 && width > size)
                (largest, size) = (parts[0].TrimEnd(','), width);
        }

        return largest;
    }

    /// <summary>From 1; 0 if it is none of them.</summary>
    private static int Rank(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < LaterNames.Count; i++)
        {
            if (name.Equals(LaterNames[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }

        return 0;
    }
}
