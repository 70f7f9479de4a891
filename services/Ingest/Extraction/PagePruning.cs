namespace Newsroom.Ingest.Extraction;

/// <summary>Whether a page says when it was published: in its head, beside its headline, or not at all.</summary>
internal enum PageDating
{
    None,
    Shown,
    Declared,
}

/// <summary>
/// Takes out what a page puts around and into its article. Nothing that holds much of the page's running text goes, whatever it is called:
/// pages hide bodies until a script shows them, and put whole articles into elements named "sidebar-layout" or "newsletter".
/// </summary>
internal static class PagePruning
{
    // A body that a script shows; the rest of the page may be longer.
    private const int LeastHiddenBody = 600;
    private const int LongestByline = 250;
    private const int LongestAuthorBox = 500;
    private const int LongestAuthorNote = 1_200;
    private const int LeastArticle = 300;
    private const int LongestHead = 200;
    private const int MostOfAHead = 60;
    private const int ShortestHeadline = 12;

    // An article of two lines is one; less beside the headline is a label.
    private const int ShortestArticle = 60;

    /// <summary>Marks what goes, and counts what is left.</summary>
    /// <param name="tree">Counted, and its headline marked.</param>
    /// <param name="page">Whether it has a day of publication.</param>
    /// <param name="title">The page's: an article on cookies speaks of them.</param>
    public static void Prune(PageTree tree, PageDating page, string title)
    {
        PageEntries.Mark(tree);
        PagePartNames.Mark(tree);
        var notices = !Boilerplate.SpeaksOfCookies(title);
        var all = Math.Max(1, tree.Root.Content);
        var most = PageTeasers.Most(tree, page, all);
        var own = tree.Headline;
        var story = own is null ? null : Story(own);
        PageNode? heading = null;
        var (comments, titles) = (0, 0);
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsHeadedComments && !node.HasTitle && node.ContentBefore >= ShortestArticle && IsHeadOfRest(node, tree))
                comments = Math.Max(comments, node.Parent!.End);
            while (titles < tree.Titles.Count && tree.Titles[titles].Index <= i)
                heading = tree.Titles[titles++];
            // What holds the article's headline is not around it, whatever it is called.
            if (own is not null && node.Content > 0 && node.Holds(own) && node != own)
                continue;
            if (!node.IsDropped && (i >= comments || node.HasTitle) && !(story is not null && IsNextStory(node, story, tree)) && !(notices && PageInsets.IsNotice(node, all)) && !Goes(node, (double)node.Content / all, all, most, tree, page != PageDating.None) && !IsHead(node, heading))
                continue;
            node.IsDropped = true;
            i = node.End - 1;
        }

        Count(tree);
    }

    /// <summary>The <c>article</c> that the headline stands in, if there is text in it.</summary>
    private static PageNode? Story(PageNode headline)
    {
        for (var node = headline.Parent; node is not null; node = node.Parent)
        {
            if (node.Is(NodeKind.Article))
                return node.Content >= LeastArticle ? node : null;
        }

        return null;
    }

    /// <summary>Pages that never end have the next article below the first, made in the same way and with a headline of its own.</summary>
    private static bool IsNextStory(PageNode node, PageNode story, PageTree tree) =>
        node.Index >= story.End && node.Is(NodeKind.Article) && node.Element.LocalName == story.Element.LocalName && node.Element.ClassName == story.Element.ClassName
        && Heading(node, tree) is { } headline && headline.ContentBefore == node.ContentBefore && headline.Text >= ShortestHeadline
        && !headline.Element.TextContent.AsSpan().TrimStart().StartsWith("Re:", StringComparison.OrdinalIgnoreCase);

    private static PageNode? Heading(PageNode node, PageTree tree)
    {
        for (var i = node.Index + 1; i < node.End && i < node.Index + MostOfAHead; i++)
        {
            if (tree.Nodes[i].Is(NodeKind.Heading))
                return tree.Nodes[i];
        }

        return null;
    }

    /// <summary>The heading of comments, or all of them, with more of them below; above them is the article.</summary>
    private static bool IsHeadOfRest(PageNode node, PageTree tree) =>
        node.Parent is { } parent && (!parent.IsHeadedComments || parent.Is(NodeKind.Root)) && tree.Titles is [var first, ..] && first.Index < node.Index
        && (node.Is(NodeKind.Heading) || node.Content > 0);

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

    private static bool Goes(PageNode node, double share, int all, double teasers, PageTree tree, bool isDated)
    {
        if (node.Is(NodeKind.Never))
            return true;
        if (node.Is(NodeKind.Hidden) && share < 0.5 && !(node.Has(NameMeaning.Body) && node.Content >= LeastHiddenBody) && !PageInsets.IsFolded(node))
            return true;
        if (node.Is(NodeKind.Root))
            return false;
        return IsFurniture(node, share, all)
            || IsNamedSo(node, share, all, tree, isDated)
            || IsLinks(node, share, tree)
            || PageInsets.IsCall(node, tree, all)
            || PageInsets.IsPoll(node, all)
            || PageInsets.IsInvitation(node, all)
            || PageTeasers.Is(node, share, teasers)
            || PageInsets.IsCard(node, share);
    }

    /// <summary>Between headline and text: who, when and where in a table or a list, and no sentence.</summary>
    private static bool IsHead(PageNode node, PageNode? title) =>
        title is not null && node.Index >= title.End && node.ContentBefore - title.ContentBefore - title.Content <= (node.Element.LocalName == "dl" ? LongestHead : 0)
        && node.Content == 0 && node.Text is > 0 and < LongestHead && node.End - node.Index < MostOfAHead && !node.HasTitle
        && node.Is(NodeKind.Group | NodeKind.List | NodeKind.Item) && !node.Is(NodeKind.Article | NodeKind.Main)
        && HtmlElements.TextOf(node.Element) is { } line && DateWords.All(line, default).Any(date => date.OtherWords <= 12);

    private static bool IsFurniture(PageNode node, double share, int all)
    {
        // Beside an article of a few lines, what stands around it is much.
        var isBeside = !node.HasTitle && all - node.Content >= ShortestArticle;
        if (node.Is(NodeKind.Bare | NodeKind.Navigation | NodeKind.Form))
            return share < 0.5;
        if (node.Is(NodeKind.Footer) || (node.Has(NameMeaning.Foot) && isBeside && !node.Has(NameMeaning.Body)))
            return (share < 0.3 || (isBeside && !node.IsInside(NodeKind.Article | NodeKind.Main))) && !node.IsInside(NodeKind.Quote);
        // The table of facts beside an article of an encyclopedia.
        if (node.Is(NodeKind.Table) && node.Element.ClassName?.Contains("infobox", StringComparison.OrdinalIgnoreCase) == true)
            return isBeside && share < 0.25;
        if (node.Is(NodeKind.Aside) && node.Has(NameMeaning.Note) && node.Linked == 0 && node.IsInside(NodeKind.Article | NodeKind.Main))
            return false;
        if (node.Is(NodeKind.Aside))
            return share < 0.25 || (share < 0.45 && isBeside);
        return node.Is(NodeKind.Header) && share < 0.3 && !node.HasTitle && !node.IsInside(NodeKind.Article | NodeKind.Main);
    }

    private static bool IsNamedSo(PageNode node, double share, int all, PageTree tree, bool isDated)
    {
        if (node.Names == NameMeaning.None || node.IsPartOfText || node.Is(NodeKind.DeclaredBody) || PagePartNames.IsOfItsSubject(node, tree))
            return false;
        var isArticle = node.Is(NodeKind.Article | NodeKind.Main);
        if (node.Has(NameMeaning.Comments))
            return share < (node.ContentBefore >= ShortestArticle ? 0.8 : 0.35) && all - node.Content >= 200 && !isArticle;
        if (node.Has(NameMeaning.Notice) && !node.HasTitle && share < 0.8 && all - node.Content >= ShortestArticle && !node.Has(NameMeaning.Body | NameMeaning.Column))
            return true;
        if (isArticle)
            return node.Has(NameMeaning.Around) && share < 0.2 && node.Links > 0;
        if (node.Has(NameMeaning.Embed))
            return false;
        if (node.Has(NameMeaning.Around) && share < (node.Has(NameMeaning.Body) ? 0.1 : 0.35))
            return !node.Is(NodeKind.Inline) || node.Text < 200;
        if (node.Has(NameMeaning.Byline) && !node.HasTitle && node.Text < LongestByline && node.Content < 120)
            return true;
        // Of some paragraphs, below the text.
        if (node.Names == NameMeaning.Byline && node.Is(NodeKind.Group) && !node.HasTitle && node.Text < LongestAuthorNote && node.ContentBefore * 10 >= all * 6 && share < 0.25
            && node.Element.ClassName is { Length: < 200 } name && ClassNames.IsAuthor(name) && !tree.Alike(node).Any(static other => other.Content > 0))
            return true;
        if (!node.Has(NameMeaning.Doubtful) || node.Is(NodeKind.Inline) || node.HasTitle || node.Has(NameMeaning.Note))
            return false;
        if (node.End - node.Index < MostOfAHead && Enumerable.Range(node.Index, node.End - node.Index).Any(i => tree.Nodes[i].Element.LocalName == "pre"))
            return false;
        return share < 0.1 && (node.Linked * 10 > node.Text * 4
            || (isDated && node.Content == 0 && node.Text < 80 && !node.Is(NodeKind.Heading | NodeKind.Paragraph) && !IsWrappedHeading(node, tree) && !IsQuestion(node)));
    }

    /// <summary>A subheading and nothing else, in boxes of its own, as systems make it that put pages together from parts.</summary>
    private static bool IsWrappedHeading(PageNode node, PageTree tree)
    {
        for (var i = node.Index + 1; i < node.End; i++)
        {
            var inner = tree.Nodes[i];
            if (inner.Is(NodeKind.Heading))
                return inner.Text == node.Text && inner.Linked == 0 && inner.Element.LocalName is "h2" or "h3" or "h4";
            if (inner.Text != node.Text)
                return false;
        }

        return false;
    }

    /// <summary>Above the answer that it shows and hides.</summary>
    private static bool IsQuestion(PageNode node) => node.Linked == 0 && node.Element.TextContent.AsSpan().TrimEnd() is [.., '?' or '？' or '؟'];

    /// <summary>A subheading, and behind it links to change its part of the page, as wikis have them.</summary>
    private static bool IsHeadingWithMarks(PageNode node, PageTree tree)
    {
        if (!tree.Nodes[node.Index + 1].Is(NodeKind.Heading) || tree.Nodes[node.Index + 1].Linked > 0)
            return false;
        for (var i = tree.Nodes[node.Index + 1].End; i < node.End; i = tree.Nodes[i].End)
        {
            if (!tree.Nodes[i].Is(NodeKind.Inline) || !tree.Nodes[i].Has(NameMeaning.Around))
                return false;
        }

        return true;
    }

    private static bool IsLinks(PageNode node, double share, PageTree tree)
    {
        if (node.Text == 0 || node.Linked == 0 || share >= 0.25 || (node.HasEntry && !node.IsHeadedLinks))
            return false;
        var density = (double)node.Linked / node.Text;
        if (node.Is(NodeKind.Paragraph | NodeKind.Heading))
            return density >= 0.95 && node.Text >= 15 && !node.HasTitle && (!node.Is(NodeKind.Heading) || node.HasLinkedHeading);
        if (node.IsHeadedLinks && node.Links > 0 && density >= 0.2)
            return true;
        if (node.Is(NodeKind.List))
            return density >= 0.6 && (node.Links > 1 || density >= 0.9);
        if (node.Is(NodeKind.Table))
            return density >= 0.8;
        if (!node.Is(NodeKind.Group) || node.HasTitle)
            return false;
        if (node.HasAuthorLink && node.Text < LongestAuthorBox && share < 0.15 && density >= 0.03 && node.Content < node.Text && tree.LinksByThemselves(node).Any(static link => link.HasAuthorLink))
            return true;
        return node.Content < 200
            && ((node.Links > 2 && density >= 0.6) || (density >= 0.95 && node.Text >= 15) || (node.Links > 1 && density >= 0.4 && node.Text < 100 && node.Content == 0 && !IsHeadingWithMarks(node, tree)));
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
            node.KeepsMailField |= node.HasMailField;
            if (node.Parent is not { } parent)
                continue;
            parent.KeptText += node.KeptText;
            parent.KeptLinked += node.KeptLinked;
            parent.KeptContent += node.KeptContent;
            parent.KeepsLinkedHeading |= node.IsLinkedHeading || node.KeepsLinkedHeading;
            parent.KeepsMailField |= node.KeepsMailField;
        }
    }
}
