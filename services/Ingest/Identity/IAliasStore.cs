namespace Newsroom.Ingest.Identity;

/// <summary>Which article has which names. A name is given once; it moves only to settle a race, see <see cref="ClaimAsync"/>.</summary>
internal interface IAliasStore
{
    /// <summary>Those of the keys that are taken, in one look-up.</summary>
    Task<IReadOnlyList<ArticleAlias>> FindAsync(IReadOnlyList<ArticleKey> keys, CancellationToken cancellation);

    /// <summary>All names of an article, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ArticleAlias>> OfAsync(Guid articleId, int limit, CancellationToken cancellation);

    /// <summary>
    /// Gives the names to the article, unless one of them was given away meanwhile: then to the article that has that one, those included which
    /// this call gave out before. Returns the article.
    /// </summary>
    Task<Guid> ClaimAsync(IReadOnlyList<ArticleKey> keys, Guid articleId, CancellationToken cancellation);
}
