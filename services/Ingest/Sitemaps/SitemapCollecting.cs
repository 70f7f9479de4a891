using Newsroom.Ingest.Fetching;

namespace Newsroom.Ingest.Sitemaps;

/// <summary>What a sitemap lists, and where it is an index, what those list that it names.</summary>
internal sealed class SitemapCollecting(Fetcher fetcher)
{
    /// <summary>Asked for at one visit. An archive of ten years by days is not fetched; its latest days are.</summary>
    public const int MostFetched = 10;

    /// <summary>
    /// All entries of <paramref name="root"/> and of the sitemaps below it, down to <see cref="SitemapBounds.MaxDepth"/>. What cannot be had is left out.
    /// </summary>
    /// <param name="root">As it was fetched.</param>
    /// <param name="since">Sitemaps that say they have not changed since are not asked for.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<IReadOnlyList<SitemapEntry>> CollectAsync(Sitemap root, DateTimeOffset? since, CancellationToken cancellation)
    {
        var entries = new List<SitemapEntry>(root.Entries);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        // The news of an index within an index before the archive of the first.
        var waiting = new PriorityQueue<(SitemapLink Link, int Depth), int>();
        Queue(root, 1);
        while (asked.Count < MostFetched && entries.Count < SitemapBounds.MaxEntries && waiting.TryDequeue(out var next, out _))
        {
            if (!asked.Add(next.Link.Url) || await ReadAsync(new Uri(next.Link.Url), cancellation) is not { } sitemap)
                continue;
            entries.AddRange(sitemap.Entries.Take(SitemapBounds.MaxEntries - entries.Count));
            if (next.Depth < SitemapBounds.MaxDepth)
                Queue(sitemap, next.Depth + 1);
        }

        return entries;

        void Queue(Sitemap index, int depth)
        {
            foreach (var (link, place) in SitemapChoice.OfIndex(index, since).Take(MostFetched).Select((link, place) => (link, place)))
                waiting.Enqueue((link, depth), place);
        }
    }

    /// <summary>Null if it cannot be had or is none.</summary>
    public async Task<Sitemap?> ReadAsync(Uri url, CancellationToken cancellation)
    {
        var fetched = await fetcher.GetAsync(new FetchRequest(url) { Accept = "application/xml,text/xml,text/plain;q=0.8,*/*;q=0.5", MaxBytes = SitemapBounds.MaxBytes }, cancellation);
        return fetched.Outcome == FetchOutcome.Fetched ? SitemapReader.Read(fetched.Body, fetched.Origin) : null;
    }
}
