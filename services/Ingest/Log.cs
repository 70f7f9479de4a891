using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest;

/// <summary>Everything that ingest logs. Names of events are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "ingest.article.taken")]
    public static partial void Taken(this ILogger log, Guid articleId, int revision, IntakeOutcome outcome);

    [LoggerMessage(2002, LogLevel.Warning, "Article {ArticleId} was withdrawn with revision {Revision}", EventName = "ingest.article.withdrawn")]
    public static partial void Withdrawn(this ILogger log, Guid articleId, int revision);

    [LoggerMessage(2003, LogLevel.Warning, "A message is in quarantine as {QuarantineId}: {Reason}", EventName = "ingest.message.quarantined")]
    public static partial void Quarantined(this ILogger log, Guid quarantineId, string reason);
}
