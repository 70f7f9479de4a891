namespace Newsroom.Ingest.Sitemaps;

/// <summary>A sitemap (sitemaps.org 0.9), or an index of sitemaps; some are both.</summary>
/// <param name="Entries">Pages, in the order of the document.</param>
/// <param name="Sitemaps">Other sitemaps, in the order of the document.</param>
internal sealed record Sitemap(IReadOnlyList<SitemapEntry> Entries, IReadOnlyList<SitemapLink> Sitemaps)
{
    /// <summary>Whether it lists news, by the extension that search engines for news read: titles and times of the last two days.</summary>
    public bool IsNews => Entries.Any(entry => entry.Title is not null);
}

/// <summary>One page. What only news sitemaps say is null in others.</summary>
/// <param name="Url">Absolute, http or https.</param>
internal sealed record SitemapEntry(string Url)
{
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Of the article.</summary>
    public string? Title { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>As written: ISO 639, or zh-cn and zh-tw.</summary>
    public string? Language { get; init; }

    /// <summary>The name of the paper or site.</summary>
    public string? Publication { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? Image { get; init; }
}

internal sealed record SitemapLink(string Url, DateTimeOffset? LastModified);

/// <summary>What is read at most.</summary>
internal static class SitemapBounds
{
    /// <summary>The protocol's own: 50,000 URLs.</summary>
    public const int MaxEntries = 50_000;

    /// <summary>The protocol allows 50 MB, which no news sitemap of 1,000 URLs comes near. What stands beyond is not read.</summary>
    public const int MaxBytes = Feeds.FeedBounds.MaxBytes;

    /// <summary>An index may name indexes, which the protocol forbids and sites do.</summary>
    public const int MaxDepth = 2;

    public const int MaxKeywords = 50;
}
