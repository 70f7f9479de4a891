using System.Collections.Concurrent;
using MongoDB.Driver;
using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Changes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Places;

/// <summary>Databases with names of their own on one MongoDB; a store is set up anew each time, as a further replica would.</summary>
public sealed class MongoPlace(MongoServer server) : StorePlace
{
    private static readonly ConcurrentDictionary<string, MongoClient> Clients = new(StringComparer.Ordinal);
    private readonly string name = "conformance-" + Guid.NewGuid().ToString("N");
    private readonly List<MongoChangeLog> logs = [];

    internal override async Task<(IArticleStore Store, IOutbox Outbox)> IngestedAsync()
    {
        var store = await PreparedAsync(new MongoArticleStore(await DatabaseAsync("ingest"), Signal));
        return (store, store.Outbox);
    }

    internal override async Task<(IEnrichedStore Store, IOutbox Outbox)> EnrichedAsync()
    {
        var store = await PreparedAsync(new MongoEnrichedStore(await DatabaseAsync("enrichment"), Signal));
        return (store, store.Outbox);
    }

    internal override async Task<(IPublishedStore Store, IOutbox Outbox)> PublishedAsync()
    {
        var store = await PreparedAsync(new MongoPublishedStore(await DatabaseAsync("publishing"), Signal));
        return (store, store.Outbox);
    }

    internal override async Task<IReadOnlyList<IAliasStore>> AliasesAsync(int replicas)
    {
        var stores = new List<IAliasStore>();
        for (var i = 0; i < replicas; i++)
            stores.Add(await PreparedAsync(new MongoAliasStore(await DatabaseAsync("ingest"))));
        return stores;
    }

    internal override async Task<IOriginalStore> OriginalsAsync() => await PreparedAsync(new MongoOriginalStore(await DatabaseAsync("ingest")));

    internal override async Task<IQuarantineStore> QuarantineAsync() => await PreparedAsync(new MongoQuarantineStore(await DatabaseAsync("ingest")));

    internal override async Task<(ISourceStore One, ISourceStore Other)> SourcesAsync() =>
        (await PreparedAsync(new MongoSourceStore(await DatabaseAsync("ingest"))), new MongoSourceStore(await DatabaseAsync("ingest")));

    internal override async Task<(IRevisitStore One, IRevisitStore Other)> RevisitsAsync() =>
        (await PreparedAsync(new MongoRevisitStore(await DatabaseAsync("ingest"))), new MongoRevisitStore(await DatabaseAsync("ingest")));

    internal override async Task<(ISubscriptionStore One, ISubscriptionStore Other)> SubscriptionsAsync() =>
        (await PreparedAsync(new MongoSubscriptionStore(await DatabaseAsync("ingest"))), new MongoSubscriptionStore(await DatabaseAsync("ingest")));

    internal override async Task<(IAnswerStore Store, IOutbox Outbox)> AnswersAsync()
    {
        var store = await PreparedAsync(new MongoAnswerStore(await DatabaseAsync("ingest"), Signal));
        return (store, store.Outbox);
    }

    internal override async Task<IReadOnlyList<IChangeLog>> ChangesAsync(int replicas)
    {
        for (var i = 0; i < replicas; i++)
            logs.Add(await PreparedAsync(new MongoChangeLog(await DatabaseAsync("publishing"))));
        return logs;
    }

    internal async Task<IMongoDatabase> DatabaseAsync(string service) =>
        Clients.GetOrAdd(await server.ConnectionStringAsync(), address => MongoConventions.Connect(address, "newsroom-conformance")).GetDatabase($"{name}-{service}");

    public override async ValueTask DisposeAsync()
    {
        foreach (var log in logs)
            log.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static async Task<TStore> PreparedAsync<TStore>(TStore store) where TStore : IStorePreparation
    {
        await store.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }
}
