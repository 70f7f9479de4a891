using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Identity;

/// <summary>A document a name, with the name's id as its own: the index that every collection has makes it unique.</summary>
internal sealed class MongoAliasStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IAliasStore, IStorePreparation
{
    private readonly IMongoCollection<ArticleAlias> aliases = database.GetCollection<ArticleAlias>("aliases");

    public Task PrepareAsync(CancellationToken cancellation) => aliases.Indexes.CreateOneAsync(
        new CreateIndexModel<ArticleAlias>(Builders<ArticleAlias>.IndexKeys.Ascending(alias => alias.ArticleId), new CreateIndexOptions { Name = "article" }),
        cancellationToken: cancellation);

    public async Task<IReadOnlyList<ArticleAlias>> FindAsync(IReadOnlyList<ArticleKey> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(key => key.Id).ToList();
        return await aliases.Find(alias => ids.Contains(alias.Id)).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<ArticleAlias>> OfAsync(Guid articleId, int limit, CancellationToken cancellation) =>
        await aliases.Find(alias => alias.ArticleId == articleId).SortBy(alias => alias.Name).Limit(limit).ToListAsync(cancellation);

    /// <summary>
    /// The last name first: the first one is that of the article itself, and whoever sees it given sees all others given. A conflict is met before
    /// anything stands under it, so that of two who come at once, by different names and a common one, both end at the same article. (Of
    /// three who come within the same milliseconds by a chain of names, one may save an article that the names then pass by.)
    /// </summary>
    public async Task<Guid> ClaimAsync(IReadOnlyList<ArticleKey> keys, Guid articleId, CancellationToken cancellation)
    {
        var owner = articleId;
        var given = new List<Guid>(keys.Count);
        foreach (var key in keys.Reverse())
        {
            if (await TryInsertAsync(new ArticleAlias(key.Id, key.Name, owner), cancellation))
            {
                given.Add(key.Id);
                continue;
            }

            var other = await aliases.Find(alias => alias.Id == key.Id).SingleAsync(cancellation);
            if (other.ArticleId == owner)
                continue;
            await aliases.UpdateManyAsync(
                Builders<ArticleAlias>.Filter.In(alias => alias.Id, given) & Builders<ArticleAlias>.Filter.Eq(alias => alias.ArticleId, owner),
                Builders<ArticleAlias>.Update.Set(alias => alias.ArticleId, other.ArticleId), cancellationToken: cancellation);
            owner = other.ArticleId;
        }

        return owner;
    }

    private async Task<bool> TryInsertAsync(ArticleAlias alias, CancellationToken cancellation)
    {
        try
        {
            await aliases.InsertOneAsync(alias, cancellationToken: cancellation);
            return true;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }
}
