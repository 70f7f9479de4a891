namespace Newsroom.Ingest.Extraction;

/// <summary>What stands between the headline and the text and says something of the story: the standfirst, a subtitle.</summary>
internal static class PageLeads
{
    private const int ShortestSubtitle = 15;
    private const int NearFigure = 4;
    private const int MaxLeads = 4;
    private const int ShortestLine = 40;
    private const int FewestWords = 6;

    /// <summary>In reading order.</summary>
    /// <param name="tree">Pruned.</param>
    /// <param name="text">The first element of the text.</param>
    /// <param name="scope">The article around it.</param>
    public static List<PageNode> Above(PageTree tree, PageNode text, PageNode scope)
    {
        var leads = new List<PageNode>();
        if (text.HasTitle)
            return leads;
        var title = tree.Titles.Find(one => scope.Holds(one));
        // The article begins below its headline.
        var isOutside = title is null && tree.Headline is { } headline && headline.Index < text.Index;
        if (isOutside)
        {
            title = tree.Headline;
            while (!scope.Holds(title!) && scope.Parent is { } around)
                scope = around;
        }

        var most = Math.Max(200, text.KeptContent / 2);
        for (var i = scope.Index + 1; i < text.Index && leads.Count < MaxLeads; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            if (node.IsDropped || node.Holds(text) || node.HasTitle || node.KeptLinked * 3 > node.KeptText || (isOutside && node.Before != title!.Before + title.Text))
                continue;
            var isBelow = title is not null && i >= title.End;
            var isNamed = node.Has(NameMeaning.Lead) && node.KeptText >= (isBelow ? ShortestSubtitle : 40);
            var isLine = isBelow && (node.OwnContent >= 40 && !node.Is(NodeKind.Inline | NodeKind.Caption | NodeKind.Item | NodeKind.Figure)
                || (node.Is(NodeKind.Heading) && node.KeptText >= (node.Before == title!.Before + title.Text ? ShortestSubtitle : 80)));
            isLine |= title is not null && node.Before == title.Before + title.Text && IsSubtitle(node);
            if ((!isNamed && !isLine) || node.Has(NameMeaning.Caption) || node.KeptText > most || InFigure(node, scope))
                continue;
            leads.Add(node);
            i = node.End - 1;
        }

        return leads;
    }

    /// <summary>A line right below the headline that is no sentence and no byline.</summary>
    private static bool IsSubtitle(PageNode node) =>
        node.Is(NodeKind.Group | NodeKind.Paragraph) && node.OwnText >= ShortestLine && node.KeptLinked == 0
        && HtmlElements.TextOf(node.Element) is { } line && TextShape.Words(line) >= FewestWords && !Bylines.MayBe(line) && !DateWords.All(line, default).Any();

    private static bool InFigure(PageNode node, PageNode scope)
    {
        var near = NearFigure;
        for (var outer = node; outer is not null && outer != scope; outer = outer.Parent)
        {
            if (outer.Is(NodeKind.Figure | NodeKind.Caption) || outer.Has(NameMeaning.Caption) || (near-- > 0 && HtmlElements.IsPictureWithLine(outer.Element)))
                return true;
        }

        return false;
    }
}
