using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Finds what a paper says of its own article, where that stands in the foot of the article, below its text or among what else there is:
/// what was wrong is part of what was published.
/// </summary>
internal static class PageNotes
{
    private const int MaxNotes = 3;
    private const int LongestNote = 1_000;

    /// <summary>Those that are not in the text, in reading order.</summary>
    /// <param name="tree">Pruned.</param>
    /// <param name="parts">The elements of the text.</param>
    /// <param name="without">What is left out of them.</param>
    public static List<PageNode> Missing(PageTree tree, List<PageNode> parts, HashSet<IElement> without)
    {
        if (tree.Amendments.Count == 0)
            return [];
        var article = Around(parts[^1]);
        return [.. tree.Amendments.Where(note => note.Index > (tree.Headline?.Index ?? parts[0].Index) && article.Holds(note) && note.Text <= LongestNote && note.Linked * 3 < note.Text
            && !note.Is(NodeKind.Root | NodeKind.Article | NodeKind.Main) && IsMissing(note, parts, without) && !IsOfOthers(note, article)).Take(MaxNotes)];
    }

    /// <summary>The element with the headline, an <c>article</c> or <c>main</c>.</summary>
    private static PageNode Around(PageNode text)
    {
        var node = text;
        while (node.Parent is { } parent && !node.HasTitle && !node.Is(NodeKind.Article | NodeKind.Main))
            node = parent;
        return node;
    }

    private static bool IsMissing(PageNode note, List<PageNode> parts, HashSet<IElement> without)
    {
        for (var node = note; node is not null; node = node.Parent)
        {
            if (without.Contains(node.Element))
                return true;
            if (parts.Contains(node))
                return false;
        }

        return true;
    }

    /// <summary>Readers' words, teasers, and what is not shown.</summary>
    private static bool IsOfOthers(PageNode note, PageNode article)
    {
        for (var node = note; node is not null && node != article; node = node.Parent)
        {
            if (node.Has(NameMeaning.Comments) || node.IsHeadedComments || node.HasLinkedHeading || node.IsHeadedLinks
                || node.Is(NodeKind.Quote | NodeKind.Form | NodeKind.Hidden | NodeKind.Never | NodeKind.Navigation))
                return true;
        }

        return false;
    }
}
