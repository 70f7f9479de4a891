using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Revisions;

/// <summary>The lines of <c>PassingLines.txt</c>, which explains itself: counters and "3 hours ago"; and "Updated 10:02 GMT".</summary>
internal static partial class PassingLines
{
    private const string Resource = "Newsroom.Ingest.Revisions.PassingLines.txt";
    private const int Longest = 60;
    private const int LongestOfSeveral = 150;

    /// <summary>Stands for any number; no letter, so that no word contains it.</summary>
    private const char Any = '#';

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal);

    /// <summary>What stands before and after a unit of time.</summary>
    private static readonly HashSet<(string Before, string After)> AroundUnits = [];

    static PassingLines() => Read();

    public static bool Is(string text) => IsOne(text) || (text.Length <= LongestOfSeveral && Parts().Split(text) is { Length: > 1 } parts && Array.TrueForAll(parts, IsOne));

    /// <summary>"at", "Uhr", "pukul", "WIB".</summary>
    public static bool IsBesideClock(string word) => Clocks.Contains(Key(word));

    private static bool IsOne(string text)
    {
        if (StampLines.Is(text))
            return true;
        if (text.Length > Longest)
            return false;
        var key = Key(text);
        return Whole.Contains(key) || AroundUnits.Any(around =>
            key.Length > around.Before.Length + around.After.Length
            && key.StartsWith(around.Before, StringComparison.Ordinal)
            && key.EndsWith(around.After, StringComparison.Ordinal)
            && Units.Contains(key[around.Before.Length..^around.After.Length]));
    }

    /// <summary>Letters alone, in lower case, with one sign for each number: neither spaces nor points tell such lines apart.</summary>
    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in Number().Replace(text, "#").EnumerateRunes())
        {
            if (rune.Value == Any)
                key.Append(Any);
            else if (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                key.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return key.ToString();
    }

    private static void Read()
    {
        var section = "";
        using var reader = new StreamReader(typeof(PassingLines).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split(" | ", StringSplitOptions.TrimEntries);
            if (line[0] == '[')
                section = line;
            else if (section == "[units]")
                Units.UnionWith(words.Select(Key));
            else if (section == "[clock]")
                Clocks.UnionWith(words.Select(Key));
            else
                Array.ForEach(words, Add);
        }
    }

    private static void Add(string line)
    {
        // Each word in brackets, with and without it.
        if (Optional().Match(line) is { Success: true } optional)
        {
            Add(line.Remove(optional.Index, optional.Length));
            Add(line.Remove(optional.Index, optional.Length).Insert(optional.Index, optional.Groups[1].Value));
            return;
        }

        var parts = line.Split("{unit}");
        var keys = parts.Select(part => Key(part.Replace("{n}", "0", StringComparison.Ordinal))).ToArray();
        if (keys.Length == 1)
            Whole.Add(keys[0]);
        else
            AroundUnits.Add((keys[0], keys[1]));
    }

    [GeneratedRegex(@"\p{Nd}+(?:[.,' ]\p{Nd}+)*(?: ?(?:k|rb|jt|mil|tys|тыс|万|만)(?!\p{L}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>"Views: 1,234 | Comments: 12", "12 comments, 5 shares".</summary>
    [GeneratedRegex(@"\s*[|·•;]\s*|,\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\(([^)]*)\)")]
    private static partial Regex Optional();
}
