using System.Globalization;
using AngleSharp.Html.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What a page declares of its article, each field from the first place that has it: JSON-LD, then meta elements, then the page
/// itself. <see cref="Evidence"/> names the place.
/// </summary>
internal sealed class PageMetadata
{
    private static readonly string[] AuthorSelectors =
        ["[itemprop=author] [itemprop=name]", "[itemprop=author]", "a[rel~=author]", ".byline", ".author-name", ".author"];

    private readonly IHtmlDocument document;
    private readonly Uri? url;
    private readonly Dictionary<string, string> metas = new(StringComparer.OrdinalIgnoreCase);

    public PageMetadata(IHtmlDocument document, Uri? url)
    {
        this.document = document;
        this.url = url;
        Linked = JsonLinkedData.Read(document);
        foreach (var meta in document.QuerySelectorAll("meta[content]").Take(500))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name")
                ?? meta.GetAttribute("http-equiv") ?? meta.GetAttribute("itemprop");
            if (name is not null && TextShape.Line(meta.GetAttribute("content")) is { } content)
                metas.TryAdd(name.Trim(), content);
        }
    }

    public JsonLinkedData Linked { get; }

    public Dictionary<string, string> Evidence { get; } = [];

    /// <summary>The page calls itself an article.</summary>
    public bool IsDeclaredArticle =>
        Linked.HasArticle || metas.GetValueOrDefault("og:type") is "article" || metas.ContainsKey("article:published_time");

    public string? SiteName() =>
        First("siteName", ("meta og:site_name", Meta("og:site_name")),
            ("JSON-LD publisher", Linked.Names("publisher") is [var publisher, ..] ? publisher : null),
            ("meta application-name", Meta("application-name")));

    public string? Title(string? siteName)
    {
        var heading = document.QuerySelectorAll("h1").Select(HtmlElements.TextOf).OfType<string>()
            .Where(text => TextShape.Length(text) >= 8)
            .ToList();
        var title = First("title", ("JSON-LD headline", Linked.Text("headline")), ("meta og:title", Meta("og:title")),
            ("meta twitter:title", Meta("twitter:title")), ("h1", heading.Count == 1 ? heading[0] : null), ("title", TextShape.Line(document.Title)),
            ("h1", heading.FirstOrDefault()));
        if (title is null)
            return null;
        // The page's own heading is the headline in full, where the others begin or end with it.
        var own = heading.Find(text => text.Length <= title.Length && TextShape.Key(title).Contains(TextShape.Key(text), StringComparison.Ordinal)
            && TextShape.Length(text) * 2 > TextShape.Length(title));
        return Headline.WithoutSite(own ?? title, siteName, url?.Host).Title;
    }

    public IReadOnlyList<string> Byline(string? siteName)
    {
        foreach (var (place, names) in Authors())
        {
            var people = names.Select(name => TopLines.Names(name) is { Count: 1 } only ? only[0] : name)
                .SelectMany(TopLines.Split)
                .Where(name => name.Length <= 80 && !name.Contains("://", StringComparison.Ordinal) && !Headline.IsDomain(name))
                .Where(name => TextShape.Key(name) != TextShape.Key(siteName ?? ""))
                .DistinctBy(TextShape.Key)
                .Take(20)
                .ToList();
            if (people.Count == 0)
                continue;
            Evidence["byline"] = place;
            return people;
        }

        return [];
    }

    public DateTimeOffset? PublishedAt() => Time("publishedAt",
        ("JSON-LD datePublished", Linked.Text("datePublished")), ("meta article:published_time", Meta("article:published_time")),
        ("meta og:published_time", Meta("og:published_time")), ("meta datePublished", Meta("datePublished")), ("meta date", Meta("date")),
        ("meta pubdate", Meta("pubdate")), ("meta publishdate", Meta("publishdate")), ("meta publish-date", Meta("publish-date")),
        ("meta parsely-pub-date", Meta("parsely-pub-date")), ("meta sailthru.date", Meta("sailthru.date")),
        ("meta dcterms.created", Meta("dcterms.created")), ("meta DC.date.issued", Meta("DC.date.issued")), ("meta DC.date", Meta("DC.date")),
        ("meta content_PublishedDate", Meta("content_PublishedDate")),
        ("time[itemprop=datePublished]", TimeElement("[itemprop*=datePublished][datetime]")),
        ("time[pubdate]", TimeElement("time[pubdate][datetime]")),
        ("time", TimeElement("article time[datetime], main time[datetime], header time[datetime]")),
        ("time", TimeElement("time[datetime]")));

    public DateTimeOffset? UpdatedAt() => Time("updatedAt",
        ("JSON-LD dateModified", Linked.Text("dateModified")), ("meta article:modified_time", Meta("article:modified_time")),
        ("meta og:updated_time", Meta("og:updated_time")), ("meta dateModified", Meta("dateModified")), ("meta last-modified", Meta("last-modified")),
        ("meta dcterms.modified", Meta("dcterms.modified")),
        ("time[itemprop=dateModified]", TimeElement("[itemprop*=dateModified][datetime]")));

    public string? Language()
    {
        var root = document.DocumentElement;
        foreach (var (place, given) in new[]
        {
            ("html lang", root.GetAttribute("lang") ?? root.GetAttribute("xml:lang")), ("JSON-LD inLanguage", Linked.Text("inLanguage")),
            ("meta og:locale", Meta("og:locale")), ("meta content-language", Meta("content-language")), ("meta language", Meta("language")),
        })
        {
            if (LanguageTag(given) is not { } tag)
                continue;
            Evidence["language"] = place;
            return tag;
        }

        return null;
    }

    public string? CanonicalUrl()
    {
        var canonical = Usable(document.QuerySelector("link[rel~=canonical i]")?.GetAttribute("href"));
        return First("canonicalUrl", ("link rel=canonical", canonical), ("meta og:url", Usable(Meta("og:url"))));
    }

    public string? Section() => First("section", ("JSON-LD articleSection", Linked.Text("articleSection")),
        ("meta article:section", Meta("article:section")),
        ("meta section", Meta("section")));

    /// <summary>The picture that the page shows of itself elsewhere.</summary>
    public Media? LeadImage(Uri? baseUrl)
    {
        var linked = Linked.Image();
        foreach (var (place, address, width, height) in new[]
        {
            ("meta og:image", Meta("og:image") ?? Meta("og:image:url"), Number(Meta("og:image:width")), Number(Meta("og:image:height"))),
            ("JSON-LD image", linked?.Url, linked?.Width, linked?.Height),
            ("meta twitter:image", Meta("twitter:image") ?? Meta("twitter:image:src"), null, null),
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

    private IEnumerable<(string Place, IReadOnlyList<string> Names)> Authors()
    {
        yield return ("JSON-LD author", Linked.Names("author"));
        foreach (var name in (string[])["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"])
            yield return ($"meta {name}", Meta(name) is { } author ? [author] : []);
        foreach (var selector in AuthorSelectors)
        {
            var found = document.QuerySelectorAll(selector).Take(5).Select(HtmlElements.TextOf).OfType<string>();
            yield return (selector, [.. found.Where(text => TopLines.Names(text).Count > 0 || TopLines.IsName(text))]);
        }
    }

    private string? Meta(string name) => metas.GetValueOrDefault(name);

    private string? TimeElement(string selector) => document.QuerySelector(selector)?.GetAttribute("datetime");

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

    /// <summary>The first time with a zone; else the first without, read as UTC as everywhere on the wire, which the evidence says.</summary>
    private DateTimeOffset? Time(string field, params ReadOnlySpan<(string Place, string? Value)> candidates)
    {
        DateTimeOffset? zoneless = null;
        foreach (var (place, value) in candidates)
        {
            if (PageTime.Read(value) is not var (time, hasZone))
                continue;
            if (!hasZone && zoneless is not null)
                continue;
            Evidence[field] = hasZone ? place : $"{place} (without a zone: read as UTC)";
            if (hasZone)
                return time;
            zoneless = time;
        }

        return zoneless;
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
