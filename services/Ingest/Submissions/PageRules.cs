using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Submissions;

/// <summary>What a sender says about a page or a text beside it: the query over HTTP, headers over AMQP.</summary>
/// <param name="DefaultSource">Whom it is from where neither the sender nor the article says so.</param>
internal sealed record PageFacts(string? Source, string? Url, string? Language, string? PublishedAt, string? Guid = null, string? DefaultSource = null);

/// <summary>Makes a draft of a page or a text: what the sender says wins over what was read out of it.</summary>
internal static class PageRules
{
    public static Reading<ArticleDraft> Check(ExtractedArticle? extracted, PageFacts facts, SubmissionOptions options, DateTimeOffset now, string via)
    {
        if (extracted is null)
            return NoArticle;
        if (Facts(facts, out var publishedAt) is { } refusal)
            return refusal;

        var url = facts.Url ?? extracted.CanonicalUrl;
        var canonical = CanonicalUrl.Of(facts.Url) is { } given && SameSite(given, extracted.CanonicalUrl) ? CanonicalUrl.Of(extracted.CanonicalUrl) : CanonicalUrl.Of(url);
        var source = CleanText.Line(facts.Source, SubmissionRules.LongestSource)
            ?? Host(facts.Url) ?? CleanText.Line(extracted.SiteName, SubmissionRules.LongestSource) ?? Host(extracted.CanonicalUrl) ?? facts.DefaultSource ?? options.DefaultSource;
        var draft = new ArticleDraft
        {
            Source = new ArticleSource { Id = source, Name = extracted.SiteName is { } site && facts.Source is null ? site : source, Kind = SourceKind.Page },
            Guid = CleanText.Line(facts.Guid, 2_048),
            Url = url,
            CanonicalUrl = canonical,
            Title = CleanText.Line(extracted.Title, 1_000) ?? extracted.Title,
            Byline = extracted.Byline,
            Dateline = extracted.Dateline,
            PublishedAt = InItsZone(publishedAt ?? extracted.PublishedAt),
            UpdatedAt = InItsZone(extracted.UpdatedAt),
            Language = (facts.Language ?? extracted.Language)?.Replace('_', '-'),
            Body = extracted.Blocks,
            Media = extracted.Media,
            Links = extracted.Links,
            SiteName = extracted.SiteName,
            Section = extracted.Section,
            Paywalled = extracted.Paywalled,
            Evidence = publishedAt is null ? extracted.Evidence : ArticleDraft.Without(extracted.Evidence, "publishedAt"),
            Extraction = extracted.Method,
            ReceivedAt = now,
            Via = via,
        };
        return extracted.IsArticle ? draft : NoArticle with { Found = draft };
    }

    private static Refusal NoArticle => new(StatusCodes.Status422UnprocessableEntity,
        "No article could be found: a headline and text below it are needed. Login pages, lists of links and empty pages have none; if this one has, send title and body as JSON.");

    /// <summary>
    /// To the millisecond, as everywhere, but in the zone that the page gives, so that a preview shows the page's day. It is stored in UTC.
    /// </summary>
    private static DateTimeOffset? InItsZone(DateTimeOffset? time) => time?.AddTicks(-(time.Value.Ticks % TimeSpan.TicksPerMillisecond));

    private static Refusal? Facts(PageFacts facts, out DateTimeOffset? publishedAt)
    {
        publishedAt = null;
        var problems = new List<FieldProblem>();
        if (facts.Url is not null && CanonicalUrl.Of(facts.Url) is null)
            problems.Add(new("url", "It is not an absolute http(s) URL."));
        if (facts.Language is not null && !SubmissionRules.IsLanguage(facts.Language))
            problems.Add(new("language", "It is not a BCP 47 language tag such as id, en-GB or zh-Hant."));
        if (facts.PublishedAt is not null)
        {
            if (DateTimeOffset.TryParse(facts.PublishedAt, System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time))
                publishedAt = time;
            else
                problems.Add(new("publishedAt", "It is not a time as in RFC 3339, such as 2026-03-01T08:30:00Z."));
        }

        return problems.Count == 0 ? null : new Refusal(StatusCodes.Status422UnprocessableEntity, "What was said about the page cannot be used; each field below says why.", problems);
    }

    /// <summary>A page's own canonical URL counts only if it stays on the site that it was fetched from, of which <c>m.</c> and <c>amp.</c> are other shapes.</summary>
    private static bool SameSite(string given, string? declared) =>
        CanonicalUrl.Of(declared) is { } own && CanonicalUrl.Site(given) == CanonicalUrl.Site(own);

    private static string? Host(string? url) => CanonicalUrl.Of(url) is { } canonical ? CanonicalUrl.Site(canonical) : null;
}
