using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>What became of the page of an entry.</summary>
internal abstract record PageOfEntry
{
    private PageOfEntry()
    {
    }

    /// <summary>It is there; whether it can be read is for <see cref="EntryReader"/> to say.</summary>
    public sealed record There(Fetched Page) : PageOfEntry;

    /// <summary>It is as it was (304), where that was asked.</summary>
    public sealed record Unchanged : PageOfEntry;

    /// <summary>We may not have it: robots.txt, an address that is not public, too many bytes.</summary>
    public sealed record Forbidden(string Reason) : PageOfEntry;

    /// <summary>It may be there later.</summary>
    public sealed record Later(string Reason, TimeSpan? RetryAfter) : PageOfEntry;

    /// <summary>There is nothing any more (410), or not at the moment (404).</summary>
    public sealed record Absent(int Status) : PageOfEntry
    {
        public bool IsForGood => Status == StatusCodes.Status410Gone;
    }
}

/// <summary>Fetches the pages that entries link to.</summary>
internal sealed class EntryPages(Fetcher fetcher, DraftReader drafts)
{
    private const string Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1";

    public Task<PageOfEntry> FetchAsync(Uri url, CancellationToken cancellation) => FetchAsync(url, null, null, cancellation);

    /// <summary>If it is another than the one that had these headers.</summary>
    public async Task<PageOfEntry> FetchAsync(Uri url, string? etag, string? lastModified, CancellationToken cancellation)
    {
        var request = new FetchRequest(url) { Accept = Accept, ObeyRobots = true, MaxBytes = drafts.MaxBytes("text/html"), ETag = etag, LastModified = lastModified };
        var fetched = await fetcher.GetAsync(request, cancellation);
        return fetched.Outcome switch
        {
            FetchOutcome.Fetched => new PageOfEntry.There(fetched),
            FetchOutcome.NotModified => new PageOfEntry.Unchanged(),
            FetchOutcome.Gone or FetchOutcome.NotFound => new PageOfEntry.Absent(fetched.Status ?? StatusCodes.Status404NotFound),
            FetchOutcome.Refused or FetchOutcome.TooLarge => new PageOfEntry.Forbidden(fetched.Reason ?? "The page may not be fetched."),
            _ => new PageOfEntry.Later(fetched.Reason ?? "The page could not be fetched.", fetched.RetryAfter),
        };
    }
}
