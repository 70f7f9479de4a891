namespace Newsroom.Contracts;

/// <summary>
/// One revision of an article, whole. <see cref="ArticleId"/> stays for the article's life; <see cref="Revision"/> rises by at
/// least one whenever the content changes, and is the only thing that orders versions: clocks are not.
/// </summary>
public sealed record Article
{
    /// <summary>UUIDv5 (RFC 9562) of the source and the source's own id, else of the canonical URL.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>1, 2, …; an equal or lower one is no news.</summary>
    public required int Revision { get; init; }

    public required ArticleSource Source { get; init; }

    /// <summary>The source's own id of the article (an RSS guid, a ninjs uri).</summary>
    public string? Guid { get; init; }

    /// <summary>As given by the source.</summary>
    public string? Url { get; init; }

    /// <summary>Normalised: no trackers, no fragment.</summary>
    public string? CanonicalUrl { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<string> Byline { get; init; } = [];

    /// <summary>Where the reporting happened.</summary>
    public string? Dateline { get; init; }

    /// <summary>The desk's short name of the story; repeats exactly on later leads.</summary>
    public string? Slugline { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>As given by the source, BCP 47. What enrichment found is in <see cref="Enrichment.Language"/>.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<Block> Body { get; init; } = [];

    public IReadOnlyList<Media> Media { get; init; } = [];

    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Subjects as given: IPTC Media Topics codes or the source's own words.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    public ArticleStatus Status { get; init; } = ArticleStatus.Usable;

    /// <summary>Not publishable before this time, in any revision (ninjs 3.0).</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>1 (highest) to 9, as the source's editors see it (IPTC urgency).</summary>
    public int? Urgency { get; init; }

    /// <summary>For receiving staff only; never shown to readers (ninjs).</summary>
    public string? EdNote { get; init; }

    /// <summary>What was wrong before, when this revision is a correction; shown to readers.</summary>
    public string? Correction { get; init; }

    public Rights? Rights { get; init; }

    /// <summary>
    /// What is different from the revision before, in words for people (<c>title: “…” → “…”</c>, <c>3 paragraphs added, 1 changed</c>); empty for
    /// the first one.
    /// </summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public required Provenance Provenance { get; init; }
}

/// <summary>ninjs <c>pubstatus</c>. Canceled means: never use, in any revision.</summary>
public enum ArticleStatus
{
    Usable,
    Withheld,
    Canceled,
}

/// <summary>Who the article came from. <see cref="Kind"/> is how: feed, page, submission or agency.</summary>
public sealed record ArticleSource
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? HomePage { get; init; }
    public SourceKind Kind { get; init; } = SourceKind.Submission;
}

public enum SourceKind
{
    Submission,
    Feed,
    Page,
    Agency,
}

/// <summary>
/// A piece of the body. <see cref="Text"/> is plain; <see cref="Html"/>, where there is any, is the same with inline markup
/// (links, emphasis), sanitised. Which other members are set depends on <see cref="Type"/>.
/// </summary>
public sealed record Block
{
    public required BlockType Type { get; init; }

    /// <summary>Plain text of heading, paragraph, quote; the caption of an image.</summary>
    public string? Text { get; init; }

    /// <summary>Sanitised inline HTML of <see cref="Text"/>; absent where it would say nothing more.</summary>
    public string? Html { get; init; }

    /// <summary>Heading: 2 to 6.</summary>
    public int? Level { get; init; }

    /// <summary>List: numbered or not.</summary>
    public bool? Ordered { get; init; }

    /// <summary>List: one text an item.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Table: rows of cells, the header row first if <see cref="HasHeader"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }

    public bool? HasHeader { get; init; }

    /// <summary>Quote: who said it, or where it stands.</summary>
    public string? Cite { get; init; }

    /// <summary>Image.</summary>
    public Media? Media { get; init; }
}

public enum BlockType
{
    Paragraph,
    Heading,
    List,
    Quote,
    Image,
    Table,
}

public sealed record Media
{
    /// <summary>Absolute http(s) URL.</summary>
    public required string Url { get; init; }

    /// <summary>MIME type.</summary>
    public string? Type { get; init; }
    public string? Alt { get; init; }
    public string? Caption { get; init; }
    public string? Credit { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }
}

public sealed record Link
{
    /// <summary>Absolute http(s) URL.</summary>
    public required string Url { get; init; }
    public string? Text { get; init; }
}

public sealed record Rights
{
    public string? CopyrightHolder { get; init; }
    public string? CopyrightNotice { get; init; }
    public string? UsageTerms { get; init; }

    /// <summary>The agency or outlet that a syndicated copy stems from.</summary>
    public string? OriginalSource { get; init; }

    /// <summary>IPTC Digital Source Type, the marker of machine-made content: a code or its URI (<c>http://cv.iptc.org/newscodes/digitalsourcetype/…</c>).</summary>
    public string? DigitalSourceType { get; init; }
}

/// <summary>How this revision came in.</summary>
public sealed record Provenance
{
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The door: <c>http</c>, <c>amqp</c>, <c>feed</c>, <c>page</c>, <c>folder</c>.</summary>
    public required string Via { get; init; }

    /// <summary>SHA-256 over what makes the content, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What made blocks of the input: <c>blocks</c>, <c>html</c>, <c>text</c>, <c>page</c>, with a version after a slash.</summary>
    public required string Extraction { get; init; }

    public string? FetchedFrom { get; init; }
}
