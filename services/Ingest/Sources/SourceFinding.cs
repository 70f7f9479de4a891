using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sources;

/// <summary>Finds out what there is to poll at an address that somebody gave.</summary>
internal sealed class SourceFinding(Fetcher fetcher)
{
    public async Task<Reading<FoundSource>> FindAsync(Uri url, CancellationToken cancellation)
    {
        var fetched = await fetcher.GetAsync(new FetchRequest(url) { MaxBytes = FeedBounds.MaxBytes }, cancellation);
        if (fetched.Outcome != FetchOutcome.Fetched)
        {
            return new Refusal(StatusCodes.Status422UnprocessableEntity,
                $"Nothing can be polled at {url}: {fetched.Reason} If it is a feed that will be there later, send the source with ?unchecked=true.");
        }

        var origin = new FeedOrigin(fetched.ContentType?.Split(';')[0].Trim(), Charset: null, fetched.Url.AbsoluteUri);
        return FeedReader.Read(fetched.Body, origin) is { } feed
            ? new FoundSource(fetched.PermanentUrl ?? url, SourceForm.Feed, feed.Feed.Title, feed.Feed.Link)
            : new Refusal(StatusCodes.Status422UnprocessableEntity, $"At {url} is neither a feed nor a page that names one.");
    }
}
