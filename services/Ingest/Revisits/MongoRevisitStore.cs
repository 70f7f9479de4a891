using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Polling;

namespace Newsroom.Ingest.Revisits;

/// <summary>One small document an article, from its first visit to its last; shared out as the sources are.</summary>
internal sealed class MongoRevisitStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IRevisitStore, IStorePreparation
{
    private static readonly FilterDefinitionBuilder<RevisitDocument> Where = Builders<RevisitDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<RevisitDocument> Update = Builders<RevisitDocument>.Update;

    private readonly IMongoCollection<RevisitDocument> visits = database.GetCollection<RevisitDocument>("revisits");

    public Task PrepareAsync(CancellationToken cancellation) => visits.Indexes.CreateManyAsync(
        [
            new(Builders<RevisitDocument>.IndexKeys.Ascending(document => document.Due), new CreateIndexOptions { Name = "due" }),
            new(Builders<RevisitDocument>.IndexKeys.Ascending(document => document.Lease),
                new CreateIndexOptions<RevisitDocument> { Name = "lease", PartialFilterExpression = Where.Exists(document => document.Lease) }),
        ],
        cancellation);

    public Task PlanAsync(Revisit visit, CancellationToken cancellation) => visits.ReplaceOneAsync(
        document => document.ArticleId == visit.ArticleId, RevisitDocument.Of(visit), new ReplaceOptions { IsUpsert = true }, cancellation);

    public Task HastenAsync(Revisit visit, CancellationToken cancellation) => visits.UpdateOneAsync(
        document => document.ArticleId == visit.ArticleId,
        Update.Min(document => document.Due, visit.Due)
            .SetOnInsert(document => document.SourceId, visit.SourceId)
            .SetOnInsert(document => document.Url, visit.Url)
            .SetOnInsert(document => document.Since, visit.Since)
            .SetOnInsert(document => document.ETag, visit.ETag)
            .SetOnInsert(document => document.LastModified, visit.LastModified)
            .SetOnInsert(document => document.PageHash, visit.PageHash)
            .SetOnInsert(document => document.NotFound, visit.NotFound),
        new UpdateOptions { IsUpsert = true }, cancellation);

    public async Task<IReadOnlyList<LeasedRevisit>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var (token, held) = await visits.LeaseAsync(most, now, lease, cancellation);
        return [.. held.Select(document => new LeasedRevisit(document.ToVisit(), token))];
    }

    public Task PutBackAsync(IReadOnlyList<(LeasedRevisit Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation) => visits.BulkWriteAsync(
        waiting.Select(one => new UpdateOneModel<RevisitDocument>(
            Held(one.Leased), Update.Set(document => document.Due, one.Turn).Unset(document => document.Lease).Unset(document => document.LeaseUntil))),
        cancellationToken: cancellation);

    public async Task<bool> CompleteAsync(LeasedRevisit leased, Revisit? next, CancellationToken cancellation) => next is null
        ? (await visits.DeleteOneAsync(Held(leased), cancellation)).DeletedCount == 1
        : (await visits.ReplaceOneAsync(Held(leased), RevisitDocument.Of(next), cancellationToken: cancellation)).MatchedCount == 1;

    private static FilterDefinition<RevisitDocument> Held(LeasedRevisit leased) =>
        Where.Eq(document => document.ArticleId, leased.Visit.ArticleId) & Where.Eq(document => document.Lease, leased.Lease);
}

/// <summary>A visit as it is stored.</summary>
internal sealed class RevisitDocument : LeasedDocument
{
    [BsonId]
    public required Guid ArticleId { get; init; }
    public required Guid SourceId { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset Since { get; init; }
    public string? ETag { get; init; }
    public string? LastModified { get; init; }
    public string? PageHash { get; init; }
    public int NotFound { get; init; }

    public static RevisitDocument Of(Revisit visit) => new()
    {
        ArticleId = visit.ArticleId,
        SourceId = visit.SourceId,
        Url = visit.Url,
        Since = visit.Since,
        Due = visit.Due,
        ETag = visit.ETag,
        LastModified = visit.LastModified,
        PageHash = visit.PageHash,
        NotFound = visit.NotFound,
    };

    public Revisit ToVisit() => new()
    {
        ArticleId = ArticleId,
        SourceId = SourceId,
        Url = Url,
        Since = Since,
        Due = Due!.Value,
        ETag = ETag,
        LastModified = LastModified,
        PageHash = PageHash,
        NotFound = NotFound,
    };
}
