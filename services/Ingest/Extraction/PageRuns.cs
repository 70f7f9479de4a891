namespace Newsroom.Ingest.Extraction;

/// <summary>
/// The lines of running text in an element by how they are made: paragraphs of one article come out of one template, what readers write
/// and what other articles are announced with out of others.
/// </summary>
internal sealed class PageRuns
{
    // Of the most that is made in one way, an article has at least so much, in hundredths.
    private const int LeastOfMost = 60;
    private const int ShortestRun = 150;
    private const int LeastLines = 3;
    private const int LeastLabel = 4;
    private const int LeastRest = 500;
    private const int LeastOfALabel = 15;

    // Of the text, in hundredths.
    private const int MostOfAnOffer = 30;

    private readonly PageTree tree;
    private readonly PageNode within;
    private readonly int[] content;

    private PageRuns(PageTree tree, PageNode within)
    {
        (this.tree, this.within) = (tree, within);
        content = new int[within.End - within.Index];
    }

    private readonly record struct Making(string Tag, string? Class, string? AroundTag, string? AroundClass)
    {
        /// <summary>Wherever it stands.</summary>
        public bool IsAs(Making other) => Tag == other.Tag && Class == other.Class;

        public static Making Of(PageNode line) =>
            new(line.Element.LocalName, line.Is(NodeKind.Paragraph) ? null : line.Element.ClassName, line.Parent?.Element.LocalName, line.Parent?.Element.ClassName);
    }

    /// <summary>The element inside that holds nearly all of the first great run below the headline.</summary>
    /// <param name="tree">Pruned.</param>
    /// <param name="node">Of whose children none has most of the text.</param>
    /// <param name="title">The heading that shows the page's title, if any does.</param>
    /// <returns>The element itself where the run goes through all of it.</returns>
    public static PageNode Narrowed(PageTree tree, PageNode node, PageNode? title)
    {
        var runs = new PageRuns(tree, node);
        var lines = runs.Lines();
        if (lines.Count < 2 || First(lines, title, LeastOfMost) is not { } making)
            return node;
        var all = runs.Count(lines, making);
        return all < ShortestRun ? node : runs.Holding(all);
    }

    /// <summary>
    /// What stands below the last paragraph in elements of their own and is made otherwise: who wrote it, what to read next, what to subscribe to.
    /// </summary>
    public static IEnumerable<PageNode> Below(PageTree tree, PageNode text)
    {
        var runs = new PageRuns(tree, text);
        var lines = runs.Lines();
        if (lines.Count < LeastLines || First(lines, null, 100) is not { } making)
            yield break;
        var last = runs.Last(making);
        if (lines.Where(line => Making.Of(line).IsAs(making)).Sum(line => line.OwnContent) * 2 < text.KeptContent)
            yield break;
        var isPast = false;
        for (var i = last.End; i < text.End; i++)
        {
            var node = tree.Nodes[i];
            if (!node.IsDropped && (!node.Is(NodeKind.Group) || node.Is(NodeKind.Cell | NodeKind.DeclaredBody)))
                continue;
            if (!node.IsDropped && (isPast || runs.IsSetApart(node)) && (runs.IsOffer(node) || !lines.Exists(line => node.Holds(line) && (Making.Of(line).IsAs(making) || line.Is(NodeKind.Item | NodeKind.Quote)))))
            {
                isPast = true;
                yield return node;
            }

            i = node.End - 1;
        }
    }

    /// <summary>Has more than sentences: names, labels, links.</summary>
    /// <summary>The last element that is made so, be it of few words.</summary>
    private PageNode Last(Making making)
    {
        var last = within;
        for (var i = within.Index + 1; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            else if (node.KeptText > 0 && Making.Of(node) == making)
                last = node;
        }

        return last;
    }

    private bool IsSetApart(PageNode node) =>
        node.KeptContent > 0 ? node.KeptLinked > 0 || node.KeptText > node.KeptContent + LeastLabel : node.KeptLinked > 0 && !Has(node, NodeKind.Item | NodeKind.Table | NodeKind.Quote);

    private bool Has(PageNode node, NodeKind kinds)
    {
        for (var i = node.Index + 1; i < node.End; i++)
        {
            if (tree.Nodes[i].Is(kinds) && !tree.Nodes[i].IsDropped)
                return true;
        }

        return false;
    }

    /// <summary>A few paragraphs with a heading and a link, or a field, to press.</summary>
    private bool IsOffer(PageNode node)
    {
        if (node.KeptContent * 100 >= within.KeptContent * MostOfAnOffer || node.KeptText - node.KeptContent < LeastOfALabel)
            return false;
        if (node.AsksForMail)
            return true;
        for (var i = node.Index + 1; i < node.End; i++)
        {
            if (tree.Nodes[i].Is(NodeKind.Link) && tree.Nodes[i].Text > 0 && !tree.Nodes[i].IsDropped && Block(tree.Nodes[i]).OwnContent == 0)
                return true;
        }

        return false;
    }

    private static PageNode Block(PageNode node)
    {
        while (node.Is(NodeKind.Inline) && node.Parent is { } parent)
            node = parent;
        return node;
    }

    /// <summary>Whether another element goes on with a text: the same paragraphs, and next to nothing between them.</summary>
    /// <param name="tree">Pruned.</param>
    /// <param name="text">What was found.</param>
    /// <param name="rest">What stands beside it or around it.</param>
    public static bool GoesOn(PageTree tree, PageNode text, PageNode rest)
    {
        if (rest.KeptContent < LeastRest || (rest.KeptText - rest.KeptContent) * 7 > rest.KeptText || rest.AsksForMail || rest.KeptLinked * 6 > rest.KeptText || rest.HasTitle || rest.HasLinkedHeading)
            return false;
        var further = new PageRuns(tree, rest);
        var lines = further.Lines();
        return lines.Count >= LeastLines && First(new PageRuns(tree, text).Lines(), null, 100) is { } making
            && lines.Where(line => Making.Of(line).IsAs(making)).Sum(line => line.OwnContent) * 10 >= rest.KeptContent * 8;
    }

    private List<PageNode> Lines()
    {
        var lines = new List<PageNode>();
        for (var i = within.Index + 1; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            else if (node.OwnContent > 0)
                lines.Add(node);
        }

        return lines;
    }

    /// <summary>How the first great run is made: of the most that is made in one way, it has at least so much.</summary>
    private static Making? First(List<PageNode> lines, PageNode? title, int leastOfMost)
    {
        var sizes = new Dictionary<Making, int>();
        var most = 0;
        foreach (var line in lines)
        {
            if (title is not null && line.Index < title.Index)
                continue;
            var making = Making.Of(line);
            sizes[making] = sizes.GetValueOrDefault(making) + line.OwnContent;
            most = Math.Max(most, sizes[making]);
        }

        foreach (var line in lines)
        {
            if (sizes.GetValueOrDefault(Making.Of(line)) * 100 >= Math.Max(1, most * leastOfMost))
                return Making.Of(line);
        }

        return null;
    }

    private int Count(List<PageNode> lines, Making making)
    {
        var all = 0;
        foreach (var line in lines)
        {
            if (Making.Of(line) != making)
                continue;
            all += line.OwnContent;
            content[line.Index - within.Index] += line.OwnContent;
        }

        for (var i = within.End - 1; i > within.Index; i--)
            content[tree.Nodes[i].Parent!.Index - within.Index] += content[i - within.Index];
        return all;
    }

    private PageNode Holding(int all)
    {
        var node = within;
        while (node.OwnContent == 0 && Next(node, all) is { } child)
            node = child;
        return node;
    }

    /// <summary>The child that holds nearly all of the run, if no paragraph stands beside it.</summary>
    private PageNode? Next(PageNode node, int all)
    {
        PageNode? next = null;
        for (var i = node.Index + 1; i < node.End; i = tree.Nodes[i].End)
        {
            var child = tree.Nodes[i];
            if (child.IsDropped || child.KeptContent == 0)
                continue;
            if (child.OwnContent > 0 && !child.Is(NodeKind.Group))
                return null;
            if (content[i - within.Index] * 100 >= all * 85 && !child.Is(NodeKind.Paragraph | NodeKind.Item | NodeKind.Inline | NodeKind.Quote))
                next = child;
        }

        return next;
    }
}
