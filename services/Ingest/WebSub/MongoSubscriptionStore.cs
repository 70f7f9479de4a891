using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.WebSub;

/// <summary>One document a subscription. That a source has one at most that goes on, is an index's to see to.</summary>
internal sealed class MongoSubscriptionStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : ISubscriptionStore, IStorePreparation
{
    private static readonly FilterDefinitionBuilder<SubscriptionDocument> Where = Builders<SubscriptionDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<SubscriptionDocument> Update = Builders<SubscriptionDocument>.Update;

    private readonly IMongoCollection<SubscriptionDocument> subscriptions = database.GetCollection<SubscriptionDocument>("subscriptions");

    public Task PrepareAsync(CancellationToken cancellation) => subscriptions.Indexes.CreateManyAsync(
        [
            new(Builders<SubscriptionDocument>.IndexKeys.Ascending(document => document.Token), new CreateIndexOptions { Name = "token", Unique = true }),
            new(Builders<SubscriptionDocument>.IndexKeys.Ascending(document => document.OfSource),
                new CreateIndexOptions<SubscriptionDocument> { Name = "source", Unique = true, PartialFilterExpression = Where.Exists(document => document.OfSource) }),
            new(Builders<SubscriptionDocument>.IndexKeys.Ascending(document => document.Due), new CreateIndexOptions { Name = "due" }),
        ],
        cancellation);

    public async Task<bool> AddAsync(Subscription subscription, CancellationToken cancellation)
    {
        try
        {
            await subscriptions.InsertOneAsync(SubscriptionDocument.Of(subscription), cancellationToken: cancellation);
            return true;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public Task<Subscription?> FindAsync(Guid id, CancellationToken cancellation) => FirstAsync(Where.Eq(document => document.Id, id), cancellation);

    public Task<Subscription?> FindByTokenAsync(string token, CancellationToken cancellation) => FirstAsync(Where.Eq(document => document.Token, token), cancellation);

    public Task<Subscription?> FindOfSourceAsync(Guid sourceId, CancellationToken cancellation) =>
        FirstAsync(Where.Eq(document => document.OfSource, sourceId), cancellation);

    public async Task<SaveOutcome> SaveAsync(Subscription subscription, long expectedVersion, CancellationToken cancellation)
    {
        var result = await subscriptions.ReplaceOneAsync(
            Where.Eq(document => document.Id, subscription.Id) & Where.Eq(document => document.Version, expectedVersion),
            SubscriptionDocument.Of(subscription with { Version = expectedVersion + 1 }), cancellationToken: cancellation);
        return result.MatchedCount == 1 ? SaveOutcome.Saved : SaveOutcome.Stale;
    }

    public Task RemoveAsync(Guid id, CancellationToken cancellation) => subscriptions.DeleteOneAsync(document => document.Id == id, cancellation);

    public async Task<IReadOnlyList<Subscription>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var due = await subscriptions.Find(document => document.Due <= now).SortBy(document => document.Due).Limit(most).Project(document => document.Id).ToListAsync(cancellation);
        var taken = new List<Subscription>(due.Count);
        foreach (var id in due)
        {
            // Another replica may have been faster.
            var document = await subscriptions.FindOneAndUpdateAsync(
                Where.Eq(one => one.Id, id) & Where.Lte(one => one.Due, now), Update.Set(one => one.Due, now + lease).Inc(one => one.Version, 1),
                new FindOneAndUpdateOptions<SubscriptionDocument> { ReturnDocument = ReturnDocument.After }, cancellation);
            if (document is not null)
                taken.Add(document.ToSubscription());
        }

        return taken;
    }

    public async Task<IReadOnlyDictionary<SubscriptionState, long>> CountAsync(CancellationToken cancellation)
    {
        var counts = await subscriptions.Aggregate().Group(document => document.State, group => new { State = group.Key, Count = group.LongCount() }).ToListAsync(cancellation);
        return counts.ToDictionary(one => one.State, one => one.Count);
    }

    private async Task<Subscription?> FirstAsync(FilterDefinition<SubscriptionDocument> filter, CancellationToken cancellation) =>
        (await subscriptions.Find(filter).FirstOrDefaultAsync(cancellation))?.ToSubscription();
}

/// <summary>A subscription as it is stored. <see cref="OfSource"/> is absent once it is not wanted any more.</summary>
internal sealed class SubscriptionDocument
{
    [BsonId]
    public required Guid Id { get; init; }
    public required string Token { get; init; }
    public Guid? OfSource { get; init; }
    public required DateTimeOffset Due { get; init; }
    public required SubscriptionState State { get; init; }
    public required long Version { get; init; }
    public required Subscription Subscription { get; init; }

    public static SubscriptionDocument Of(Subscription subscription) => new()
    {
        Id = subscription.Id,
        Token = subscription.Key.Token,
        OfSource = subscription.EndingSince is null ? subscription.SourceId : null,
        Due = subscription.Due,
        State = subscription.State,
        Version = subscription.Version,
        Subscription = subscription,
    };

    public Subscription ToSubscription() => Subscription with { Due = Due, Version = Version };
}
