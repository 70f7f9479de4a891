namespace Newsroom.Publishing.Feeds;

/// <summary>A format of the feeds and where it is served.</summary>
internal sealed record FeedFormat(string Name, string Path, string MediaType)
{
    /// <summary>RSS 2.0 (rssboard.org/rss-specification).</summary>
    public static FeedFormat Rss { get; } = new("RSS", "/feed.rss", "application/rss+xml");

    /// <summary>RFC 4287.</summary>
    public static FeedFormat Atom { get; } = new("Atom", "/feed.atom", "application/atom+xml");

    /// <summary>JSON Feed 1.1 (jsonfeed.org).</summary>
    public static FeedFormat Json { get; } = new("JSON Feed", "/feed.json", "application/feed+json");

    public static IReadOnlyList<FeedFormat> All { get; } = [Rss, Atom, Json];
}
