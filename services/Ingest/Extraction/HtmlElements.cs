using System.Net;
using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What elements mean to a reader of articles.</summary>
internal static class HtmlElements
{
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "canvas", "video", "audio", "svg", "math",
        "head", "title", "meta", "link", "base", "map", "area", "nav", "dialog", "button", "input", "select", "textarea", "option",
        "datalist", "progress", "meter", "noembed", "noframes", "xmp", "plaintext", "param", "source", "track", "amp-ad", "amp-embed",
    };

    private static readonly HashSet<string> Inlines = new(StringComparer.Ordinal)
    {
        "a", "em", "strong", "b", "i", "code", "sub", "sup", "mark", "q", "cite", "s", "u", "small", "abbr", "time", "span", "font",
        "ins", "del", "dfn", "kbd", "samp", "var", "big", "tt", "strike", "bdi", "bdo", "label", "data", "wbr", "acronym", "nobr", "ruby",
        "rb", "rp", "rt", "output", "slot",
    };

    private static readonly string[] HiddenClasses =
        ["visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-only"];

    private static readonly string[] HiddenStyles = ["display:none", "visibility:hidden"];

    private const int ShortestFormOfAPage = 600;

    public static bool IsHidden(IElement element)
    {
        if (Dropped.Contains(element.LocalName) || element.NamespaceUri is not (null or "http://www.w3.org/1999/xhtml"))
            return true;
        // A whole page inside a form is how ASP.NET Web Forms writes it; other forms are for filling in.
        if (element.LocalName == "form")
            return element.QuerySelectorAll("p").Sum(p => p.TextContent.Length) < ShortestFormOfAPage;
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            return true;
        if (element.ClassName is { } classes && ContainsAny(classes, HiddenClasses))
            return true;
        return element.GetAttribute("style") is { } style && ContainsAny(style.Replace(" ", "", StringComparison.Ordinal), HiddenStyles);
    }

    public static bool IsInline(IElement element) => Inlines.Contains(element.LocalName);

    /// <summary>The tags that inline markup keeps; null where the element says nothing that lasts.</summary>
    public static (string Start, string End)? InlineTag(IElement element, Uri? baseUrl) => element.LocalName switch
    {
        "em" or "i" => ("<em>", "</em>"),
        "strong" or "b" => ("<strong>", "</strong>"),
        "code" or "sub" or "sup" or "mark" or "q" or "cite" or "s" or "u" or "small" => ($"<{element.LocalName}>", $"</{element.LocalName}>"),
        "a" when Address(element, baseUrl) is { } url => ($"<a href=\"{WebUtility.HtmlEncode(url)}\" rel=\"nofollow noopener\">", "</a>"),
        "abbr" when TextShape.Line(element.GetAttribute("title")) is { } title => ($"<abbr title=\"{WebUtility.HtmlEncode(title)}\">", "</abbr>"),
        "time" when TextShape.Line(element.GetAttribute("datetime")) is { } time => ($"<time datetime=\"{WebUtility.HtmlEncode(time)}\">", "</time>"),
        _ => null,
    };

    /// <summary>A list whose items hold more than a line: cards, a gallery, a whole article.</summary>
    public static bool IsLayoutList(IElement list) =>
        list.QuerySelector("h1, h2, h3, h4, h5, h6, figure, table, blockquote, li p + p, article, section") is not null
        || list.Children.Any(item => item.TextContent.Length > 2_000);

    /// <summary>A table that arranges a page rather than data: nested, of one cell a row, or with blocks in its cells.</summary>
    public static bool IsLayoutTable(IElement table) =>
        table.GetAttribute("role") is "presentation" or "none"
        || table.QuerySelector("table, h1, h2, h3, h4, h5, h6, figure, blockquote, td p + p, form") is not null
        || table.QuerySelectorAll("tr").All(row => row.ChildElementCount < 2);

    /// <summary>A picture with its caption from before <c>figure</c> (WordPress).</summary>
    public static bool IsFigureLike(IElement element) =>
        element.LocalName == "div" && element.ClassList.Contains("wp-caption");

    /// <summary>Who said it: <c>footer</c>, or a <c>cite</c> that stands by itself and not in a sentence.</summary>
    public static IElement? SourceOfQuote(IElement quote) =>
        quote.QuerySelector("footer, figcaption")
        ?? quote.QuerySelectorAll("cite").FirstOrDefault(cite =>
            (cite.ParentElement == quote && IsLast(cite)) || TextShape.Key(cite.ParentElement!.TextContent) == TextShape.Key(cite.TextContent));

    private static bool IsLast(IElement element)
    {
        for (var next = element.NextSibling; next is not null; next = next.NextSibling)
        {
            if (!string.IsNullOrWhiteSpace(next.TextContent))
                return false;
        }

        return true;
    }

    /// <summary>The visible text on one line.</summary>
    public static string? TextOf(INode node)
    {
        var run = new InlineRun();
        Read(node, run, static _ => true);
        return run.Take().Text;
    }

    /// <summary>As <see cref="TextOf(INode)"/>, without the elements that are not wanted.</summary>
    public static string? TextOf(INode node, Func<IElement, bool> wanted)
    {
        var run = new InlineRun();
        Read(node, run, wanted);
        return run.Take().Text;
    }

    private static void Read(INode node, InlineRun run, Func<IElement, bool> wanted)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                run.Append(text.Data);
            }
            else if (child is IElement element && !IsHidden(element) && element.LocalName != "noscript" && wanted(element))
            {
                var apart = !IsInline(element);
                if (apart)
                    run.Space();
                Read(element, run, wanted);
                if (apart)
                    run.Space();
            }
        }
    }

    private static bool ContainsAny(string text, string[] parts) =>
        Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string? Address(IElement link, Uri? baseUrl)
    {
        var href = link.GetAttribute("href")?.Trim();
        if (href is null or "" || href[0] == '#')
            return null;
        return href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? href : WebAddress.Absolute(href, baseUrl);
    }
}
