using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// The elements of a page in reading order with what was counted in each, made in one walk. A line is what stands between two block elements
/// or two line breaks; running text is a line that is a sentence or long, and no link.
/// </summary>
internal sealed class PageTree
{
    /// <summary>Elements beyond these are not looked at.</summary>
    public const int MaxElements = 200_000;

    private const int MaxDepth = 200;
    private const int MaxTitles = 1_000;
    private const int MostSiblings = 60;
    private const int LongestHeading = 60;
    private const int ShortestNotice = 30;
    private const int ShortestTitle = 12;
    private const int LongestInvitation = 300;
    private const int ShortestAmendment = 30;
    private const int MaxAmendments = 50;
    private const int LongestPrinted = 1_000;

    private readonly PageLine line = new();
    private string? host;
    private int letters;
    private int running;
    private int inLinks;
    private bool invites;

    private PageTree()
    {
    }

    public List<PageNode> Nodes { get; } = [];

    public PageNode Root => Nodes[0];

    /// <summary>Headings of the first level, as lines.</summary>
    public List<PageNode> Titles { get; } = [];

    /// <summary>Elements with a line that the paper says of its article (<see cref="PaperWords.IsAmendment"/>), the first fifty: an article has one or two.</summary>
    public List<PageNode> Amendments { get; } = [];

    public bool AsksForPassword { get; private set; }

    /// <param name="document">The page.</param>
    /// <param name="host">Where it was found, if that is known: links to other hosts lead to no articles of the site.</param>
    public static PageTree? Of(IHtmlDocument document, string? host = null)
    {
        if ((document.Body ?? document.DocumentElement) is not { } body)
            return null;
        var tree = new PageTree { host = host };
        tree.Visit(body, null, 0);
        return tree;
    }

    /// <summary>The element that a part of a line stands in.</summary>
    public static PageNode BlockOf(PageNode node)
    {
        while (node.Is(NodeKind.Inline) && node.Parent is { } parent)
            node = parent;
        return node;
    }

    /// <summary>Links inside that stand in no sentence.</summary>
    public IEnumerable<PageNode> LinksByThemselves(PageNode node)
    {
        for (var i = node.Index + 1; i < node.End; i++)
        {
            if (Nodes[i].Is(NodeKind.Link) && BlockOf(Nodes[i]).OwnContent == 0)
                yield return Nodes[i];
        }
    }

    /// <summary>Siblings that have the same name and the same class, of the first sixty.</summary>
    public IEnumerable<PageNode> Alike(PageNode node)
    {
        if (node.Parent is not { } parent)
            yield break;
        for (var (i, seen) = (parent.Index + 1, 0); i < parent.End && seen < MostSiblings; i = Nodes[i].End, seen++)
        {
            if (Nodes[i] != node && Nodes[i].Element.LocalName == node.Element.LocalName && Nodes[i].Element.ClassName == node.Element.ClassName)
                yield return Nodes[i];
        }
    }

    /// <summary>The heading that is the page's title, once that is known; null where none says just that.</summary>
    public PageNode? Headline { get; private set; }

    /// <summary>Finds the heading that is the page's title.</summary>
    /// <param name="title">The page's.</param>
    /// <param name="shown">The element that shows it, where one does: it counts as a heading of the first level from here on.</param>
    public void Mark(string title, IElement? shown)
    {
        var key = TextShape.Key(title);
        var length = TextShape.Length(title);
        if ((shown ?? (Titles.Count == 0 ? Printed(length, key) : null)) is { } element)
            AddTitle(element);
        var near = Titles.Take(MaxTitles).Where(one => one.Text <= length * 2).Select(one => (Node: one, Key: TextShape.Key(one.Element.TextContent))).ToList();
        Headline = near.Find(one => one.Key == key).Node
            // Below a word or two of what it is about, in the same heading.
            ?? (key.Length >= ShortestTitle ? near.Find(one => one.Key.EndsWith(key, StringComparison.Ordinal)).Node : null);
    }

    /// <summary>The first element that says just the title and is not beside the text, of a page without a heading of the first level: old ones have a line in a larger font.</summary>
    private IElement? Printed(int length, string key)
    {
        if (key.Length < ShortestTitle)
            return null;
        foreach (var node in Nodes)
        {
            // The innermost is read; those around it say the same.
            if (node.Text > length * 2 || node.Text * 2 < length || node.Linked > 0 || (node.Index + 1 < node.End && Nodes[node.Index + 1].Text == node.Text))
                continue;
            if (!IsBesideText(node) && node.Element.TextContent is var text && text.Length <= LongestPrinted && TextShape.Key(text) == key)
                return node.Element;
        }

        return null;
    }

    /// <summary>A page that a script shows is hidden as a whole.</summary>
    private bool IsBesideText(PageNode node)
    {
        for (var outer = node; outer is not null; outer = outer.Parent)
        {
            if (outer.Is(NodeKind.Never | NodeKind.Navigation | NodeKind.Footer | NodeKind.Aside) || (outer.Is(NodeKind.Hidden) && outer.Content * 2 < Root.Content))
                return true;
        }

        return node.Is(NodeKind.Item);
    }

    private void AddTitle(IElement element)
    {
        if (Nodes.Find(node => node.Element == element) is not { HasTitle: false } shown)
            return;
        Titles.Insert(Titles.TakeWhile(title => title.Index < shown.Index).Count(), shown);
        for (var node = shown; node is not null; node = node.Parent)
            node.HasTitle = true;
    }

    private void Visit(IElement element, PageNode? parent, int depth)
    {
        var kind = PageKinds.Of(element, out var meaning);
        var node = new PageNode(element, parent, Nodes.Count, kind, meaning) { Before = letters, ContentBefore = running };
        Nodes.Add(node);
        if (node.Is(NodeKind.Never))
        {
            if (element.LocalName == "input" && element.GetAttribute("type") is { } type)
            {
                AsksForPassword |= type.Equals("password", StringComparison.OrdinalIgnoreCase);
                if (parent is not null)
                {
                    parent.HasMailField |= type.Equals("email", StringComparison.OrdinalIgnoreCase);
                    parent.AsksForMail |= parent.HasMailField;
                    parent.AsksToChoose |= type.Equals("radio", StringComparison.OrdinalIgnoreCase);
                }
            }

            if (parent is not null)
                parent.HasControl |= element.LocalName is "button" or "input";

            node.End = Nodes.Count;
            return;
        }

        var isBlock = !node.Is(NodeKind.Inline);
        if (isBlock)
            Flush(parent);
        inLinks += node.Is(NodeKind.Link) ? 1 : 0;
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
            Visit(children[i], node, depth);
        inLinks -= node.Is(NodeKind.Link) ? 1 : 0;
        if (isBlock)
            Flush(node);
        Close(node);
    }

    private void Visit(INode child, PageNode node, int depth)
    {
        if (child is IText text)
        {
            var (length, linked) = line.Add(text.Data, inLinks > 0);
            letters += length;
            node.OwnText += length;
            node.OwnLinked += linked;
            // Links of a menu, one on each line.
            if (inLinks > 0)
                node.Links += text.Data.AsSpan().Count(PageScan.LineEnd);
            if (length >= ShortestNotice && Boilerplate.IsOfStoring(text.Data, out var isOwn))
            {
                node.OfCookies += length;
                node.AsksForConsent |= isOwn;
            }
        }
        else if (child is IElement element && Nodes.Count < MaxElements && depth < MaxDepth)
        {
            if (element.LocalName != "br")
                Visit(element, node, depth + 1);
            else if (line.Break())
                Flush(node);
        }
    }

    private void Close(PageNode node)
    {
        node.End = Nodes.Count;
        node.Text += node.OwnText;
        node.Linked += node.OwnLinked;
        node.Content += node.OwnContent;
        if (node.Is(NodeKind.Link))
        {
            node.Links++;
            node.HasAuthorLink = PageKinds.IsAuthorLink(node.Element);
            node.HasPictureLink = PageLinks.HasPicture(this, node) && !PageLinks.IsAbroad(node.Element, host);
            invites |= node.Text > 0 && node.Element.GetAttribute("href") is { } address && PaperWords.IsInvitation(address);
        }

        if (node.Is(NodeKind.Heading))
        {
            node.HasLinkedHeading |= node.Text > 0 && node.Linked * 10 >= node.Text * 8 && !PageLinks.LeadsAbroad(this, node, host) && !PageLinks.LeadsToItself(this, node);
            node.LeadsWithLinkedHeading = node.IsLinkedHeading = node.HasLinkedHeading;
            if (node.Element.LocalName == "h1")
            {
                node.HasTitle = true;
                Titles.Add(node);
            }
        }

        if (node.Parent is not { } parent)
            return;
        parent.Text += node.Text;
        parent.Linked += node.Linked;
        parent.Content += node.Content;
        parent.Links += node.Links;
        parent.OfCookies += node.OfCookies;
        parent.OfInvitations += node.OfInvitations;
        parent.HasTitle |= node.HasTitle;
        parent.HasAuthorLink |= node.HasAuthorLink;
        parent.HasPictureLink |= node.HasPictureLink;
        parent.AsksForMail |= node.AsksForMail;
        parent.AsksForConsent |= node.AsksForConsent;
        parent.AsksToChoose |= node.AsksToChoose;
        parent.HasControl |= node.HasControl;
        // What is called a part beside the text does not make the text around it one.
        if (!node.Is(NodeKind.Aside | NodeKind.Navigation))
        {
            parent.HasLinkedHeading |= node.HasLinkedHeading;
            parent.LeadsWithLinkedHeading |= node.LeadsWithLinkedHeading && node.Before == parent.Before;
        }

        // A link around a heading makes it one, too.
        if (node.Is(NodeKind.Link) && node.End > node.Index + 1 && Nodes[node.Index + 1].Is(NodeKind.Heading) && !PageLinks.IsAbroad(node.Element, host))
        {
            node.IsLinkedHeading = true;
            (parent.HasLinkedHeading, parent.LeadsWithLinkedHeading) = (true, parent.LeadsWithLinkedHeading || node.Before == parent.Before);
        }
    }

    /// <summary>Ends the line; it belongs to the block element that it stands in.</summary>
    private void Flush(PageNode? node)
    {
        var leads = invites;
        invites = false;
        if (line.Letters == 0 || node is null)
        {
            line.Clear();
            return;
        }

        var owner = BlockOf(node);
        var before = letters - line.Letters;
        if (leads && line.Letters <= LongestInvitation && !line.IsBroken)
            owner.OfInvitations += line.Letters;
        if (line.Letters >= ShortestAmendment && Amendments.Count < MaxAmendments && PaperWords.IsAmendment(line.Opening) && !Amendments.Contains(owner))
            Amendments.Add(owner);

        if (!owner.Is(NodeKind.Heading) && line.IsRunning(owner))
            Count(owner, line.Letters - line.Linked);
        else if (line.Letters <= LongestHeading)
            MarkHeaded(owner, before, line.Start);
        line.Clear();
    }

    private void Count(PageNode owner, int content)
    {
        owner.OwnContent += content;
        running += content;
    }

    private static void MarkHeaded(PageNode owner, int before, string heading)
    {
        var (isOfLinks, isOfComments, isOfCall) = (Boilerplate.IsLinkHeading(heading), Boilerplate.IsCommentsHeading(heading), Boilerplate.IsCallHeading(heading));
        if (!isOfLinks && !isOfComments && !isOfCall)
            return;
        for (var node = owner; node is not null && node.Before == before; node = node.Parent)
        {
            node.IsHeadedLinks |= isOfLinks;
            node.IsHeadedComments |= isOfComments;
            node.IsHeadedCall |= isOfCall;
        }
    }
}
