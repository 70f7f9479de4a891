using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Makes a draft of IPTC ninjs 1.x to 3.x. Its <c>uri</c> is the source's own id of the article; <c>version</c> and <c>versionCreated</c> order
/// its versions. Members that a provider adds are passed over.
/// </summary>
internal static class NinjsReader
{
    public const string MediaType = "application/ninjs+json";
    public const string VendorMediaType = "application/vnd.iptc.ninjs+json";

    /// <summary>How the fields of a submission are called where they come from.</summary>
    private static readonly Dictionary<string, string> Pointers = new(StringComparer.Ordinal)
    {
        ["/source"] = "/uri",
        ["/guid"] = "/uri",
        ["/title"] = "/headline",
        ["/byline"] = "/byline",
        ["/body"] = "/bodies",
        ["/media"] = "/associations",
    };

    /// <param name="root">The news object, or what is put around it.</param>
    /// <param name="facts">What the sender says beside it: its source wins over what the item says.</param>
    /// <param name="now">When it came.</param>
    /// <param name="via">By which door.</param>
    public static Reading<ArticleDraft> Read(JsonElement root, PageFacts facts, DateTimeOffset now, string via)
    {
        var item = NinjsItem.Of(root);
        if (item.Id is not { } uri)
            return AgencyDraft.Wrong("/uri", "A ninjs news object needs a uri, which names it through all its versions.");
        if (item.Text("type")?.ToLowerInvariant() is { } type and not ("text" or "composite" or "component"))
            return AgencyDraft.Wrong("/type", $"A ninjs news object of type '{type}' is no article; text, composite and component are taken.");
        if (item.Standing(out var standing) is { } wrong)
            return wrong;
        var content = NinjsContent.Of(item);
        var (rights, shownFrom) = (Rights(item), standing.ShownFrom(now));
        var names = Names(item, uri, standing.Status);
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? NinjsSource.Of(names[0], item) ?? facts.DefaultSource,
            Guid = facts.Guid ?? names[0],
            Url = facts.Url ?? PageOf(item),
            Title = item.Headline ?? content.Nitf?.Title ?? item.Text("title"),
            Byline = NinjsPeople.Byline(item) ?? content.Nitf?.Byline,
            Language = facts.Language ?? item.Text("language"),
            PublishedAt = standing.FirstCreated ?? standing.VersionCreated,
            UpdatedAt = standing.VersionCreated,
            Status = standing.Status,
            EmbargoedUntil = standing.EmbargoedUntil,
            Urgency = item.Number("urgency"),
            EdNote = AgencyText.Joined([item.Text("edNote"), AgencyText.TermsOfPictures(NinjsPictures.Terms(item, shownFrom), rights?.UsageTerms), AgencyText.Expiry(item.Text("expires"))]),
            Slugline = item.Text("slugline"),
            Dateline = item.Text("located"),
            Subjects = NinjsSubjects.Of(item),
            Rights = rights,
            Media = [.. content.Media, .. NinjsPictures.Of(item, shownFrom)],
            Body = content.Body,
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = item.Text("copyrightHolder"),
            OtherNames = facts.Guid is null ? names[1..] : [],
            Version = new SourceVersion(names.Count > 1 ? null : item.Text("version"), SubmissionRules.Milliseconds(standing.VersionCreated)),
            Links = [.. content.Links.Concat(NinjsPictures.Links(item, shownFrom)).DistinctBy(link => link.Url)],
            Extraction = "ninjs/1",
            Names = Pointers,
        }.Check(now, via);
    }

    /// <summary>
    /// That of the item which this one takes the place of (Superdesk's <c>evolvedfrom</c>, TT's <c>replacing</c>) before its own; what is
    /// canceled is this one and what it replaces, and not the story that it came of.
    /// </summary>
    private static List<string> Names(NinjsItem item, string uri, ArticleStatus status)
    {
        var before = (status == ArticleStatus.Canceled ? null : item.Text("evolvedFrom")) ?? item.Strings("replacing").FirstOrDefault();
        return before is null || before == uri || !AgencyText.MayBeOfOne(before, uri) ? [uri] : status == ArticleStatus.Canceled ? [uri, before] : [before, uri];
    }

    private static Rights? Rights(NinjsItem item)
    {
        var type = new NinjsItem(item.Find("digitalSourceType") ?? default);
        var info = new NinjsItem(item.Find("rightsInfo") ?? default);
        return AgencyDraft.OrNull(new Rights
        {
            CopyrightHolder = CleanText.Line(item.Text("copyrightHolder") ?? info.Text("copyrightHolder"), 500),
            CopyrightNotice = CleanText.Line(item.Text("copyrightNotice") ?? info.Text("copyrightNotice"), 2_000),
            UsageTerms = CleanText.Line(AgencyText.Joined([.. item.OneOrMore("usageTerms"), .. info.OneOrMore("usageTerms")]), 5_000),
            OriginalSource = CleanText.Line(item.Items("infoSources", "infosource").Select(source => source.Text("name", "literal")).FirstOrDefault(name => name is not null) ?? item.Text("source"), 500),
            DigitalSourceType = CleanText.Line(type.Text("uri", "literal", "name") ?? item.Text("digitalSourceType"), 500),
        });
    }

    /// <summary>Where the article stands as a page, if one of its renditions is one. The uri is a name and no address.</summary>
    private static string? PageOf(NinjsItem item) => item.Items("renditions")
        .FirstOrDefault(rendition => rendition.Text("contentType", "mimetype")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true).Text("href");
}
