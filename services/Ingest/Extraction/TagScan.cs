namespace Newsroom.Ingest.Extraction;

/// <summary>Finds where tags begin and end in a page that has not been parsed. What was looked for to the end and is not there is not looked for again, which would cost as much.</summary>
internal sealed class TagScan(string html)
{
    // Where a mark was found, from where on.
    private readonly Dictionary<string, (int From, int At)> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> endless = new(StringComparer.Ordinal);
    private bool noQuote;
    private bool noApostrophe;

    /// <summary>Where a mark stands next, in whatever case; -1 where it does not. What lies between is looked through once: a mark is asked for from ever further on.</summary>
    public int Find(string mark, int from)
    {
        if (endless.Contains(mark))
            return -1;
        if (known.TryGetValue(mark, out var last) && last.From <= from && from <= last.At)
            return last.At;
        var found = html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
            endless.Add(mark);
        else
            known[mark] = (from, found);
        return found;
    }

    public bool HasShadow(int start, int end) => html.AsSpan(start, end - start).Contains("shadowrootmode", StringComparison.OrdinalIgnoreCase);

    // As above, for what each attribute has.
    private int FindQuote(char quote, int from)
    {
        ref var isEndless = ref quote == '"' ? ref noQuote : ref noApostrophe;
        var found = isEndless ? -1 : html.IndexOf(quote, from);
        isEndless = found < 0;
        return found;
    }

    /// <summary>After the next closing bracket.</summary>
    public int AfterTag(int start)
    {
        var end = html.IndexOf('>', start);
        return end < 0 ? html.Length : end + 1;
    }

    /// <summary>After the closing bracket; those in quoted values are none.</summary>
    public int TagEnd(int at)
    {
        while (at < html.Length)
        {
            var stop = html.AsSpan(at).IndexOfAny('>', '=');
            if (stop < 0)
                return html.Length;
            at += stop;
            if (html[at] == '>')
                return at + 1;
            at++;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
                at++;
            if (at < html.Length && html[at] is '"' or '\'')
            {
                var quote = FindQuote(html[at], at + 1);
                // A quote that is never closed: the tag ends at its bracket, or the page would be gone.
                if (quote < 0)
                    return AfterTag(at);
                at = quote + 1;
            }
        }

        return html.Length;
    }

    /// <summary>The name of the tag whose first letter is there.</summary>
    public TagName NameAt(int at)
    {
        var end = at;
        while (end < html.Length && end - at < 40 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is '-' or ':' or '_'))
            end++;
        return TagNames.Of(html.AsSpan(at, end - at));
    }
}
