using System.Globalization;
using AngleSharp.Html.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What a page says of its article, each field from the places that are known to have it, weighed against each other: JSON-LD, meta elements,
/// microdata, and what is shown around the headline. <see cref="Evidence"/> names the place. The page is walked once.
/// </summary>
internal sealed class PageMetadata
{
    private const string FromScripts = "data of the page's scripts";

    private readonly IHtmlDocument document;
    private readonly Uri? url;
    private readonly PageScan scan;
    private readonly TimeProvider clock;
    private readonly PageSite site;
    private PageMark? heading;
    private string? title;
    private PageState? state;
    private PageDates? dates;
    private IReadOnlyList<string>? byline;
    private (DateTimeOffset Value, string Place)? published;
    private bool isPublishedRead;

    /// <param name="document">The page, before anything is taken out of it.</param>
    /// <param name="url">Where it was fetched, if that is known.</param>
    /// <param name="clock">Tells which dates lie in the future; the system's if none is given.</param>
    public PageMetadata(IHtmlDocument document, Uri? url, TimeProvider? clock = null)
    {
        (this.document, this.url, this.clock) = (document, url, clock ?? TimeProvider.System);
        scan = PageScan.Of(document);
        var titles = new List<string?> { scan.Title, Meta("og:title"), Meta("twitter:title") };
        titles.AddRange(scan.Headings.Where(one => one.Name == "h1").Take(5).Select(one => HtmlElements.TextOf(one.Element)));
        string?[] addresses = [url?.AbsoluteUri, scan.Canonical, Meta("og:url")];
        Linked = JsonLinkedData.Read(scan.Scripts, new PageClues(new HeadlineLikeness(titles.OfType<string>()), [.. addresses.OfType<string>()]));
        site = new PageSite(scan, Linked, url);
    }

    public JsonLinkedData Linked { get; }

    public Dictionary<string, string> Evidence { get; } = [];

    /// <summary>The page calls itself an article.</summary>
    public bool IsDeclaredArticle =>
        Linked.HasArticle || Meta("og:type") is "article" || scan.Metas.ContainsKey("article:published_time");

    /// <summary>A day of publication stands in the page's head.</summary>
    public bool IsDeclaredDated => Dates.IsDeclared && !Linked.IsLive;

    /// <summary>The element that shows the title, once that was read; null if none does.</summary>
    public AngleSharp.Dom.IElement? Headline => heading?.Element;

    /// <summary>The data that the page's scripts begin with; null if there is none.</summary>
    public PageState? State => (scan.States.Count == 0 && scan.Assigned.Count == 0) || title is null ? null : state ??= PageState.Of([.. scan.States, .. scan.Assigned], title);

    public string? SiteName() => Told("siteName", site.Name);

    public string? Title(string? siteName)
    {
        if (PageTitle.Find(scan, Linked, TitleNames.Of([siteName, .. site.Names])) is not var (found, place, shown))
            return null;
        (heading, title) = (shown, found);
        Evidence["title"] = place;
        return title;
    }

    public IReadOnlyList<string> Byline(string? siteName) => byline ??= FindByline(siteName);

    /// <summary>A section of the site, which signs what has no author.</summary>
    public bool IsSection(string name) => scan.IsSection(name, heading?.Place);

    /// <summary>See <see cref="LastAuthors"/>: for where neither the page nor its text names another. What it is from goes to the evidence when it is used.</summary>
    public (IReadOnlyList<string> Names, string Place)? LastByline(string? siteName) => Authors(siteName).Last();

    private IReadOnlyList<string> FindByline(string? siteName)
    {
        if (Authors(siteName).Find() is var (names, place))
        {
            Evidence["byline"] = place;
            return names;
        }

        if (State is not { Authors.Count: > 0 } told)
            return [];
        Evidence["byline"] = FromScripts;
        var isSite = IsSite(siteName);
        return [.. told.Authors.SelectMany(name => Bylines.Of(name, isSite)).DistinctBy(TextShape.Key)];
    }

    private PageAuthors Authors(string? siteName) => new(scan, Linked, heading?.Place, IsSite(siteName));

    private Func<string, bool> IsSite(string? siteName)
    {
        var own = siteName is null ? "" : TextShape.Key(siteName);
        return name => TextShape.Key(name) is var key && (key == own || site.IsName(key));
    }

    public DateTimeOffset? PublishedAt()
    {
        if (!isPublishedRead)
        {
            (isPublishedRead, published) = (true, Dates.Published());
            // What the page shows nowhere beside its headline its scripts may know.
            if (published is not { Place: var place } || place.StartsWith(PageDates.MostFrequent, StringComparison.Ordinal))
                published = (Dates.Told(State?.Published) ?? (published is null ? Dates.Told(scan.ScriptDate) : null)) is { } told ? (told, FromScripts) : published;
        }

        return Told("publishedAt", published);
    }

    public DateTimeOffset? UpdatedAt() => Told("updatedAt", Dates.Updated());

    public string? Language()
    {
        if (DeclaredLanguage() is not var (tag, place))
            return null;
        Evidence["language"] = place;
        return tag;
    }

    public string? CanonicalUrl() =>
        First("canonicalUrl", ("link rel=canonical", Usable(scan.Canonical)), ("meta og:url", Usable(Meta("og:url"))),
            ("JSON-LD url", Usable(Linked.Text("url") ?? Linked.Text("mainEntityOfPage"))));

    public string? Section() => First("section", ("JSON-LD articleSection", Linked.Text("articleSection")),
        ("meta article:section", Meta("article:section")), ("meta section", Meta("section")), ("meta parsely-section", Meta("parsely-section")),
        ("meta cXenseParse:category", Meta("cXenseParse:category")), ("meta sailthru.section", Meta("sailthru.section")));

    /// <summary>Whether readers have to pay for it; null where the page does not say.</summary>
    public bool? Paywalled() => Told("paywalled", PagePaywall.Of(scan, Linked));

    /// <summary>The picture that the page shows of itself elsewhere.</summary>
    public Media? LeadImage(Uri? baseUrl)
    {
        var linked = Linked.Image();
        foreach (var (place, address, width, height) in new[]
        {
            ("meta og:image", Meta("og:image") ?? Meta("og:image:url") ?? Meta("og:image:secure_url"), Number(Meta("og:image:width")), Number(Meta("og:image:height"))),
            ("JSON-LD image", linked?.Url, linked?.Width, linked?.Height),
            ("meta twitter:image", Meta("twitter:image") ?? Meta("twitter:image:src"), null, null),
            ("meta thumbnail", Meta("thumbnail") ?? Meta("parsely-image-url") ?? Meta("sailthru.image.full"), null, null),
        })
        {
            if (WebAddress.Absolute(address, baseUrl) is not { } image)
                continue;
            Evidence["media"] = place;
            return new Media { Url = image, Alt = place == "meta og:image" ? Meta("og:image:alt") : null, Width = width, Height = height };
        }

        return null;
    }

    /// <summary>BCP 47 out of <c>id_ID</c>, <c>EN-us</c>, <c>de-DE, en</c>; null for nonsense.</summary>
    public static string? LanguageTag(string? given)
    {
        var parts = given?.Split(',', ';')[0].Trim().Replace('_', '-').Split('.', '@')[0].Split('-') ?? [];
        if (parts.Length is 0 or > 4 || parts[0].Length is < 2 or > 3)
            return null;
        if (!Array.TrueForAll(parts, part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit)))
            return null;
        if (!parts[0].All(char.IsAsciiLetter) || parts[0].Equals("und", StringComparison.OrdinalIgnoreCase))
            return null;
        return string.Join('-', parts.Select((part, at) => (at, part.Length) switch
        {
            (0, _) => part.ToLowerInvariant(),
            (_, 2) => part.ToUpperInvariant(),
            (_, 4) => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
            _ => part.ToLowerInvariant(),
        }));
    }

    private PageDates Dates
    {
        get
        {
            if (dates is not null)
                return dates;
            // Pages of no declared language that say "the" are in English.
            var language = DeclaredLanguage()?.Tag ?? (scan.Lines.Take(200).Any(line => line.Text.Contains(" the ", StringComparison.Ordinal)) ? "en" : null);
            var address = PageAddress.Of([url?.AbsoluteUri, scan.Canonical, Meta("og:url")]);
            var habits = new DateHabits(language?.Split('-')[0], PageHabits.MonthFirst(language, url?.Host));
            return dates = new PageDates(scan, Linked, address, habits, heading?.Place, clock);
        }
    }

    private (string Tag, string Place)? DeclaredLanguage()
    {
        var root = document.DocumentElement;
        foreach (var (place, given) in new[]
        {
            ("html lang", root.GetAttribute("lang") ?? root.GetAttribute("xml:lang")), ("JSON-LD inLanguage", Linked.Text("inLanguage") ?? Linked.PageText("inLanguage")),
            ("meta og:locale", Meta("og:locale")), ("meta content-language", Meta("content-language")), ("meta language", Meta("language")),
            ("meta dc.language", Meta("dc.language") ?? Meta("dcterms.language")), ("body lang", document.Body?.GetAttribute("lang")),
        })
        {
            if (LanguageTag(given) is { } tag)
                return (tag, place);
        }

        return null;
    }

    private string? Meta(string name) => scan.Metas.TryGetValue(name, out var values) ? values[0] : null;

    private T? Told<T>(string field, (T Value, string Place)? found)
        where T : struct
    {
        if (found is not var (value, place))
            return null;
        Evidence[field] = place;
        return value;
    }

    private string? Told(string field, (string Value, string Place)? found)
    {
        if (found is not var (value, place))
            return null;
        Evidence[field] = place;
        return value;
    }

    private string? First(string field, params ReadOnlySpan<(string Place, string? Value)> candidates)
    {
        foreach (var (place, value) in candidates)
        {
            if (string.IsNullOrWhiteSpace(value))
                continue;
            Evidence[field] = place;
            return value;
        }

        return null;
    }

    /// <summary>An address of this article: not that of the front page, which some sites give for every page.</summary>
    private string? Usable(string? address)
    {
        if (WebAddress.Absolute(address, url) is not { } absolute)
            return null;
        var canonical = new Uri(absolute);
        return canonical.AbsolutePath == "/" && canonical.Query.Length == 0 && url is not null && url.PathAndQuery != "/" ? null : absolute;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
