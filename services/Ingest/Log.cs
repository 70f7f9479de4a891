using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.WebSub;

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

    [LoggerMessage(2010, LogLevel.Information, "Source {SourceId} ({Url}) brought {Added} new articles and {Revised} changed ones", EventName = "ingest.source.polled")]
    public static partial void SourcePolled(this ILogger log, Guid sourceId, string url, int added, int revised);

    [LoggerMessage(2011, LogLevel.Warning, "Source {SourceId} ({Url}) failed {Failures} times in a row and is polled again at {NextPollAt:u}: {Problem}", EventName = "ingest.source.failed")]
    public static partial void SourceFailed(this ILogger log, Guid sourceId, string url, int failures, string problem, DateTimeOffset nextPollAt);

    [LoggerMessage(2012, LogLevel.Warning, "Source {SourceId} ({Url}) has ended and is not polled any more: {Problem}", EventName = "ingest.source.ended")]
    public static partial void SourceEnded(this ILogger log, Guid sourceId, string url, string problem);

    [LoggerMessage(2013, LogLevel.Information, "Source {SourceId} ({Url}) has moved to {Address}, where it is polled from now on", EventName = "ingest.source.moved")]
    public static partial void SourceMoved(this ILogger log, Guid sourceId, string url, string address);

    [LoggerMessage(2014, LogLevel.Warning, "Source {SourceId} ({Url}) has moved to {Address}, which is another source's address. Remove one of the two", EventName = "ingest.source.duplicate")]
    public static partial void SourceMovedOntoAnother(this ILogger log, Guid sourceId, string url, string address);

    [LoggerMessage(2015, LogLevel.Warning, "Source {SourceId} ({Url}) is quiet since {Since:u}; it used to bring an article every {Rhythm}", EventName = "ingest.source.quiet")]
    public static partial void SourceQuiet(this ILogger log, Guid sourceId, string url, DateTimeOffset since, TimeSpan rhythm);

    [LoggerMessage(2016, LogLevel.Warning, "The entry {Entry} of source {SourceId} could not be taken (try {Tries})", EventName = "ingest.entry.failed")]
    public static partial void EntryFailed(this ILogger log, Guid sourceId, string entry, int tries, Exception problem);

    [LoggerMessage(2018, LogLevel.Error, "The poll of source {SourceId} ({Url}) broke off; it is polled again when its lease ends", EventName = "ingest.poll.failed")]
    public static partial void PollFailed(this ILogger log, Guid sourceId, string url, Exception problem);

    [LoggerMessage(2019, LogLevel.Warning, "No source can be polled while the store does not answer: {Problem}", EventName = "ingest.polling.failed")]
    public static partial void PollingFailed(this ILogger log, string problem);

    [LoggerMessage(2020, LogLevel.Warning, "The sources could not be counted: {Problem}", EventName = "ingest.sources.uncounted")]
    public static partial void SourcesNotCounted(this ILogger log, string problem);

    [LoggerMessage(2021, LogLevel.Error, "The source {Url} of the settings Newsroom:Polling:Sources cannot be kept: {Problem}", EventName = "ingest.source.refused")]
    public static partial void SourceNotKept(this ILogger log, string url, string problem);

    [LoggerMessage(2040, LogLevel.Warning, "Sources are polled and nobody who is asked can tell whom to write to: set Newsroom:Outgoing:Contact to a URL or a mail address", EventName = "ingest.polling.anonymous")]
    public static partial void PollingWithoutContact(this ILogger log);

    [LoggerMessage(2022, LogLevel.Information, "The article {ArticleId} of source {SourceId} keeps the text of its page {Url}, which its feed only sums up: {Problem}", EventName = "ingest.entry.kept")]
    public static partial void PageTextKept(this ILogger log, Guid sourceId, string url, Guid articleId, string problem);

    [LoggerMessage(2004, LogLevel.Warning, "The source calls another story by the {Kind} of article {Other}: it is taken as article {ArticleId}", EventName = "ingest.name.reused")]
    public static partial void NameTakenTwice(this ILogger log, Guid articleId, Guid other, string kind);

    [LoggerMessage(2009, LogLevel.Warning, "What came under the name of article {ArticleId}, which is withdrawn, says something else altogether, and is not taken", EventName = "ingest.name.withdrawn")]
    public static partial void OtherStoryRefused(this ILogger log, Guid articleId);

    [LoggerMessage(2005, LogLevel.Information, "The message {QuarantineId} left quarantine: {Outcome}", EventName = "ingest.quarantine.left")]
    public static partial void LeftQuarantine(this ILogger log, Guid quarantineId, string outcome);

    [LoggerMessage(2006, LogLevel.Warning, "The original of article {ArticleId} revision {Revision} could not be kept: {Problem}", EventName = "ingest.original.lost")]
    public static partial void OriginalNotKept(this ILogger log, Guid articleId, int revision, string problem);

    [LoggerMessage(2007, LogLevel.Warning, "Article {ArticleId} could not be read again: {Reason}", EventName = "ingest.reprocess.failed")]
    public static partial void NotReprocessed(this ILogger log, Guid articleId, string reason);

    [LoggerMessage(2008, LogLevel.Warning, "{Number} articles still waited to be read again when the service ended", EventName = "ingest.reprocess.ended")]
    public static partial void ReprocessingEnded(this ILogger log, int number);

    [LoggerMessage(2031, LogLevel.Information, "The page {Url} of article {ArticleId} has changed: revision {Revision}", EventName = "ingest.page.revised")]
    public static partial void PageRevised(this ILogger log, string url, Guid articleId, int revision);

    [LoggerMessage(2032, LogLevel.Information, "The page {Url} of article {ArticleId} was looked at again, and the article stays as it is: {Problem}", EventName = "ingest.page.unread")]
    public static partial void PageNotRead(this ILogger log, string url, Guid articleId, string problem);

    [LoggerMessage(2033, LogLevel.Error, "The visit to the page {Url} of article {ArticleId} broke off; it is made again when its lease ends", EventName = "ingest.revisit.failed")]
    public static partial void RevisitFailed(this ILogger log, string url, Guid articleId, Exception problem);

    [LoggerMessage(2034, LogLevel.Warning, "No page can be looked at again while the store does not answer: {Problem}", EventName = "ingest.revisits.failed")]
    public static partial void RevisitsFailed(this ILogger log, string problem);

    [LoggerMessage(2041, LogLevel.Information, "The file {File} of {Folder} is taken", EventName = "ingest.file.taken")]
    public static partial void FileTaken(this ILogger log, string file, string folder);

    [LoggerMessage(2042, LogLevel.Warning, "The file {File} of {Folder} is refused: {Reason}", EventName = "ingest.file.refused")]
    public static partial void FileRefused(this ILogger log, string file, string folder, string reason);

    [LoggerMessage(2043, LogLevel.Warning, "The folder {Folder} cannot be worked on: {Problem}", EventName = "ingest.folder.failed")]
    public static partial void FolderFailed(this ILogger log, string folder, string problem);

    [LoggerMessage(2044, LogLevel.Warning, "In {Folder} lie files that cannot be moved or read; they stay there, and the others are taken. {Number} more, the first {File}: {Problem}", EventName = "ingest.file.unread")]
    public static partial void FilesUnread(this ILogger log, int number, string folder, string file, string problem);

    [LoggerMessage(2051, LogLevel.Information, "The hub {Hub} delivers what is new in source {SourceId} until {Until:u}", EventName = "ingest.subscription.active")]
    public static partial void SubscriptionActive(this ILogger log, Guid sourceId, string hub, DateTimeOffset until);

    [LoggerMessage(2052, LogLevel.Warning, "The subscription of source {SourceId} at {Hub} failed and is tried again at {NextTryAt:u}: {Problem}", EventName = "ingest.subscription.failed")]
    public static partial void SubscriptionFailed(this ILogger log, Guid sourceId, string hub, string problem, DateTimeOffset nextTryAt);

    [LoggerMessage(2053, LogLevel.Information, "The subscription of source {SourceId} at {Hub} has ended", EventName = "ingest.subscription.ended")]
    public static partial void SubscriptionEnded(this ILogger log, Guid sourceId, string hub);

    [LoggerMessage(2054, LogLevel.Information, "The hub {Hub} delivered {Added} new articles and {Revised} changed ones of source {SourceId}", EventName = "ingest.delivery.taken")]
    public static partial void DeliveryTaken(this ILogger log, Guid sourceId, string hub, int added, int revised);

    [LoggerMessage(2055, LogLevel.Warning, "A delivery of {Hub} to source {SourceId} is not believed ({Reason}); the source is polled instead", EventName = "ingest.delivery.distrusted")]
    public static partial void DeliveryNotBelieved(this ILogger log, Guid sourceId, string hub, DeliveryOutcome reason);

    [LoggerMessage(2056, LogLevel.Error, "A delivery to source {SourceId} broke off; the source is polled when its hold ends", EventName = "ingest.delivery.failed")]
    public static partial void DeliveryFailed(this ILogger log, Guid sourceId, Exception problem);

    [LoggerMessage(2057, LogLevel.Warning, "No subscription can be seen to while the store does not answer: {Problem}", EventName = "ingest.subscribing.failed")]
    public static partial void SubscribingFailed(this ILogger log, string problem);
}
