using Newsroom.Enrichment;
using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Publishing;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Changes;

namespace Newsroom.Tests.Conformance.Places;

/// <summary>SQLite files in a temporary directory.</summary>
public sealed class SqlitePlace : StorePlace
{
    private readonly string directory = Directory.CreateTempSubdirectory("newsroom-conformance-").FullName;
    private readonly Dictionary<string, SqliteDatabase> databases = new(StringComparer.Ordinal);

    internal override Task<(IArticleStore Store, IOutbox Outbox)> IngestedAsync()
    {
        var store = new SqliteArticleStore(Ingest(), Signal);
        return Task.FromResult<(IArticleStore, IOutbox)>((store, store.Outbox));
    }

    internal override Task<(IEnrichedStore Store, IOutbox Outbox)> EnrichedAsync()
    {
        var store = new SqliteEnrichedStore(Database(EnrichmentModule.Name, SqliteEnrichedStore.Schema), Signal);
        return Task.FromResult<(IEnrichedStore, IOutbox)>((store, store.Outbox));
    }

    internal override Task<(IPublishedStore Store, IOutbox Outbox)> PublishedAsync()
    {
        var store = new SqlitePublishedStore(Publishing(), Signal);
        return Task.FromResult<(IPublishedStore, IOutbox)>((store, store.Outbox));
    }

    internal override Task<IReadOnlyList<IAliasStore>> AliasesAsync(int replicas) => Task.FromResult<IReadOnlyList<IAliasStore>>([new SqliteAliasStore(Ingest())]);

    internal override Task<IOriginalStore> OriginalsAsync() => Task.FromResult<IOriginalStore>(new SqliteOriginalStore(Ingest()));

    internal override Task<IQuarantineStore> QuarantineAsync() => Task.FromResult<IQuarantineStore>(new SqliteQuarantineStore(Ingest()));

    internal override Task<(ISourceStore One, ISourceStore Other)> SourcesAsync() =>
        Task.FromResult<(ISourceStore, ISourceStore)>((new SqliteSourceStore(Ingest()), new SqliteSourceStore(Ingest())));

    internal override Task<(IRevisitStore One, IRevisitStore Other)> RevisitsAsync() =>
        Task.FromResult<(IRevisitStore, IRevisitStore)>((new SqliteRevisitStore(Ingest()), new SqliteRevisitStore(Ingest())));

    internal override Task<(ISubscriptionStore One, ISubscriptionStore Other)> SubscriptionsAsync() =>
        Task.FromResult<(ISubscriptionStore, ISubscriptionStore)>((new SqliteSubscriptionStore(Ingest()), new SqliteSubscriptionStore(Ingest())));

    internal override Task<(IAnswerStore Store, IOutbox Outbox)> AnswersAsync()
    {
        var outbox = new SqliteOutbox(Ingest(), "ingest.articles", Signal);
        return Task.FromResult<(IAnswerStore, IOutbox)>((new SqliteAnswerStore(Ingest(), outbox), outbox));
    }

    internal override Task<IReadOnlyList<IChangeLog>> ChangesAsync(int replicas) => Task.FromResult<IReadOnlyList<IChangeLog>>([new SqliteChangeLog(Publishing())]);

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
            database.Dispose();
        Directory.Delete(directory, recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private SqliteDatabase Ingest() => Database(
        IngestModule.Name, SqliteArticleStore.Schema, SqliteQuarantineStore.Schema, SqliteAnswerStore.Schema, SqliteAliasStore.Schema, SqliteOriginalStore.Schema, SqliteSourceStore.Schema,
        SqliteRevisitStore.Schema, SqliteSubscriptionStore.Schema);

    private SqliteDatabase Publishing() => Database(PublishingModule.Name, SqlitePublishedStore.Schema, SqliteChangeLog.Schema);

    private SqliteDatabase Database(string service, params string[] schema)
    {
        if (!databases.TryGetValue(service, out var database))
            databases[service] = database = new SqliteDatabase(directory, service, [SqliteOutbox.Schema, .. schema]);
        return database;
    }
}
