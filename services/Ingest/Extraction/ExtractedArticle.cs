using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>What could be read out of a page or a text. What is not there is null or empty; nothing is guessed.</summary>
internal sealed record ExtractedArticle
{
    /// <summary>Whether it is an article. If not, the rest is what an article would be made of: a notice, a list of links, a line or two.</summary>
    public bool IsArticle { get; init; } = true;

    /// <summary>Empty only where it is no article.</summary>
    public required string Title { get; init; }
    public IReadOnlyList<string> Byline { get; init; } = [];
    public string? Dateline { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>As the page declares it, BCP 47.</summary>
    public string? Language { get; init; }

    public string? CanonicalUrl { get; init; }
    public string? SiteName { get; init; }
    public string? Section { get; init; }

    /// <summary>Whether readers have to pay for it; null where the page does not say.</summary>
    public bool? Paywalled { get; init; }

    public required IReadOnlyList<Block> Blocks { get; init; }
    public IReadOnlyList<Media> Media { get; init; } = [];
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What made it, with a version: <c>text/1</c>, <c>page/1</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Where each field was found, by field name: <c>"title": "meta og:title"</c>.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();
}
