using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Discovery;

internal enum DiscoveredForm
{
    Feed,
    Sitemap,

    /// <summary>There is nothing to poll; <see cref="Discovered.Reason"/> says why.</summary>
    Nothing,
}

/// <summary>What there is to poll at an address.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Url">Where it stands: where to poll it from now on. The address given if there is nothing.</param>
internal sealed record Discovered(DiscoveredForm Form, Uri Url)
{
    /// <summary>Its own, else the page's.</summary>
    public string? Title { get; init; }

    /// <summary>Where people read it.</summary>
    public string? HomePage { get; init; }

    public ParsedFeed? Feed { get; init; }

    public Sitemap? Sitemap { get; init; }

    /// <summary>Other feeds that the page names, which were not tried.</summary>
    public IReadOnlyList<FeedCandidate> Others { get; init; } = [];

    /// <summary>A sentence with what to do, if there is nothing.</summary>
    public string? Reason { get; init; }
}

/// <summary>Finds what there is to poll at an address that somebody gave: a feed, a sitemap, or a page that leads to one.</summary>
internal sealed class SourceFinder(Fetcher fetcher, SitemapCollecting sitemaps)
{
    /// <summary>Feeds of one page that are tried, guesses included.</summary>
    private const int MostTried = 12;

    private const int MostSitemaps = 4;

    /// <summary>For all that a page leads to: whoever gave its address waits for the answer.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(60);

    private const string Accept = "application/atom+xml,application/rss+xml,application/feed+json,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.9,*/*;q=0.5";

    public async Task<Discovered> FindAsync(Uri url, CancellationToken cancellation)
    {
        var fetched = await fetcher.GetAsync(new FetchRequest(url) { Accept = Accept, MaxBytes = FeedBounds.MaxBytes }, cancellation);
        return fetched.Outcome == FetchOutcome.Fetched ? await FindFromAsync(fetched, url, cancellation) : Nothing(url, fetched.Reason ?? "It could not be fetched.");
    }

    /// <summary>Of what was fetched already.</summary>
    /// <param name="fetched">It is there.</param>
    /// <param name="url">The address that was given.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<Discovered> FindFromAsync(Fetched fetched, Uri url, CancellationToken cancellation)
    {
        if (Read(fetched, url) is { } itself)
            return itself;
        if (!LooksLikePage(fetched))
            return Nothing(url, $"What stands at {url} is neither a feed, nor a sitemap, nor a page that could name one (it is sent as '{fetched.Origin.MediaType ?? "nothing"}').");

        var page = HtmlEncoding.Decode(fetched.Body, fetched.Origin.Charset);
        PageTags.Read(page, out var title);
        // What answers with headers alone may name its feed there.
        var inHeaders = fetched.Links.Where(link => link.Rel == "alternate" && Uri.TryCreate(link.Url, UriKind.Absolute, out var target) && FeedDiscovery.LooksLikeFeed(target))
            .Select(link => new FeedCandidate(new Uri(link.Url), CandidateKind.Declared));
        var candidates = inHeaders.Concat(FeedDiscovery.Find(page, fetched.Url)).ToList();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Within);
        try
        {
            return await FirstFeedAsync(candidates, fetched.Url, title, limit.Token)
                ?? await NewsSitemapAsync(fetched.Url, title, limit.Token)
                ?? Nothing(url, $"The page at {url} names no feed, and none stands where feeds usually do. Give the address of a feed or a sitemap.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Nothing(url, $"The site of {url} takes so long to answer that no feed was found in {Within.TotalSeconds:0} seconds. Give the address of a feed or a sitemap.");
        }
    }

    /// <summary>
    /// The first that parses and has entries; else the first that parses. A page that was linked to as if it were a feed may list the site's feeds,
    /// which are tried in its place.
    /// </summary>
    private async Task<Discovered?> FirstFeedAsync(List<FeedCandidate> candidates, Uri page, string? title, CancellationToken cancellation)
    {
        Discovered? empty = null;
        var hasListed = false;
        for (var tried = 0; tried < Math.Min(candidates.Count, MostTried); tried++)
        {
            var candidate = candidates[tried];
            // A guess is not worth a request where the page has said something that is right.
            if (empty is not null && candidate.Kind == CandidateKind.Guessed)
                break;
            var fetched = await fetcher.GetAsync(new FetchRequest(candidate.Url) { Accept = Accept, MaxBytes = FeedBounds.MaxBytes }, cancellation);
            if (fetched.Outcome != FetchOutcome.Fetched)
                continue;
            var found = Read(fetched, candidate.Url);
            if (found is null && candidate.Kind == CandidateKind.Linked && !hasListed && LooksLikePage(fetched))
            {
                hasListed = true;
                candidates.InsertRange(tried + 1, Listed(fetched, candidates));
            }

            if (found is not { Form: DiscoveredForm.Feed })
                continue;
            found = found with
            {
                Title = found.Title ?? candidate.Title ?? title,
                HomePage = found.HomePage ?? page.AbsoluteUri,
                Others = [.. candidates.Skip(tried + 1).Where(other => other.Kind != CandidateKind.Guessed)],
            };
            if (found.Feed!.Entries.Count > 0)
                return found;
            empty ??= found;
        }

        return empty;
    }

    private static IEnumerable<FeedCandidate> Listed(Fetched page, List<FeedCandidate> known) =>
        FeedDiscovery.Find(page.Body, page.Origin.Charset, page.Url)
            .Where(candidate => candidate.Kind != CandidateKind.Guessed && candidate.Url != page.Url && known.TrueForAll(one => one.Url != candidate.Url)).ToList();

    /// <summary>
    /// The site's news sitemap. One that lists every page it ever had is not taken for news by itself; whoever wants it can give its address.
    /// </summary>
    private async Task<Discovered?> NewsSitemapAsync(Uri page, string? title, CancellationToken cancellation)
    {
        var robots = await fetcher.RobotsAsync(page, cancellation);
        Uri? plain = null;
        foreach (var url in SitemapChoice.Of(robots.Sitemaps, page).Take(MostSitemaps))
        {
            if (await sitemaps.ReadAsync(url, cancellation) is not { } sitemap)
                continue;
            if (sitemap.IsNews)
                return OfSite(sitemap, url);
            if (SitemapChoice.NewsOf(sitemap) is { } below && await sitemaps.ReadAsync(below, cancellation) is { IsNews: true } news)
                return OfSite(news, below);
            plain ??= url;
        }

        return plain is null ? null : Nothing(page, $"The page at {page} names no feed. Its site has a sitemap of all its pages, {plain}; give that address if every change in it is to be taken.");

        Discovered OfSite(Sitemap sitemap, Uri url)
        {
            var found = OfSitemap(sitemap, url);
            return found with { Title = found.Title ?? title, HomePage = page.AbsoluteUri };
        }
    }

    /// <summary>Null if it is neither a feed nor a sitemap.</summary>
    private static Discovered? Read(Fetched fetched, Uri asked)
    {
        var url = fetched.PermanentUrl ?? asked;
        if (SitemapReader.Read(fetched.Body, fetched.Origin) is { } sitemap)
            return OfSitemap(sitemap, url);
        // By its looks alone too: feeds are sent as whatever the server makes of their file name.
        return (FeedShape.IsFeed(fetched.Body, fetched.Origin.MediaType) || FeedShape.IsFeed(fetched.Body, mediaType: null)) && FeedReader.Read(fetched.Body, fetched.Origin) is { } feed
            ? new Discovered(DiscoveredForm.Feed, url) { Title = feed.Feed.Title, HomePage = feed.Feed.Link, Feed = feed }
            : null;
    }

    private static Discovered OfSitemap(Sitemap sitemap, Uri url) => new(DiscoveredForm.Sitemap, url)
    {
        Sitemap = sitemap,
        Title = sitemap.Entries.Select(entry => entry.Publication).FirstOrDefault(name => name is not null),
        HomePage = url.GetLeftPart(UriPartial.Authority) + "/",
    };

    private static bool LooksLikePage(Fetched fetched) =>
        fetched.Origin.MediaType is not { } type || type.Contains("html", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase)
        || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase);

    private static Discovered Nothing(Uri url, string reason) => new(DiscoveredForm.Nothing, url) { Reason = reason };
}
