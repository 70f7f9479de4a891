using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>Makes a draft of NewsML 1.x: of the one NewsItem in it that is an article.</summary>
internal static class OldNewsMlReader
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/source"] = "NewsIdentifier/ProviderId",
        ["/guid"] = "NewsIdentifier/PublicIdentifier",
        ["/title"] = "NewsLines/HeadLine",
        ["/byline"] = "NewsLines/ByLine",
        ["/language"] = "DescriptiveMetadata/Language/@FormalName",
        ["/urgency"] = "NewsManagement/Urgency/@FormalName",
        ["/body"] = "ContentItem/DataContent",
        ["/subjects"] = "DescriptiveMetadata/SubjectCode",
    };

    /// <summary>Each NewsItem as a NewsML of its own, without the envelope, of which nothing is read; empty where there are not several, or too many.</summary>
    public static IEnumerable<byte[]> Split(XElement root, int most)
    {
        var items = root.All("NewsItem").ToList();
        return items.Count < 2 || items.Count > most ? [] : items.Select(item => AgencyXml.Write(new XElement(root.Name, root.Attributes(), item)));
    }

    public static Reading<ArticleDraft> Read(XElement root, PageFacts facts, DateTimeOffset now, string via)
    {
        var items = root.All("NewsItem").ToList();
        if (items.Count == 0)
            return AgencyDraft.Wrong("NewsItem", "The NewsML holds no NewsItem.");
        if (items.Count > 1)
            return AgencyDraft.Wrong("NewsItem", AgencyParts.TooMany(items.Count, "NewsItems"));
        var item = new OldNewsMlItem(items[0]);
        if (item.Guid is not { } guid)
            return AgencyDraft.Wrong("Identification/NewsIdentifier", "A NewsItem needs ProviderId, DateId and NewsItemId, or a PublicIdentifier, which name it through all its revisions.");
        var wrong = Times(item, out var first, out var revised, out var until);
        var said = Status(item, until);
        if (wrong is not null && said != ArticleStatus.Canceled)
            return wrong;
        if (said is not { } status)
            return AgencyDraft.Wrong("NewsManagement/Status/@FormalName", $"'{item.StatusName}' is no status: it is Usable, Embargoed, Withheld or Canceled.");
        var (body, media, links) = item.Content();
        var nitf = item.Nitf;
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? AgencyText.Authority(guid) ?? item.Provider ?? facts.DefaultSource,
            Guid = facts.Guid ?? guid,
            Url = facts.Url,
            Title = item.Line("HeadLine") ?? nitf?.Title ?? item.Line("NewsLine/NewsLineText"),
            Byline = item.Byline ?? nitf?.Byline,
            Language = facts.Language ?? item.Language,
            PublishedAt = first ?? revised,
            UpdatedAt = revised,
            Status = status,
            EmbargoedUntil = PublicationStatus.IsEmbargoed(item.StatusName) ? until : null,
            Urgency = item.Urgency,
            Correction = item.Instructions.Any(one => one.Equals("Rectify", StringComparison.OrdinalIgnoreCase) || one.Equals("Correction", StringComparison.OrdinalIgnoreCase))
                ? "A corrected version, says its source."
                : null,
            Slugline = item.Line("SlugLine") ?? nitf?.Slugline,
            Dateline = item.Dateline ?? nitf?.Dateline,
            Subjects = item.Subjects,
            Rights = item.Rights,
            Media = media,
            Body = status == ArticleStatus.Canceled ? null : body,
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = item.Provider,
            Version = new SourceVersion(item.Revision, SubmissionRules.Milliseconds(revised)),
            Links = links,
            Extraction = "newsml/1",
            Names = Names,
        }.Check(now, via);
    }

    private static Refusal? Times(OldNewsMlItem item, out DateTimeOffset? first, out DateTimeOffset? revised, out DateTimeOffset? until)
    {
        first = revised = until = null;
        return AgencyDraft.Time("NewsManagement/FirstCreated", item.Management.TextAt("FirstCreated"), ref first)
            ?? AgencyDraft.Time("NewsManagement/ThisRevisionCreated", item.Management.TextAt("ThisRevisionCreated"), ref revised)
            ?? AgencyDraft.Time("NewsManagement/StatusWillChange/DateAndTime", item.Management.TextAt("StatusWillChange/DateAndTime"), ref until);
    }

    /// <summary>An embargo that nobody says the end of holds until its source says more.</summary>
    private static ArticleStatus? Status(OldNewsMlItem item, DateTimeOffset? until) =>
        item.Instructions.Any(one => one.Equals("Delete", StringComparison.OrdinalIgnoreCase)) ? ArticleStatus.Canceled
        : !PublicationStatus.IsEmbargoed(item.StatusName) ? PublicationStatus.Of(item.StatusName)
        : until is null ? ArticleStatus.Withheld
        : ArticleStatus.Usable;
}
