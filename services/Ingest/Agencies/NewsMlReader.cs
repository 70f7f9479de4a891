using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Makes a draft of NewsML-G2: a newsItem with text, a packageItem as an article that lists and links its members, or a newsMessage that holds
/// one of them, with the pictures that belong to it.
/// </summary>
internal static class NewsMlReader
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/source"] = "itemMeta/provider",
        ["/guid"] = "@guid",
        ["/title"] = "contentMeta/headline",
        ["/byline"] = "contentMeta/by",
        ["/language"] = "contentMeta/language/@tag",
        ["/urgency"] = "contentMeta/urgency",
        ["/body"] = "contentSet",
        ["/media"] = "contentSet/remoteContent",
        ["/subjects"] = "contentMeta/subject",
    };

    public static Reading<ArticleDraft> Read(XElement root, PageFacts facts, DateTimeOffset now, string via)
    {
        var items = NewsMlMessage.Items(root).ToList();
        var articles = items.Where(NewsMlMessage.IsArticle).ToList();
        if (articles.Count > 1)
            return Refuse(AgencyParts.TooMany(articles.Count, items.Count(NewsMlMessage.IsPicture) is > 0 and var pictures ? $"articles and {pictures} pictures" : "articles"));
        if (articles is not [var article])
            return Refuse(Why(root, items));
        var item = new NewsMlItem(article, root.One("header"));
        return article.Is("packageItem") ? Package(item, facts, now, via) : News(item, Pictures(items, item.ShownFrom(now)), facts, now, via);
    }

    /// <summary>A picture that its agency holds back, or takes back, is not shown with a text that is.</summary>
    private static IReadOnlyList<NewsMlItem> Pictures(IEnumerable<XElement> items, DateTimeOffset shownFrom) =>
        [.. items.Where(NewsMlMessage.IsPicture).Select(picture => new NewsMlItem(picture, null)).Where(picture => picture.IsUsable(shownFrom))];

    private static Reading<ArticleDraft> News(NewsMlItem item, IReadOnlyList<NewsMlItem> pictures, PageFacts facts, DateTimeOffset now, string via)
    {
        var content = NewsMlContent.Of(item);
        var media = content.Media.Concat(NewsMlPictures.Of(item, pictures)).DistinctBy(one => one.Url).Take(NewsMlPictures.Most).ToList();
        return Draft(item, content with { Media = media }, pictures, facts, now, via);
    }

    private static Reading<ArticleDraft> Package(NewsMlItem item, PageFacts facts, DateTimeOffset now, string via)
    {
        var members = NewsMlPackage.Of(item);
        if (members.Blocks.Count == 0 && item.Status != ArticleStatus.Canceled)
            return AgencyDraft.Wrong("groupSet/group/itemRef", "The package names none of its members: an itemRef with a title, a headline or an http(s) href is needed.");
        return Draft(item, new NewsMlContent(members.Blocks.Count == 0 ? null : new SubmittedBody { Blocks = members.Blocks }, [], members.Links, null), [], facts, now, via);
    }

    private static Reading<ArticleDraft> Draft(
        NewsMlItem item, NewsMlContent content, IReadOnlyList<NewsMlItem> pictures, PageFacts facts, DateTimeOffset now, string via)
    {
        if (item.Guid is null)
            return AgencyDraft.Wrong("@guid", "An item of NewsML-G2 needs a guid, which names it through all its versions.");
        if (item.Status is not { } status)
            return AgencyDraft.Wrong("itemMeta/pubStatus", $"'{item.StatusCode}' is no publication status: it is stat:usable, stat:withheld or stat:canceled.");
        if (Times(item, out var times) is { } wrong && status != ArticleStatus.Canceled)
            return wrong;
        var (rights, nitf, names) = (item.Rights, content.Nitf, item.Names);
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? AgencyText.Authority(names[0]) ?? item.Provider ?? facts.DefaultSource ?? rights?.CopyrightHolder,
            Guid = facts.Guid ?? names[0],
            Url = facts.Url ?? item.Page,
            Title = item.Title ?? nitf?.Title,
            Byline = item.Byline ?? nitf?.Byline,
            Language = facts.Language ?? item.Language,
            PublishedAt = times.First ?? times.Version,
            UpdatedAt = times.Version,
            // An embargo without a time holds until the source says more (NewsML-G2, embargoed with xsi:nil).
            Status = item.IsEmbargoedForNow && status == ArticleStatus.Usable ? ArticleStatus.Withheld : status,
            EmbargoedUntil = times.EmbargoedUntil,
            Urgency = item.Urgency,
            EdNote = AgencyText.Joined([item.EdNote, AgencyText.TermsOfPictures(pictures.Select(picture => picture.Rights?.UsageTerms), rights?.UsageTerms)]),
            Correction = item.Correction,
            Slugline = item.Slugline ?? nitf?.Slugline,
            Dateline = item.Dateline ?? nitf?.Dateline,
            Subjects = item.Subjects,
            Rights = rights,
            Media = content.Media,
            Body = content.Body,
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = item.Provider ?? rights?.CopyrightHolder,
            OtherNames = facts.Guid is null ? [.. names.Skip(1)] : [],
            // Another item counts anew.
            Version = new SourceVersion(names.Count > 1 ? null : item.Version, SubmissionRules.Milliseconds(times.Version)),
            Links = [.. item.Links.Concat(content.Links).DistinctBy(link => link.Url).Take(NewsMlPictures.Most)],
            Extraction = "newsml-g2/1",
            Names = Names,
        }.Check(now, via);
    }

    private static Refusal? Times(NewsMlItem item, out ItemTimes times)
    {
        DateTimeOffset? first = null, version = null, embargo = null, created = null;
        var wrong = AgencyDraft.Time("itemMeta/firstCreated", item.Meta.TextAt("firstCreated"), ref first)
            ?? AgencyDraft.Time("itemMeta/versionCreated", item.Meta.TextAt("versionCreated"), ref version)
            ?? AgencyDraft.Time("contentMeta/contentCreated", item.Content.TextAt("contentCreated"), ref created)
            ?? AgencyDraft.Time("itemMeta/embargoed", item.Meta.TextAt("embargoed"), ref embargo);
        times = new ItemTimes(first ?? created, version, embargo);
        return wrong;
    }

    private static string Why(XElement root, List<XElement> items) =>
        root.Name.LocalName is "conceptItem" or "knowledgeItem" or "planningItem" or "catalogItem"
            ? $"A {root.Name.LocalName} of NewsML-G2 holds no article; newsItem, packageItem and newsMessage are taken."
        : items.Count == 0 ? "The newsMessage holds no item in its itemSet."
        : items.Any(NewsMlMessage.IsPicture) ? "It holds pictures or graphics and no text. Send them in one newsMessage with the article that they belong to, or as links in it."
        : $"An item of class '{new NewsMlItem(items[0], null).ItemClass ?? items[0].Name.LocalName}' is no article; itemClass ninat:text and ninat:composite are taken.";

    private static Refusal Refuse(string detail) => new(StatusCodes.Status422UnprocessableEntity, $"The article cannot be taken: {detail}", [new FieldProblem("itemMeta/itemClass", detail)]);

    private readonly record struct ItemTimes(DateTimeOffset? First, DateTimeOffset? Version, DateTimeOffset? EmbargoedUntil);
}
