namespace Newsroom.Contracts;

/// <summary>Ingest took in a new article or a new revision of one. Carries it whole.</summary>
[EntityName("newsroom.article-received.v1")]
[MessageUrn("newsroom.article-received.v1")]
public sealed record ArticleReceived
{
    public required Article Article { get; init; }
}

/// <summary>
/// Killed: the article must not be used, in any revision, by anyone, whatever arrives later. Overrides everything.
/// </summary>
[EntityName("newsroom.article-withdrawn.v1")]
[MessageUrn("newsroom.article-withdrawn.v1")]
public sealed record ArticleWithdrawn
{
    public required Guid ArticleId { get; init; }

    /// <summary>Higher than that of every revision before.</summary>
    public required int Revision { get; init; }

    public required string Title { get; init; }

    /// <summary>For staff; readers are only told that the article was withdrawn.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset WithdrawnAt { get; init; }
}

/// <summary>Enrichment understood a revision. Carries the article and what is known about it, so that nobody has to ask back.</summary>
[EntityName("newsroom.article-enriched.v1")]
[MessageUrn("newsroom.article-enriched.v1")]
public sealed record ArticleEnriched
{
    public required Article Article { get; init; }

    public required Enrichment Enrichment { get; init; }
}

/// <summary>A revision can be read on every channel.</summary>
[EntityName("newsroom.article-published.v1")]
[MessageUrn("newsroom.article-published.v1")]
[OptionalReader]
public sealed record ArticlePublished
{
    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required PublicationChange Change { get; init; }
    public required string Title { get; init; }
    public required string Slug { get; init; }

    /// <summary>Where it can be read: absolute if the site's address is configured, else a path.</summary>
    public required string Url { get; init; }

    public required string Language { get; init; }
    public required string Source { get; init; }
    public required string Summary { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When this change took effect.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>An article that could be read no longer can: withdrawn for good, or held back by its source.</summary>
[EntityName("newsroom.article-unpublished.v1")]
[MessageUrn("newsroom.article-unpublished.v1")]
[OptionalReader]
public sealed record ArticleUnpublished
{
    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required PublicationChange Change { get; init; }
    public required string Title { get; init; }
    public string? Reason { get; init; }

    /// <summary>When this change took effect.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What happened to an article in the eyes of its readers.</summary>
public enum PublicationChange
{
    Published,
    Revised,
    Corrected,
    Withdrawn,
}
