using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What a newsItem or a packageItem of NewsML-G2 says of itself; <paramref name="header"/> is that of the message around it.</summary>
internal sealed class NewsMlItem(XElement item, XElement? header)
{
    private const int MostSubjects = 200;
    private const string Nil = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly Lazy<Dictionary<string, string>> schemes = new(() => Schemes(item));
    private readonly Lazy<ILookup<string, XElement>> asserts = new(() => item.All("assert").ToLookup(one => one.Get("qcode") ?? one.Get("uri") ?? one.Get("literal") ?? "", StringComparer.Ordinal));
    private readonly List<XElement> rights = [.. item.All("rightsInfo")];

    // Of those who had a part in it, who did not write it (IPTC, content production party roles, and what agencies make of them).
    private static readonly HashSet<string> OtherRoles =
    [
        "photographer", "videographer", "cameraoperator", "illustrator", "graphicartist", "graphicdesigner", "editor", "copyeditor", "captionwriter", "descrwriter", "translator",
        "source", "origprov", "redistributor", "distributor", "publisher", "producer",
    ];

    public XElement Item => item;

    public XElement? Meta { get; } = item.One("itemMeta");

    public XElement? Content { get; } = item.One("contentMeta");

    public string? Guid => item.Get("guid");

    public string? Version => item.Get("version");

    public string? ItemClass => Code(Meta.One("itemClass"));

    public string? Provider => Name(Meta.One("provider"));

    /// <summary>Empty where the element is there and says nothing.</summary>
    public string? StatusCode => Meta.One("pubStatus") is { } status ? Code(status) ?? status.Text() ?? "" : null;

    public ArticleStatus? Status => PublicationStatus.Of(StatusCode);

    /// <summary>Whether it may be seen at a time.</summary>
    public bool IsUsable(DateTimeOffset from) =>
        Status == ArticleStatus.Usable && !IsEmbargoedForNow && (Meta.TextAt("embargoed") is not { } until || FeedDates.Read(until) <= from);

    /// <summary>Before this time nobody sees it.</summary>
    public DateTimeOffset ShownFrom(DateTimeOffset now) => FeedDates.Read(Meta.TextAt("embargoed")) is { } until && until > now ? until : now;

    /// <summary>
    /// The guids that the article has: of the item that this one takes the place of (the version before it; or what it evolved from, if it says that
    /// it is an update or a correction and no story of its own), and its own. What is canceled is this one and its versions, and not the story that it came of.
    /// </summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var isLead = Status != ArticleStatus.Canceled && Meta.All("signal").Any(signal => AgencyText.Word(Code(signal))?.ToLowerInvariant() is "update" or "correction");
            var before = Meta.All("link").Concat(item.All("link")).Where(link => AgencyText.Word(Code(link.Get("rel"))) is "previousVersion" || (isLead && AgencyText.Word(Code(link.Get("rel"))) is "evolvedFrom"))
                .Select(link => link.Get("residref")).OfType<string>().Where(guid => guid != Guid && AgencyText.MayBeOfOne(guid, Guid));
            return [.. (Status == ArticleStatus.Canceled ? before.Prepend(Guid) : before.Append(Guid)).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
    }

    public bool IsEmbargoedForNow =>
        Meta.One("embargoed") is { } embargoed && embargoed.Text() is null && (string?)embargoed.Attribute(XName.Get("nil", Nil)) is null or "true" or "1";

    public string? Title => Headline ?? Said(Meta, "title") ?? Spoken(Content.All("description")).Select(XmlParts.Text).FirstOrDefault(text => text is { Length: <= 200 });

    public string? Slugline
    {
        get
        {
            var parts = Spoken(Content.All("slugline")).Select(XmlParts.Text).OfType<string>().ToList();
            return parts.Count == 0 ? null : string.Join(Content.One("slugline").Get("separator") ?? "-", parts);
        }
    }

    public IReadOnlyList<string>? Byline
    {
        get
        {
            var said = Spoken(Content.All("by")).SelectMany(by => AgencyText.Byline(by.Lines()) ?? []).Distinct(StringComparer.Ordinal).ToList();
            if (said.Count == 0)
                said = [.. Content.All("creator").Where(one => IsPerson(one) && !OtherRoles.Contains(Role(one) ?? "")).Concat(Content.All("contributor").Where(one => IsPerson(one) && Role(one) is null or "writer" or "author" or "reporter"))
                    .Select(Name).OfType<string>().Distinct(StringComparer.Ordinal)];
            return said.Count == 0 ? null : said;
        }
    }

    public string? Dateline => AgencyText.Dateline(Said(Content, "dateline")) ?? Name(Content.One("located"));

    public string? Language { get; } = item.One("contentMeta/language").Get("tag") ?? (item.One("contentSet/inlineXML") ?? item.One("contentSet/inlineData") ?? item).Language();

    public int? Urgency => int.TryParse(Content.TextAt("urgency"), out var urgency) ? urgency : null;

    /// <summary>Of the item and of the message that it came in.</summary>
    public string? EdNote => AgencyText.Joined(Meta.All("edNote").Select(XmlParts.Text));

    /// <summary>A correction says so by its signal. What is for readers is told apart from what is for editors by its role.</summary>
    public string? Correction
    {
        get
        {
            var isCorrection = Meta.All("signal").Concat(header.All("signal")).Any(signal => AgencyText.Word(Code(signal))?.Equals("correction", StringComparison.OrdinalIgnoreCase) == true);
            if (!isCorrection)
                return null;
            return Content.All("description").FirstOrDefault(one => AgencyText.Word(Code(one.Get("role")))?.Contains("correction", StringComparison.OrdinalIgnoreCase) == true).Text()
                ?? "A corrected version, says its source.";
        }
    }

    public IReadOnlyList<string> Subjects => [.. Content.All("subject").Select(Subject)
        .Concat(Content.All("genre").Select(genre => Code(genre) is { } code ? code : Name(genre)))
        .Concat(Content.All("keyword").Select(XmlParts.Text))
        .OfType<string>().Distinct(StringComparer.Ordinal).Take(MostSubjects)];

    public Rights? Rights => AgencyDraft.OrNull(new Rights
    {
        CopyrightHolder = CleanText.Line(rights.SelectMany(one => one.All("copyrightHolder")).Select(Name).FirstOrDefault(name => name is not null), 500),
        CopyrightNotice = CleanText.Line(rights.Select(one => Said(one, "copyrightNotice")).FirstOrDefault(notice => notice is not null), 2_000),
        UsageTerms = CleanText.Line(AgencyText.Joined(rights.SelectMany(one => Spoken(one.All("usageTerms"))).Select(XmlParts.Text)), 5_000),
        OriginalSource = CleanText.Line(Content.All("infoSource").Select(Name).FirstOrDefault(name => name is not null) ?? Said(Content, "creditline"), 500),
        DigitalSourceType = CleanText.Line(Content.One("digitalSourceType") is { } type ? type.Get("uri") ?? Code(type) : null, 500),
    });

    /// <summary>Where the item is a page, if a link says so.</summary>
    public string? Page => item.All("contentSet/remoteContent").Where(remote => remote.Get("contenttype")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        .Select(remote => WebAddress.Absolute(remote.Get("href"), null)).FirstOrDefault(url => url is not null);

    /// <summary>Of <c>irel:seeAlso</c>, <c>isVersionOf</c>, <c>evolvedFrom</c> and others, those that lead to the web.</summary>
    public IEnumerable<Link> Links => Meta.All("link").Concat(item.All("link"))
        .Where(link => link.Get("contenttype")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) != true)
        .Select(link => AgencyDraft.Link(link.Get("href"), Label(link))).OfType<Link>();

    /// <summary>What else it says that it belongs with, by guid.</summary>
    public IEnumerable<string> References => item.Descendants().Where(one => one.Is("link") || one.Is("remoteContent") || one.Is("itemRef"))
        .SelectMany(one => new[] { one.Get("residref"), one.Get("href") }).OfType<string>();

    public static string? Label(XElement link) => link.TextAt("title") ?? link.TextAt("headline") ?? link.TextAt("name") ?? link.TextAt("description");

    public string? Code(XElement? element) => element is null ? null : Code(element.Get("qcode")) ?? element.Get("uri") ?? element.Get("literal");

    /// <summary>Its own, or the one that the item says elsewhere of what it is.</summary>
    public string? Name(XElement? element) => Said(element, "name") ?? Asserted(element).Select(one => Said(one, "name")).FirstOrDefault(name => name is not null) ?? element.Get("literal") ?? (element?.HasElements == false ? element.Text() : null) ?? AgencyText.Word(element.Get("qcode") ?? element.Get("uri"));

    private string? Headline
    {
        get
        {
            var headlines = Spoken(Content.All("headline").Where(headline => headline.Text() is not null)).ToList();
            return (headlines.Find(headline => Role(headline) is null or "main" or "mainheadline" or "headline") ?? headlines.FirstOrDefault(headline => Role(headline) is not ("subhead" or "subheadline" or "sub")) ?? headlines.FirstOrDefault()).Text();
        }
    }

    private string? Role(XElement element) => AgencyText.Word(Code(element.Get("role")))?.ToLowerInvariant();

    private bool IsPerson(XElement element) => AgencyText.Word(Code(element.Get("type")))?.ToLowerInvariant() is null or "person";

    private string? Said(XElement? element, string name) => Spoken(element.All(name)).Select(XmlParts.Text).FirstOrDefault(text => text is not null);

    /// <summary>Of what is said in several languages, what is said in the article's.</summary>
    public IEnumerable<XElement> Spoken(IEnumerable<XElement> several)
    {
        var elements = several.ToList();
        return elements.Count < 2 ? elements : elements.GroupBy(Distance).MinBy(group => group.Key)!;
    }

    private int Distance(XElement element) => (string?)element.Attribute(XNamespace.Xml + "lang") is not { } language ? 2
        : language.Equals(Language, StringComparison.OrdinalIgnoreCase) ? 0
        : Language is { } its && language.Split('-')[0].Equals(its.Split('-')[0], StringComparison.OrdinalIgnoreCase) ? 1
        : 3;

    private IEnumerable<XElement> Asserted(XElement? element) => (element.Get("qcode") ?? element.Get("uri") ?? element.Get("literal")) is { } code ? asserts.Value[code] : [];

    private string? Subject(XElement subject)
    {
        var code = Code(subject);
        return AgencyText.Topic(code) ?? subject.All("sameAs").Concat(Asserted(subject).SelectMany(one => one.All("sameAs"))).Select(same => AgencyText.Topic(Code(same))).FirstOrDefault(topic => topic is not null) ?? Said(subject, "name") ?? Asserted(subject).Select(one => Said(one, "name")).FirstOrDefault(name => name is not null) ?? code;
    }

    /// <summary>A qcode with the scheme that the item's own catalog gives its alias, where that is one of the IPTC's; a catalogRef is not fetched.</summary>
    private string? Code(string? qcode)
    {
        if (qcode?.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
            return qcode;
        return schemes.Value.GetValueOrDefault(qcode[..colon]) is { } scheme ? AgencyText.Topic(scheme + qcode[(colon + 1)..]) ?? qcode : qcode;
    }

    private static Dictionary<string, string> Schemes(XElement item)
    {
        var schemes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var scheme in item.AncestorsAndSelf().SelectMany(one => one.All("catalog/scheme").Concat(one.All("header/catalog/scheme"))))
        {
            if (scheme.Get("alias") is { } alias && scheme.Get("uri") is { } uri)
                schemes.TryAdd(alias, uri);
        }

        return schemes;
    }
}
