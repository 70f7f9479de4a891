namespace Newsroom.Ingest.Extraction;

/// <summary>What announces other articles, by a heading that leads there; on a list of such it is all there is.</summary>
internal static class PageTeasers
{
    private const int LongestTeaser = 400;

    // Of the running text, where the page may be a list of teasers.
    private const double MostOfATeaser = 0.2;
    private const int ArticleBesideTeasers = 400;
    private const int LeastArticle = 300;

    // An article of two lines is one.
    private const int ShortestArticle = 60;

    /// <summary>How much of the running text one of them may be that goes; none where the page is a list of such.</summary>
    public static double Most(PageTree tree, PageDating page, int all)
    {
        var (teasers, _, before) = Count(tree, all, 1);
        var rest = all - teasers;
        // In a list of things that were tried, the text goes on between them and below.
        var isAbove = before * 10 >= rest * 6;
        if (isAbove && ((page == PageDating.Declared && rest >= ShortestArticle) || (page == PageDating.Shown && rest >= ArticleBesideTeasers)))
            return 1;
        var (content, text, _) = Count(tree, all, MostOfATeaser);
        if (content * 2 < all && (page != PageDating.None || text < all - content))
            return MostOfATeaser;
        // An article stands beside them, under a headline that links nowhere.
        return all - content >= LeastArticle && tree.Titles.Exists(title => !title.HasLinkedHeading) ? MostOfATeaser : 0;
    }

    public static bool Is(PageNode node, double share, double most) =>
        node.HasLinkedHeading && !node.HasTitle && !node.HasEntry && share < most && (share < MostOfATeaser || node.LeadsWithLinkedHeading) && node.Content < LongestTeaser
        && node.Is(NodeKind.Group | NodeKind.Item) && !node.Is(NodeKind.Main);

    /// <summary>Of the running text and of all text, what stands in teasers, and what of it before the first: on a list, or in a running report whose entries' headings link to them, it is most.</summary>
    private static (int Content, int Text, int Before) Count(PageTree tree, int all, double most)
    {
        var (content, text, before) = (0, 0, tree.Root.Content);
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            if (!Is(node, (double)node.Content / all, most))
                continue;
            before = Math.Min(before, node.ContentBefore);
            content += node.Content;
            text += node.Text;
            i = node.End - 1;
        }

        return (content, text, before);
    }
}
