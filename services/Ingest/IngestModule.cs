using Newsroom.Contracts;
using Newsroom.Hosting;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Descriptions;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Folders;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Previews;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;
using Newsroom.Ingest.Withdrawals;

namespace Newsroom.Ingest;

/// <summary>Everything that ingest registers and maps.</summary>
public static class IngestModule
{
    public const string Name = "ingest";

    public static void Add(ServiceHost host)
    {
        host.Describe(Name, "Takes articles in: submissions as JSON, agencies' formats, pages and plain text; cleans, identifies and revises them. "
            + "Programs may also publish them on the exchange newsroom.submissions: `/asyncapi.json` says how.");
        host.AddOptions<SubmissionOptions>(SubmissionOptions.Section);
        host.AddOptions<FetchingOptions>(FetchingOptions.Section);
        host.Services.AddSingleton<Fetcher>().AddSingleton<SitemapCollecting>().AddSingleton<SourceFinder>();
        host.Services.AddSingleton<IPageExtractor, PageExtractor>().AddHostedService<PageWarmUp>();
        host.Services.AddSingleton<DraftReader>().AddSingleton<ArticleNames>().AddSingleton<ArticleIntake>();
        host.Services.AddSingleton<HttpAnswers>().AddSingleton<AmqpAnswers>();
        host.AddOptions<OriginalOptions>(OriginalOptions.Section);
        host.Services.AddSingleton<OriginalKeeping>().AddSingleton<Reprocessing>().AddSingleton<RawReaders>().AddSingleton<IRawReader, SubmissionReader>();
        host.Services.AddSingleton<ReprocessingQueue>().AddHostedService(provider => provider.GetRequiredService<ReprocessingQueue>());
        host.Services.AddSingleton<StrangersDoor>().AddSingleton<Quarantining>();
        host.AddOptions<FolderOptions>(FolderOptions.Section);
        host.Services.AddSingleton<FolderIntake>().AddHostedService<FolderWatch>();
        host.AtStart(IngestTelemetry.FromZero);
        AddStores(host);
        AddPolling(host);
        AddWebSub(host);

        host.Bus.Publish<ArticleReceived>().Publish<ArticleWithdrawn>().Publish<SubmissionAnswered>();
        host.Bus.ConsumeFromStrangers<TakeSubmissionConsumer>(Name, exchange: "newsroom.submissions");
    }

    public static void Map(WebApplication app)
    {
        SubmitArticleEndpoint.Map(app);
        GetArticleEndpoint.Map(app);
        WithdrawArticleEndpoint.Map(app);
        ReprocessEndpoints.Map(app);
        PreviewEndpoint.Map(app);
        QuarantineEndpoints.Map(app);
        SourceEndpoints.Map(app);
        OpmlEndpoints.Map(app);
        WebSubEndpoints.Map(app);
        AsyncApiEndpoints.Map(app);
    }

    private static void AddPolling(ServiceHost host)
    {
        host.AddOptions<PollingOptions>(PollingOptions.Section);
        host.Services.AddSingleton<SourceKeeper>().AddSingleton<OpmlImport>().AddSingleton<PollBell>();
        host.Services.AddSingleton<BusyHosts>().AddSingleton<EntryPages>().AddSingleton<EntryReader>().AddSingleton<EntryTaking>().AddSingleton<SourcePolling>();
        host.Services.AddSingleton<IRawReader>(provider => provider.GetRequiredService<EntryReader>());
        host.AddOptions<RevisitOptions>(RevisitOptions.Section);
        host.Services.AddSingleton<Revisiting>().AddSingleton<RevisitBell>().AddHostedService<Revisitor>();
        host.Services.AddHostedService<Poller>().AddHostedService<GivenSources>().AddHostedService<SourceMetrics>();
    }

    private static void AddWebSub(ServiceHost host)
    {
        host.AddOptions<WebSubOptions>(WebSubOptions.Section);
        host.Services.AddSingleton<HubClient>().AddSingleton<SubscriptionKeeping>().AddSingleton<SourceSubscriptions>().AddSingleton<IntentAnswering>();
        host.Services.AddSingleton<Deliveries>().AddHostedService(provider => provider.GetRequiredService<Deliveries>());
        host.Services.AddHostedService<Subscriber>().AddHostedService<SubscriptionMetrics>();
    }

    private static void AddStores(ServiceHost host)
    {
        var services = host.Services;
        if (host.Store.IsMongo)
        {
            host.AddMongo(Name);
            AddMongoStore<IArticleStore, MongoArticleStore>(services);
            AddMongoStore<IAliasStore, MongoAliasStore>(services);
            AddMongoStore<IOriginalStore, MongoOriginalStore>(services);
            AddMongoStore<IQuarantineStore, MongoQuarantineStore>(services);
            AddMongoStore<IAnswerStore, MongoAnswerStore>(services);
            AddMongoStore<ISourceStore, MongoSourceStore>(services);
            AddMongoStore<IRevisitStore, MongoRevisitStore>(services);
            AddMongoStore<ISubscriptionStore, MongoSubscriptionStore>(services);
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<MongoArticleStore>().Outbox);
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<MongoAnswerStore>().Outbox);
        }
        else
        {
            host.AddSqlite(Name, SqliteArticleStore.Schema, SqliteQuarantineStore.Schema, SqliteAnswerStore.Schema, SqliteAliasStore.Schema, SqliteOriginalStore.Schema, SqliteSourceStore.Schema,
                SqliteRevisitStore.Schema, SqliteSubscriptionStore.Schema);
            services.AddSingleton<SqliteArticleStore>();
            services.AddSingleton<IArticleStore>(provider => provider.GetRequiredService<SqliteArticleStore>());
            services.AddSingleton<IQuarantineStore, SqliteQuarantineStore>().AddSingleton<IAliasStore, SqliteAliasStore>().AddSingleton<IOriginalStore, SqliteOriginalStore>();
            services.AddSingleton<ISourceStore, SqliteSourceStore>().AddSingleton<IRevisitStore, SqliteRevisitStore>()
                .AddSingleton<ISubscriptionStore, SqliteSubscriptionStore>();
            services.AddSingleton<IAnswerStore>(provider => new SqliteAnswerStore(
                provider.GetRequiredKeyedService<SqliteDatabase>(Name), provider.GetRequiredService<SqliteArticleStore>().Outbox));
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<SqliteArticleStore>().Outbox);
        }
    }

    /// <summary>One store, by what it does and by what it wants of its database at start.</summary>
    private static void AddMongoStore<TService, TStore>(IServiceCollection services)
        where TService : class
        where TStore : class, TService, IStorePreparation
    {
        services.AddSingleton<TStore>();
        services.AddSingleton<TService>(provider => provider.GetRequiredService<TStore>());
        services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<TStore>());
    }
}
