using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What an element is to the reader of a page.</summary>
[Flags]
internal enum NodeKind
{
    None = 0,

    /// <summary>Part of a line.</summary>
    Inline = 1,
    Heading = 1 << 1,
    Paragraph = 1 << 2,
    Link = 1 << 3,
    List = 1 << 4,
    Item = 1 << 5,
    Table = 1 << 6,

    /// <summary>An element without a meaning of its own: <c>div</c>, <c>section</c>, <c>td</c>.</summary>
    Group = 1 << 7,
    Article = 1 << 8,
    Main = 1 << 9,
    Navigation = 1 << 10,
    Footer = 1 << 11,
    Aside = 1 << 12,
    Header = 1 << 13,
    Form = 1 << 14,
    Quote = 1 << 15,
    Figure = 1 << 16,
    Caption = 1 << 17,

    /// <summary>For browsers without scripts.</summary>
    Bare = 1 << 18,

    /// <summary>Never text: scripts, controls, players.</summary>
    Never = 1 << 19,
    Hidden = 1 << 20,

    /// <summary><c>html</c>, <c>body</c>.</summary>
    Root = 1 << 21,
    Cell = 1 << 22,

    /// <summary><c>itemprop=articleBody</c>.</summary>
    DeclaredBody = 1 << 23,
}

/// <summary>An element of the page and what was counted in it; lengths in letters, ideographs weighted.</summary>
internal sealed class PageNode(IElement element, PageNode? parent, int index, NodeKind kind, NameMeaning names)
{
    public IElement Element { get; } = element;
    public PageNode? Parent { get; } = parent;
    public int Index { get; } = index;
    public NodeKind Kind { get; set; } = kind;
    public NameMeaning Names { get; } = names;

    /// <summary>Index after the last element inside.</summary>
    public int End { get; set; }

    /// <summary>All that is written inside, and what of it is links to other pages.</summary>
    public int Text { get; set; }
    public int Linked { get; set; }
    public int Links { get; set; }

    /// <summary>Running text inside: sentences that are not links.</summary>
    public int Content { get; set; }

    /// <summary>Text in pieces that speak of the cookies of a site.</summary>
    public int OfCookies { get; set; }

    // The same of what stands in the element itself, and of what is left after pruning.
    public int OwnText { get; set; }
    public int OwnLinked { get; set; }
    public int OwnContent { get; set; }
    public int KeptText { get; set; }
    public int KeptLinked { get; set; }
    public int KeptContent { get; set; }

    /// <summary>Letters of the page before it, and those of them that are running text.</summary>
    public int Before { get; init; }
    public int ContentBefore { get; init; }

    /// <summary>The first line inside is a heading of links to other articles.</summary>
    public bool IsHeadedLinks { get; set; }

    /// <summary>The first line inside is a heading of readers' comments.</summary>
    public bool IsHeadedComments { get; set; }

    /// <summary>The first line inside is a heading of what asks readers for something: a letter to subscribe to, a poll.</summary>
    public bool IsHeadedCall { get; set; }

    /// <summary>A heading inside is a link.</summary>
    public bool HasLinkedHeading { get; set; }

    /// <summary>Such a heading is the first thing inside.</summary>
    public bool LeadsWithLinkedHeading { get; set; }

    /// <summary>It is such a heading, or the link around one.</summary>
    public bool IsLinkedHeading { get; set; }

    /// <summary>A heading inside is a link, in what is left after pruning.</summary>
    public bool KeepsLinkedHeading { get; set; }
    public bool HasTitle { get; set; }

    /// <summary>A field for an address of mail is inside.</summary>
    public bool AsksForMail { get; set; }

    /// <summary>The same, as a child of the element itself; and anywhere in what is left after pruning.</summary>
    public bool HasMailField { get; set; }
    public bool KeepsMailField { get; set; }

    /// <summary>Text in lines that lead to a channel of the paper's readers.</summary>
    public int OfInvitations { get; set; }

    /// <summary>Of those pieces one says so of this site.</summary>
    public bool AsksForConsent { get; set; }

    /// <summary>Choices are inside, of which readers take one.</summary>
    public bool AsksToChoose { get; set; }

    /// <summary>A button or a field is inside.</summary>
    public bool HasControl { get; set; }

    /// <summary>A link inside has a picture.</summary>
    public bool HasPictureLink { get; set; }

    /// <summary>A link inside leads to a page about an author.</summary>
    public bool HasAuthorLink { get; set; }

    /// <summary>An entry of a numbered list is inside, with its heading and its text.</summary>
    public bool HasEntry { get; set; }

    /// <summary>One of several elements of one name and class that hold most of the page's text between them.</summary>
    public bool IsPartOfText { get; set; }
    public bool IsDropped { get; set; }

    public bool Is(NodeKind kinds) => (Kind & kinds) != 0;

    public bool Has(NameMeaning meanings) => (Names & meanings) != 0;

    public bool Holds(PageNode other) => other.Index >= Index && other.Index < End;

    /// <summary>An element around it is one of these.</summary>
    public bool IsInside(NodeKind kinds)
    {
        for (var outer = Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Is(kinds))
                return true;
        }

        return false;
    }
}
