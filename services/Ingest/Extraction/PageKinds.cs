using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What an element is, by its name and attributes, which are gone through once.</summary>
internal static class PageKinds
{
    private static readonly FrozenDictionary<string, NodeKind> Kinds = Make();

    private static readonly SearchValues<string> AuthorPaths = SearchValues.Create(
        ["/author/", "/authors/", "/profile/", "/profiles/", "/autor/", "/autores/", "/auteur/", "/autoren/", "/autore/", "/penulis/", "/contributor/", "/contributors/",
            "/columnist/", "/columnists/", "/writers/", "/people/", "/staff/", "/journalist/", "/reporter/"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> MemberPaths = SearchValues.Create(["/member", "/user", "/profile", "/u/"], StringComparison.OrdinalIgnoreCase);

    private const int FewestOfAText = 5;

    public static NodeKind Of(IElement element, out NameMeaning meaning)
    {
        meaning = NameMeaning.None;
        if (!Kinds.TryGetValue(element.LocalName, out var kind))
            kind = NodeKind.Group;
        if (kind == NodeKind.Never && HtmlElements.IsHeadingButton(element))
            return NodeKind.Group;
        // One that holds a whole text, its paragraphs parted by breaks.
        if (kind == NodeKind.Inline && element.LocalName is "font" or "span" && element.ChildNodes.Length >= FewestOfAText && HtmlElements.HoldsText(element))
            kind = NodeKind.Group;
        if (kind == NodeKind.Never || element.NamespaceUri is not (null or "http://www.w3.org/1999/xhtml"))
            return NodeKind.Never;
        string? classes = null, id = null;
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i] is not { } attribute)
                continue;
            switch (attribute.LocalName)
            {
                case "class":
                    classes = attribute.Value;
                    break;
                case "id":
                    id = attribute.Value;
                    break;
                case "hidden":
                    kind |= NodeKind.Hidden;
                    break;
                case "aria-hidden" when attribute.Value == "true":
                case "style" when HidesStyle(attribute.Value):
                    kind |= NodeKind.Hidden;
                    break;
                case "role":
                    kind |= OfRole(attribute.Value);
                    break;
                case "itemprop":
                    kind |= OfProperty(attribute.Value);
                    break;
                case "href" when kind == NodeKind.Inline && element.LocalName == "a" && IsElsewhere(attribute.Value):
                    kind |= NodeKind.Link;
                    break;
                case "data-area" when !attribute.Value.Contains("newsletter", StringComparison.OrdinalIgnoreCase):
                    break;
                case "data-component" or "data-testid" or "data-area":
                    meaning |= PageNames.Of(attribute.Value);
                    break;
            }
        }

        // The id of a heading is its own text: what leads to it.
        meaning |= PageNames.Of(classes, kind == NodeKind.Heading ? null : id);
        if ((meaning & NameMeaning.Hidden) != 0)
            kind |= NodeKind.Hidden;
        return kind;
    }

    public static bool HidesStyle(string style)
    {
        if (!style.Contains("none", StringComparison.OrdinalIgnoreCase) && !style.Contains("hidden", StringComparison.OrdinalIgnoreCase))
            return false;
        var plain = style.Replace(" ", "", StringComparison.Ordinal);
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>To a page about who wrote it.</summary>
    public static bool IsAuthorLink(IElement link) =>
        link.GetAttribute("rel") is { } rel && rel.Contains("author", StringComparison.OrdinalIgnoreCase)
        || (link.GetAttribute("href") is { Length: < 300 } href && href.AsSpan().ContainsAny(AuthorPaths));

    /// <summary>To a page about who wrote a post.</summary>
    public static bool IsMemberLink(IElement link) => link.GetAttribute("href") is { Length: < 300 } href && href.AsSpan().ContainsAny(MemberPaths);

    // Links within the page are its table of contents, its footnotes and the marks beside its headings.
    private static bool IsElsewhere(string href) => href.Length > 0 && href[0] != '#';

    private static NodeKind OfRole(string role) => role switch
    {
        "navigation" or "search" or "menu" or "menubar" or "toolbar" => NodeKind.Navigation,
        "contentinfo" => NodeKind.Footer,
        "complementary" => NodeKind.Aside,
        "banner" => NodeKind.Header,
        "dialog" or "alertdialog" => NodeKind.Hidden,
        "main" => NodeKind.Main,
        "article" => NodeKind.Article,
        _ => NodeKind.None,
    };

    private static NodeKind OfProperty(string properties) => properties switch
    {
        _ when properties.Contains("articleBody", StringComparison.OrdinalIgnoreCase) => NodeKind.DeclaredBody,
        "reviewBody" or "text" => NodeKind.DeclaredBody,
        _ => NodeKind.None,
    };

    private static FrozenDictionary<string, NodeKind> Make()
    {
        var kinds = new Dictionary<string, NodeKind>(StringComparer.Ordinal)
        {
            ["p"] = NodeKind.Paragraph,
            ["pre"] = NodeKind.Paragraph,
            ["article"] = NodeKind.Article | NodeKind.Group,
            ["main"] = NodeKind.Main | NodeKind.Group,
            ["nav"] = NodeKind.Navigation | NodeKind.Group,
            ["menu"] = NodeKind.Navigation | NodeKind.Group,
            ["footer"] = NodeKind.Footer | NodeKind.Group,
            ["aside"] = NodeKind.Aside | NodeKind.Group,
            ["header"] = NodeKind.Header | NodeKind.Group,
            ["form"] = NodeKind.Form | NodeKind.Group,
            ["fieldset"] = NodeKind.Form | NodeKind.Group,
            ["ul"] = NodeKind.List,
            ["ol"] = NodeKind.List,
            ["dl"] = NodeKind.List,
            ["li"] = NodeKind.Item,
            ["dt"] = NodeKind.Item,
            ["dd"] = NodeKind.Item,
            ["table"] = NodeKind.Table,
            ["td"] = NodeKind.Cell | NodeKind.Group,
            ["th"] = NodeKind.Cell | NodeKind.Group,
            ["blockquote"] = NodeKind.Quote,
            ["figure"] = NodeKind.Figure,
            ["figcaption"] = NodeKind.Caption,
            ["noscript"] = NodeKind.Bare | NodeKind.Group,
            ["dialog"] = NodeKind.Hidden | NodeKind.Group,
            ["body"] = NodeKind.Root | NodeKind.Group,
            ["html"] = NodeKind.Root | NodeKind.Group,
        };
        foreach (var name in (string[])["h1", "h2", "h3", "h4", "h5", "h6"])
            kinds[name] = NodeKind.Heading;
        foreach (var name in HtmlElements.Inlines.Concat(["img", "picture", "amp-img"]))
            kinds[name] = NodeKind.Inline;
        foreach (var name in HtmlElements.Dropped)
            kinds.TryAdd(name, NodeKind.Never);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
