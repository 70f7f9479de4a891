namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Takes out what a page puts around and into its article. Nothing that holds much of the page's running text goes, whatever it is called:
/// pages hide bodies until a script shows them, and put whole articles into elements named "sidebar-layout" or "newsletter".
/// </summary>
internal static class PagePruning
{
    private const int LongestTeaser = 400;
    private const int LongestByline = 250;
    private const int LongestAuthorBox = 500;
    private const int LeastArticle = 300;
    private const int LongestNote = 200;
    private const int ShortestItem = 80;
    private const double SmallShare = 0.09;

    /// <summary>Marks what goes, and counts what is left.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="title">Its title: an article on cookies speaks of them.</param>
    public static void Prune(PageTree tree, string title)
    {
        var all = Math.Max(1, tree.Root.Content);
        var teasers = AreBesideArticle(tree, all);
        var notices = !Boilerplate.SpeaksOfCookies(title);
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            if (!node.IsDropped && !(notices && IsNotice(node, all)) && !Goes(node, (double)node.Content / all, all, teasers))
                continue;
            node.IsDropped = true;
            i = node.End - 1;
        }

        Count(tree);
    }

    /// <summary>The dropped elements, outermost.</summary>
    public static HashSet<AngleSharp.Dom.IElement> Dropped(PageTree tree)
    {
        var dropped = new HashSet<AngleSharp.Dom.IElement>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < tree.Nodes.Count; i++)
        {
            if (!tree.Nodes[i].IsDropped)
                continue;
            dropped.Add(tree.Nodes[i].Element);
            i = tree.Nodes[i].End - 1;
        }

        return dropped;
    }

    private static bool Goes(PageNode node, double share, int all, bool teasers)
    {
        if (node.Is(NodeKind.Never))
            return true;
        if (node.Is(NodeKind.Hidden) && share < 0.5)
            return true;
        if (node.Is(NodeKind.Root))
            return false;
        // Of a short item it may be half, and is furniture still.
        if (node.Content < LongestNote && all - node.Content >= ShortestItem && !node.Is(NodeKind.Hidden))
            share = Math.Min(share, SmallShare);
        return IsFurniture(node, share)
            || IsNamedSo(node, share, all)
            || IsLinks(node, share)
            || (teasers && IsTeaser(node, share));
    }

    private static bool IsFurniture(PageNode node, double share)
    {
        if (node.Is(NodeKind.Bare | NodeKind.Navigation | NodeKind.Form))
            return share < 0.5;
        if (node.Is(NodeKind.Footer))
            return share < 0.3 && !IsInside(node, NodeKind.Quote);
        if (node.Is(NodeKind.Aside))
            return share < 0.25;
        return node.Is(NodeKind.Header) && share < 0.3 && !node.HasTitle && !IsInside(node, NodeKind.Article | NodeKind.Main);
    }

    private static bool IsNamedSo(PageNode node, double share, int all)
    {
        if (node.Names == NameMeaning.None || node.Is(NodeKind.DeclaredBody))
            return false;
        var isArticle = node.Is(NodeKind.Article | NodeKind.Main);
        if (node.Has(NameMeaning.Comments))
            return share < 0.8 && all - node.Content >= 200 && !isArticle;
        if (isArticle)
            return node.Has(NameMeaning.Around) && share < 0.2 && node.Links > 0;
        if (node.Has(NameMeaning.Embed))
            return false;
        if (node.Has(NameMeaning.Around) && share < (node.Has(NameMeaning.Body) ? 0.1 : 0.35))
            return !node.Is(NodeKind.Inline) || node.Text < 200;
        if (node.Has(NameMeaning.Byline) && !node.HasTitle && node.Text < LongestByline && node.Content < 120)
            return true;
        if (!node.Has(NameMeaning.Doubtful) || node.Is(NodeKind.Inline) || node.HasTitle)
            return false;
        return share < 0.1 && (node.Linked * 10 > node.Text * 4 || (node.Content == 0 && node.Text < 80 && !node.Is(NodeKind.Heading | NodeKind.Paragraph)));
    }

    private static bool IsLinks(PageNode node, double share)
    {
        if (node.Text == 0 || node.Linked == 0 || share >= 0.25)
            return false;
        var density = (double)node.Linked / node.Text;
        if (node.Is(NodeKind.Paragraph | NodeKind.Heading))
            return density >= 0.95 && node.Text >= 15 && !node.HasTitle;
        if (node.IsHeadedLinks && node.Links > 0 && density >= 0.2)
            return true;
        if (node.Is(NodeKind.List))
            return density >= 0.6 && (node.Links > 1 || density >= 0.9);
        if (node.Is(NodeKind.Table))
            return density >= 0.8;
        if (!node.Is(NodeKind.Group) || node.HasTitle)
            return false;
        if (node.HasAuthorLink && node.Text < LongestAuthorBox && share < 0.15 && density >= 0.03 && node.Content < node.Text)
            return true;
        return node.Content < 200
            && ((node.Links > 2 && density >= 0.6) || (density >= 0.95 && node.Text >= 15) || (node.Links > 1 && density >= 0.4 && node.Text < 100 && node.Content == 0));
    }

    /// <summary>What a site says of its cookies, which may be longer than its article.</summary>
    private static bool IsNotice(PageNode node, int all) =>
        node.OfCookies > 0 && node.OfCookies * 2 >= node.Text && !node.HasTitle && !node.Is(NodeKind.Root | NodeKind.Article | NodeKind.Main | NodeKind.Inline | NodeKind.DeclaredBody)
        && all - node.Content >= LeastArticle;

    private static bool IsTeaser(PageNode node, double share) =>
        node.HasLinkedHeading && !node.HasTitle && share < 0.2 && node.Content < LongestTeaser
        && node.Is(NodeKind.Group | NodeKind.Item) && !node.Is(NodeKind.Main);

    /// <summary>
    /// Whether teasers stand around an article: on a list, or in a running report whose entries' headings link to them, they are most of the text, and there
    /// is no article beside them under a headline that links nowhere.
    /// </summary>
    private static bool AreBesideArticle(PageTree tree, int all)
    {
        var (content, title) = (0, false);
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            title |= node.Is(NodeKind.Heading) && node.HasTitle && !node.HasLinkedHeading;
            if (!IsTeaser(node, (double)node.Content / all))
                continue;
            content += node.Content;
            i = node.End - 1;
        }

        return content * 2 < all || (title && all - content >= LeastArticle);
    }

    private static bool IsInside(PageNode node, NodeKind kinds)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Is(kinds))
                return true;
        }

        return false;
    }

    private static void Count(PageTree tree)
    {
        for (var i = tree.Nodes.Count - 1; i >= 0; i--)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                continue;
            node.KeptText += node.OwnText;
            node.KeptLinked += node.OwnLinked;
            node.KeptContent += node.OwnContent;
            if (node.Parent is not { } parent)
                continue;
            parent.KeptText += node.KeptText;
            parent.KeptLinked += node.KeptLinked;
            parent.KeptContent += node.KeptContent;
        }
    }
}
