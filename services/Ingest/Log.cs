using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest;

/// <summary>Everything that ingest logs. Names of events are stable.</summary>
internal static partial class Log
{
    /// <summary>Says of the span and of all log lines until disposed which article they are about; never what stands in it.</summary>
    public static IDisposable? AboutArticle(this ILogger log, Guid articleId, int revision) =>
        log.About(new("newsroom.article.id", articleId.ToString()), new("newsroom.article.revision", revision));

    [LoggerMessage(2001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "ingest.article.taken")]
    public static partial void Taken(this ILogger log, Guid articleId, int revision, IntakeOutcome outcome);

    [LoggerMessage(2002, LogLevel.Warning, "Article {ArticleId} was withdrawn with revision {Revision}", EventName = "ingest.article.withdrawn")]
    public static partial void Withdrawn(this ILogger log, Guid articleId, int revision);

    [LoggerMessage(2003, LogLevel.Warning, "A message is in quarantine as {QuarantineId}: {Reason}", EventName = "ingest.message.quarantined")]
    public static partial void Quarantined(this ILogger log, Guid quarantineId, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "The source calls another story by the {Kind} of article {Other}: it is taken as article {ArticleId}", EventName = "ingest.name.reused")]
    public static partial void NameTakenTwice(this ILogger log, Guid articleId, Guid other, string kind);

    [LoggerMessage(2005, LogLevel.Information, "The message {QuarantineId} left quarantine: {Outcome}", EventName = "ingest.quarantine.left")]
    public static partial void LeftQuarantine(this ILogger log, Guid quarantineId, string outcome);

    [LoggerMessage(2006, LogLevel.Warning, "The original of article {ArticleId} revision {Revision} could not be kept: {Problem}", EventName = "ingest.original.lost")]
    public static partial void OriginalNotKept(this ILogger log, Guid articleId, int revision, string problem);

    [LoggerMessage(2007, LogLevel.Warning, "Article {ArticleId} could not be read again: {Reason}", EventName = "ingest.reprocess.failed")]
    public static partial void NotReprocessed(this ILogger log, Guid articleId, string reason);

    [LoggerMessage(2008, LogLevel.Warning, "{Number} articles still waited to be read again when the service ended", EventName = "ingest.reprocess.ended")]
    public static partial void ReprocessingEnded(this ILogger log, int number);
}
