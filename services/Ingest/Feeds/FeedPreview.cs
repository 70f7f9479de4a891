using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Feeds;

/// <summary>What a feed would bring in.</summary>
internal static class FeedPreview
{
    public static Reading<ParsedFeed> Of(byte[] body, FeedOrigin origin) => FeedReader.Read(body, origin) is { } read
        ? read
        : new Refusal(StatusCodes.Status422UnprocessableEntity,
            "No feed could be found: an element rss, feed, rdf:RDF or channel is needed, or JSON whose version is https://jsonfeed.org/version/1.1. If it is an article, send it as text/html, text/plain or application/json.");
}
