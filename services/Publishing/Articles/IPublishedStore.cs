using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Publishing.Articles;

/// <summary>Keeps what publishing knows of each article.</summary>
internal interface IPublishedStore
{
    Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation);

    /// <summary>Tombstones included: their addresses answer 410.</summary>
    Task<PublishedArticle?> FindBySlugAsync(string slug, CancellationToken cancellation);

    /// <summary>
    /// Writes the article and its outgoing messages as one, if it still is at <paramref name="expectedVersion"/> (0: not there).
    /// </summary>
    Task<SaveOutcome> SaveAsync(PublishedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation);

    /// <summary>The articles that readers can read, newest <see cref="PublishedArticle.SortAt"/> first.</summary>
    Task<IReadOnlyList<PublishedArticle>> ListPublishedAsync(PublishedQuery query, CancellationToken cancellation);
}

/// <summary>An article as stored. <see cref="Version"/> rises with every save and is no business of anybody else.</summary>
internal sealed record StoredArticle(PublishedArticle Article, long Version);

/// <summary><see cref="Before"/> is the place of the last article of the page before; null for the first page.</summary>
internal sealed record PublishedQuery(int Limit, ListPosition? Before = null, string? Language = null, string? Source = null);

/// <summary>A place in the list: time, and id where times are equal.</summary>
internal sealed record ListPosition(DateTimeOffset SortAt, Guid ArticleId);
