using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Discovery;

/// <summary>One start tag that may lead somewhere: base, link, a, area or meta. Values are decoded; null where there is none.</summary>
internal sealed record PageTag(string Name)
{
    public string? Href { get; set; }
    public string? Rel { get; set; }
    public string? Type { get; set; }
    public string? Title { get; set; }
    public string? MetaName { get; set; }
    public string? Content { get; set; }

    /// <summary>What people read on it, as far as the next tag.</summary>
    public string Text { get; set; } = "";
}

/// <summary>
/// Walks a page's tags in one pass, in whatever state the page is, and builds no tree: for addresses none is needed, and a tree's
/// time can grow by the square of what was left open.
/// </summary>
internal static class PageTags
{
    private const int MostTags = 50_000;
    private const int LongestText = 200;

    /// <summary>Elements whose content is no markup.</summary>
    private static readonly string[] Raw = ["script", "style", "textarea", "template", "iframe", "noembed", "title"];

    private static readonly string[] Wanted = ["base", "link", "a", "area", "meta"];

    public static List<PageTag> Read(string html, out string? title)
    {
        title = null;
        var tags = new List<PageTag>();
        var attributes = new TagAttributes(html, isXml: false);
        var endless = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (tags.Count < MostTags && at < html.Length && html.IndexOf('<', at) is >= 0 and var open && open + 1 < html.Length)
        {
            at = open + 1;
            if (html[at] == '!')
            {
                at = html.AsSpan(at).StartsWith("!--", StringComparison.Ordinal) ? Past(html, at + 1, "-->", endless) : at;
                continue;
            }

            if (!char.IsAsciiLetter(html[at]))
                continue;
            var end = at;
            while (end < html.Length && html[end] is > ' ' and not ('>' or '/' or '<'))
                end++;
            var name = html[at..Math.Min(end, at + 20)].ToLowerInvariant();
            attributes.Start(end);
            var tag = Wanted.Contains(name) ? new PageTag(name) : null;
            while (attributes.Next(out var key, out var value))
                Take(tag, key, value);
            at = attributes.End;
            if (tag is not null)
                tags.Add(name == "a" ? WithText(tag, html, at) : tag);
            if (!Raw.Contains(name))
                continue;
            var content = at;
            at = Past(html, at, "</" + name, endless);
            if (name == "title")
                title ??= Decoded(html.AsSpan(content, Math.Min(LongestText, Math.Max(0, at - content - 7)))) is { Length: > 0 } text ? text : null;
        }

        return tags;
    }

    private static void Take(PageTag? tag, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (tag is null || key.Length > 10)
            return;
        switch (key.ToString().ToLowerInvariant())
        {
            case "href":
                tag.Href ??= Decoded(value);
                break;
            case "rel":
                tag.Rel ??= Decoded(value).ToLowerInvariant();
                break;
            case "type":
                tag.Type ??= Decoded(value).Split(';')[0].Trim().ToLowerInvariant();
                break;
            case "title" or "aria-label":
                tag.Title ??= Decoded(value);
                break;
            case "name":
                tag.MetaName ??= Decoded(value).ToLowerInvariant();
                break;
            case "content":
                tag.Content ??= Decoded(value);
                break;
        }
    }

    private static PageTag WithText(PageTag tag, string html, int at)
    {
        var text = html.AsSpan(at, Math.Min(LongestText, html.Length - at));
        tag.Text = Decoded(text[..(text.IndexOf('<') is >= 0 and var end ? end : text.Length)]);
        return tag;
    }

    private static string Decoded(ReadOnlySpan<char> raw)
    {
        raw = raw.Trim();
        if (raw.IndexOf('&') < 0)
            return raw.ToString();
        using var text = new TextBuffer(raw.Length);
        XmlText.Decode(raw, null, text);
        return text.Written.Trim().ToString();
    }

    /// <summary>Behind the mark; where it stands no more, right here. What was looked for in vain once is not looked for again.</summary>
    private static int Past(string html, int from, string mark, HashSet<string> endless)
    {
        var end = endless.Contains(mark) || from >= html.Length ? -1 : html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        if (end >= 0)
            return end + mark.Length;
        endless.Add(mark);
        return from;
    }
}
