using System.Runtime.InteropServices;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Makes a page small and tame before it is parsed, in one pass: scripts, styles, drawings and comments go, which are half of a page and say
/// nothing of its text; more open elements or tags than a page has lose their tags, not their text. So what the parser does is bounded, and a
/// page beyond the bounds still gives what can be read of it. The parser takes time by the square of unclosed elements otherwise
/// (<see cref="HtmlBounds"/>).
/// </summary>
internal sealed class PageSource
{
    /// <summary>Start tags; what comes after them is left out.</summary>
    public const int MaxTags = 200_000;

    private const int MaxOpen = 400;

    // Of one name. They are opened again in each block that follows, so these multiply.
    private const int MaxFormatting = 20;

    // Text in the wrong place of a table is moved in front of it, and each move costs the number of what stands there.
    private const int MaxTables = 5_000;

    private static readonly TagName Link = TagNames.Of("a");
    private static readonly TagName Article = TagNames.Of("article");
    private static readonly TagName Main = TagNames.Of("main");
    private static readonly TagName Table = TagNames.Of("table");
    private static readonly TagName List = TagNames.Of("ul");
    private static readonly TagName Numbered = TagNames.Of("ol");
    private static readonly TagName[] Formatting = [.. HtmlBounds.Formatting.Split(' ').Select(name => TagNames.Of(name))];
    private static readonly TagName Preformatted = TagNames.Of("pre");

    private readonly string html;
    private readonly bool withAll;
    private readonly TagScan scan;
    private readonly StringBuilder kept;
    private readonly PageMenus menus;
    private readonly PageSpaces spaces;
    private readonly OpenFormatting formatting = new();
    private readonly int[] open = new int[TagNames.Count];
    private readonly Dictionary<string, int> othersOpen = new(StringComparer.Ordinal);

    private int allOpen;
    private int openedAgain;
    private int tags;
    private int tables;
    private string? linkIn;
    private string? line;

    private PageSource(string html, bool withAll)
    {
        (this.html, this.withAll) = (html, withAll);
        scan = new TagScan(html);
        // In pieces, as it grows by itself: one piece as long as the page is a large object, and every other page collected all generations.
        kept = new StringBuilder();
        menus = new PageMenus(html, scan, kept);
        spaces = new PageSpaces(html, scan, kept, EndsLine);
    }

    /// <summary>The page as a document.</summary>
    /// <param name="html">In whatever state.</param>
    /// <param name="withAll">With every attribute, for selectors that may ask for them.</param>
    public static IHtmlDocument Parse(string html, bool withAll)
    {
        var options = new HtmlParserOptions
        {
            MaximumDepth = 150,
            IsScripting = false,
            SkipComments = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
        };
        return new HtmlParser(options).ParseDocument(Reduce(html, withAll));
    }

    /// <summary>The page without what is not read; see the class.</summary>
    public static string Reduce(string html, bool withAll = false)
    {
        var input = SafeHtml.WithoutControls(html.Length > BodyBlocks.MaxLength ? html[..BodyBlocks.MaxLength] : html);
        var source = new PageSource(input, withAll);
        source.Run();
        source.menus.Reach(int.MaxValue);
        return source.kept.ToString();
    }

    private void Run()
    {
        var at = 0;
        while (at < html.Length)
        {
            menus.Reach(at);
            var start = html.IndexOf('<', at);
            if (start < 0 || start + 1 >= html.Length)
            {
                Text(at, html.Length);
                return;
            }

            Text(at, start);
            menus.Reach(start);
            at = Markup(start);
            if (tags > MaxTags)
                return;
        }
    }

    /// <summary>Takes what stands between two tags.</summary>
    private void Text(int start, int end)
    {
        if (start == end)
            return;
        if (menus.IsIn)
            menus.Text(html.AsSpan(start, end - start));
        else if (open[Preformatted.Number] > 0)
            kept.Append(html, start, end - start);
        else
            spaces.Text(start, end);
    }

    /// <summary>Takes what begins with the angle bracket.</summary>
    /// <returns>Where it ends.</returns>
    private int Markup(int start)
    {
        var next = html[start + 1];
        if (next == '!' || next == '?')
            return Declaration(start);
        if (next == '/')
            return EndTag(start);
        if (char.IsAsciiLetter(next))
            return StartTag(start);
        // Not as it is: before what is left out it would open a tag.
        if (menus.IsIn)
            menus.Text("&lt;");
        else
            kept.Append("&lt;");
        spaces.AfterLetter();
        return start + 1;
    }

    private int Declaration(int start)
    {
        if (string.CompareOrdinal(html, start, "<!--", 0, 4) == 0)
        {
            var close = scan.Find("-->", Math.Min(start + 2, html.Length));
            // So too (WHATWG HTML, "comment end bang state").
            var bang = scan.Find("--!>", Math.Min(start + 4, html.Length));
            if (bang >= 0 && (close < 0 || bang < close))
                return bang + 4;
            // One that never ends would take the rest of the page with it.
            if (close >= 0)
                return close + 3;
        }

        var end = scan.AfterTag(start);
        if (string.Compare(html, start, "<!doctype", 0, 9, StringComparison.OrdinalIgnoreCase) == 0 || string.CompareOrdinal(html, start, "<![CDATA[", 0, 9) == 0)
            kept.Append(html, start, end - start);
        return end;
    }

    private int EndTag(int start)
    {
        var tag = scan.NameAt(start + 2);
        var name = tag.Name;
        var end = scan.AfterTag(start);
        if (name.Length == 0)
            return end;
        if (menus.IsIn && menus.End(tag))
            return end;
        // Of these the parser makes elements, too.
        if (name is "p" or "br" && ++tags > MaxTags)
            return html.Length;
        if (linkIn == name)
            CloseLink();
        if (name == "a")
            linkIn = null;
        if (line == name)
            line = null;
        spaces.After(tag, EndsLine(tag, isEnd: true));
        Close(tag);
        kept.Append("</").Append(name).Append('>');
        if (OpenFormatting.IsBoundary(name))
            CloseStill();
        return end;
    }

    private int StartTag(int start)
    {
        var tag = scan.NameAt(start + 1);
        var name = tag.Name;
        var end = scan.TagEnd(start + 1 + name.Length);
        tags++;
        switch (name)
        {
            case "script" or "style" or "svg":
                if (name == "svg" && html[end - 2] == '/')
                    return end;
                var close = scan.Find("</" + name, end);
                var after = close < 0 ? (name == "svg" ? end : html.Length) : scan.AfterTag(close);
                if (name == "script" && IsData(html.AsSpan(start, end - start), after - start))
                    kept.Append(html, start, end - start).Append(WithoutEscapes(html.AsSpan(end, after - end)));
                else if (name == "script" && close > end)
                    ScriptState.Keep(html.AsSpan(end, close - end), kept);
                return after;
            case "title" or "textarea" or "iframe" or "noembed" or "noframes" or "xmp":
                var ends = scan.Find("</" + name, end);
                // Without an end they would hold the rest of the page.
                if (ends < 0)
                    return end;
                Keep(name, start, end);
                if (name == "title")
                    kept.Append(html, end, ends - end);
                kept.Append("</").Append(name).Append('>');
                return scan.AfterTag(ends);
            case "plaintext" or "frameset" or "frame":
            // Without an end they would hold the rest of the page, too, and readers see it.
            case "button" or "object" or "math" when scan.Find("</" + name, end) < 0:
            // A shadow root that is written down is shown where it stands.
            case "template" when scan.HasShadow(start, end):
                return end;
            default:
                if (menus.IsIn)
                {
                    menus.Start(tag, html.AsSpan(start, end - start));
                    return menus.Passed(name, end) is > 0 and var passed ? passed : end;
                }

                spaces.After(tag, Open(tag, start, end) && EndsLine(tag, isEnd: false));
                if (!withAll && name is "nav" or "footer" && open[Article.Number] == 0 && open[Main.Number] == 0)
                    menus.TryBegin(html.AsSpan(start, end - start), name, end);
                return end;
        }
    }

    /// <summary>A comment and a tag of a script within a script would go on behind its end (WHATWG HTML, "script data double escaped state"); so the comment is none.</summary>
    public static ReadOnlySpan<char> WithoutEscapes(ReadOnlySpan<char> script) =>
        script.Contains("<!--", StringComparison.Ordinal) && script.Contains("<script", StringComparison.OrdinalIgnoreCase) ? script.ToString().Replace("<!--", "<! --", StringComparison.Ordinal) : script;

    private static bool IsData(ReadOnlySpan<char> tag, int length) =>
        tag.Contains("ld+json", StringComparison.OrdinalIgnoreCase)
        || (length <= PageState.MaxLength && tag.Contains("application/json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where an end tag or a part of a table does not belong the parser passes over it, and it parts nothing.</summary>
    private bool EndsLine(TagName tag, bool isEnd) => (tag.Habits & TagHabits.Block) != 0 && tag.Name switch
    {
        "td" or "th" or "tr" or "tbody" or "thead" or "tfoot" => open[Table.Number] > 0,
        "li" => open[List.Number] + open[Numbered.Number] > 0,
        _ => !isEnd || (tag.Habits & TagHabits.LeftOpen) != 0 || OpenOf(tag) > 0,
    };

    /// <returns>Whether it was written.</returns>
    private bool Open(TagName tag, int start, int end)
    {
        var name = tag.Name;
        if ((tag.Habits & TagHabits.Line) != 0)
        {
            if (linkIn is not null && line == name)
                CloseLink();
            line = name;
        }

        if (name == "a")
            linkIn = line ?? "";
        if ((tag.Habits & TagHabits.LeftOpen) == 0)
        {
            ref var count = ref OpenOf(tag);
            var isFormatting = (tag.Habits & TagHabits.Formatting) != 0;
            var most = isFormatting ? openedAgain > HtmlBounds.MostOpenedAgain ? 0 : MaxFormatting : MaxOpen;
            // A link ends the one before it.
            if (name == "a" && most > 0 && formatting.Close(name))
                (count, allOpen) = (count - 1, allOpen - 1);
            if (count >= most || allOpen >= MaxOpen)
                return false;
            count++;
            allOpen++;
            if (isFormatting)
                formatting.Open(name);
        }

        CountAgain(tag);
        if (name == "table" && ++tables > MaxTables)
            return false;
        Keep(name, start, end);
        if (OpenFormatting.IsBoundary(name))
        {
            formatting.Begin(name);
            CloseStill();
        }

        return true;
    }

    private void CloseLink()
    {
        kept.Append("</a>");
        linkIn = null;
        Close(Link);
    }

    /// <summary>Those that were opened again too often are ended; the rest of the page has none.</summary>
    private void CountAgain(TagName tag)
    {
        if ((tag.Habits & TagHabits.Formatting) != 0 || openedAgain > HtmlBounds.MostOpenedAgain)
            return;
        openedAgain += formatting.Count;
        if (openedAgain > HtmlBounds.MostOpenedAgain)
            CloseFormatting();
    }

    /// <summary>Those from before a table or an object could not be ended within it.</summary>
    private void CloseStill()
    {
        if (openedAgain > HtmlBounds.MostOpenedAgain && formatting.Count > 0)
            CloseFormatting();
    }

    private void CloseFormatting()
    {
        foreach (var name in formatting.CloseAll())
            kept.Append("</").Append(name).Append('>');
        foreach (var tag in Formatting)
        {
            allOpen -= open[tag.Number];
            open[tag.Number] = 0;
        }

        linkIn = null;
    }

    private void Close(TagName tag)
    {
        if ((tag.Habits & TagHabits.Formatting) != 0 ? !formatting.Close(tag.Name) : OpenFormatting.IsBoundary(tag.Name) && !formatting.End(tag.Name))
            return;
        ref var count = ref OpenOf(tag);
        if (count == 0)
            return;
        count--;
        allOpen--;
    }

    private ref int OpenOf(TagName tag)
    {
        if (tag.Number >= 0)
            return ref open[tag.Number];
        return ref CollectionsMarshal.GetValueRefOrAddDefault(othersOpen, tag.Name, out _);
    }

    private void Keep(string name, int start, int end)
    {
        var tag = html.AsSpan(start, end - start);
        if (withAll && tag.Length <= TagCutter.LongTag)
            kept.Append(tag);
        else
            TagCutter.Keep(tag, name.Length + 1, kept);
    }
}
