using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Hosting.Outbox;

/// <summary>
/// A document with the messages that wait to be published about it, so that one write of one document saves both: no
/// transaction over several documents, which a standalone MongoDB has not.
/// </summary>
public sealed class OutboxDocument<TState>
{
    [BsonId]
    public required Guid Id { get; init; }

    /// <summary>1 after the first save, rising with every save.</summary>
    public required long Version { get; init; }

    public required TState State { get; init; }

    public List<StoredEntry> Outbox { get; init; } = [];

    /// <summary>When the next message is due; absent if none waits, which keeps the document out of the relay's index.</summary>
    [BsonIgnoreIfNull]
    public DateTimeOffset? OutboxDue { get; init; }

    [BsonIgnoreIfNull]
    public OutboxLease? OutboxLease { get; init; }
}

/// <summary>A waiting message as stored.</summary>
public sealed record StoredEntry(OutboxEntry Message, DateTimeOffset Due);

/// <summary>Who works on a document's messages, and until when.</summary>
public sealed record OutboxLease(string Token, DateTimeOffset Until);

/// <summary>The outbox in the documents of a MongoDB collection.</summary>
public sealed class MongoOutbox<TState>(IMongoCollection<OutboxDocument<TState>> collection, OutboxSignal signal) : IOutbox
{
    private static readonly FilterDefinitionBuilder<OutboxDocument<TState>> Where = Builders<OutboxDocument<TState>>.Filter;
    private static readonly UpdateDefinitionBuilder<OutboxDocument<TState>> Update = Builders<OutboxDocument<TState>>.Update;

    /// <summary>The relay's index: small, because it holds only documents with waiting messages.</summary>
    public CreateIndexModel<OutboxDocument<TState>> Index { get; } = new(
        Builders<OutboxDocument<TState>>.IndexKeys.Ascending(document => document.OutboxDue),
        new CreateIndexOptions<OutboxDocument<TState>>
        {
            Name = "outbox_due",
            PartialFilterExpression = Where.Exists(document => document.OutboxDue),
        });

    public string Name { get; } = $"{collection.Database.DatabaseNamespace.DatabaseName}.{collection.CollectionNamespace.CollectionName}";

    /// <summary>
    /// Saves state and messages as one, if the document still is at <paramref name="expectedVersion"/> (0: not there).
    /// </summary>
    public async Task<SaveOutcome> SaveAsync(Guid id, TState state, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation)
    {
        var entries = outgoing.Select(entry => new StoredEntry(entry, entry.NotBefore ?? entry.Time)).ToList();
        var saved = expectedVersion == 0
            ? await InsertAsync(id, state, entries, cancellation)
            : await ReplaceAsync(id, state, expectedVersion, entries, cancellation);
        if (saved && entries.Count > 0)
            signal.Ring(Name);
        return saved ? SaveOutcome.Saved : SaveOutcome.Stale;
    }

    public async Task<IReadOnlyList<OutboxBatch>> LeaseAsync(int documents, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var free = Where.Lte(document => document.OutboxDue, now)
            & (Where.Exists(document => document.OutboxLease, false) | Where.Lte(document => document.OutboxLease!.Until, now));
        var candidates = await collection.Find(free).SortBy(document => document.OutboxDue).Limit(documents)
            .Project(document => document.Id).ToListAsync(cancellation);
        if (candidates.Count == 0)
            return [];

        // Other replicas may have seen the same ones: whoever writes the token first has them.
        var token = Guid.NewGuid().ToString("N");
        await collection.UpdateManyAsync(
            Where.In(document => document.Id, candidates) & free,
            Update.Set(document => document.OutboxLease, new OutboxLease(token, now + lease)),
            cancellationToken: cancellation);
        var leased = await collection
            .Find(Where.In(document => document.Id, candidates) & Where.Eq(document => document.OutboxLease!.Token, token))
            .SortBy(document => document.OutboxDue).Project(document => new { document.Id, document.Outbox }).ToListAsync(cancellation);
        return [.. leased.Select(document => new OutboxBatch(
            document.Id.ToString(), token, [.. document.Outbox.Where(entry => entry.Due <= now).Select(entry => entry.Message)]))];
    }

    public async Task CompleteAsync(IReadOnlyList<OutboxReceipt> receipts, CancellationToken cancellation)
    {
        if (receipts.Count == 0)
            return;
        var writes = receipts.Select(receipt => new UpdateOneModel<OutboxDocument<TState>>(
            Where.Eq(document => document.Id, Guid.Parse(receipt.DocumentId)), Without(receipt)));
        await collection.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, cancellation);
    }

    public async Task<OutboxLevel> MeasureAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var level = await collection.Aggregate()
            .Match(Where.Exists(document => document.OutboxDue))
            .Group(_ => 1, group => new { Depth = group.Sum(document => document.Outbox.Count), Oldest = group.Min(document => document.OutboxDue) })
            .FirstOrDefaultAsync(cancellation);
        return level is null
            ? new OutboxLevel(0, TimeSpan.Zero)
            : new OutboxLevel(level.Depth, level.Oldest is { } oldest && oldest < now ? now - oldest : TimeSpan.Zero);
    }

    private async Task<bool> InsertAsync(Guid id, TState state, List<StoredEntry> entries, CancellationToken cancellation)
    {
        try
        {
            await collection.InsertOneAsync(
                new OutboxDocument<TState> { Id = id, Version = 1, State = state, Outbox = entries, OutboxDue = entries.Count == 0 ? null : entries.Min(entry => entry.Due) },
                cancellationToken: cancellation);
            return true;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private async Task<bool> ReplaceAsync(Guid id, TState state, long expectedVersion, List<StoredEntry> entries, CancellationToken cancellation)
    {
        var update = Update.Set(document => document.State, state).Inc(document => document.Version, 1);
        if (entries.Count > 0)
            update = update.PushEach(document => document.Outbox, entries).Min(document => document.OutboxDue, entries.Min(entry => entry.Due));
        var result = await collection.UpdateOneAsync(
            Where.Eq(document => document.Id, id) & Where.Eq(document => document.Version, expectedVersion), update, cancellationToken: cancellation);
        return result.MatchedCount == 1;
    }

    /// <summary>
    /// An update with a pipeline, because the next due time follows from what is left. Messages saved since the lease stay; the
    /// lease goes only if it still is this one.
    /// </summary>
    private static UpdateDefinition<OutboxDocument<TState>> Without(OutboxReceipt receipt)
    {
        var published = new BsonArray(receipt.Published.Select(id => new BsonBinaryData(id, GuidRepresentation.Standard)));
        var left = new BsonDocument("$filter", new BsonDocument
        {
            ["input"] = "$outbox",
            ["cond"] = new BsonDocument("$not", new BsonArray { new BsonDocument("$in", new BsonArray { "$$this.message._id", published }) }),
        });
        var stages = new List<BsonDocument> { new("$set", new BsonDocument("outbox", left)) };
        foreach (var postponed in receipt.Postponed)
            stages.Add(Postpone(postponed));
        stages.Add(new BsonDocument("$set", new BsonDocument
        {
            ["outboxDue"] = new BsonDocument("$ifNull", new BsonArray { new BsonDocument("$min", "$outbox.due"), "$$REMOVE" }),
            ["outboxLease"] = new BsonDocument("$cond", new BsonArray
            {
                new BsonDocument("$eq", new BsonArray { "$outboxLease.token", receipt.Lease }), "$$REMOVE", "$outboxLease",
            }),
        }));
        return Update.Pipeline(PipelineDefinition<OutboxDocument<TState>, OutboxDocument<TState>>.Create(stages));
    }

    private static BsonDocument Postpone(PostponedEntry postponed) => new("$set", new BsonDocument("outbox", new BsonDocument("$map", new BsonDocument
    {
        ["input"] = "$outbox",
        ["in"] = new BsonDocument("$cond", new BsonArray
        {
            new BsonDocument("$eq", new BsonArray { "$$this.message._id", new BsonBinaryData(postponed.Id, GuidRepresentation.Standard) }),
            new BsonDocument("$mergeObjects", new BsonArray { "$$this", new BsonDocument("due", new BsonDateTime(postponed.Until.UtcDateTime)) }),
            "$$this",
        }),
    })));
}
