namespace Newsroom.Ingest.Feeds;

/// <summary>
/// What a feed says of itself. <see cref="Title"/>, <see cref="Subtitle"/> and <see cref="Rights"/> are text without markup. Every field is
/// there, null or empty where the feed does not say.
/// </summary>
internal sealed record Feed
{
    /// <summary>rss090, rss091n (Netscape), rss091u (UserLand), rss092, rss093, rss094, rss10, rss20, rss; atom01, atom02, atom03, atom10, atom; json1, json11, json; cdf.</summary>
    public required string Format { get; init; }

    public string? Id { get; init; }
    public string? Title { get; init; }
    public string? Link { get; init; }
    public string? Subtitle { get; init; }
    public string? Rights { get; init; }

    /// <summary>The first author's name, or address if there is no name; all names are in <see cref="Authors"/>.</summary>
    public string? Author { get; init; }
    public string? AuthorEmail { get; init; }
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Names, as <see cref="Authors"/> are.</summary>
    public IReadOnlyList<string> Contributors { get; init; } = [];
    public string? Image { get; init; }
    public string? Generator { get; init; }

    /// <summary>As the feed writes it, with hyphens.</summary>
    public string? Language { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it changed; when it was published, if it does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What its bytes were read as, which is not always what it says.</summary>
    public string? Encoding { get; init; }

    /// <summary>The terms; a label where there is no term.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>WebSub hubs that say when there is news.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>Where the feed itself stands.</summary>
    public string? Self { get; init; }

    /// <summary>Where it says that it has moved to (<c>itunes:new-feed-url</c>).</summary>
    public string? MovedTo { get; init; }

    /// <summary>How long it asks to be left alone, by <c>ttl</c> or <c>sy:updatePeriod</c>.</summary>
    public int? TtlMinutes { get; init; }
}

/// <summary>
/// One entry. <see cref="Title"/>, <see cref="Rights"/> and <see cref="SourceTitle"/> are text without markup; <see cref="Summary"/> and
/// <see cref="Content"/> are HTML made harmless, also where the feed gives plain text.
/// </summary>
internal sealed record FeedEntry
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public string? Link { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }
    public string? Author { get; init; }
    public string? AuthorEmail { get; init; }
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Names, as <see cref="Authors"/> are.</summary>
    public IReadOnlyList<string> Contributors { get; init; } = [];
    public string? Rights { get; init; }

    /// <summary>When it was published; when it was created or dated (Dublin Core), if it does not say.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it changed; when it was published, if it does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<FeedEnclosure> Enclosures { get; init; }
    public string? SourceTitle { get; init; }

    /// <summary>Where the source of a syndicated entry stands.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Where the link leads past a counting redirect (<c>feedburner:origLink</c>).</summary>
    public string? OriginalLink { get; init; }
    public string? Image { get; init; }
    public string? Language { get; init; }

    /// <summary>Of the paper or the site that it stands in (<c>slash:section</c>, <c>prism:section</c>).</summary>
    public string? Section { get; init; }

    /// <summary>Where what it tells of is or happened; null if it does not say.</summary>
    public FeedPlace? Place { get; init; }

    /// <summary>Null if it says nothing of any.</summary>
    public FeedComments? Comments { get; init; }

    /// <summary>The id of what it answers (RFC 4685).</summary>
    public string? InReplyTo { get; init; }
}

/// <param name="Latitude">Degrees north, WGS 84.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Name">As the feed calls it.</param>
internal sealed record FeedPlace(double? Latitude, double? Longitude, string? Name);

/// <param name="Url">A page with them.</param>
/// <param name="Feed">A feed of them.</param>
/// <param name="Count">How many there are.</param>
internal sealed record FeedComments(string? Url, string? Feed, long? Count);

/// <param name="Url">Absolute where a base was known.</param>
/// <param name="Type">A media type, in lower case.</param>
/// <param name="Length">Bytes.</param>
internal sealed record FeedEnclosure(string Url, string? Type, long? Length)
{
    /// <summary>image, video, audio, document or executable (Media RSS).</summary>
    public string? Medium { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>One line of text without markup.</summary>
    public string? Caption { get; init; }
    public string? Credit { get; init; }

    /// <summary>Of several, the one to show.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Those of one number are the same thing in several forms.</summary>
    public int? Group { get; init; }
}

/// <summary>A feed and its entries, in the order of the document, at most <see cref="FeedBounds.MaxEntries"/> of them.</summary>
internal sealed record ParsedFeed(Feed Feed, IReadOnlyList<FeedEntry> Entries);

/// <summary>What came with the bytes: how they were labelled and where they were.</summary>
internal sealed record FeedOrigin(string? MediaType = null, string? Charset = null, string? Url = null, string? Language = null);

/// <summary>What the parser takes at most, whatever its caller allows.</summary>
internal static class FeedBounds
{
    /// <summary>The largest feeds met are podcasts of some ten megabytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Later entries are left out.</summary>
    public const int MaxEntries = 5_000;

    /// <summary>Deeper elements are passed over; the text in them stays part of those around them.</summary>
    public const int MaxDepth = 200;

    /// <summary>Elements of a document; what comes behind is not read. Three bytes an element make 32 MB ten million.</summary>
    public const int MaxElements = 2_000_000;

    /// <summary>Of a title or a name; longer ones are cut.</summary>
    public const int MaxLine = 4_000;

    /// <summary>Of a summary or content before it is cleaned; what is longer is cut.</summary>
    public const int MaxMarkup = 2_000_000;

    /// <summary>Tags, authors, enclosures, hubs of one entry, each.</summary>
    public const int MaxList = 500;

    public const int MaxEntities = 200;

    /// <summary>Of a declared entity, whose reference takes three characters at least: a document grows at most 33 times.</summary>
    public const int MaxEntityLength = 100;

    public const int MaxNamespaces = 200;

    /// <summary>Characters of all base URLs together; what would be relative to later ones is relative to those around them.</summary>
    public const int MaxBases = 8_000_000;
}
