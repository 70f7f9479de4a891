namespace Newsroom.Ingest.Extraction;

/// <summary>Names that say nothing of where an element stands on its page: those that a system gives to each of a text's parts, and those that tell what one of them is about.</summary>
internal static class PagePartNames
{
    private const int FewestAlike = 2;

    // An article of two lines is one; less is a label.
    private const int ShortestArticle = 60;

    /// <summary>
    /// Systems that put a page together from parts name these after themselves, each too small to be spared for its size: what holds most of the
    /// text between them is not around it, whatever it is called. Not what readers wrote, nor what leads elsewhere.
    /// </summary>
    public static void Mark(PageTree tree)
    {
        var kinds = new Dictionary<(string, string), List<PageNode>>();
        foreach (var node in tree.Nodes)
        {
            if (!node.Is(NodeKind.Group | NodeKind.Paragraph) || !node.Has(NameMeaning.Around | NameMeaning.Notice | NameMeaning.Doubtful) || node.Has(NameMeaning.Comments) || node.Linked * 20 > node.Text
                || node.HasLinkedHeading || node.HasPictureLink || node.IsHeadedComments || node.Element.ClassName is not { Length: > 0 } name)
                continue;
            if (!kinds.TryGetValue((node.Element.LocalName, name), out var alike))
                kinds[(node.Element.LocalName, name)] = alike = [];
            alike.Add(node);
        }

        foreach (var alike in kinds.Values)
        {
            var (content, parts, end) = (0, 0, 0);
            // What stands in another of them counts with it.
            foreach (var node in alike.Where(node => node.Index >= end && !IsBesideHeadline(node, tree)))
                (content, parts, end) = (content + node.Content, parts + (node.Content >= ShortestArticle ? 1 : 0), node.End);
            if (parts > FewestAlike && content * 2 > tree.Root.Content)
                alike.ForEach(node => node.IsPartOfText = true);
        }
    }

    /// <summary>In an element that is called something around the article and does not hold its headline: what readers think of it.</summary>
    private static bool IsBesideHeadline(PageNode node, PageTree tree)
    {
        for (var outer = node.Parent; outer is not null && !(tree.Headline is { } headline && outer.Holds(headline)); outer = outer.Parent)
        {
            if (outer.Has(NameMeaning.Around | NameMeaning.Notice | NameMeaning.Comments) && outer.Element.ClassName != node.Element.ClassName)
                return true;
        }

        return false;
    }

    /// <summary>One of several parts of a text that are called alike, "chapter"; its id says what it is about: "recommendations".</summary>
    public static bool IsOfItsSubject(PageNode node, PageTree tree)
    {
        if (node is not { Element: { Id.Length: > 0, ClassName: { Length: > 0 } name }, IsHeadedComments: false, IsHeadedLinks: false, IsHeadedCall: false } || node.Linked * 10 > node.Text || node.Content * 2 < node.Text
            || (PageNames.Of(name) & (NameMeaning.Around | NameMeaning.Doubtful | NameMeaning.Notice | NameMeaning.Comments | NameMeaning.Foot)) != 0)
            return false;
        return tree.Alike(node).Count(static other => other.Element.Id is { Length: > 0 } && other.Content >= ShortestArticle && !other.Has(NameMeaning.Around | NameMeaning.Notice | NameMeaning.Comments)) >= FewestAlike;
    }
}
