namespace Newsroom.Ingest.Extraction;

/// <summary>How a line of running text is made: its element, and the one that it stands in.</summary>
/// <param name="Class">Null for paragraphs, which have classes for their looks.</param>
internal readonly record struct RunMaking(string Tag, string? Class, string? AroundTag, string? AroundClass)
{
    public static RunMaking Of(PageNode line) =>
        new(line.Element.LocalName, line.Is(NodeKind.Paragraph) ? null : line.Element.ClassName, line.Parent?.Element.LocalName, line.Parent?.Element.ClassName);

    /// <summary>Wherever it stands.</summary>
    public bool IsAs(RunMaking other) => Tag == other.Tag && Class == other.Class;
}

/// <summary>
/// The lines of running text in an element by how they are made: paragraphs of one article come out of one template, what readers write
/// and what other articles are announced with out of others. Each question is linear in the element.
/// </summary>
internal sealed class PageRuns
{
    // Of the most that is made in one way, an article has at least so much, in hundredths.
    private const int LeastOfMost = 60;
    private const int NearlyAll = 85;
    private const int ShortestRun = 150;
    private const int LeastLines = 3;
    private const int LeastLabel = 4;
    private const int LeastOfALabel = 15;
    private const int LeastRest = 500;
    private const int LongestOffer = 400;

    // Of the text, in hundredths.
    private const int MostOfAnOffer = 30;

    private readonly PageTree tree;
    private readonly PageNode within;
    private readonly List<PageNode> lines = [];

    /// <param name="tree">Pruned.</param>
    /// <param name="within">The element that is asked about.</param>
    public PageRuns(PageTree tree, PageNode within)
    {
        (this.tree, this.within) = (tree, within);
        for (var i = within.Index; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            else if (node.OwnContent > 0 && node != within)
                lines.Add(node);
        }
    }

    /// <summary>The element inside that holds nearly all of the first great run below the headline.</summary>
    /// <returns>The element itself where the run goes through all of it.</returns>
    public PageNode Narrowed()
    {
        if (lines.Count < 2 || First(tree.Headline, LeastOfMost) is not { } making)
            return within;
        var content = new int[within.End - within.Index];
        var all = Count(making, content);
        var node = within;
        while (all >= ShortestRun && node.OwnContent == 0 && Next(node, content, all) is { } child)
            node = child;
        return node;
    }

    /// <summary>
    /// What stands below the last paragraph in elements of their own and is made otherwise: who wrote it, what to read next, what to subscribe to.
    /// </summary>
    public IEnumerable<PageNode> Below()
    {
        if (lines.Count < LeastLines || Most is not { } making || Like(making) * 2 < within.KeptContent)
            yield break;
        var last = Last(making);
        var kept = lines.Where(line => line.Index > last.Index && (RunMaking.Of(line).IsAs(making) || line.Is(NodeKind.Item | NodeKind.Quote))).Select(line => line.Index).ToList();
        var isPast = false;
        for (var i = last.End; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            // What is set apart in the text belongs to it: the recipe below its story.
            if (!node.IsDropped && node.Has(NameMeaning.Note))
            {
                i = node.End - 1;
                continue;
            }

            if (!node.IsDropped && (!node.Is(NodeKind.Group) || node.Is(NodeKind.Cell | NodeKind.DeclaredBody)))
                continue;
            if (!node.IsDropped && (isPast || IsSetApart(node)) && (!HoldsAny(node, kept) || IsOffer(node)))
            {
                isPast = true;
                yield return node;
            }

            i = node.End - 1;
        }
    }

    /// <summary>Whether another element goes on with this text: the same paragraphs, and next to nothing between them.</summary>
    public bool GoesOnIn(PageNode rest)
    {
        if (rest.KeptContent < LeastRest || (rest.KeptText - rest.KeptContent) * 7 > rest.KeptText || rest.KeptLinked * 6 > rest.KeptText
            || rest.KeepsMailField || rest.HasTitle || rest.KeepsLinkedHeading || Most is not { } making)
            return false;
        var further = new PageRuns(tree, rest);
        return further.lines.Count >= LeastLines && further.Like(making) * 10 >= rest.KeptContent * 8;
    }

    private RunMaking? Most => most ??= First(null, 100);

    private RunMaking? most;

    /// <summary>How the first great run is made: of the most that is made in one way, it has at least so much.</summary>
    private RunMaking? First(PageNode? title, int leastOfMost)
    {
        var sizes = new Dictionary<RunMaking, int>();
        var largest = 0;
        foreach (var line in lines)
        {
            if (title is not null && line.Index < title.Index)
                continue;
            var making = RunMaking.Of(line);
            sizes[making] = sizes.GetValueOrDefault(making) + line.OwnContent;
            largest = Math.Max(largest, sizes[making]);
        }

        foreach (var line in lines)
        {
            if (sizes.GetValueOrDefault(RunMaking.Of(line)) * 100L >= Math.Max(1L, (long)largest * leastOfMost))
                return RunMaking.Of(line);
        }

        return null;
    }

    /// <summary>Letters of the lines that are made so, wherever they stand.</summary>
    private int Like(RunMaking making) => lines.Where(line => RunMaking.Of(line).IsAs(making)).Sum(line => line.OwnContent);

    /// <summary>Counts a run in each element from <see cref="within"/> on.</summary>
    private int Count(RunMaking making, int[] content)
    {
        var (all, look) = (0, Look(making));
        foreach (var line in lines.Where(line => RunMaking.Of(line) is var own && (own == making || (look is not null && own.IsAs(making) && own.AroundTag == making.AroundTag && IsInLook(line, look)))))
        {
            all += line.OwnContent;
            content[line.Index - within.Index] += line.OwnContent;
        }

        for (var i = within.End - 1; i > within.Index; i--)
            content[tree.Nodes[i].Parent!.Index - within.Index] += content[i - within.Index];
        return all;
    }

    /// <summary>The class of nearly all the paragraphs of a run, by which those are known, if it says that they are text, that stand in elements called otherwise: each part of a text in one of its own.</summary>
    private string? Look(RunMaking making)
    {
        var looks = lines.Where(line => line.Is(NodeKind.Paragraph) && RunMaking.Of(line) == making).Select(line => line.Element.ClassName ?? "").ToList();
        return looks.Count >= LeastLines && looks.CountBy(look => look).MaxBy(look => look.Value) is { Key: { Length: > 0 } most, Value: var times } && times * 100 >= looks.Count * NearlyAll ? most : null;
    }

    private static bool IsInLook(PageNode line, string look) => line.Element.ClassName == look && line.Has(NameMeaning.Body) && line.OwnLinked * 10 < line.OwnText;

    /// <summary>The child that holds nearly all of the run, if no paragraph stands beside it.</summary>
    private PageNode? Next(PageNode node, int[] content, int all)
    {
        PageNode? next = null;
        for (var i = node.Index + 1; i < node.End; i = tree.Nodes[i].End)
        {
            var child = tree.Nodes[i];
            if (child.IsDropped || child.KeptContent == 0)
                continue;
            if (child.OwnContent > 0 && !child.Is(NodeKind.Group))
                return null;
            if (content[i - within.Index] * 100L >= (long)all * NearlyAll && !child.Is(NodeKind.Paragraph | NodeKind.Item | NodeKind.Inline | NodeKind.Quote))
                next = child;
        }

        return next;
    }

    /// <summary>The last element that is made so, be it of few words.</summary>
    private PageNode Last(RunMaking making)
    {
        var last = within;
        for (var i = within.Index + 1; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            else if (node.KeptText > 0 && RunMaking.Of(node) == making)
                last = node;
        }

        return last;
    }

    private static bool HoldsAny(PageNode node, List<int> indexes)
    {
        var at = indexes.BinarySearch(node.Index);
        at = at < 0 ? ~at : at;
        return at < indexes.Count && indexes[at] < node.End;
    }

    /// <summary>Has more than sentences: names, labels, links.</summary>
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
        if (node.KeptContent * 100L >= (long)within.KeptContent * MostOfAnOffer || node.KeptText - node.KeptContent < LeastOfALabel)
            return false;
        if (node.AsksForMail && node.KeptContent < LongestOffer)
            return true;
        return tree.LinksByThemselves(node).Any(static link => link.Text > 0 && !link.IsDropped);
    }
}
