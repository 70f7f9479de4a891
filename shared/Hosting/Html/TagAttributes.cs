namespace Newsroom.Hosting.Html;

/// <summary>
/// Walks the attributes of start tags, one tag after another, in whatever state they are. Linear over all tags of a text, so one is to be
/// used for all of them.
/// </summary>
/// <param name="text">All of the text.</param>
/// <param name="isXml">In XML a quoted value holds no <c>&lt;</c>: one that meets it was never closed.</param>
public ref struct TagAttributes(ReadOnlySpan<char> text, bool isXml)
{
    private readonly ReadOnlySpan<char> text = text;
    private int at;
    private bool noMoreDouble;
    private bool noMoreSingle;

    /// <summary>Where the tag ended, once <see cref="Next"/> has answered no.</summary>
    public readonly int End => at;

    /// <summary>Whether it ended in <c>/&gt;</c>.</summary>
    public bool IsEmptyElement { get; private set; }

    /// <summary>Whether it ended in <c>&gt;</c>; else the text or the next tag cut it off.</summary>
    public bool IsClosed { get; private set; }

    /// <param name="from">Behind the element's name.</param>
    public void Start(int from) => (at, IsEmptyElement, IsClosed) = (from, false, false);

    /// <param name="name">As written.</param>
    /// <param name="value">As written, references and all; empty without one.</param>
    public bool Next(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = default;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '>':
                    at++;
                    IsClosed = true;
                    return false;
                case '<':
                    return false;
                case '/' when at + 1 < text.Length && text[at + 1] == '>':
                    at += 2;
                    IsEmptyElement = IsClosed = true;
                    return false;
                case '/' or '"' or '\'' or '=' or <= ' ':
                    at++;
                    continue;
            }

            var start = at;
            while (at < text.Length && text[at] is > ' ' and not ('=' or '>' or '<' or '/'))
                at++;
            name = text[start..at];
            SkipSpace();
            if (at < text.Length && text[at] == '=')
            {
                at++;
                SkipSpace();
                value = Value(isNamespace: isXml && name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase));
            }

            return true;
        }

        return false;
    }

    /// <param name="isNamespace">Whose address often ends in a slash of its own.</param>
    private ReadOnlySpan<char> Value(bool isNamespace)
    {
        if (at >= text.Length)
            return default;
        var quote = text[at];
        var start = at;
        if (quote is '"' or '\'')
        {
            start = ++at;
            var rest = text[at..];
            var end = isXml ? rest.IndexOfAny(quote, '<') : quote == '"' && noMoreDouble || quote == '\'' && noMoreSingle ? -1 : rest.IndexOf(quote);
            if (end >= 0 && rest[end] == quote)
            {
                at += end + 1;
                return rest[..end];
            }

            if (end < 0)
                _ = quote == '"' ? noMoreDouble = true : noMoreSingle = true;
            // The quote was forgotten; the tag ends where it would without quotes.
            var tag = rest[..(end < 0 ? rest.Length : end)];
            var close = tag.IndexOf('>');
            at += close < 0 ? tag.Length : close;
            return text[start..at];
        }

        while (at < text.Length && text[at] is > ' ' and not ('>' or '<'))
            at++;
        if (at < text.Length && text[at] == '>' && at > start && text[at - 1] == '/' && isXml && !isNamespace)
            at--;
        return text[start..at];
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] <= ' ')
            at++;
    }
}
