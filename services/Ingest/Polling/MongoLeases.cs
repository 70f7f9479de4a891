using MongoDB.Driver;

namespace Newsroom.Ingest.Polling;

/// <summary>What comes round and is shared out among replicas, as it is stored.</summary>
internal abstract class LeasedDocument
{
    /// <summary>When its turn is; absent while it has none.</summary>
    public DateTimeOffset? Due { get; init; }
    public Guid? Lease { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
}

/// <summary>
/// Leases with two updates however many documents they are for: the condition on the lease stands in the update, so that two replicas that saw the
/// same documents get different ones.
/// </summary>
internal static class MongoLeases
{
    /// <summary>Those of which nobody holds a lease now.</summary>
    public static FilterDefinition<T> Free<T>(DateTimeOffset now) where T : LeasedDocument
    {
        var where = Builders<T>.Filter;
        return where.Exists(document => document.LeaseUntil, exists: false) | where.Lte(document => document.LeaseUntil, now);
    }

    /// <summary>Takes what is due and free, the longest due first.</summary>
    /// <returns>What was got, with the token of its lease.</returns>
    public static async Task<(Guid Token, IReadOnlyList<T> Held)> LeaseAsync<T>(
        this IMongoCollection<T> documents, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) where T : LeasedDocument
    {
        var where = Builders<T>.Filter;
        var token = Guid.NewGuid();
        var free = where.Lte(document => document.Due, now) & Free<T>(now);
        var due = await documents.Find(free).SortBy(document => document.Due).Limit(most).Project(Builders<T>.Projection.Include("_id")).ToListAsync(cancellation);
        if (due.Count == 0)
            return (token, []);
        var taken = await documents.UpdateManyAsync(
            where.In("_id", due.Select(document => document["_id"])) & free,
            Builders<T>.Update.Set(document => document.Lease, token).Set(document => document.LeaseUntil, now + lease), cancellationToken: cancellation);
        return taken.ModifiedCount == 0 ? (token, []) : (token, await documents.Find(document => document.Lease == token).SortBy(document => document.Due).ToListAsync(cancellation));
    }
}
