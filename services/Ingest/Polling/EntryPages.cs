using Microsoft.Extensions.Options;
using Newsroom.Ingest.Extraction;
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
    public sealed record Later(string Reason, TimeSpan? RetryAfter) : PageOfEntry
    {
        /// <summary>What was there, where only what follows it could not be had.</summary>
        public Fetched? Had { get; init; }
    }

    /// <summary>There is nothing any more (410), or not at the moment (404).</summary>
    public sealed record Absent(int Status) : PageOfEntry
    {
        public bool IsForGood => Status == StatusCodes.Status410Gone;
    }
}

/// <summary>Fetches the pages that entries link to, and with each the pages that its article goes on on.</summary>
internal sealed class EntryPages(Fetcher fetcher, DraftReader drafts, IOptions<PollingOptions> options)
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
            FetchOutcome.Fetched => await WithPartsAsync(request, fetched, cancellation),
            FetchOutcome.NotModified => new PageOfEntry.Unchanged(),
            FetchOutcome.Gone or FetchOutcome.NotFound => new PageOfEntry.Absent(fetched.Status ?? StatusCodes.Status404NotFound),
            FetchOutcome.Refused or FetchOutcome.TooLarge => new PageOfEntry.Forbidden(fetched.Reason ?? "The page may not be fetched."),
            _ => new PageOfEntry.Later(fetched.Reason ?? "The page could not be fetched.", fetched.RetryAfter),
        };
    }

    /// <summary>The page with all that follows it, as one body (<see cref="PartedBody"/>). Without what cannot be had for good; where that may pass, later.</summary>
    private async Task<PageOfEntry> WithPartsAsync(FetchRequest request, Fetched first, CancellationToken cancellation)
    {
        var pages = new List<Fetched> { first };
        var size = first.Body.Length;
        while (pages.Count < options.Value.MostParts && Next(pages[^1], first.Url, pages.Count) is { } next)
        {
            var fetched = await fetcher.GetAsync(request with { Url = next, ETag = null, LastModified = null }, cancellation);
            if (fetched.Outcome is FetchOutcome.Busy or FetchOutcome.Failed)
                return new PageOfEntry.Later(fetched.Reason ?? $"Page {pages.Count + 1} of the article could not be fetched.", fetched.RetryAfter) { Had = first };
            size += fetched.Body.Length;
            // Led elsewhere: to the first page, to another article.
            if (fetched.Outcome != FetchOutcome.Fetched || fetched.Url != next || size > drafts.MaxBytes("text/html"))
                break;
            pages.Add(fetched);
            if (PartAddress.Of(next).Number == PartAddress.Whole)
                break;
        }

        if (pages.Count == 1)
            return new PageOfEntry.There(first);
        var (body, contentType) = PartedBody.Write(pages);
        return new PageOfEntry.There(first with { Body = body, ContentType = contentType });
    }

    private static Uri? Next(Fetched page, Uri first, int number)
    {
        var next = PageParts.Next(HtmlEncoding.Decode(page.Body, page.Origin.Charset), number == 1 ? first : page.Url, number);
        return next == first ? null : next;
    }
}
