namespace Newsroom.Ingest.Extraction;

/// <summary>The names of a site as titles are compared with them.</summary>
/// <param name="Keys">By <see cref="TextShape.Key"/>.</param>
/// <param name="Known">By <see cref="Headline.SiteKeys"/>.</param>
internal sealed record TitleNames(HashSet<string> Keys, HashSet<string> Known)
{
    public static TitleNames Of(IReadOnlyList<string?> names) => new([.. names.OfType<string>().Select(TextShape.Key)], Headline.SiteKeys(names));
}

/// <summary>
/// The headline as the page shows it: of the headings the one on which the page's declarations agree. Without such a heading it is what is
/// declared, JSON-LD first.
/// </summary>
internal static class PageTitle
{
    private const int LongestHeading = 400;
    private const int MaxLines = 200;
    private const int MostOfASection = 4;
    private const int MaxSiteHeadings = 3;
    private const int FewestOfAHeadline = 4;

    private static readonly string[] Names =
        ["og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "title", "cXenseParse:title"];

    /// <summary>The headline, the name of its place, and the heading that shows it, if any does.</summary>
    public static (string Title, string Evidence, PageMark? Heading)? Find(PageScan scan, JsonLinkedData linked, TitleNames sites)
    {
        var declared = Declared(scan, linked, WithFrontPage(scan, sites));
        var shown = Shown(scan, sites, declared);
        if (shown is var (heading, text, likeness) && (likeness >= 0.45 || IsHeadlineByItself(scan, heading, text, declared.Count > 0, sites)))
            return (Fitting(heading, text, declared), heading.Name, heading);
        if (declared.Count > 0 && IsOfSection(scan, declared[0].Title) && (FirstHeading(scan, sites) ?? AboveByline(scan)) is var (own, ownPlace, ownHeading))
            return (own, ownPlace, ownHeading);
        if (declared.Count > 0 && IsNowhere(scan, declared) && FirstHeading(scan, sites, FewestOfAHeadline) is var (printed, printedPlace, printedHeading))
            return (printed, printedPlace, printedHeading);
        if (declared.Count > 0)
            return (Printed(scan, declared[0].Title) ?? declared[0].Title, declared[0].Place, null);
        return shown is var (only, line, _) && TextShape.Length(line) >= 8 && !IsSite(line, sites) ? (line, only.Name, only) : null;
    }

    /// <summary>A heading that leads to the front page is the site's name, above each of its pages.</summary>
    private static TitleNames WithFrontPage(PageScan scan, TitleNames sites)
    {
        var names = scan.Headings.Where(heading => heading.Name == "h1").Take(MaxSiteHeadings)
            .Where(heading => LeadsHome(heading.Element))
            .Select(heading => HtmlElements.TextOf(heading.Element)).OfType<string>().Select(TextShape.Key).ToList();
        return names.Count == 0 || !scan.Headings.Exists(heading => heading.Name is "h1" or "h2" && !heading.Place.IsAside && HtmlElements.TextOf(heading.Element) is { } text && TextShape.Words(text) >= 3 && !names.Contains(TextShape.Key(text)))
            ? sites
            : sites with { Keys = [.. sites.Keys, .. names] };
    }

    /// <summary>Of a few words that the page shows nowhere: "City of Riverton: Detail", "Local News".</summary>
    private static bool IsOfSection(PageScan scan, string title) =>
        TextShape.Words(title) <= MostOfASection && !TextShape.IsIdeograph(title[0]) && TextShape.Key(title) is var key && !scan.Lines.Take(MaxLines).Any(line => TextShape.Key(line.Text).Contains(key, StringComparison.Ordinal));

    /// <summary>The title of the window, which is all that is declared and which the page shows nowhere: of a site's section, or the number of a release.</summary>
    private static bool IsNowhere(PageScan scan, List<(string Place, string Title)> declared) =>
        declared.TrueForAll(one => one.Place == "title") && !scan.Headings.Exists(heading => heading.Name == "h1") && TextShape.Key(declared[0].Title) is var key
        && !scan.Lines.Exists(line => TextShape.Key(line.Text) is { Length: > 0 } own && (own.Contains(key, StringComparison.Ordinal) || (own.Length * 2 > key.Length && key.Contains(own, StringComparison.Ordinal))));

    private static (string, string, PageMark?)? FirstHeading(PageScan scan, TitleNames sites, int fewestWords = 3)
    {
        foreach (var mark in scan.Headings.Where(heading => heading.Name is "h1" or "h2" or "h3" or "font" && !heading.Place.IsAside).Take(12))
        {
            if (HtmlElements.TextOf(mark.Element) is { } text && TextShape.Words(text) >= fewestWords && Headline.CanBe(text) && !IsSite(text, sites) && LinkIn(mark.Element) is null)
                return (text, mark.Name, mark);
        }

        return null;
    }

    private static (string, string, PageMark?)? AboveByline(PageScan scan)
    {
        for (var i = 1; i < scan.Lines.Count && i < MaxLines; i++)
        {
            if (scan.Lines[i].Text is { Length: < 60 } line && Bylines.MayBe(line) && TopLines.Names(line).Count > 0 && Headline.CanBe(scan.Lines[i - 1].Text) && TextShape.Words(scan.Lines[i - 1].Text) >= 3)
                return (scan.Lines[i - 1].Text, "line above the byline", null);
        }

        return null;
    }

    /// <summary>The part of a title that stands on the page as a line of its own: what is before or after it is the site's.</summary>
    private static string? Printed(PageScan scan, string title)
    {
        var parts = Headline.Parted(title).Where(part => TextShape.Length(part) >= 15 && TextShape.Words(part) >= 3).DistinctBy(TextShape.Key).ToDictionary(TextShape.Key, StringComparer.Ordinal);
        return parts.Count == 0 ? null : scan.Lines.Take(MaxLines).Select(line => parts.GetValueOrDefault(TextShape.Key(line.Text))).FirstOrDefault(part => part is not null);
    }

    private static List<(string Place, string Title)> Declared(PageScan scan, JsonLinkedData linked, TitleNames sites)
    {
        var all = new List<(string Place, string? Title)> { ("JSON-LD headline", linked.Text("headline")) };
        foreach (var name in Names)
            all.Add(($"meta {name}", scan.Metas.TryGetValue(name, out var values) ? values[0] : null));
        all.Add(("title", scan.Title));
        all.Add(("JSON-LD name", linked.Text("name")));
        return [.. all.Where(one => one.Title is not null && TextShape.Length(one.Title) >= 4)
            .Select(one => (one.Place, Clean(one.Title!, sites)))
            .Where(one => one.Item2.Length > 0 && !IsSite(one.Item2, sites))];
    }

    private static (PageMark Heading, string Text, double Likeness)? Shown(PageScan scan, TitleNames sites, List<(string Place, string Title)> declared)
    {
        (PageMark Heading, string Text, double Likeness)? best = null;
        var most = double.MinValue;
        var titles = declared.ConvertAll(one => one.Title);
        var declaredLikeness = new HeadlineLikeness(titles);
        var wholes = titles.Where(title => TextShape.Words(title) >= FewestOfAHeadline).Select(TextShape.Key).Distinct(StringComparer.Ordinal).ToList();
        var h1 = scan.Headings.Count(heading => heading.Name == "h1");
        foreach (var mark in Candidates(scan))
        {
            if (mark.Element.TextContent.Length > LongestHeading * 4 || HtmlElements.TextOf(mark.Element) is not { Length: <= LongestHeading } text)
                continue;
            if (mark.Element.ChildElementCount > 0 && HtmlElements.TextOf(mark.Element, ClassNames.IsKicker) is { } bare && TextShape.Length(bare) >= 12)
                text = bare;
            // What a kicker that was taken out leaves.
            text = Clean(text, sites).TrimStart(' ', ':', '|', '·', '–', '—', '-', '/');
            if (TextShape.Length(text) < 4)
                continue;
            var opens = !mark.Place.IsAside && (((h1 == 1 || mark.Name != "h1") && titles.Exists(title => Opens(title, text))) || titles.Exists(title => Ends(title, text) && !IsOpened(scan, title)));
            // A heading that says more than what is declared; a teaser says less.
            var extends = mark.Name is "h1" or "h2" && wholes.Count > 0 && TextShape.Key(text) is var said && wholes.Exists(whole => said.Contains(whole, StringComparison.Ordinal))
                && !Boilerplate.IsCommentsHeading(text) && !scan.Lines.Exists(line => line.Text.Length < LongestHeading && wholes.Contains(TextShape.Key(line.Text)));
            var likeness = opens ? 1 : Math.Max(declaredLikeness.Of(text), extends ? 0.95 : 0);
            var score = (likeness * 3) + Level(mark, h1);
            // What is declared of the article counts for more than the title of the window, which may be a section's.
            if (likeness >= 1 && TextShape.Key(text) is var key && declared.Exists(one => one.Place != "title" && TextShape.Key(one.Title) == key))
                score += 2;
            // Mostly there are shorter ones for searches, for networks, and above comments.
            if (extends)
                score += 1.5;
            if (mark.Place.IsAside)
                score -= 2;
            if (IsSite(text, sites))
                score -= 5;
            // "The thread - The forum", and both are headings.
            else if (!opens && (mark.Kind & PageMarks.Title) == 0 && titles.Exists(title => title.Length > text.Length + 3 && title.EndsWith(text, StringComparison.OrdinalIgnoreCase) && title[^(text.Length + 2)] is '-' or '–' or '—' or '|' or '·' or '•' or '«'))
                score -= 3;
            if (LeadsHome(mark.Element))
                score -= 3;
            if (score > most)
                (best, most) = ((mark, text, likeness), score);
        }

        return best;
    }

    /// <summary>A title that is the heading, and behind a mark the name of the site or the book that the page is of.</summary>
    private static bool Opens(string title, string heading) =>
        title.Length > heading.Length + 3 && title.StartsWith(heading, StringComparison.OrdinalIgnoreCase) && title[heading.Length] == ' ' && title[heading.Length + 1] is '-' or '–' or '—' or '|' or '·' or '•' or '«';

    /// <summary>"Index - Home news - The clock has stopped": a heading behind the names of the site and of its sections.</summary>
    private static bool Ends(string title, string heading)
    {
        if (TextShape.Words(heading) < FewestOfAHeadline || title.Length <= heading.Length + 3 || !title.EndsWith(heading, StringComparison.OrdinalIgnoreCase))
            return false;
        var before = title[..^heading.Length].TrimEnd();
        return before.Length > 1 && before[^1] is '-' or '–' or '—' or '|' or '·' or '•' or '»' or ':'
            && Array.TrueForAll(before.Split(['-', '–', '—', '|', '·', '•', '»'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), part => TextShape.Words(part) <= 2);
    }

    /// <summary>"The thread - The forum", and another heading is the thread.</summary>
    private static bool IsOpened(PageScan scan, string title) =>
        scan.Headings.Take(20).Any(heading => heading.Element.TextContent.Length < LongestHeading && HtmlElements.TextOf(heading.Element) is { } text && TextShape.Words(text) > 1 && Opens(title, text));

    private static IEnumerable<PageMark> Candidates(PageScan scan) =>
        scan.Headings.Where(heading => heading.Name == "h1" || (heading.Kind & PageMarks.Title) != 0).OrderByDescending(heading => heading.Name == "h1").Take(20)
            .Concat(scan.Headings.Where(heading => heading.Name is "h2" or "h3" or "h4").Take(12))
            .Concat(scan.Marks.Where(mark => (mark.Kind & PageMarks.Title) != 0 && mark.Element.LocalName is "div" or "p" or "span" or "strong" or "b" or "td" or "font" && !IsOfLinks(mark.Element)).OrderByDescending(IsSaid).Take(12));

    /// <summary>A path to the page: links to sections, and nothing else.</summary>
    private static bool IsOfLinks(AngleSharp.Dom.IElement element) =>
        element.ChildElementCount > 1 && element.ChildNodes.All(node => node is AngleSharp.Dom.IElement { LocalName: "a" } || (node is AngleSharp.Dom.IText text && text.Data.AsSpan().Trim().Length <= 1));

    /// <summary>By microdata or RDFa, of this element: a class may say so of all that stands in the head.</summary>
    private static bool IsSaid(PageMark mark) =>
        (ClassNames.Property(mark.Name) & PageMarks.Title) != 0 || (mark.Name is ['h', _] && (mark.Kind & PageMarks.Sure) != 0);

    private static double Level(PageMark mark, int h1)
    {
        var level = mark.Name switch { "h1" => h1 == 1 ? 1.2 : 1.0, "h2" => 0.4, "h3" => 0.2, "h4" => 0.1, _ => 0.1 };
        if ((mark.Kind & PageMarks.Title) != 0)
            level += IsSaid(mark) ? 0.8 : 0.5;
        return level;
    }

    /// <summary>What nothing declares, or declared otherwise for search engines, must look the part.</summary>
    private static bool IsHeadlineByItself(PageScan scan, PageMark heading, string text, bool isDeclared, TitleNames sites)
    {
        if (IsSite(text, sites) || heading.Place.IsAside || TextShape.Length(text) < 10 || TextShape.Words(text) < 2)
            return false;
        if (LeadsHome(heading.Element))
            return false;
        if (heading.Name != "h1")
        {
            // By microdata, and the first that is.
            var isSaid = IsSaid(heading) && scan.Marks.Find(IsSaid)?.Element == heading.Element;
            return (heading.Kind & PageMarks.Title) != 0 && (!isDeclared || (TextShape.Words(text) >= FewestOfAHeadline && (isSaid || !scan.Headings.Exists(one => one.Name is "h1" or "h2"))));
        }

        return !isDeclared || (TextShape.Words(text) >= FewestOfAHeadline
            && ((heading.Kind & PageMarks.Title) != 0 || scan.Headings.Count(one => one.Name == "h1" && !one.Place.IsAside && IsOfAnArticle(one, sites)) == 1));
    }

    /// <summary>And not the site's name or its picture, or a section's name.</summary>
    private static bool IsOfAnArticle(PageMark heading, TitleNames sites) =>
        heading.Element.TextContent.Length <= LongestHeading * 4 && HtmlElements.TextOf(heading.Element) is { } text && TextShape.Words(text) > 2 && !IsSite(text, sites) && !LeadsHome(heading.Element);

    /// <summary>Without a kicker or a second line inside of the heading, where the declarations have neither.</summary>
    private static string Fitting(PageMark heading, string text, List<(string Place, string Title)> declared)
    {
        if (heading.Element.ChildElementCount == 0)
            return text;
        var key = TextShape.Key(text);
        // Two lines of one heading run together; what is declared has a colon between them.
        if (heading.Element.ChildElementCount > 1 && declared.Find(one => TextShape.Key(one.Title) == key) is { Title: { } parted })
            return parted;
        // What it is about, before a colon in what is declared and without one in the heading.
        if (heading.Element.FirstElementChild is { } first && HtmlElements.TextOf(first) is { Length: >= 4 } about && TextShape.Length(text) - TextShape.Length(about) >= 10 && text.StartsWith(about, StringComparison.Ordinal)
            && text[about.Length] == ' ' && char.IsLetterOrDigit(text[about.Length + 1]) && !declared.Exists(one => TextShape.Key(one.Title) == key)
            && declared.Exists(one => one.Title.Length > about.Length + 2 && one.Title.StartsWith(about, StringComparison.OrdinalIgnoreCase) && one.Title[about.Length..].TrimStart() is [':' or '-' or '–' or '—' or '|', ..]))
        {
            return text[about.Length..].TrimStart(' ', ':', '-', '–', '—', '|');
        }

        foreach (var child in heading.Element.Children)
        {
            if (HtmlElements.TextOf(child) is { } line && TextShape.Key(line) is var one && one.Length * 2 > key.Length && declared.Find(title => TextShape.Key(title.Title) == one) is { Title: { } own })
                return own;
        }

        var inside = declared.Where(one => TextShape.Key(one.Title) is var other && other.Length * 2 > key.Length && other.Length < key.Length
            && (key.StartsWith(other, StringComparison.Ordinal) || key.EndsWith(other, StringComparison.Ordinal))).ToList();
        return inside.Count > 0 && !declared.Exists(one => TextShape.Key(one.Title).Contains(key, StringComparison.Ordinal))
            ? inside.MaxBy(one => one.Title.Length).Title
            : text;
    }

    private static string Clean(string title, TitleNames sites)
    {
        var text = title.Contains('&', StringComparison.Ordinal) ? System.Net.WebUtility.HtmlDecode(System.Net.WebUtility.HtmlDecode(title)) : title;
        if (text.Contains("</", StringComparison.Ordinal))
            text = Newsroom.Hosting.Html.HtmlBounds.WithoutTags(text);
        // Links to the heading itself.
        text = TextShape.Line(text)?.TrimEnd(' ', '¶', '§') ?? "";
        return WithoutDay(Headline.WithoutSite(text, sites.Known).Title);
    }

    /// <summary>"Gazette - 17 February 2001 - The mill": the day of an issue, and what stands before it.</summary>
    private static string WithoutDay(string title)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" - ", " – ", " | ", " : "])
        {
            var parts = title.Split(mark);
            if (parts.Length is < 2 or > 4)
                continue;
            var at = Array.FindIndex(parts, part => part.Length >= 8 && DateWords.IsDateLine(part));
            if (at == parts.Length - 1 && at > 0 && TextShape.Length(parts[0]) >= 8)
                return string.Join(mark, parts[..at]);
            if (at >= 0 && at < parts.Length - 1 && TextShape.Length(parts[at + 1]) >= 8)
                return string.Join(mark, parts[(at + 1)..]);
        }

        return title;
    }

    private static bool IsSite(string text, TitleNames sites)
    {
        var key = TextShape.Key(text);
        return key.Length == 0 || Headline.IsKnownSite(text) || Headline.IsDomain(text) || sites.Keys.Contains(key);
    }

    private static AngleSharp.Dom.IElement? LinkIn(AngleSharp.Dom.IElement element) => HtmlElements.Find(element, static inner => inner.LocalName == "a" && inner.HasAttribute("href"));

    private static bool LeadsHome(AngleSharp.Dom.IElement element) => LinkIn(element) is { } link && IsHome(link.GetAttribute("href"));

    /// <summary>Whether an address is a site's front page.</summary>
    public static bool IsHome(string? href) =>
        href is "/" or "./" || (href is not null && Uri.TryCreate(href, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/");
}
