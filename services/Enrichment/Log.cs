using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Enrichment;

/// <summary>Everything that enrichment logs. Names of events are stable.</summary>
internal static partial class Log
{
    /// <summary>Says of the span and of all log lines until disposed which article they are about; never what stands in it.</summary>
    public static IDisposable? AboutArticle(this ILogger log, Guid articleId, int revision) =>
        log.About(new("newsroom.article.id", articleId.ToString()), new("newsroom.article.revision", revision));

    [LoggerMessage(3001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "enrichment.article.enriched")]
    public static partial void Enriched(this ILogger log, Guid articleId, int revision, EnrichmentOutcome outcome);
}
