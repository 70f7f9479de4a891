namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Who wrote an article: the people of JSON-LD, of the byline that stands beside the headline, and of the metas, whichever names persons; an
/// agency where there is no person. Not: desks, accounts, the site itself, editors, those who comment.
/// </summary>
internal sealed class PageAuthors(PageScan scan, JsonLinkedData linked, PagePlace? heading, Func<string, bool> isSite)
{
    // A byline so many characters before or after the headline belongs to it.
    private const int Above = 300;
    private const int Below = 900;
    private const int NearestCard = 150;
    private const int LongestPosted = 120;
    private const int LongestCommentsHeading = 60;
    private const int LongestMark = 300;
    private const int LongestName = 40;
    private const int LongestOffice = 60;

    private static readonly string[] Metas =
    [
        "author", "article:author", "article:author_name", "og:author", "og:article:author", "parsely-author", "sailthru.author", "cXenseParse:author", "byl", "byline", "dc.creator",
        "dcterms.creator", "dc:creator", "dc.contributor", "dcterms.contributor", "citation_author", "article.author", "authors", "author_name", "rbauthors", "creator", "vr:author", "dcsext.author", "shareaholic:article_author_name", "twitter:data1", "content_author", "news_author", "analyticsAttributes.articleAuthor", "rnews:author", "bt:author", "page.author",
    ];

    private HashSet<string> others = [];
    private int? article;

    private readonly record struct Seen(List<string> Names, double Score, PageMark? Mark, string Place);

    public (IReadOnlyList<string> Names, string Evidence)? Find()
    {
        var people = People;
        var declared = Distinct(people.Where(author => !author.IsOrganization).SelectMany(author => Bylines.Of(author.Name, isSite)));
        var shown = Shown();
        // Those whom the page calls its editors.
        if (shown is { Score: >= 4 })
            declared.RemoveAll(name => others.Contains(TextShape.Key(name)));
        if (declared.Exists(name => !PersonName.IsAgency(name)))
            return Widened(declared, shown) ? (shown!.Value.Names, shown.Value.Place) : (declared, "JSON-LD author");
        var (metas, place) = Declared();
        var isShownPlainly = shown is { Score: >= 4.3 };
        if (isShownPlainly && shown!.Value.Names.Exists(name => !PersonName.IsAgency(name)))
            return (shown.Value.Names, shown.Value.Place);
        if (metas.Exists(name => !PersonName.IsAgency(name)))
            return (metas, place);
        if (shown is { Score: >= 2 } weak)
            return (weak.Names, weak.Place);
        if (declared.Count > 0)
            return (declared, "JSON-LD author");
        if (metas.Count > 0)
            return (metas, place);
        if (shown is { Mark: { } signed, Score: >= 0.5 } below && IsSignature(signed) && below.Names.TrueForAll(name => PersonName.IsPlainly(name) || TextShape.IsIdeograph(name[0])))
            return (below.Names, below.Place);
        var bodies = Distinct(people.Where(author => author.IsOrganization).SelectMany(author => Body(author.Name)));
        return bodies.Count > 0 ? (bodies, "JSON-LD author") : null;
    }

    private IReadOnlyList<(string Name, bool IsOrganization)> People => linked.Authors("author") is { Count: > 0 } authors ? authors : linked.Authors("creator");

    /// <summary>Whom <see cref="LastAuthors"/> finds, for where nobody else is found.</summary>
    public (IReadOnlyList<string> Names, string Evidence)? Last() => new LastAuthors(scan, People, Metas[..3], IsNear, isSite).Find();

    /// <summary>Called so, and in the article.</summary>
    private bool IsSignature(PageMark mark) =>
        IsOfArticle(mark.Place) && mark.Element.ClassName is { Length: < 200 } name && ClassNames.IsAuthor(name);

    /// <summary>The page shows those that it declares, and more.</summary>
    private static bool Widened(List<string> declared, Seen? shown) =>
        shown is { Score: >= 4 } seen && seen.Names.Count > declared.Count
        && declared.TrueForAll(name => seen.Names.Exists(other => TextShape.Key(other) == TextShape.Key(name)));

    /// <summary>The name of an organisation need not look like a person's.</summary>
    private IEnumerable<string> Body(string name) =>
        name.Length > 60 || isSite(name) || PersonName.IsDesk(name) || Headline.IsDomain(name) || name.Contains("://", StringComparison.Ordinal) ? [] : [name];

    private (List<string> Names, string Place) Declared()
    {
        (List<string> Names, string Place) first = ([], "");
        foreach (var name in Metas)
        {
            if (!scan.Metas.TryGetValue(name, out var values))
                continue;
            // "Written by" is what the first pair of labels of a card says on most blogs.
            if (name == "twitter:data1" && !(scan.Metas.TryGetValue("twitter:label1", out var labels) && TextShape.Key(labels[0]) is "writtenby" or "verfasstvon" or "escritopor" or "ecritpar" or "ditulisoleh" or "geschrevendoor" or "geschriebenvon" or "scrittoda" or "napisanprzez" or "napisaneprzez"))
                continue;
            var names = Distinct(values.SelectMany(value => Bylines.Of(value, isSite)));
            if (names.Exists(one => !PersonName.IsAgency(one)))
                return (names, $"meta {name}");
            if (names.Count > 0 && first.Names.Count == 0)
                first = (names, $"meta {name}");
        }

        return first;
    }

    /// <summary>A card (hCard) right below the headline, though it unfolds a menu.</summary>
    private bool IsCardOfHeadline(PageMark mark) =>
        (mark.Kind & PageMarks.Sure) != 0 && heading is { } own && mark.Place.At >= own.At && mark.Place.At <= own.At + NearestCard && mark.Place.Article == own.Article;

    private Seen? Shown()
    {
        var seen = new List<Seen>();
        others = UnderOtherLabels();
        foreach (var mark in scan.Marks)
        {
            if ((mark.Kind & PageMarks.Author) == 0 || (mark.Place.IsAside && !IsCardOfHeadline(mark)) || seen.Count >= 40 || AuthorText.IsOfAnother(mark.Element))
                continue;
            var names = NamesOf(mark, out var isWritten);
            names.RemoveAll(name => others.Contains(TextShape.Key(name)) || scan.IsSection(name, heading));
            if (names.Count > 0)
                seen.Add(new Seen(names, Score(mark, isWritten), mark, (mark.Kind & PageMarks.Sure) != 0 ? mark.Name : "byline beside the headline"));
        }

        var comments = scan.Headings.Find(one => one.Place.At > (heading?.At ?? 0) && one.Element.TextContent is { Length: < LongestCommentsHeading } text && Boilerplate.IsCommentsHeading(text))?.Place.At ?? int.MaxValue;
        foreach (var line in scan.Lines)
        {
            // Below are those who comment. The headline itself may begin with "Por".
            if (line.Place.At > comments || line.Place.IsAside || !IsNear(line.Place) || line.Text.Length > 160 || line.Text.Length < 5 || line.Place.At == heading?.At)
                continue;
            if (IsBelow(line.Place) && Bylines.OfBar(line.Text) is { } barred && !isSite(barred))
                seen.Add(new Seen([barred], 3.5, null, "line beside the headline"));
            if (Bylines.MayBe(line.Text) && (!TextShape.EndsSentence(line.Text) || line.Text.Length < 50) && Bylines.Of(line.Text, isSite, out var isSaid) is var names && isSaid && names.TrueForAll(name => name.Contains(' ', StringComparison.Ordinal) || TextShape.IsIdeograph(name[0]) || line.Text.StartsWith("By ", StringComparison.OrdinalIgnoreCase)))
                seen.Add(new Seen(names.FindAll(name => IsWrittenLarge(name, line.Text) && !scan.IsSection(name, heading)), IsBelow(line.Place) ? 5 : 4, null, "line beside the headline"));
        }

        seen.AddRange(UnderLabels());
        if (AboveOffices() is { } signed)
            seen.Add(signed);
        seen.AddRange(BelowText());
        seen.RemoveAll(one => one.Names.Count == 0);
        if (seen.Count == 0)
            return Posted();
        var best = seen.MaxBy(one => one.Score);
        return best.Mark is null ? best : best with { Names = Beside(best, seen) };
    }

    /// <summary>"Posted by Ada Nilsen on September 20, 2006": below the text of a weblog's entry, above its comments.</summary>
    private Seen? Posted()
    {
        foreach (var line in scan.Lines)
        {
            if (line.Place.At < heading?.At || line.Text.Length > LongestPosted)
                continue;
            if (Boilerplate.IsCommentsHeading(line.Text))
                return null;
            if (line.Place.IsAside && scan.Headings.FindLast(one => one.Place.At <= line.Place.At) is { Place.IsAside: true })
                continue;
            if (Bylines.MayBe(line.Text) && DateWords.All(line.Text, default).Any(date => !date.IsShort) && Bylines.Of(line.Text, isSite, out var isSaid) is { Count: > 0 } names && isSaid && names.TrueForAll(PersonName.IsPlainly))
                return new Seen(names, 2, null, "line below the text");
        }

        return null;
    }

    /// <summary>"Reporter" alone on a line, and who it is on the next.</summary>
    private IEnumerable<Seen> UnderLabels()
    {
        for (var i = 0; i + 1 < scan.Lines.Count; i++)
        {
            var (label, names) = (scan.Lines[i], scan.Lines[i + 1]);
            if (label.Text.Length <= 30 && names.Text.Length <= 100 && !label.Place.IsAside && IsNear(label.Place) && names.Place.At != heading?.At && Bylines.IsBy(label.Text))
                yield return new Seen(Bylines.Of(names.Text, isSite).FindAll(name => name.Contains(' ', StringComparison.Ordinal) || TextShape.IsIdeograph(name[0])), 4.5, null, "line beside the headline");
        }
    }

    /// <summary>A name on a line of its own below the headline, and what somebody is on the next; and again, for each of them.</summary>
    private Seen? AboveOffices()
    {
        var names = new List<string>();
        for (var i = 0; i + 1 < scan.Lines.Count; i++)
        {
            var (name, office) = (scan.Lines[i], scan.Lines[i + 1]);
            if (heading is null || name.Place.At <= heading.Value.At || !IsNear(name.Place) || name.Place.IsAside)
                continue;
            // The text has begun.
            if (TextShape.IsParagraph(name.Text))
                break;
            if (name.Text.Length <= LongestName && office.Text.Length <= LongestOffice && !TextShape.EndsSentence(office.Text) && PersonName.IsWritersOffice(office.Text.Split(',', '|', '·')[0].TrimEnd())
                && !(i > 0 && Bylines.EndsWithOtherRole(scan.Lines[i - 1].Text)) && !others.Contains(TextShape.Key(name.Text)) && PersonName.IsPlainly(name.Text) && PersonName.Of(name.Text, isSite) is { } one && one.Length == name.Text.Length)
                names.Add(one);
        }

        return names.Count == 0 ? null : new Seen(Distinct(names), 4, null, "line beside the headline");
    }

    /// <summary>"Editor" at the end of a line, and who that is on the next: no authors.</summary>
    private HashSet<string> UnderOtherLabels()
    {
        var others = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < scan.Lines.Count; i++)
        {
            // A headline may end in "a photo".
            if (scan.Lines[i].Text.Length <= 60 && scan.Lines[i + 1].Text.Length <= 60 && scan.Lines[i].Place.At != heading?.At && (TextShape.Words(scan.Lines[i].Text) <= 3 || scan.Lines[i].Text.TrimEnd() is [.., ':' or '：']) && Bylines.EndsWithOtherRole(scan.Lines[i].Text.AsSpan().TrimEnd(": ")))
                others.UnionWith(Bylines.Of(scan.Lines[i + 1].Text, null).Select(TextShape.Key));
        }

        return others;
    }

    /// <summary>Papers of the East name who wrote at the end of the text, in brackets or before the word for it.</summary>
    private IEnumerable<Seen> BelowText()
    {
        var (isBegun, isBelowParagraph) = (false, false);
        foreach (var line in scan.Lines)
        {
            if (line.Place.IsAside)
                continue;
            var text = line.Text;
            if (!isBegun && line.Place.At > (heading?.At ?? 0) && TextShape.IsParagraph(text))
            {
                isBegun = true;
                if (EasternBylines.Opening(text) is { } opening)
                    yield return new Seen(Bylines.Of(opening, isSite), 2.5, null, "opening of the text");
            }

            if (EasternBylines.Closing(text) is { } reporters)
                yield return new Seen(Bylines.Of(reporters, isSite), 2.5, null, "end of the text");
            // "【佐々木健、藤井美咲】" below a short text; one alone may be a label, but not right below a paragraph.
            if (IsNear(line.Place) && !(text is ['【', .., '】'] && (text.AsSpan().IndexOfAny('、', '・') > 0 || (isBelowParagraph && EasternBylines.IsSignature(text)))))
            {
                isBelowParagraph = TextShape.IsParagraph(text);
                continue;
            }

            if (text[^1] == '】' && text.LastIndexOf('【') is >= 0 and var from && text.Length - from is > 3 and < 24)
                yield return new Seen(Bylines.Of(text[(from + 1)..^1], isSite), 2.5, null, "end of the text");
            else if (text.Length <= 60 && EasternBylines.EndsAsReporter(text))
                yield return new Seen(Bylines.Of(text, isSite), 2.5, null, "end of the text");
        }
    }

    private static bool IsWrittenLarge(string name, string line) =>
        line.IndexOf(name, StringComparison.OrdinalIgnoreCase) is var at && (at < 0 || !char.IsLower(line[at]));

    /// <summary>Those of the same kind right beside it: two links to authors are two authors.</summary>
    private List<string> Beside(Seen best, List<Seen> seen)
    {
        var names = new List<string>();
        foreach (var one in seen.Where(one => one.Mark is not null && one.Score >= best.Score - 1.6 && Math.Abs(one.Mark.Place.At - best.Mark!.Place.At) <= 150
            && one.Mark.Place.Article == best.Mark.Place.Article && IsBelow(one.Mark.Place) == IsBelow(best.Mark.Place)
            && ((one.Mark.Kind & PageMarks.Sure) == (best.Mark.Kind & PageMarks.Sure) || one.Mark.Element.LocalName == "a")).OrderBy(one => one.Mark!.Place.At))
            names.AddRange(one.Names);
        var distinct = Distinct(names);
        // "Jane Doe Berlin", read from a box around "Jane Doe".
        distinct.RemoveAll(name => distinct.Exists(other => other.Length < name.Length && other.Contains(' ', StringComparison.Ordinal) && name.Contains(other, StringComparison.OrdinalIgnoreCase))
            || distinct.Exists(other => other.Length > name.Length && !name.Contains(' ', StringComparison.Ordinal) && other.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return distinct;
    }

    private List<string> NamesOf(PageMark mark, out bool isWritten)
    {
        isWritten = false;
        var element = mark.Element;
        if (ClassNames.IsOffice(ClassNames.Of(element)))
            return [];
        if (element.LocalName is "meta" or "link" or "input" or "img" or "time" or "button" or "form" or "figure" or "figcaption")
            return [];
        var named = (mark.Kind & PageMarks.Sure) != 0 && element.LocalName != "a"
            ? AuthorText.Inner(element, inner => (inner.GetAttribute("itemprop") ?? inner.GetAttribute("property"))?.EndsWith("name", StringComparison.OrdinalIgnoreCase) == true) : [];
        if (named.Count > 0)
            return Distinct(named.SelectMany(one => Bylines.Of(one, isSite)));
        if (element.GetAttribute("content") is { Length: > 0 } content)
            return Bylines.Of(content, isSite);
        if (element.TextContent.Length > LongestMark * 3 || AuthorText.Parted(element) is not { Length: <= LongestMark } text)
            return [];
        var written = Bylines.Of(text, isSite, out isWritten);
        var links = AuthorText.Inner(element, inner => inner.LocalName == "a" && (inner.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) == true || ClassNames.IsAuthorAddress(inner.GetAttribute("href") ?? "")));
        if (links.Count > 0 && element.LocalName != "a" && !(written.Count > 0 && Bylines.NamesPictures(text)) && Distinct(links.SelectMany(one => Bylines.Of(one, isSite))) is { Count: > 0 } linkedNames && (!isWritten || written.Count <= linkedNames.Count) && !(written.Count > linkedNames.Count && linkedNames.TrueForAll(written.Contains) && written.TrueForAll(PersonName.IsPlainly)))
            return linkedNames;
        // Lines of a box: the name stands in one of them, what somebody is in the next.
        return text.Length > 100 && !isWritten ? [] : written;
    }

    private double Score(PageMark mark, bool isWritten)
    {
        var score = 0.0;
        if ((mark.Kind & PageMarks.Sure) != 0)
            score += 2;
        if (isWritten)
            score += 2.5;
        if (mark.Element.LocalName == "a" || mark.Element.ClassName is { Length: < 200 } name && ClassNames.IsAuthor(name))
            score += 1;
        if (heading is { } own)
        {
            score += IsNear(mark.Place) ? 3 - (Math.Abs(mark.Place.At - own.At) / 1_000.0) : -1;
            score += IsOfArticle(mark.Place) ? 0.5 : -0.5;
            score += IsBelow(mark.Place) ? 0.3 : 0;
        }

        return score;
    }

    private bool IsNear(PagePlace place) => heading is { } own ? place.At >= own.At - Above && place.At <= own.At + Below : place.At < 2_000;

    /// <summary>In the element that the headline stands in, or in that which begins right below it.</summary>
    private bool IsOfArticle(PagePlace place) => heading is { } own && (place.Article == own.Article || place.Article == (article ??= scan.ArticleOf(own)));

    private bool IsBelow(PagePlace place) => heading is not { } own || place.At >= own.At;

    private static List<string> Distinct(IEnumerable<string> names) => [.. names.DistinctBy(TextShape.Key).Take(20)];
}
