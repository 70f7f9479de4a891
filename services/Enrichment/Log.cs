using Newsroom.Enrichment.Articles;

namespace Newsroom.Enrichment;

/// <summary>Everything that enrichment logs. Names of events are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "enrichment.article.enriched")]
    public static partial void Enriched(this ILogger log, Guid articleId, int revision, EnrichmentOutcome outcome);
}
