using System.Buffers;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// A document type: what it names, and the entities that it declares as plain text. Entities of entities, of files and of the network are
/// passed over, so that a reference is never more than <see cref="FeedBounds.MaxEntityLength"/> characters and nothing is fetched.
/// </summary>
internal static class FeedDoctype
{
    private static readonly SearchValues<char> InSubset = SearchValues.Create("]\"'<");

    /// <returns>Where it ends.</returns>
    public static int Read(string text, int at, out string doctype, out IReadOnlyDictionary<string, string>? entities)
    {
        entities = null;
        var whole = text.AsSpan(at);
        var end = End(whole);
        var stop = whole.IndexOfAny('[', '>');
        doctype = stop < 0 ? "" : text.Substring(at, Math.Min(stop, 1_000));
        if (stop >= 0 && whole[stop] == '[')
            entities = Declared(end < 0 ? whole[(stop + 1)..] : whole[(stop + 1)..end]);
        return end < 0 ? text.Length : at + end;
    }

    /// <summary>Past its end; -1 if it has none. Brackets within values and comments are theirs.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        var stop = text.IndexOfAny('[', '>');
        if (stop < 0 || text[stop] == '>')
            return stop + 1 is > 0 and var plain ? plain : -1;
        var close = Subset(text, stop + 1);
        // A quotation mark or a comment was never closed; nor was the subset, and it ends where the root begins, if anything does.
        if (close < 0)
            close = text[stop..].IndexOf("]>", StringComparison.Ordinal) is >= 0 and var found ? stop + found : text[stop..].IndexOf(']') is >= 0 and var bracket ? stop + bracket : stop;
        var end = text[close..].IndexOf('>');
        return end < 0 ? -1 : close + end + 1;
    }

    /// <summary>Where the bracket is that closes the declarations; -1 if none does.</summary>
    private static int Subset(ReadOnlySpan<char> text, int at)
    {
        while (text[at..].IndexOfAny(InSubset) is >= 0 and var next)
        {
            at += next;
            if (text[at] == ']')
                return at;
            if (text[at] == '<' && !text[at..].StartsWith("<!--", StringComparison.Ordinal))
            {
                at++;
                continue;
            }

            var mark = text[at] == '<' ? "-->" : text.Slice(at, 1);
            var end = text[(at + 1)..].IndexOf(mark, StringComparison.Ordinal);
            if (end < 0)
                return -1;
            at += 1 + end + mark.Length;
        }

        return -1;
    }

    private static Dictionary<string, string>? Declared(ReadOnlySpan<char> subset)
    {
        Dictionary<string, string>? declared = null;
        var noMoreComments = false;
        while (subset.IndexOf("<!", StringComparison.Ordinal) is >= 0 and var found && (declared?.Count ?? 0) < FeedBounds.MaxEntities)
        {
            subset = subset[found..];
            if (!subset.StartsWith("<!ENTITY", StringComparison.Ordinal))
            {
                var over = !noMoreComments && subset.StartsWith("<!--", StringComparison.Ordinal) ? subset.IndexOf("-->", StringComparison.Ordinal) : 0;
                noMoreComments |= over < 0;
                subset = subset[(over > 0 ? over : 2)..];
                continue;
            }

            subset = subset[8..].TrimStart();
            var nameEnd = subset.IndexOfAny(" \t\r\n");
            if (nameEnd <= 0)
                continue;
            var name = subset[..nameEnd];
            subset = subset[nameEnd..].TrimStart();
            if (subset.IsEmpty || subset[0] is not ('"' or '\'') || name[0] == '%')
                continue;
            var end = subset[1..].IndexOf(subset[0]);
            if (end < 0)
                break;
            var value = Value(subset.Slice(1, end));
            if (value is not null && name.Length < 40)
                (declared ??= new(StringComparer.Ordinal)).TryAdd(name.ToString(), value);
            subset = subset[(end + 2)..];
        }

        return declared;
    }

    /// <summary>Characters, some of them by number or name; null if it refers to more than that.</summary>
    private static string? Value(ReadOnlySpan<char> raw)
    {
        if (raw.Length > FeedBounds.MaxEntityLength || raw.IndexOf('<') >= 0)
            return null;
        if (raw.IndexOf('&') < 0)
            return raw.ToString();
        using var value = new Newsroom.Hosting.Html.TextBuffer(raw.Length);
        while (raw.IndexOf('&') is >= 0 and var mark)
        {
            value.Append(raw[..mark]);
            raw = raw[mark..];
            var length = Newsroom.Hosting.Html.CharacterReferences.Read(raw, out var one);
            if (length == 0)
                return null;
            value.Append(one);
            raw = raw[length..];
        }

        value.Append(raw);
        return value.ToString();
    }
}
