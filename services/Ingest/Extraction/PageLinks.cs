using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>Where the links of a page lead.</summary>
internal static class PageLinks
{
    private const int HighestPost = 6;

    /// <summary>To the element that it stands in, as the heads of a thread's posts do.</summary>
    public static bool LeadsToItself(PageTree tree, PageNode heading)
    {
        if (First(tree, heading)?.Element.GetAttribute("href") is not { } href || href.LastIndexOf('#') is not (> 0 and var mark) || mark + 1 == href.Length)
            return false;
        var (outer, height) = (heading.Parent, 0);
        while (outer is not null && height++ < HighestPost && !(outer.Element.Id is { } id && href.AsSpan(mark + 1).SequenceEqual(id)))
            outer = outer.Parent;
        return outer is not null && height <= HighestPost;
    }

    /// <summary>A link with a picture in it.</summary>
    public static bool HasPicture(PageTree tree, PageNode link)
    {
        for (var i = link.Index + 1; i < link.End; i++)
        {
            if (tree.Nodes[i].Element.LocalName is "img" or "amp-img")
                return true;
        }

        return false;
    }

    /// <summary>To another site, or to somebody who wrote a post of a thread: below it is no teaser.</summary>
    public static bool LeadsAbroad(PageTree tree, PageNode heading, string? host)
    {
        if (First(tree, heading) is { } link)
            return IsAbroad(link.Element, host) || PageKinds.IsMemberLink(link.Element);
        return heading.Parent is { } around && around.Is(NodeKind.Link) && IsAbroad(around.Element, host);
    }

    private static PageNode? First(PageTree tree, PageNode heading)
    {
        for (var i = heading.Index + 1; i < heading.End; i++)
        {
            if (tree.Nodes[i].Is(NodeKind.Link))
                return tree.Nodes[i];
        }

        return null;
    }

    /// <summary>To a site whose name has not the page's last two parts.</summary>
    public static bool IsAbroad(IElement link, string? host)
    {
        if (host is null || link.GetAttribute("href") is not { Length: < 2_000 } href || !href.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(href, UriKind.Absolute, out var url))
            return false;
        var from = host.LastIndexOf('.') is > 0 and var last ? host.LastIndexOf('.', last - 1) + 1 : 0;
        return !url.Host.EndsWith(host[from..], StringComparison.OrdinalIgnoreCase);
    }
}
