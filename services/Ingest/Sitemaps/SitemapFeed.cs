using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Sitemaps;

/// <summary>The newest pages of sitemaps as the entries of a feed that gives no text, so that they are polled as feeds are.</summary>
internal static class SitemapFeed
{
    /// <summary>The newest first; those that tell no time stay in the order of the document, behind. A page listed twice comes once.</summary>
    public static ParsedFeed Of(IEnumerable<SitemapEntry> entries)
    {
        var newest = entries.DistinctBy(entry => entry.Url).OrderByDescending(Time).Take(FeedBounds.MaxEntries).ToList();
        var first = newest.FirstOrDefault(entry => entry.Publication is not null);
        var feed = new Feed { Format = "sitemap", Title = first?.Publication, Language = first?.Language, UpdatedAt = newest.Select(Time).FirstOrDefault(), Authors = [], Tags = [] };
        return new ParsedFeed(feed, [.. newest.Select(Entry)]);
    }

    private static DateTimeOffset? Time(SitemapEntry entry) => entry.PublishedAt ?? entry.LastModified;

    private static FeedEntry Entry(SitemapEntry entry) => new()
    {
        Id = entry.Url,
        Link = entry.Url,
        Title = entry.Title,
        PublishedAt = entry.PublishedAt,
        UpdatedAt = entry.LastModified ?? entry.PublishedAt,
        Language = entry.Language,
        Image = entry.Image,
        SourceTitle = entry.Publication,
        Authors = [],
        Tags = entry.Keywords,
        Enclosures = [],
    };
}
