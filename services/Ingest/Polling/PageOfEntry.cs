using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>What became of the page of an entry.</summary>
internal abstract record PageOfEntry
{
    private PageOfEntry()
    {
    }

    /// <summary>It was read.</summary>
    public sealed record Read(ArticleDraft Draft, Fetched Page) : PageOfEntry;

    /// <summary>It is there and cannot be used, or we may not have it.</summary>
    public sealed record Useless(string Reason, Fetched Page) : PageOfEntry;

    /// <summary>It may be there later.</summary>
    public sealed record Later(string Reason, TimeSpan? RetryAfter) : PageOfEntry;

    /// <summary>There is nothing any more (410), or not at the moment (404).</summary>
    public sealed record Absent(string Reason, bool ForGood) : PageOfEntry;
}

/// <summary>Fetches the pages that entries link to.</summary>
internal sealed class EntryPages(Fetcher fetcher, DraftReader drafts)
{
    private const string Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1";

    public async Task<PageOfEntry> FetchAsync(Uri url, string via, CancellationToken cancellation)
    {
        var fetched = await fetcher.GetAsync(new FetchRequest(url) { Accept = Accept, ObeyRobots = true, MaxBytes = drafts.MaxBytes }, cancellation);
        return fetched.Outcome switch
        {
            FetchOutcome.Fetched => Read(fetched, via),
            FetchOutcome.Gone => new PageOfEntry.Absent(fetched.Reason ?? "The page is gone.", ForGood: true),
            FetchOutcome.NotFound => new PageOfEntry.Absent(fetched.Reason ?? "The page is not there.", ForGood: false),
            FetchOutcome.Refused or FetchOutcome.TooLarge => new PageOfEntry.Useless(fetched.Reason ?? "The page may not be fetched.", fetched),
            _ => new PageOfEntry.Later(fetched.Reason ?? "The page could not be fetched.", fetched.RetryAfter),
        };
    }

    private PageOfEntry Read(Fetched page, string via)
    {
        if (!IsPage(page.ContentType))
            return new PageOfEntry.Useless($"'{page.ContentType}' is not the type of a page.", page);
        var facts = new PageFacts(Source: null, page.Url.AbsoluteUri, Language: null, PublishedAt: null);
        return drafts.Read(page.Body, page.ContentType ?? "text/html", facts, via).Failed(out var refusal, out var draft)
            ? new PageOfEntry.Useless(refusal.Sentence, page)
            : new PageOfEntry.Read(draft, page);
    }

    private static bool IsPage(string? contentType) => contentType is null
        || contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
}
