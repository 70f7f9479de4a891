using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Feeds;

/// <summary>A feed before it takes a format.</summary>
internal sealed record Feed
{
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>The page that shows the same. Absolute, as are the others.</summary>
    public required string HomePage { get; init; }

    /// <summary>Its own address, filters included.</summary>
    public required string Self { get; init; }

    /// <summary>BCP 47; null where its articles are not all in one language.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<FeedItem> Items { get; init; } = [];

    /// <summary>The last change among the articles; not the clock, so that an unchanged feed keeps its ETag.</summary>
    public DateTimeOffset? UpdatedAt => Items.Count > 0 ? Items.Max(static item => item.UpdatedAt) : null;
}

internal sealed record FeedItem
{
    private FeedItem(ReadableArticle readable, string address, string html)
    {
        Readable = readable;
        Address = address;
        Html = html;
    }

    private ReadableArticle Readable { get; }

    /// <summary>The same through all revisions, so that readers see an update and not a second article.</summary>
    public string Id => $"urn:uuid:{Readable.Id}";

    public string Title => Readable.Title;

    /// <summary>Of its page here, absolute.</summary>
    public string Address { get; }

    /// <summary>Where it came from.</summary>
    public string? Original => SafeMarkup.Link(Readable.Article.Url ?? Readable.Article.CanonicalUrl);

    /// <summary>Plain text.</summary>
    public string Summary => Readable.Teaser;

    /// <summary>The correction if there is one, the lead image, the body.</summary>
    public string Html { get; }

    public string? Language => LanguageTag.IsKnown(Readable.Language) ? Readable.Language : null;
    public string Source => Readable.Article.Source.Name;

    /// <summary>Who signed it, the source where nobody did.</summary>
    public IReadOnlyList<string> Authors => Readable.Article.Byline is { Count: > 0 } byline ? byline : [Source];

    public IReadOnlyList<Contracts.Topic> Topics => Readable.Enrichment.Topics;
    public DateTimeOffset PublishedAt => Readable.PublishedAt;
    public DateTimeOffset UpdatedAt => Readable.UpdatedAt ?? Readable.PublishedAt;
    public string? Image => SafeMarkup.Link(Readable.LeadImage?.Url);
    public string? Rights => Readable.Article.Rights is { } rights ? rights.CopyrightNotice ?? rights.CopyrightHolder : null;

    public static FeedItem Of(ReadableArticle readable, SiteAddress address, string body)
    {
        var words = Words.In(readable.Language) ?? Words.In("en")!;
        var html = Correction(readable, words) + LeadImage(readable) + body;
        return new FeedItem(readable, address.Absolute(SiteAddress.ArticlePath(readable.Slug)), html);
    }

    private static string Correction(ReadableArticle readable, Words words)
    {
        if (readable.Correction is not { } correction)
            return "";
        var text = correction.Length > 0 ? correction : words.Corrected;
        return $"<p><strong>{SafeMarkup.Encode(words.Correction)}</strong> {SafeMarkup.Encode(text)}</p>";
    }

    private static string LeadImage(ReadableArticle readable)
    {
        if (readable.LeadImage is not { } media || SafeMarkup.Image(media.Url) is not { } image)
            return "";
        var caption = string.Join(" — ", new[] { media.Caption, media.Credit }.Where(static part => !string.IsNullOrWhiteSpace(part)));
        var below = caption.Length > 0 ? $"<figcaption>{SafeMarkup.Encode(caption)}</figcaption>" : "";
        return $"<figure><img src=\"{SafeMarkup.Encode(image)}\" alt=\"{SafeMarkup.Encode(media.Alt ?? "")}\">{below}</figure>";
    }
}
