namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Finds the elements that hold an article's text: down from the page's body, as long as one element holds most of what is left of the
/// running text; a name or an attribute that says "article body" counts for more than the numbers.
/// </summary>
internal sealed class PageBody
{
    private const int ShortestPart = 80;
    private const int MaxParts = 500;
    private const int FewestEntries = 3;

    // A named text is so much of the page at least, and so near its headline.
    private const int LeastShare = 6;
    private const int FarthestBelow = 1_000;
    private const int LeastBesideTeasers = 800;

    private readonly PageTree tree;
    private readonly List<PageNode> named;

    private PageBody(PageTree tree)
    {
        this.tree = tree;
        named = Named();
    }

    /// <summary>The elements in reading order, and why these.</summary>
    public static (List<PageNode> Parts, string Evidence) Find(PageTree tree)
    {
        var body = new PageBody(tree);
        var (chosen, evidence) = body.Choose();
        var parts = body.Peers(chosen);
        if (parts.Count == 1)
            parts.AddRange(body.Rest(chosen));
        parts.InsertRange(0, PageLeads.Above(tree, parts[0], Scope(parts[0])));
        return (parts, evidence);
    }

    private List<PageNode> Named()
    {
        var found = new List<PageNode>();
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsDropped)
                i = node.End - 1;
            else if (node.KeptContent > 0 && (node.Is(NodeKind.DeclaredBody) || (node.Has(NameMeaning.Body) && IsContainer(node))))
                found.Add(node);
        }

        return found;
    }

    private (PageNode Node, string Evidence) Choose()
    {
        var node = tree.Root;
        var evidence = "the densest part of the page";
        while (true)
        {
            if (Titled(node) is { } titled)
            {
                node = titled;
                continue;
            }

            if (NamedIn(node) is { } body)
                return (Tightest(body), $"{body.Element.LocalName} named as the text");
            if (Largest(node) is not { } child || !IsContainer(child))
                return (new PageRuns(tree, node).Narrowed(), evidence);
            var rest = node.KeptContent - child.KeptContent;
            var isMost = child.KeptContent * 10 >= node.KeptContent * 9;
            var isArticle = child.Is(NodeKind.Article | NodeKind.Main) && child.KeptContent * 10 >= node.KeptContent * 6;
            var around = node.KeptText - child.KeptText;
            var amongLinks = child.KeptContent * 10 >= node.KeptContent * 7 && rest * 3 < around && (node.KeptLinked - child.KeptLinked) * 4 >= around - rest;
            var besideTeasers = tree.Headline is { } headline && child.Holds(headline) && child.Is(NodeKind.Cell) && child.KeptContent >= LeastBesideTeasers && IsOfTeasers(node, child, isMost: child.KeptContent * 10 >= node.KeptContent * 7);
            if (!isMost && !isArticle && !amongLinks && !besideTeasers)
                return (new PageRuns(tree, node).Narrowed(), evidence);
            if (child.Is(NodeKind.Article | NodeKind.Main))
                evidence = $"{child.Element.LocalName} element";
            node = child;
        }
    }

    /// <summary>Whatever else has text in it is a quarter of links, or has some where the article is most: the columns beside an article's, of a page that is laid out as a table.</summary>
    private bool IsOfTeasers(PageNode node, PageNode article, bool isMost)
    {
        foreach (var child in Children(node))
        {
            if (child != article && child.KeptContent > 0 && (!child.Is(NodeKind.Cell) || (child.KeptLinked * 4 < child.KeptText && !(isMost && child.Links >= FewestEntries))))
                return false;
        }

        return true;
    }

    /// <summary>One article of several on the page, each with its headline, as pages that go on without end have them.</summary>
    private PageNode? Titled(PageNode node)
    {
        if (tree.Titles.Count < 2)
            return null;
        var titled = new List<PageNode>();
        foreach (var child in Children(node))
        {
            if (child.HasTitle && child.KeptContent > 0 && IsContainer(child))
                titled.Add(child);
        }

        if (titled.Count < 2)
            return null;
        var own = titled.Find(one => tree.Headline is { } headline && one.Holds(headline));
        return own is not null && HasTitlesWithin(own, titled) ? null : own ?? titled[0];
    }

    /// <summary>Subheadings of the first level, where the parts are no articles by their elements and not made alike: the others are parts of the same text.</summary>
    private bool HasTitlesWithin(PageNode own, List<PageNode> parts) =>
        !parts.Exists(part => part.Is(NodeKind.Article) || (part != own && part.Element.ClassName == own.Element.ClassName))
        && tree.Titles.Exists(title => title.Index > tree.Headline!.Index && own.Holds(title));

    private PageNode? NamedIn(PageNode node)
    {
        PageNode? best = null;
        var most = 0;
        var kinds = new Dictionary<(string, string?, PageNode?), (PageNode First, int Content, int End)>();
        foreach (var one in named)
        {
            if (!node.Holds(one) || one == node)
                continue;
            // Parts of one kind count together, and so do siblings that are called alike.
            Count(one, (one.Element.LocalName, one.Element.ClassName, null));
            if (KindOf(one) is { } name && name != one.Element.ClassName)
                Count(one, (one.Element.LocalName, name, one.Parent));
        }

        return best is not null && (most * 2 >= node.KeptContent || (most * LeastShare >= node.KeptContent && StandsBelowTitle(best))) ? best : null;

        void Count(PageNode one, (string, string?, PageNode?) kind)
        {
            var known = kinds.TryGetValue(kind, out var before) ? before : (First: one, Content: 0, End: 0);
            // One inside another is counted with it.
            if (one.Index >= known.End && (known.Content == 0 || IsPeer(known.First, one)))
                kinds[kind] = known = (known.First, known.Content + one.KeptContent, one.End);
            var content = Math.Max(one.KeptContent, known.First == one ? 0 : known.Content) + (one.Is(NodeKind.DeclaredBody) ? node.KeptContent / 5 : 0);
            if (content > most)
                (best, most) = (one.KeptContent * 2 >= content ? one : known.First, content);
        }
    }

    /// <summary>Around an article of a few lines, what readers wrote and what else there is to read may be more.</summary>
    private bool StandsBelowTitle(PageNode body) =>
        tree.Headline is { } headline && body.KeptContent >= ShortestPart && body.Index > headline.Index && !body.HasTitle
        && (body.Is(NodeKind.DeclaredBody) || body.Before - headline.Before - headline.Text <= FarthestBelow);

    /// <summary>Inside it, the named element that has nearly all of its text.</summary>
    private PageNode Tightest(PageNode body)
    {
        foreach (var one in named)
        {
            if (one != body && body.Holds(one) && one.KeptContent * 20 >= body.KeptContent * 19)
                return Tightest(one);
        }

        return body;
    }

    /// <summary>The other parts of a text that is in several elements of one kind.</summary>
    private List<PageNode> Peers(PageNode chosen)
    {
        var parts = new List<PageNode> { chosen };
        var isNamed = named.Contains(chosen);
        if (!isNamed && !chosen.Is(NodeKind.Article))
            return parts;
        var scope = isNamed ? Scope(chosen) : chosen.Parent ?? chosen;
        for (var i = scope.Index + 1; i < scope.End && parts.Count < MaxParts; i++)
        {
            var node = tree.Nodes[i];
            if (node == chosen || node.IsDropped)
            {
                i = node.End - 1;
            }
            else if (!node.Holds(chosen) && (isNamed ? node.KeptText > 0 : node.KeptContent >= ShortestPart) && IsPeer(chosen, node) && (isNamed || node.Parent == scope))
            {
                parts.Add(node);
                i = node.End - 1;
            }
        }

        parts.Sort((one, other) => one.Index.CompareTo(other.Index));
        return parts.Count < FewestEntries ? parts : [.. Openings(parts, scope), .. Headed(parts)];
    }

    /// <summary>What a running report begins with, in elements that are named as text in another way than its entries.</summary>
    private IEnumerable<PageNode> Openings(List<PageNode> entries, PageNode scope)
    {
        PageNode? before = null;
        foreach (var one in named)
        {
            if (!scope.Holds(one) || one.Index < (tree.Headline?.End ?? 0) || one.End > entries[0].Index || before?.Holds(one) == true)
                continue;
            if (one.KeptContent >= ShortestPart && !one.HasTitle && !one.KeepsLinkedHeading && one.KeptLinked * 3 < one.KeptText)
                yield return before = one;
        }
    }

    /// <summary>Each entry of a running report, behind the headings that stand beside it and above it, below the entry before.</summary>
    private IEnumerable<PageNode> Headed(List<PageNode> entries)
    {
        var before = 0;
        foreach (var entry in entries)
        {
            for (var i = Math.Max(before, entry.Parent!.Index + 1); i < entry.Index; i++)
            {
                var node = tree.Nodes[i];
                if (node.IsDropped)
                    i = node.End - 1;
                else if (node.Is(NodeKind.Heading) && node.KeptText > 0 && (node.Parent == entry.Parent || (node.Parent!.Parent == entry.Parent && (node.Parent.Is(NodeKind.Header) || node.Parent.KeptText == node.KeptText))) && !node.HasTitle && !node.HasLinkedHeading)
                    yield return node;
            }

            yield return entry;
            before = entry.End;
        }
    }

    /// <summary>What goes on with the text below it, in elements called otherwise: a script adds it, or an advertisement parts it.</summary>
    private List<PageNode> Rest(PageNode chosen)
    {
        var rest = new List<PageNode>();
        var runs = new PageRuns(tree, chosen);
        var scope = Scope(chosen);
        for (var node = chosen; node != scope && node.Parent is { } around && rest.Count < MaxParts; node = around)
        {
            for (var i = node.End; i < around.End; i = tree.Nodes[i].End)
            {
                if (!tree.Nodes[i].IsDropped && tree.Nodes[i].Is(NodeKind.Group) && (runs.GoesOnIn(tree.Nodes[i]) || IsDetails(tree.Nodes[i])))
                    rest.Add(tree.Nodes[i]);
            }
        }

        return rest;
    }

    /// <summary>What readers may unfold, and nothing else: of the same text.</summary>
    private bool IsDetails(PageNode node)
    {
        while (node.Element.LocalName != "details" && node.OwnText == 0 && node.Index + 1 < node.End && tree.Nodes[node.Index + 1] is { IsDropped: false } only && only.KeptText == node.KeptText)
            node = only;
        return node.Element.LocalName == "details" && node.KeptContent >= ShortestPart && node.KeptLinked * 4 < node.KeptText && !node.KeepsMailField;
    }

    private static bool IsPeer(PageNode one, PageNode other) =>
        other.Element.LocalName == one.Element.LocalName
        && (other.Element.ClassName == one.Element.ClassName || (other.Parent == one.Parent && other.Has(NameMeaning.Body) && one.Has(NameMeaning.Body) && KindOf(other) == KindOf(one)))
        && (other.Element.ClassName is not null || one.Is(NodeKind.Article | NodeKind.DeclaredBody))
        && !other.HasTitle && !other.KeepsLinkedHeading
        && other.KeptLinked * 3 < other.KeptText;

    /// <summary>What siblings that are parts of one text are called alike, where style sheets call each something else besides.</summary>
    private static string? KindOf(PageNode node)
    {
        if (node.Element.ClassName is not { } name || !name.Contains(' ', StringComparison.Ordinal) || !node.Has(NameMeaning.Body))
            return node.Element.ClassName;
        return Array.Find(name.Split(' ', StringSplitOptions.RemoveEmptyEntries), static one => (PageNames.Of(one) & NameMeaning.Body) != 0) ?? name;
    }

    /// <summary>The article around: the nearest element with the headline, an <c>article</c>, or <c>main</c>.</summary>
    private static PageNode Scope(PageNode chosen)
    {
        var node = chosen;
        while (node.Parent is { } parent && !node.HasTitle && !(node != chosen && node.Is(NodeKind.Article | NodeKind.Main)))
            node = parent;
        return node;
    }

    private PageNode? Largest(PageNode node)
    {
        PageNode? largest = null;
        foreach (var child in Children(node))
        {
            if (child.KeptContent > (largest?.KeptContent ?? 0))
                largest = child;
        }

        return largest;
    }

    private IEnumerable<PageNode> Children(PageNode node)
    {
        for (var i = node.Index + 1; i < node.End; i = tree.Nodes[i].End)
        {
            if (!tree.Nodes[i].IsDropped)
                yield return tree.Nodes[i];
        }
    }

    private static bool IsContainer(PageNode node) =>
        !node.Is(NodeKind.Paragraph | NodeKind.Heading | NodeKind.Quote | NodeKind.Caption | NodeKind.Figure | NodeKind.Never) && node.End > node.Index
        && (!node.Is(NodeKind.Inline) || node.KeptContent > 0);
}
