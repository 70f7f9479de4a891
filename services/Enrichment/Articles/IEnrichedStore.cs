using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment.Articles;

/// <summary>Keeps what was understood of each article.</summary>
internal interface IEnrichedStore
{
    Task<StoredEnrichment?> FindAsync(Guid articleId, CancellationToken cancellation);

    /// <summary>
    /// Writes it and its outgoing messages as one, if it still is at <paramref name="expectedVersion"/> (0: not there).
    /// </summary>
    Task<SaveOutcome> SaveAsync(EnrichedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation);
}

/// <summary>As stored. <see cref="Version"/> rises with every save and is no business of anybody else.</summary>
internal sealed record StoredEnrichment(EnrichedArticle Article, long Version);
