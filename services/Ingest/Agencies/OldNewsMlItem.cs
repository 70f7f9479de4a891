using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// What a NewsItem of NewsML 1.x says of itself. What is said of its text stands in the component that holds it or in those around; where there
/// is nothing, in any.
/// </summary>
internal sealed class OldNewsMlItem
{
    private const int Most = 200;
    private readonly XElement item;
    private readonly XElement? text;
    private readonly List<XElement> components;

    public OldNewsMlItem(XElement item)
    {
        this.item = item;
        Management = item.One("NewsManagement");
        Named = item.One("Identification/NewsIdentifier");
        text = Contents().FirstOrDefault(content => !IsPicture(content) && Data(content) is { } data && !string.IsNullOrWhiteSpace(data.Value));
        var around = text?.Ancestors().Where(one => one.Is("NewsComponent")).ToList() ?? [];
        components = [.. around, .. item.Descendants().Where(one => one.Is("NewsComponent")).Except(around)];
    }

    public XElement? Management { get; }

    public XElement? Named { get; }

    /// <summary>Through all revisions the same (RFC 3085 puts the revision behind it).</summary>
    public string? Guid => (Named.TextAt("ProviderId"), Named.TextAt("DateId"), Named.TextAt("NewsItemId")) is ({ } provider, { } date, { } id)
        ? $"urn:newsml:{provider}:{date}:{id}"
        : Named.TextAt("PublicIdentifier") is { } whole && whole.LastIndexOf(':') is > 0 and var end && whole.StartsWith("urn:newsml:", StringComparison.OrdinalIgnoreCase) ? whole[..end] : Named.TextAt("PublicIdentifier");

    public string? Revision => Named.TextAt("RevisionId");

    public string? Provider => Metadata("AdministrativeMetadata/Provider/Party") ?? Named.TextAt("ProviderId");

    /// <summary>Empty where the element is there and says nothing.</summary>
    public string? StatusName => Management.One("Status") is { } status ? status.Get("FormalName") ?? status.Text() ?? "" : null;

    /// <summary>To its receivers, such as Update, Rectify and Delete.</summary>
    public IEnumerable<string> Instructions => item.Descendants().Where(one => one.Is("Instruction")).Select(one => one.Get("FormalName")).OfType<string>();

    public IReadOnlyList<string>? Byline => AgencyText.Byline(Line("ByLine"));

    public string? Dateline => AgencyText.Dateline(Line("DateLine"));

    public string? Language => Metadata("DescriptiveMetadata/Language") ?? (text ?? item).Language();

    public int? Urgency => Management.One("Urgency").Number("FormalName");

    /// <summary>The most special of each <c>SubjectCode</c>, as codes of the IPTC where they are that, and keywords.</summary>
    public IReadOnlyList<string> Subjects => [.. components.SelectMany(one => one.All("DescriptiveMetadata/SubjectCode"))
        .Select(code => code.Elements().LastOrDefault(one => one.Name.LocalName is "SubjectDetail" or "SubjectMatter" or "Subject").Get("FormalName"))
        .Select(code => AgencyText.Topic(code) ?? code)
        .Concat(components.SelectMany(one => one.All("NewsLines/KeywordLine")).Select(XmlParts.Text))
        .OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];

    public Rights? Rights => AgencyDraft.OrNull(new Rights
    {
        CopyrightHolder = CleanText.Line(components.Select(one => one.TextAt("RightsMetadata/Copyright/CopyrightHolder")).FirstOrDefault(holder => holder is not null), 500),
        CopyrightNotice = CleanText.Line(Line("CopyrightLine"), 2_000),
        UsageTerms = CleanText.Line(Line("RightsLine"), 5_000),
        OriginalSource = CleanText.Line(Metadata("AdministrativeMetadata/Source/Party") ?? Line("CreditLine"), 500),
    });

    public NitfHead? Nitf => Data(text)?.DescendantsAndSelf().FirstOrDefault(one => one.Is("nitf")) is { } nitf ? new NitfHead(nitf) : null;

    public string? Line(string name) => components.Select(one => one.TextAt("NewsLines/" + name)).FirstOrDefault(line => line is not null);

    /// <summary>NITF, whole or its <c>body.content</c> alone; XHTML; or text as it stands.</summary>
    public (SubmittedBody? Body, IReadOnlyList<Media> Media, IReadOnlyList<Link> Links) Content()
    {
        var pictures = Contents().Where(IsPicture).Select(Picture).OfType<Media>().ToList();
        if (Data(text) is not { } data)
            return (null, pictures, []);
        if (Document(data) is { } nitf)
        {
            var read = NitfBody.Of(nitf);
            return (read.Html is null ? null : new SubmittedBody { Html = read.Html }, [.. read.Media.Concat(pictures).DistinctBy(one => one.Url)], read.Links);
        }

        if (data.HasElements)
            return (new SubmittedBody { Html = NewsMlContent.Markup(data) }, pictures, []);
        return (NewsMlContent.Plain(Decoded(data)), pictures, []);
    }

    /// <summary>NITF, with what of it is left out put around it: its <c>body.content</c> alone, or that one's paragraphs and media (bcNITF).</summary>
    private static XElement? Document(XElement data)
    {
        if (data.Descendants().FirstOrDefault(one => one.Is("nitf")) is { } nitf)
            return nitf;
        var content = data.Descendants().FirstOrDefault(one => one.Is("body.content"))
            ?? (data.All("media").Any() || data.Parent.One("Format").Get("FormalName")?.Contains("nitf", StringComparison.OrdinalIgnoreCase) == true ? new XElement("body.content", data.Nodes()) : null);
        return content is null ? null : new XElement("nitf", new XElement("body", content));
    }

    private IEnumerable<XElement> Contents() => item.Descendants().Where(one => one.Is("ContentItem"));

    private static XElement? Data(XElement? content) => content.One("DataContent") ?? content.One("Encoding/DataContent");

    private static string Decoded(XElement data)
    {
        if (data.Parent.Get("Notation")?.Contains("base64", StringComparison.OrdinalIgnoreCase) != true)
            return data.Value;
        var bytes = new byte[data.Value.Length];
        return Convert.TryFromBase64String(data.Value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private static bool IsPicture(XElement content) =>
        content.One("MediaType").Get("FormalName")?.ToLower(CultureInfo.InvariantCulture) is "photo" or "graphic" or "picture" || Type(content) is not null;

    private static string? Type(XElement content) =>
        content.One("MimeType").Get("FormalName") is { } type && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? type.ToLower(CultureInfo.InvariantCulture) : null;

    private static Media? Picture(XElement content) => WebAddress.Absolute(content.Get("Href"), null) is { } url
        ? new Media { Url = url, Type = Type(content), Alt = content.Parent.TextAt("NewsLines/HeadLine"), Credit = content.Parent.TextAt("NewsLines/CreditLine") }
        : null;

    private string? Metadata(string path) => components.Select(one => one.One(path).Get("FormalName")).FirstOrDefault(name => name is not null);
}
