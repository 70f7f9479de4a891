using Newsroom.Contracts;
using Newsroom.Hosting;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Descriptions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Folders;
using Newsroom.Ingest.Previews;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Submissions;
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
        host.Services.AddSingleton<IPageExtractor, SmartReaderPageExtractor>();
        host.Services.AddSingleton<DraftReader>().AddSingleton<ArticleIntake>();
        host.Services.AddSingleton<HttpAnswers>().AddSingleton<AmqpAnswers>();
        host.AddOptions<FolderOptions>(FolderOptions.Section);
        host.Services.AddSingleton<FolderIntake>().AddHostedService<FolderWatch>();
        host.AtStart(IngestTelemetry.FromZero);
        AddStores(host);

        host.Bus.Publish<ArticleReceived>().Publish<ArticleWithdrawn>().Publish<SubmissionAnswered>();
        host.Bus.ConsumeFromStrangers<TakeSubmissionConsumer>(Name, exchange: "newsroom.submissions");
    }

    public static void Map(WebApplication app)
    {
        SubmitArticleEndpoint.Map(app);
        GetArticleEndpoint.Map(app);
        WithdrawArticleEndpoint.Map(app);
        PreviewEndpoint.Map(app);
        QuarantineEndpoints.Map(app);
        AsyncApiEndpoints.Map(app);
    }

    private static void AddStores(ServiceHost host)
    {
        var services = host.Services;
        if (host.Store.IsMongo)
        {
            host.AddMongo(Name);
            services.AddSingleton<MongoArticleStore>().AddSingleton<MongoQuarantineStore>().AddSingleton<MongoAnswerStore>();
            services.AddSingleton<IArticleStore>(provider => provider.GetRequiredService<MongoArticleStore>());
            services.AddSingleton<IQuarantineStore>(provider => provider.GetRequiredService<MongoQuarantineStore>());
            services.AddSingleton<IAnswerStore>(provider => provider.GetRequiredService<MongoAnswerStore>());
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<MongoArticleStore>().Outbox);
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<MongoAnswerStore>().Outbox);
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoArticleStore>());
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoQuarantineStore>());
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoAnswerStore>());
        }
        else
        {
            host.AddSqlite(Name, SqliteArticleStore.Schema, SqliteQuarantineStore.Schema, SqliteAnswerStore.Schema);
            services.AddSingleton<SqliteArticleStore>();
            services.AddSingleton<IArticleStore>(provider => provider.GetRequiredService<SqliteArticleStore>());
            services.AddSingleton<IQuarantineStore, SqliteQuarantineStore>();
            services.AddSingleton<IAnswerStore>(provider => new SqliteAnswerStore(
                provider.GetRequiredKeyedService<SqliteDatabase>(Name), provider.GetRequiredService<SqliteArticleStore>().Outbox));
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<SqliteArticleStore>().Outbox);
        }
    }
}
