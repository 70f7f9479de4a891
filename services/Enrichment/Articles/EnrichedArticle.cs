namespace Newsroom.Enrichment.Articles;

/// <summary>What enrichment knows of one article.</summary>
internal sealed record EnrichedArticle
{
    public required Guid ArticleId { get; init; }

    /// <summary>The newest revision that was understood, or the one with which the article was killed.</summary>
    public required int Revision { get; init; }

    /// <summary>Null once the article is killed.</summary>
    public Contracts.Enrichment? Enrichment { get; init; }

    public bool Withdrawn { get; init; }

    public required DateTimeOffset At { get; init; }
}
