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

    // A link that is none of an article's: it leads nowhere (HtmlElements.Address).
    private const string Link = "<a href=about:>";

    // Something of these may be of an article, or is read otherwise than by its lines; what is hidden in one of the usual ways has none.
    private static readonly string[] Told =
    [
        "<article", "<main", "<h1", "<time", "<table", "<pre", "<form", "<textarea", "<iframe", "itemprop", "property=", "author", "byline", "password", "</body",
        " hidden>", " hidden=", " hidden/", "display:none", "display: none", .. WordLists.Of("paywall"),
    ];

    private static readonly SearchValues<string> InMenu = SearchValues.Create([.. Told, "<nav"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> InFoot = SearchValues.Create([.. Told, "<footer"], StringComparison.OrdinalIgnoreCase);

    // Their text is no line of the page.
    private static readonly HashSet<string> Unread = new(StringComparer.Ordinal) { "select", "template", "datalist", "noscript", "object", "video", "audio", "math", "canvas", "map" };

    // The line as it is where all of it is links, and as it is otherwise.
    private readonly StringBuilder links = new();
    private readonly StringBuilder mixed = new();

    // Elements that are open in the menu, of those whose end tag would end the menu otherwise.
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);
    private string name = "";
    private int ends = -1;
    private bool isLink;
    private bool isMixedLink;
    private bool isMixed;
    private bool isOpen;
    private bool isTouched;
    private bool isParted;
    private string? direct;

    /// <summary>Whether what comes next is of a menu.</summary>
    public bool IsIn => ends >= 0;

    /// <summary>Begins one, if it is no more than that.</summary>
    /// <param name="tag">The start tag of its element, from bracket to bracket.</param>
    /// <param name="element">The name.</param>
    /// <param name="from">Behind the tag.</param>
    public void TryBegin(ReadOnlySpan<char> tag, string element, int from)
    {
        // The foot of an article that is not called so.
        if (((ClassNames.OfClass(TagCutter.Value(tag, "class") ?? "") | ClassNames.OfClass(TagCutter.Value(tag, "id") ?? "")) & (PageMarks.Author | PageMarks.Date | PageMarks.Paywall)) == 0)
        {
            name = element;
            Find(from, Shortest);
            name = IsIn ? name : "";
        }
    }

    /// <summary>Ends the menu that ends there.</summary>
    public void Reach(int at)
    {
        // Its end tag was in a script, a comment or an attribute, and none: the next may be one.
        if (IsIn && at > ends)
            Find(Math.Min(at, html.Length), 0);
        if (at >= ends && name.Length > 0)
            Finish();
    }

    /// <summary>Where the text of an element ends that is not read; -1 of one that is, or that ends with the menu at the earliest.</summary>
    public int Passed(string element, int from) => Unread.Contains(element) && scan.Find("</" + element, from) is >= 0 and var end && end < ends ? scan.AfterTag(end) : -1;

    public void Text(ReadOnlySpan<char> text)
    {
        if (direct is not null)
        {
            if (isTouched && !text.IsEmpty && (isParted || PageScan.IsApart(kept[^1], text[0])))
                kept.Append(' ');
            (isTouched, isParted) = (false, false);
            kept.Append(text);
            return;
        }

        var words = text.Trim();
        if (words.IsEmpty || char.IsWhiteSpace(text[0]))
            Space();
        if (words.IsEmpty)
            return;
        if (isTouched && links.Length > 0 && PageScan.IsApart(links[^1], words[0]))
            Space();
        isTouched = false;
        isMixed |= !isLink;
        if (isLink != isMixedLink)
            mixed.Append(isLink ? Link : "</a>");
        isMixedLink = isLink;
        links.Append(words);
        mixed.Append(words);
        if (char.IsWhiteSpace(text[^1]))
            Space();
    }

    public void Start(TagName tag, ReadOnlySpan<char> whole)
    {
        var element = tag.Name;
        if (Holds(tag))
            open[element] = open.GetValueOrDefault(element) + 1;
        if (direct == "a" && element == "a")
            End(tag);
        isTouched = true;
        if (direct is not null)
        {
            isParted |= !HtmlElements.Inlines.Contains(element);
            if (element == "img")
                TagCutter.Keep(whole, element.Length + 1, kept);
            return;
        }

        if (element == "a")
        {
            isLink = true;
            if (PageTitle.IsHome(TagCutter.Value(whole, "href")))
                Direct(element, whole);
        }
        else if (element == "button")
        {
            Direct(element, "<button>");
        }
        else if (element == "input")
        {
            EndLine();
            CloseLinks();
            TagCutter.Keep(whole, element.Length + 1, kept);
        }
        else if (!HtmlElements.Inlines.Contains(element))
        {
            EndLine();
            if (IsHeading(element))
                CloseLinks().Append('<').Append(element).Append('>');
        }
    }

    /// <returns>False where the tag ends an element around the menu, and the menu with it.</returns>
    public bool End(TagName tag)
    {
        var element = tag.Name;
        if (element == "a")
            isLink = false;
        isTouched = true;
        if (direct is not null && element == direct)
        {
            kept.Append("</").Append(element).Append("><br>");
            direct = null;
        }
        else if (direct is null && IsHeading(element))
        {
            CloseLinks().Append(Mixed()).Append("</").Append(element).Append('>');
            Clear();
        }
        else if (direct is not null)
        {
            isParted |= !HtmlElements.Inlines.Contains(element);
        }
        else if (!HtmlElements.Inlines.Contains(element))
        {
            EndLine();
        }

        if (!Holds(tag))
            return true;
        var count = open.GetValueOrDefault(element);
        if (count == 0)
        {
            Finish();
            return false;
        }

        open[element] = count - 1;
        return true;
    }

    private void Find(int from, int shortest)
    {
        ends = scan.Find("</" + name, from);
        if (ends - from < shortest || ends - from > Longest || html.AsSpan(from, ends - from).ContainsAny(name == "nav" ? InMenu : InFoot))
            ends = -1;
    }

    private void Finish()
    {
        if (direct is not null)
            kept.Append("</").Append(direct).Append('>');
        EndLine();
        CloseLinks();
        open.Clear();
        (ends, name, isLink, isTouched, isParted, direct) = (-1, "", false, false, false, null);
    }

    private void Direct(string element, ReadOnlySpan<char> whole)
    {
        EndLine();
        // The line before ends here, too.
        if (isOpen)
            CloseLinks().Append("<br>");
        TagCutter.Keep(whole, element.Length + 1, kept);
        (direct, isTouched, isParted) = (element, false, false);
    }

    private void EndLine()
    {
        if (links.Length == 0)
            return;
        if (isMixed)
            CloseLinks().Append("<div>").Append(Mixed()).Append("</div>");
        else
            kept.Append(isOpen ? PageScan.LineEnd : Link).Append(links);
        isOpen = !isMixed;
        Clear();
    }

    private StringBuilder Mixed() => isMixedLink ? mixed.Append("</a>") : mixed;

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
        (isMixed, isMixedLink) = (false, false);
    }

    private static bool IsHeading(string element) => element is ['h', >= '2' and <= '6'];

    private static bool Holds(TagName tag) => (tag.Habits & (TagHabits.LeftOpen | TagHabits.Formatting)) == 0 && !IsHeading(tag.Name) && !HtmlElements.Inlines.Contains(tag.Name) && tag.Name is not "button";
}
