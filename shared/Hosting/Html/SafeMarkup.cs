namespace Newsroom.Hosting.Html;

/// <summary>What the markup is and what its links are relative to.</summary>
/// <param name="BaseUrl">Without one, relative links stay relative.</param>
/// <param name="IsXml">Elements inside XML: CDATA is text, prefixes are left out, every element may be empty.</param>
/// <param name="Entities">Of the document, if it is XML and declares some.</param>
/// <param name="Frames">Where the thing itself is that a frame of an address shows, for a link in its place; null for frames that leave nothing.</param>
public sealed record MarkupSource(string? BaseUrl, bool IsXml = false, IReadOnlyDictionary<string, string>? Entities = null, Func<string, string?>? Frames = null);

/// <summary>
/// Makes whole pieces of HTML by strangers harmless in one pass, some hundred megabytes a second, where <see cref="SafeHtml"/> builds a
/// document and takes a paragraph.
/// <para>
/// It is safe by what it can write at all: start and end tags from <see cref="MarkupElement"/>'s list, with attributes from that list whose
/// values are quoted and escaped, and text whose angle brackets and ampersands are references. However a browser may read the input, the
/// output has no script, no foreign content, no element whose content is raw text, no event handler, no style, and no URL of another scheme
/// than those of <see cref="UrlReference"/>; and it is balanced and at most <see cref="MaxOpen"/> deep. Tests hold it against SafeHtml's parser.
/// </para>
/// </summary>
public static class SafeMarkup
{
    /// <summary>Deeper elements lose their tags.</summary>
    public const int MaxOpen = 100;

    /// <summary>The markup with what is harmless of it; null where no text and no picture is left.</summary>
    public static string? Html(ReadOnlySpan<char> markup, MarkupSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var plain = markup.Trim();
        if (plain.IsEmpty)
            return null;
        if (plain.IndexOfAny('<', '>', '&') < 0)
            return plain.ToString();

        using var output = new TextBuffer(plain.Length + 64);
        var walk = new MarkupWalk(plain, source, isText: false, output);
        walk.Run();
        if (!walk.HasSubstance)
            return null;
        var written = output.Written.Trim();
        return written.IsEmpty ? null : written.ToString();
    }

    /// <summary>
    /// The text of the markup without any of it: references are what they stand for, white space is run together, blocks are apart. It is
    /// text, and must be encoded before it is put into HTML. Null where none is left.
    /// </summary>
    public static string? Text(ReadOnlySpan<char> markup, MarkupSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (markup.IndexOfAny('<', '&') < 0)
            return OneLine(markup);
        using var output = new TextBuffer(markup.Length + 16);
        new MarkupWalk(markup, source, isText: true, output).Run();
        return OneLine(output.Written);
    }

    /// <summary>On one line; no-break spaces stay. Null if nothing is left.</summary>
    public static string? OneLine(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n\f");
        if (text.IsEmpty)
            return null;
        if (text.IndexOfAny("\t\r\n\f") < 0 && text.IndexOf("  ", StringComparison.Ordinal) < 0)
            return text.ToString();
        using var line = new TextBuffer(text.Length);
        foreach (var one in text)
        {
            if (one is not (' ' or '\t' or '\r' or '\n' or '\f'))
                line.Append(one);
            else if (line.Written[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString();
    }
}
