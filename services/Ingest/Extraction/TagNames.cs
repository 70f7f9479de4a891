using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>Names of elements in lower case, those that pages have without making a string each time.</summary>
internal static class TagNames
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "a", "abbr", "address", "amp-img", "article", "aside", "b", "blockquote", "body", "br", "button", "center", "cite", "code", "col",
        "dd", "del", "details", "dialog", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "label", "legend", "li", "link", "main",
        "mark", "meta", "nav", "noscript", "ol", "option", "p", "picture", "pre", "q", "s", "script", "section", "select", "small", "source",
        "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
        "time", "title", "tr", "u", "ul", "video", "wbr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Of(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out var known) ? known : name.ToString().ToLowerInvariant();
}
