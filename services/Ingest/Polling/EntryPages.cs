using System.Text.RegularExpressions;
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
    public sealed record There(Fetched Page) : PageOfEntry
    {
        /// <summary>Why not all pages of the article are in it, in a sentence; null if they are.</summary>
        public string? Missing { get; init; }
    }

    /// <summary>It is as it was (304), where that was asked.</summary>
    public sealed record Unchanged : PageOfEntry;

    /// <summary>We may not have it: robots.txt, an address that is not public, too many bytes, a site that says no (401, 403, 451).</summary>
    public sealed record Forbidden(string Reason) : PageOfEntry;

    /// <summary>It may be there later.</summary>
    public sealed record Later(string Reason, TimeSpan? RetryAfter) : PageOfEntry
    {
        /// <summary>The pages that were there, where only what follows them could not be had.</summary>
        public Fetched? Had { get; init; }

        /// <summary>Whether it was asked for: not while its host wants to be left alone.</summary>
        public bool WasAsked { get; init; } = true;
    }

    /// <summary>There is nothing any more (410), or not at the moment (404).</summary>
    public sealed record Absent(int Status) : PageOfEntry
    {
        public bool IsForGood => Status == StatusCodes.Status410Gone;
    }
}

/// <summary>Fetches the pages that entries link to, and with each the pages that its article goes on on.</summary>
internal sealed partial class EntryPages(Fetcher fetcher, DraftReader drafts, BusyHosts busy, IOptions<PollingOptions> options)
{
    private const string Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1";

    // From the first request for an entry on, so that its source's lease holds.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    public Task<PageOfEntry> FetchAsync(Uri url, CancellationToken cancellation) => FetchAsync(url, null, null, cancellation);

    /// <summary>If it is another than the one that had these headers.</summary>
    public async Task<PageOfEntry> FetchAsync(Uri url, string? etag, string? lastModified, CancellationToken cancellation)
    {
        if (busy.For(url) is { } wait)
            return new PageOfEntry.Later($"{url.Host} wants to be left alone for now.", wait) { WasAsked = false };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Within);
        var request = new FetchRequest(url) { Accept = Accept, ObeyRobots = true, MaxBytes = drafts.MaxBytes("text/html"), ETag = etag, LastModified = lastModified };
        var fetched = await fetcher.GetAsync(request, cancellation);
        return fetched.Outcome switch
        {
            FetchOutcome.Fetched when PartedBody.IsParted(fetched.ContentType) => new PageOfEntry.Forbidden($"'{fetched.ContentType}' is not the type of a page."),
            FetchOutcome.Fetched => await WithPartsAsync(request, fetched, limit.Token, cancellation),
            FetchOutcome.NotModified => new PageOfEntry.Unchanged(),
            FetchOutcome.Gone or FetchOutcome.NotFound => new PageOfEntry.Absent(fetched.Status ?? StatusCodes.Status404NotFound),
            FetchOutcome.Failed when !MayPass(fetched) && fetched.Status is >= 400 and < 500 => new PageOfEntry.Forbidden(fetched.Reason ?? "The page may not be fetched."),
            FetchOutcome.Refused or FetchOutcome.TooLarge => new PageOfEntry.Forbidden(fetched.Reason ?? "The page may not be fetched."),
            _ => Later(fetched, "The page could not be fetched."),
        };
    }

    /// <summary>Where sites lead that have no such page, or none yet, and do not say so: to the front page, of a language perhaps.</summary>
    public static bool LeadsToFrontPage(Uri asked, Uri ended) => FrontPage().IsMatch(ended.PathAndQuery) && !FrontPage().IsMatch(asked.PathAndQuery);

    private PageOfEntry.Later Later(Fetched fetched, string otherwise)
    {
        if (fetched.RetryAfter is { } wait && wait > TimeSpan.Zero)
            busy.Note(fetched.Url, wait);
        return new PageOfEntry.Later(fetched.Reason ?? otherwise, fetched.RetryAfter);
    }

    /// <summary>The page with all that follows it, as one body (<see cref="PartedBody"/>). Where a page cannot be had, for good or by its time, without it and those behind it; where that may pass, later.</summary>
    private async Task<PageOfEntry> WithPartsAsync(FetchRequest request, Fetched first, CancellationToken limit, CancellationToken cancellation)
    {
        var pages = new List<Fetched> { first };
        if (options.Value.MostParts < 2 || Next(pages, withWhole: true) is not { } next || !IsArticle(first))
            return new PageOfEntry.There(first);
        var size = first.Body.Length;
        string? missing = null;
        while (missing is null)
        {
            var isWhole = PartAddress.Of(next).Number == PartAddress.Whole;
            var fetched = await PartAsync(request with { Url = next, ETag = null, LastModified = null }, limit, cancellation);
            if (fetched is null)
            {
                missing = $"There was no time for page {pages.Count + 1} of the article.";
            }
            else if (MayPass(fetched))
            {
                return Later(fetched, $"Page {pages.Count + 1} of the article could not be fetched.") with { Had = Together(pages) };
            }
            else if (fetched.Outcome == FetchOutcome.Fetched && PartAddress.Of(fetched.Url) == PartAddress.Of(next) && !PartedBody.IsParted(fetched.ContentType))
            {
                size += fetched.Body.Length;
                if (size > drafts.MaxBytes("text/html"))
                    missing = "The pages of the article are larger together than a page may be.";
                else
                    pages.Add(fetched);
                if (isWhole)
                    break;
            }
            else if (isWhole && Next(pages, withWhole: false) is { } numbered)
            {
                next = numbered;
                continue;
            }
            // What leads back to the first page is no other one.
            else if (fetched.Outcome != FetchOutcome.Fetched || PartAddress.Of(fetched.Url).Article != PartAddress.Of(first.Url).Article)
            {
                missing = fetched.Reason ?? $"Page {pages.Count + 1} of the article leads elsewhere.";
            }
            else
            {
                break;
            }

            if (missing is not null || pages.Count >= options.Value.MostParts || Next(pages, withWhole: false) is not { } further)
                break;
            next = further;
        }

        return new PageOfEntry.There(Together(pages)) { Missing = missing };
    }

    /// <summary>Null where the time is over.</summary>
    private async Task<Fetched?> PartAsync(FetchRequest request, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            return await fetcher.GetAsync(request, limit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The network, a time limit, a server in trouble.</summary>
    private static bool MayPass(Fetched fetched) =>
        fetched.Outcome == FetchOutcome.Busy || (fetched.Outcome == FetchOutcome.Failed && fetched.Status is null or StatusCodes.Status408RequestTimeout or 425 or >= 500);

    private bool IsArticle(Fetched page) =>
        !drafts.Read(page.Body, page.ContentType ?? "text/html", new PageFacts(Source: null, page.Url.AbsoluteUri, Language: null, PublishedAt: null), EntryDraft.Via).Failed(out _, out _);

    /// <summary>What the first of them says of its version it says of itself alone.</summary>
    private static Fetched Together(List<Fetched> pages)
    {
        var whole = pages[0] with { ETag = null, LastModified = null };
        if (pages.Count == 1)
            return whole;
        var (body, contentType) = PartedBody.Write(pages);
        return whole with { Body = body, ContentType = contentType };
    }

    private static Uri? Next(List<Fetched> pages, bool withWhole)
    {
        var last = pages[^1];
        var next = PageParts.Next(HtmlEncoding.Decode(last.Body, last.Origin.Charset), last.Url, pages[0].Url, pages.Count, withWhole);
        return pages.Exists(page => page.Url == next) ? null : next;
    }

    [GeneratedRegex(@"^/(?:[a-z]{2}(?:-[a-z]{2})?/?|(?:index|home|default)(?:\.[a-z]{3,5})?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FrontPage();
}
