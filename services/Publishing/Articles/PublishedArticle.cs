using Newsroom.Contracts;

namespace Newsroom.Publishing.Articles;

/// <summary>
/// What publishing knows of one article: its place on the channels and everything needed to show it. A withdrawn one stays as
/// a tombstone, without its text, so that its addresses can answer 410 and no late revision brings it back.
/// </summary>
internal sealed record PublishedArticle
{
    public required Guid ArticleId { get; init; }

    /// <summary>Of the revision that this state is about.</summary>
    public required int Revision { get; init; }

    public required PublicationState State { get; init; }

    /// <summary>Last segment of its address on the site. Stays as it was first given, whatever the title becomes.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>BCP 47; <c>und</c> if nobody could tell.</summary>
    public required string Language { get; init; }

    /// <summary>Null in a tombstone.</summary>
    public Article? Article { get; init; }

    /// <summary>Null in a tombstone.</summary>
    public Enrichment? Enrichment { get; init; }

    /// <summary>When readers could first read any revision of it here.</summary>
    public DateTimeOffset? FirstPublishedAt { get; init; }

    /// <summary>The time that lists are ordered by, newest first: when the source says it was published, never in the future.</summary>
    public required DateTimeOffset SortAt { get; init; }

    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

internal enum PublicationState
{
    Published,

    /// <summary>Held until its embargo ends.</summary>
    Embargoed,

    /// <summary>Held back by its source, which may release it again.</summary>
    Withheld,

    /// <summary>Killed, for good.</summary>
    Withdrawn,
}

/// <summary>What readers saw happen. <see cref="Note"/> is the text of a correction.</summary>
internal sealed record HistoryEntry
{
    public required int Revision { get; init; }
    public required PublicationChange Change { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Note { get; init; }
}
