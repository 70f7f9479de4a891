using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Originals;

internal sealed class MongoOriginalStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IOriginalStore, IStorePreparation
{
    private static readonly FilterDefinitionBuilder<Original> Where = Builders<Original>.Filter;
    private readonly IMongoCollection<Original> originals = database.GetCollection<Original>("originals");

    /// <summary>Each carries its own end, so that a change of the setting needs no change of the index.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => originals.Indexes.CreateManyAsync(
        [
            new CreateIndexModel<Original>(Builders<Original>.IndexKeys.Ascending(original => original.ExpireAt), new CreateIndexOptions { Name = "expire_ttl", ExpireAfter = TimeSpan.Zero }),
            new CreateIndexModel<Original>(Builders<Original>.IndexKeys.Ascending(original => original.ArticleId).Descending(original => original.Revision), new CreateIndexOptions { Name = "article" }),
            new CreateIndexModel<Original>(Builders<Original>.IndexKeys.Ascending(original => original.At).Ascending(original => original.Id), new CreateIndexOptions { Name = "at" }),
            new CreateIndexModel<Original>(
                Builders<Original>.IndexKeys.Ascending(original => original.Source).Ascending(original => original.At).Ascending(original => original.Id), new CreateIndexOptions { Name = "source" }),
        ],
        cancellation);

    public async Task KeepAsync(Original original, CancellationToken cancellation)
    {
        try
        {
            await originals.InsertOneAsync(original, cancellationToken: cancellation);
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Of a revision that has one.
        }
    }

    public async Task<Original?> NewestAsync(Guid articleId, CancellationToken cancellation) =>
        await originals.Find(original => original.ArticleId == articleId).SortByDescending(original => original.Revision).FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<OriginalPlace>> ListAsync(OriginalQuery query, OriginalPlace? after, int limit, CancellationToken cancellation)
    {
        var where = Where.Empty;
        if (query.Sources is { } sources)
            where &= Where.In(original => original.Source, sources);
        if (query.From is { } from)
            where &= Where.Gte(original => original.At, from);
        if (query.To is { } to)
            where &= Where.Lt(original => original.At, to);
        if (after is not null)
            where &= Where.Gt(original => original.At, after.At) | (Where.Eq(original => original.At, after.At) & Where.Gt(original => original.Id, after.Id));
        var found = await originals.Find(where).SortBy(original => original.At).ThenBy(original => original.Id).Limit(limit)
            .Project(original => new { original.Id, original.ArticleId, original.At }).ToListAsync(cancellation);
        return [.. found.Select(original => new OriginalPlace(original.Id, original.ArticleId, original.At))];
    }
}
