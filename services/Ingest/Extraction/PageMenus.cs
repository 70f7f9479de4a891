using System.Buffers;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Writes a menu or the foot of a page down as the lines that are read of it. Half of a page's elements stand in these and none of them is the
/// article's, so they need no tree: what is left is which lines there are, whether they are links, headings, what asks for something, and what
/// the links to the front page are called.
/// </summary>
internal sealed class PageMenus(string html, TagScan scan, StringBuilder kept)
{
    private const int Shortest = 300;
    private const int Longest = 200_000;

    // Something of these may be of an article, or is read otherwise than by its lines.
    private static readonly string[] Told =
        ["<article", "<main", "<h1", "<time", "<table", "<pre", "<form", "<textarea", "<iframe", "itemprop", "property=", "author", "byline", "password", "date", "</body"];

    private static readonly SearchValues<string> InMenu = SearchValues.Create([.. Told, "<nav"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> InFoot = SearchValues.Create([.. Told, "<footer"], StringComparison.OrdinalIgnoreCase);

    // The line as it is where all of it is links, and as it is otherwise.
    private readonly StringBuilder links = new();
    private readonly StringBuilder mixed = new();
    private int ends = -1;
    private bool isLink;
    private bool isMixed;
    private bool isOpen;
    private string? direct;

    /// <summary>Whether what comes next is of a menu.</summary>
    public bool IsIn => ends >= 0;

    /// <summary>Begins one, if it is no more than that.</summary>
    /// <param name="name">Its element's.</param>
    /// <param name="from">Behind its start tag.</param>
    public bool TryBegin(string name, int from)
    {
        var end = scan.Find(name == "nav" ? "</nav" : "</footer", from);
        if (end - from is < Shortest or > Longest || html.AsSpan(from, end - from).ContainsAny(name == "nav" ? InMenu : InFoot))
            return false;
        ends = end;
        return true;
    }

    /// <summary>Ends the menu that ends there or before, where its end tag was not seen as one.</summary>
    public void Reach(int at)
    {
        if (IsIn && at >= ends)
            Finish();
    }

    public void Text(ReadOnlySpan<char> text)
    {
        if (direct is not null)
        {
            kept.Append(text);
            return;
        }

        var words = text.Trim();
        if (words.IsEmpty || char.IsWhiteSpace(text[0]))
            Space();
        if (words.IsEmpty)
            return;
        isMixed |= !isLink;
        links.Append(words);
        mixed.Append(isLink ? "<a href=/->" : "").Append(words).Append(isLink ? "</a>" : "");
        if (char.IsWhiteSpace(text[^1]))
            Space();
    }

    public void Start(TagName tag, ReadOnlySpan<char> whole)
    {
        var name = tag.Name;
        if (direct == "a" && name == "a")
            End(tag);
        if (direct is not null)
        {
            if (name == "img")
                TagCutter.Keep(whole, name.Length + 1, kept);
        }
        else if (name == "a")
        {
            isLink = true;
            if (PageTitle.IsHome(TagCutter.Value(whole, "href")))
                Direct(name, whole);
        }
        else if (name == "button")
        {
            Direct(name, "<button>");
        }
        else if (name == "input")
        {
            EndLine();
            TagCutter.Keep(whole, name.Length + 1, kept);
        }
        else if ((tag.Habits & TagHabits.Block) != 0)
        {
            EndLine();
            if (IsHeading(name))
                CloseLinks().Append('<').Append(name).Append('>');
        }
    }

    public void End(TagName tag)
    {
        var name = tag.Name;
        if (name == "a")
            isLink = false;
        if (direct is not null)
        {
            if (name != direct)
                return;
            kept.Append("</").Append(name).Append("><br>");
            direct = null;
        }
        else if (IsHeading(name))
        {
            kept.Append(mixed).Append("</").Append(name).Append('>');
            Clear();
        }
        else if ((tag.Habits & TagHabits.Block) != 0)
        {
            EndLine();
        }
    }

    private void Finish()
    {
        if (direct is not null)
            kept.Append("</").Append(direct).Append('>');
        EndLine();
        CloseLinks();
        (ends, isLink, direct) = (-1, false, null);
    }

    private void Direct(string name, ReadOnlySpan<char> whole)
    {
        EndLine();
        CloseLinks();
        TagCutter.Keep(whole, name.Length + 1, kept);
        direct = name;
    }

    private void EndLine()
    {
        if (links.Length == 0)
            return;
        if (isMixed)
            CloseLinks().Append("<div>").Append(mixed).Append("</div>");
        else
            kept.Append(isOpen ? PageScan.LineEnd : "<a href=/->").Append(links);
        isOpen = !isMixed;
        Clear();
    }

    private StringBuilder CloseLinks()
    {
        if (isOpen)
            kept.Append("</a>");
        isOpen = false;
        return kept;
    }

    private void Space()
    {
        if (links.Length == 0 || links[^1] == ' ')
            return;
        links.Append(' ');
        mixed.Append(' ');
    }

    private void Clear()
    {
        links.Clear();
        mixed.Clear();
        isMixed = false;
    }

    private static bool IsHeading(string name) => name is ['h', >= '2' and <= '6'];
}
