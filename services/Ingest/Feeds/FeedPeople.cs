using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>A person as a feed names one.</summary>
internal readonly record struct FeedPerson(string? Name, string? Email)
{
    public bool IsSomebody => Name is not null || Email is not null;
}

/// <summary>Reads persons: as elements, and as the texts <c>mail (name)</c>, <c>name &lt;mail&gt;</c>, <c>name (mail)</c>, a name, a mail address.</summary>
internal static class FeedPeople
{
    public static FeedPerson Of(FeedElement element)
    {
        string? name = null, email = null;
        var isStructured = false;
        foreach (var child in element.Children)
        {
            switch (child.Name)
            {
                case FeedName.Name or FeedName.Title when name is null:
                    name = FeedText.Line(child, isAtom: false);
                    isStructured = true;
                    break;
                case FeedName.Email:
                    email ??= Of(child.Text()).Email ?? SafeMarkup.OneLine(child.Text());
                    isStructured = true;
                    break;
                case FeedName.Uri or FeedName.Url or FeedName.Homepage:
                    isStructured = true;
                    break;
                case FeedName.None when child.HasElements && child.Space is FeedSpace.Other or FeedSpace.Rdf:
                    // foaf:Person, rdf:Description
                    return Of(child);
            }
        }

        if (!isStructured)
            return Of(FeedText.Line(element, isAtom: false));
        // A name that holds the address as well.
        var named = Of(name);
        return new FeedPerson(FeedText.Cut(email is null ? named.Name : name), FeedText.Cut(email ?? named.Email));
    }

    public static FeedPerson Of(string? text)
    {
        var line = SafeMarkup.OneLine(text);
        if (line is null)
            return default;
        line = FeedText.Cut(line)!;
        var at = line.IndexOf('@', StringComparison.Ordinal);
        while (at >= 0)
        {
            var (start, end) = (at, at + 1);
            while (start > 0 && (char.IsLetterOrDigit(line[start - 1]) || line[start - 1] is '_' or '.' or '+' or '-' or '%'
                || (line[start - 1] == '\'' && start > 1 && char.IsLetterOrDigit(line[start - 2]))))
                start--;
            // A host's address stands in brackets.
            var isLiteral = end < line.Length && line[end] == '[';
            while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '.' or '-' || (isLiteral && line[end] is '[' or ':')))
                end++;
            if (isLiteral && end < line.Length && line[end] == ']')
                end++;
            var email = line[start..end].TrimEnd('.', '-');
            if (start < at && email.AsSpan(at - start + 1).IndexOf('.') > 0)
                return new FeedPerson(Name(line[..start], line[(start + email.Length)..]), email);
            at = line.IndexOf('@', at + 1);
        }

        return new FeedPerson(line, null);
    }

    /// <summary>What is left beside the address, without its brackets.</summary>
    private static string? Name(string before, string after)
    {
        if (before.EndsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            before = before[..^7];
        if (after.StartsWith('?'))
            after = after.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var space ? after[space..] : "";
        var name = (before + after).Replace("()", "", StringComparison.Ordinal).Replace("<>", "", StringComparison.Ordinal)
            .Replace("[]", "", StringComparison.Ordinal).Trim(' ', ',', ';', '"', '-', ':');
        if ((name.StartsWith('(') && name.EndsWith(')')) || (name.StartsWith('[') && name.EndsWith(']')))
            name = name[1..^1];
        name = name.Trim(' ', '"', '(', ')', '<', '>');
        if (name.Contains('(', StringComparison.Ordinal) && !name.Contains(')', StringComparison.Ordinal))
            name += ")";
        return name.Length == 0 ? null : name;
    }
}
