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

    [LoggerMessage(2041, LogLevel.Information, "The file {File} of {Folder} is taken", EventName = "ingest.file.taken")]
    public static partial void FileTaken(this ILogger log, string file, string folder);

    [LoggerMessage(2042, LogLevel.Warning, "The file {File} of {Folder} is refused: {Reason}", EventName = "ingest.file.refused")]
    public static partial void FileRefused(this ILogger log, string file, string folder, string reason);

    [LoggerMessage(2043, LogLevel.Warning, "The folder {Folder} cannot be worked on: {Problem}", EventName = "ingest.folder.failed")]
    public static partial void FolderFailed(this ILogger log, string folder, string problem);
}
