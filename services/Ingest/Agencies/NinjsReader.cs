using System.Globalization;
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

    /// <param name="root">The news object.</param>
    /// <param name="facts">What the sender says beside it: its source wins over what the item says.</param>
    /// <param name="now">When it came.</param>
    /// <param name="via">By which door.</param>
    public static Reading<ArticleDraft> Read(JsonElement root, PageFacts facts, DateTimeOffset now, string via)
    {
        var item = new NinjsItem(root);
        if (item.Text("uri") is not { } uri)
            return Wrong("/uri", "A ninjs news object needs a uri, which names it through all its versions.");
        if (item.Text("type")?.ToLowerInvariant() is { } type and not ("text" or "composite" or "component"))
            return Wrong("/type", $"A ninjs news object of type '{type}' is no article; text, composite and component are taken.");
        if (Times(item, out var times) is { } wrong)
            return wrong;

        var status = Status(item.Text("pubStatus"));
        if (status is null)
            return Wrong("/pubstatus", $"'{item.Text("pubStatus")}' is no publication status: it is usable, withheld or canceled.");
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? NinjsSource.Of(uri, item) ?? facts.DefaultSource,
            Guid = facts.Guid ?? uri,
            Url = facts.Url ?? PageOf(item),
            Title = Headline(item),
            Byline = AgencyText.Byline(item.Text("by", "byline")),
            Language = facts.Language ?? item.Text("language"),
            PublishedAt = times.FirstCreated ?? times.VersionCreated,
            UpdatedAt = times.VersionCreated,
            Status = status,
            EmbargoedUntil = times.EmbargoedUntil,
            Urgency = item.Number("urgency"),
            EdNote = item.Text("edNote"),
            Slugline = item.Text("slugline"),
            Dateline = item.Text("located"),
            Subjects = [.. item.Items("subjects", "subject").Select(Subject).OfType<string>().Concat(item.Strings("keywords")).Distinct(StringComparer.Ordinal)],
            Rights = Rights(item),
            Media = [.. NinjsPictures.Of(item)],
            Body = Body(item),
        };
        if (SubmissionRules.Check(submission, now, via).Failed(out var refusal, out var draft))
            return refusal with { Fields = [.. (refusal.Fields ?? []).Select(field => field with { Pointer = Pointers.GetValueOrDefault(field.Pointer, field.Pointer) })] };
        return draft with
        {
            Source = draft.Source with { Name = CleanText.Line(item.Text("copyrightHolder"), 200) ?? draft.Source.Name, Kind = SourceKind.Agency },
            Version = new SourceVersion(item.Text("version"), SubmissionRules.Milliseconds(times.VersionCreated)),
            Extraction = "ninjs/1",
        };
    }

    private static string? Headline(NinjsItem item)
    {
        var headlines = item.Texts("headlines", "headline_");
        return item.Text("headline")
            ?? headlines.Find(headline => headline.Is("main"))?.Value
            ?? (headlines is [var first, ..] ? first.Value : null)
            ?? item.Text("title");
    }

    /// <summary>
    /// One body, of several that say the same: with markup before without, the one in the role "main" first.
    /// </summary>
    private static SubmittedBody? Body(NinjsItem item)
    {
        var bodies = item.Texts("bodies", "body_").OrderByDescending(body => body.Is("main")).ToList();
        if (bodies.Find(body => body.IsHtml) is { } html)
            return new SubmittedBody { Html = html.Value };
        return bodies.Find(body => body.IsPlain) is { } plain ? new SubmittedBody { Text = plain.Value } : null;
    }

    /// <summary>A Media Topic as <c>medtop:20000349</c>, a Subject Code as <c>subj:04000000</c>; any other subject by its name, else its code.</summary>
    private static string? Subject(NinjsItem subject)
    {
        var code = subject.Text("uri") ?? (subject.Text("scheme") is { } scheme ? scheme.TrimEnd('/') + "/" : "") + subject.Text("code");
        return AgencyText.Topic(code) ?? subject.Text("name", "literal") ?? (code.Length > 0 ? code : null);
    }

    private static Rights? Rights(NinjsItem item)
    {
        var type = new NinjsItem(item.Find("digitalSourceType") ?? default);
        var rights = new Rights
        {
            CopyrightHolder = CleanText.Line(item.Text("copyrightHolder"), 500),
            CopyrightNotice = CleanText.Line(item.Text("copyrightNotice"), 2_000),
            UsageTerms = CleanText.Line(item.Text("usageTerms"), 5_000),
            OriginalSource = CleanText.Line(item.Items("infoSources", "infosource").Select(source => source.Text("name", "literal")).FirstOrDefault(name => name is not null), 500),
            DigitalSourceType = CleanText.Line(type.Text("uri", "literal", "name") ?? item.Text("digitalSourceType"), 500),
        };
        return rights == new Rights() ? null : rights;
    }

    /// <summary>Where the article stands as a page, if one of its renditions is one. The uri is a name and no address.</summary>
    private static string? PageOf(NinjsItem item) => item.Items("renditions")
        .FirstOrDefault(rendition => rendition.Text("contentType", "mimetype")?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true).Text("href");

    private static ArticleStatus? Status(string? status) => status?.ToLowerInvariant() switch
    {
        null or "usable" or "stat:usable" => ArticleStatus.Usable,
        "withheld" or "stat:withheld" => ArticleStatus.Withheld,
        "canceled" or "cancelled" or "stat:canceled" => ArticleStatus.Canceled,
        _ => null,
    };

    private static Refusal? Times(NinjsItem item, out ItemTimes times)
    {
        times = default;
        DateTimeOffset? first = null, version = null, embargo = null;
        return Time("/firstcreated", item.Text("firstCreated", "contentCreated"), ref first)
            ?? Time("/versioncreated", item.Text("versionCreated"), ref version)
            // An embargo that cannot be read must not be passed over: the article would go out at once.
            ?? Time("/embargoed", item.Text("embargoedUntil", "embargoed"), ref embargo)
            ?? Set(out times, new ItemTimes(first, version, embargo));

        static Refusal? Set(out ItemTimes to, ItemTimes value)
        {
            to = value;
            return null;
        }
    }

    private static Refusal? Time(string pointer, string? text, ref DateTimeOffset? time)
    {
        if (text is null)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            return Wrong(pointer, $"'{(text.Length > 40 ? text[..40] + "…" : text)}' is no time as in RFC 3339, such as 2026-03-01T08:30:00Z.");
        time = read;
        return null;
    }

    private static Refusal Wrong(string pointer, string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, $"The article cannot be taken: {detail}", [new FieldProblem(pointer, detail)]);

    private readonly record struct ItemTimes(DateTimeOffset? FirstCreated, DateTimeOffset? VersionCreated, DateTimeOffset? EmbargoedUntil);
}
