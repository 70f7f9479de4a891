using Newsroom.Contracts;
using Newsroom.Enrichment.Analysis;
using Newsroom.Enrichment.Articles;
using Newsroom.Enrichment.Languages;
using Newsroom.Hosting;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment;

/// <summary>Everything that enrichment registers and maps.</summary>
public static class EnrichmentModule
{
    public const string Name = "enrichment";

    public static void Add(ServiceHost host)
    {
        host.Describe(Name, "Understands articles: which language they are in, what they say in short, and how long they are.");
        host.Services.AddSingleton<LanguageDetector>().AddSingleton<ArticleAnalysis>().AddHostedService<LanguageWarmUp>();
        host.AtStart(EnrichmentTelemetry.FromZero);
        AddStores(host);

        host.Bus.Consume<ArticleReceived, EnrichArticleConsumer>(Name);
        host.Bus.Consume<ArticleWithdrawn, WithdrawEnrichmentConsumer>(Name);
        host.Bus.Publish<ArticleEnriched>();
    }

    public static void Map(WebApplication app) => AnalyzeEndpoint.MapAnalyze(app);

    private static void AddStores(ServiceHost host)
    {
        var services = host.Services;
        if (host.Store.IsMongo)
        {
            host.AddMongo(Name);
            services.AddSingleton<MongoEnrichedStore>();
            services.AddSingleton<IEnrichedStore>(provider => provider.GetRequiredService<MongoEnrichedStore>());
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<MongoEnrichedStore>().Outbox);
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoEnrichedStore>());
        }
        else
        {
            host.AddSqlite(Name, SqliteEnrichedStore.Schema);
            services.AddSingleton<SqliteEnrichedStore>();
            services.AddSingleton<IEnrichedStore>(provider => provider.GetRequiredService<SqliteEnrichedStore>());
            services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<SqliteEnrichedStore>().Outbox);
        }
    }
}
