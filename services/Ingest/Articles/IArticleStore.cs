using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Articles;

/// <summary>Keeps the articles that came in.</summary>
internal interface IArticleStore
{
    Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation);

    /// <summary>
    /// Writes the article and its outgoing messages as one, if it still is at <paramref name="expectedVersion"/> (0: not there).
    /// </summary>
    Task<SaveOutcome> SaveAsync(IngestedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation);
}

/// <summary>An article as stored. <see cref="Version"/> rises with every save and is no business of anybody else.</summary>
internal sealed record StoredArticle(IngestedArticle Article, long Version);
