using Newsroom.Contracts;
using Newsroom.Publishing.Decisions;

namespace Newsroom.Publishing;

/// <summary>Everything that publishing logs. Names of events are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Change} at {Url}, trace {Trace}", EventName = "publishing.article.published")]
    public static partial void Published(this ILogger log, Guid articleId, int revision, PublicationChange change, string url, string trace);

    [LoggerMessage(4002, LogLevel.Information, "Article {ArticleId} revision {Revision}: {Outcome}", EventName = "publishing.article.decided")]
    public static partial void Decided(this ILogger log, Guid articleId, int? revision, PublicationOutcome outcome);
}
