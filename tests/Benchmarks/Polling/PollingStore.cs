using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;

namespace Newsroom.Benchmarks.Polling;

/// <summary>The stores of ingest as one replica has them.</summary>
internal sealed record PollingStores(
    ISourceStore Sources, IArticleStore Articles, IAliasStore Aliases, IOriginalStore Originals, IQuarantineStore Quarantine, IRevisitStore Revisits,
    ISubscriptionStore Subscriptions, IReadOnlyList<IStorePreparation> Preparations);

/// <summary>An empty store for one run, in MongoDB or an SQLite file, gone afterwards. What waits in its outbox is never sent.</summary>
internal sealed class PollingStore : IDisposable
{
    private readonly OutboxSignal signal = new();
    private readonly string? mongo;
    private readonly string name = "newsroom-polling-" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<MongoClient> clients = [];
    private readonly string directory = "";
    private readonly SqliteDatabase? sqlite;

    public PollingStore(string? mongo)
    {
        this.mongo = mongo;
        if (mongo is not null)
            return;
        directory = Directory.CreateTempSubdirectory("newsroom-polling-").FullName;
        sqlite = new SqliteDatabase(directory, IngestModule.Name,
            [SqliteOutbox.Schema, SqliteArticleStore.Schema, SqliteAliasStore.Schema, SqliteOriginalStore.Schema, SqliteQuarantineStore.Schema, SqliteSourceStore.Schema,
                SqliteRevisitStore.Schema, SqliteSubscriptionStore.Schema]);
    }

    public PollingStores ForReplica() => sqlite is null ? OverMongo() : new PollingStores(
        new SqliteSourceStore(sqlite), new SqliteArticleStore(sqlite, signal), new SqliteAliasStore(sqlite), new SqliteOriginalStore(sqlite), new SqliteQuarantineStore(sqlite),
        new SqliteRevisitStore(sqlite), new SqliteSubscriptionStore(sqlite), []);

    /// <summary>The articles that are in the store.</summary>
    public async Task<long> ArticlesAsync() => sqlite is null
        ? await clients[0].GetDatabase(name).GetCollection<BsonDocument>("articles").CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty)
        : await sqlite.ReadAsync("count", connection => SqliteDatabase.Query(connection, "SELECT count(*) FROM articles", row => row.GetInt64(0)).Single(), CancellationToken.None);

    public void Dispose()
    {
        if (clients.Count > 0)
            clients[0].DropDatabase(name);
        foreach (var client in clients)
            client.Dispose();
        signal.Dispose();
        sqlite?.Dispose();
        if (sqlite is not null)
            Directory.Delete(directory, recursive: true);
    }

    private PollingStores OverMongo()
    {
        var client = MongoConventions.Connect(mongo!, name);
        clients.Add(client);
        var database = client.GetDatabase(name);
        var (sources, articles, aliases, originals, quarantine, revisits, subscriptions) = (new MongoSourceStore(database), new MongoArticleStore(database, signal),
            new MongoAliasStore(database), new MongoOriginalStore(database), new MongoQuarantineStore(database), new MongoRevisitStore(database),
            new MongoSubscriptionStore(database));
        return new PollingStores(sources, articles, aliases, originals, quarantine, revisits, subscriptions,
            [sources, articles, aliases, originals, quarantine, revisits, subscriptions]);
    }
}

/// <summary>Sets a store up as a service does at start.</summary>
internal static class Prepared
{
    public static async Task<StoreSetup> AsSetUpAsync(this PollingStores stores)
    {
        var setup = new StoreSetup(stores.Preparations, TimeProvider.System, NullLogger<StoreSetup>.Instance);
        await setup.StartAsync(CancellationToken.None);
        await setup.Done;
        return setup;
    }
}
