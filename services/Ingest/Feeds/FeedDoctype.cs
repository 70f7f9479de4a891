namespace Newsroom.Ingest.Feeds;

/// <summary>
/// A document type: what it names, and the entities that it declares as plain text. Entities of entities, of files and of the network are
/// passed over, so that a reference is never more than <see cref="FeedBounds.MaxEntityLength"/> characters and nothing is fetched.
/// </summary>
internal static class FeedDoctype
{
    /// <returns>Where it ends.</returns>
    public static int Read(string text, int at, out string doctype, out IReadOnlyDictionary<string, string>? entities)
    {
        entities = null;
        var stop = text.AsSpan(at).IndexOfAny('[', '>');
        if (stop < 0)
        {
            doctype = "";
            return text.Length;
        }

        doctype = text.Substring(at, Math.Min(stop, 1_000));
        if (text[at + stop] == '>')
            return at + stop + 1;

        var start = at + stop + 1;
        var length = text.AsSpan(start).IndexOf("]>", StringComparison.Ordinal);
        // Never closed: it ends where the root begins, if anything does.
        if (length < 0)
            length = text.AsSpan(start).IndexOf(']') is >= 0 and var bracket ? bracket : 0;
        entities = Declared(text.AsSpan(start, length));
        var end = text.AsSpan(start + length).IndexOf('>');
        return end < 0 ? text.Length : start + length + end + 1;
    }

    private static Dictionary<string, string>? Declared(ReadOnlySpan<char> subset)
    {
        Dictionary<string, string>? declared = null;
        while (subset.IndexOf("<!ENTITY", StringComparison.Ordinal) is >= 0 and var found && (declared?.Count ?? 0) < FeedBounds.MaxEntities)
        {
            subset = subset[(found + 8)..].TrimStart();
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
