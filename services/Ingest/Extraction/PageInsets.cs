using System.Buffers;

namespace Newsroom.Ingest.Extraction;

/// <summary>What pages set into the text or fold up in it: letters to subscribe to, polls, invitations, notices, cards; and text that a heading unfolds.</summary>
internal static class PageInsets
{
    private const int LongestOfCard = 150;
    private const int ShortestFolded = 40;
    private const int HighestFold = 3;
    private const int LongestInset = 600;
    private const int LongestQuestion = 200;
    private const int LongestLetterBox = 200;
    private const int LongestCall = 400;
    private const int LongestSaid = 200;
    private const int LargestCall = 25;
    private const int LongestButton = 40;
    private const int ShortestHeadline = 12;
    private const int LeastArticle = 300;

    // An article of two lines is one.
    private const int ShortestArticle = 60;
    private static readonly SearchValues<string> Calls = SearchValues.Create(["support", "subscri", "donat", "membership", "abonn", "signup", "sign-up", "-cta", "cta-"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Folds = SearchValues.Create(["accordion", "faq", "expand", "collaps", "toggle", "foldable"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Text that its heading or its question unfolds.</summary>
    public static bool IsFolded(PageNode node)
    {
        if (node.Content < ShortestFolded || node.Linked * 3 > node.Text || node.HasControl || node.AsksForMail || node.OfCookies > 0)
            return false;
        for (var (outer, height) = (node, 0); outer is not null && height < HighestFold && !outer.Is(NodeKind.Root | NodeKind.Main | NodeKind.DeclaredBody); outer = outer.Parent, height++)
        {
            if ((outer.Element.ClassName is { Length: < 300 } name && name.AsSpan().ContainsAny(Folds)) || (outer.Element.Id is { Length: < 300 } id && id.AsSpan().ContainsAny(Folds)))
                return !node.IsInside(NodeKind.Navigation | NodeKind.Header | NodeKind.Footer | NodeKind.Aside);
        }

        return false;
    }

    /// <summary>A few words and a field for an address: a letter to subscribe to. Or something to press, and a heading or a name that says what for.</summary>
    public static bool IsCall(PageNode node, PageTree tree, int all)
    {
        if (!node.Is(NodeKind.Group) || node.HasTitle || all - node.Content < ShortestArticle)
            return false;
        if (node.AsksForMail && node.Text < LongestLetterBox)
            return true;
        return node.Text < LongestCall && node.Content < LongestSaid && !node.Has(NameMeaning.Body) && !node.Is(NodeKind.Article | NodeKind.Main | NodeKind.DeclaredBody | NodeKind.Cell)
            && (node.IsHeadedCall ? node.HasControl || node.Linked * 4 >= node.Text || HasButton(node, tree, isNamed: false) : HasButton(node, tree, isNamed: true));
    }

    /// <summary>A link on a line of its own; if that is all that tells, in a box with a heading, and one of the two is named as a call.</summary>
    private static bool HasButton(PageNode node, PageTree tree, bool isNamed)
    {
        if (node.Links is not (1 or 2) || node.HasEntry || node.IsInside(NodeKind.Item) || node.End - node.Index > LargestCall)
            return false;
        var isHeaded = !isNamed;
        for (var i = node.Index + 1; i < node.End; i++)
        {
            var inner = tree.Nodes[i];
            isHeaded |= inner.Is(NodeKind.Heading) && !inner.HasLinkedHeading;
            if (isHeaded && inner.Is(NodeKind.Link) && inner.Text is > 0 and <= LongestButton && (inner.Parent!.Text == inner.Text || (inner.Parent.Is(NodeKind.Group) && inner.Parent.OwnText == 0)) && (!isNamed || IsNamedCall(node) || IsNamedCall(inner)))
                return !isNamed || (!tree.Alike(node).Any() && !(node.Parent is { } around && tree.Alike(around).Any(static other => other.Content > 0)));
        }

        return false;
    }

    private static bool IsNamedCall(PageNode node) => node.Element.ClassName is { Length: < 300 } name && name.AsSpan().ContainsAny(Calls);

    /// <summary>A question to readers, and answers to choose from.</summary>
    public static bool IsPoll(PageNode node, int all) =>
        node.AsksToChoose && node.Is(NodeKind.Group | NodeKind.List) && (node.Content < LongestQuestion || node.Content * 3 < node.Text * 2) && IsBesideText(node, all);

    /// <summary>Half of its text or more leads to a channel of the paper's readers.</summary>
    public static bool IsInvitation(PageNode node, int all) =>
        node.OfInvitations * 2 >= node.Text && node.OfInvitations > 0 && IsBesideText(node, all);

    /// <summary>Of some lines, called otherwise than the text, and the text is elsewhere.</summary>
    private static bool IsBesideText(PageNode node, int all) =>
        node.Text < LongestInset && !node.HasTitle && !node.Is(NodeKind.Article | NodeKind.Main | NodeKind.DeclaredBody) && !node.Has(NameMeaning.Body) && all - node.Content >= ShortestArticle;

    /// <summary>What a site says of its cookies, which may be longer than its article.</summary>
    public static bool IsNotice(PageNode node, int all) =>
        node.OfCookies > 0 && node.OfCookies * 2 >= node.Text && !node.HasTitle && !node.Is(NodeKind.Root | NodeKind.Article | NodeKind.Main | NodeKind.Inline | NodeKind.DeclaredBody)
        && (node.AsksForConsent || ((node.Links > 0 || node.HasControl) && !node.Is(NodeKind.Paragraph))) && all - node.Content >= LeastArticle;

    /// <summary>One of a list: a picture and a headline that lead to another article, and a few words on it.</summary>
    public static bool IsCard(PageNode node, double share) =>
        node.Is(NodeKind.Item) && node.HasPictureLink && node.Linked >= ShortestHeadline && node.Linked * 5 >= node.Text && node.Content < LongestOfCard && !node.HasTitle && !node.HasEntry && share < 0.1;
}
