using Newsroom.Contracts;
using Newsroom.Hosting.Telemetry;
using Newsroom.Publishing.Decisions;

namespace Newsroom.Publishing;

/// <summary>Everything that publishing logs. Names of events are stable.</summary>
internal static partial class Log
{
    /// <summary>Says of the span and of all log lines until disposed which article they are about; never what stands in it.</summary>
    public static IDisposable? AboutArticle(this ILogger log, Guid articleId, int? revision) =>
        log.About(new("newsroom.article.id", articleId.ToString()), new("newsroom.article.revision", revision));

    public static IDisposable? AboutRevision(this ILogger log, int? revision) => log.About(new KeyValuePair<string, object?>("newsroom.article.revision", revision));

    [LoggerMessage(4001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Change} at {Url}, trace {Trace}", EventName = "publishing.article.published")]
    public static partial void Published(this ILogger log, Guid articleId, int revision, PublicationChange change, string url, string trace);

    [LoggerMessage(4002, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "publishing.article.decided")]
    public static partial void Decided(this ILogger log, Guid articleId, int? revision, PublicationOutcome outcome);
}
