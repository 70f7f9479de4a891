using System.Security.Cryptography;
using Newsroom.Contracts;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisits;

/// <summary>When a page is looked at again, and whether what stands there then is a version of the article.</summary>
internal static class RevisitPlan
{
    /// <summary>So often in a row the page is not found until that is believed.</summary>
    public const int LooksUntilAbsent = 3;

    /// <summary>The first visit to a page that an article was just read from; null if all times for it are over.</summary>
    /// <param name="sourceId">The source that brought it.</param>
    /// <param name="articleId">The article's.</param>
    /// <param name="draft">What was read.</param>
    /// <param name="page">Where it was read.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The times.</param>
    public static Revisit? First(Guid sourceId, Guid articleId, ArticleDraft draft, Fetched page, DateTimeOffset now, RevisitOptions options)
    {
        // A time in the future is a mistake, or an announcement.
        var since = draft.PublishedAt is { } published && published < now ? published : now;
        return Next(since, now, options) is not { } due ? null : new Revisit
        {
            ArticleId = articleId,
            SourceId = sourceId,
            Url = draft.Url!,
            Since = since,
            Due = due,
            ETag = page.ETag,
            LastModified = page.LastModified,
            PageHash = HashOf(page),
        };
    }

    /// <summary>The visit after one that was made at <paramref name="now"/>; null after the last.</summary>
    public static Revisit? After(Revisit visit, DateTimeOffset now, RevisitOptions options, TimeSpan? retryAfter = null) => Next(visit.Since, now, options) is not { } due ? null
        : visit with { Due = now + retryAfter is { } earliest && earliest > due ? earliest : due, NotFound = 0 };

    /// <summary>The same where the page was there.</summary>
    public static Revisit? After(Revisit visit, Fetched page, DateTimeOffset now, RevisitOptions options) =>
        After(visit with { ETag = page.ETag, LastModified = page.LastModified, PageHash = HashOf(page) }, now, options);

    /// <summary>After a 404: soon, until it is believed.</summary>
    public static Revisit AfterNotFound(Revisit visit, DateTimeOffset now, RevisitOptions options) =>
        visit with { Due = now + options.AfterNotFound, NotFound = visit.NotFound + 1 };

    /// <summary>The next look at a page that a poll did not find. However often polls come, the looks that count are hours apart.</summary>
    public static Revisit Missed(Guid sourceId, Guid articleId, string url, DateTimeOffset now, RevisitOptions options) =>
        new() { ArticleId = articleId, SourceId = sourceId, Url = url, Since = now, Due = now + options.AfterNotFound, NotFound = 1 };

    /// <summary>After the last 404: whether it comes back, is looked at as often as whether a new one changes.</summary>
    public static Revisit? AfterWithdrawn(Revisit visit, DateTimeOffset now, RevisitOptions options) => After(visit with { Since = now }, now, options);

    public static string HashOf(Fetched page) => Convert.ToHexStringLower(SHA256.HashData(page.Body));

    /// <summary>
    /// Why what stands at the address now is no version of the article, in a sentence; null if it is one. Sites that take an article down often lead to
    /// their front page or say that they are sorry, both with 200; and many ask for payment after some hours.
    /// </summary>
    public static string? Mismatch(string url, Uri ended, Article article, ArticleDraft draft)
    {
        if (EntryPages.LeadsToFrontPage(new Uri(url), ended))
            return $"It leads to the front page of {ended.Host}.";
        var (before, now) = (PlainText.Of(article.Body), PlainText.Of(draft.Body));
        if (draft.Paywalled == true && now.Length < before.Length / 2)
            return "Its site asks for payment now, and shows the beginning only.";
        return Likeness.Of(before, now) < Likeness.OtherStory ? "Another text stands there." : null;
    }

    private static DateTimeOffset? Next(DateTimeOffset since, DateTimeOffset now, RevisitOptions options) =>
        options.Times.Select(time => (DateTimeOffset?)SubmissionRules.Milliseconds(since + time)).Where(time => time > now).Min();
}
