using Newsroom.Contracts;
using Newsroom.Hosting;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Changes;
using Newsroom.Publishing.Decisions;
using Newsroom.Publishing.Embargo;
using Newsroom.Publishing.Feeds;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing;

/// <summary>Everything that publishing registers and maps.</summary>
public static class PublishingModule
{
    public const string Name = "publishing";

    public static void Add(ServiceHost host)
    {
        host.Describe(Name, "Decides what readers get, and when: the site, feeds, an API of what is published, and a feed of changes.");
        host.Services.AddSite().AddSingleton<Publisher>();
        host.AtStart(PublishingTelemetry.FromZero);
        AddStores(host);

        host.Bus.Consume<ArticleEnriched, PublishArticleConsumer>(Name);
        host.Bus.Consume<ArticleWithdrawn, UnpublishArticleConsumer>(Name);
        host.Bus.Consume<ReleaseEmbargo, ReleaseEmbargoConsumer>(Name);
        host.Bus.Publish<ArticlePublished>().Publish<ArticleUnpublished>().Publish<ReleaseEmbargo>();
    }

    public static void Map(WebApplication app)
    {
        app.MapSite();
        app.MapFeeds();
        app.MapReadApi();
        app.MapChanges();
    }

    private static void AddStores(ServiceHost host)
    {
        var services = host.Services;
        if (host.Store.IsMongo)
        {
            host.AddMongo(Name);
            services.AddSingleton<MongoPublishedStore>().AddSingleton<MongoChangeLog>();
            services.AddSingleton<IPublishedStore>(provider => provider.GetRequiredService<MongoPublishedStore>());
            services.AddSingleton<IChangeLog>(provider => provider.GetRequiredService<MongoChangeLog>());
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoPublishedStore>());
            services.AddSingleton<IStorePreparation>(provider => provider.GetRequiredService<MongoChangeLog>());
            AddOutbox(services, provider => provider.GetRequiredService<MongoPublishedStore>().Outbox);
        }
        else
        {
            host.AddSqlite(Name, SqlitePublishedStore.Schema, SqliteChangeLog.Schema);
            services.AddSingleton<SqlitePublishedStore>().AddSingleton<IChangeLog, SqliteChangeLog>();
            services.AddSingleton<IPublishedStore>(provider => provider.GetRequiredService<SqlitePublishedStore>());
            AddOutbox(services, provider => provider.GetRequiredService<SqlitePublishedStore>().Outbox);
        }
    }

    private static void AddOutbox(IServiceCollection services, Func<IServiceProvider, IOutbox> outbox)
    {
        services.AddSingleton(outbox);
        services.AddSingleton<IOutboxJournal>(provider => new ChangeJournal(provider.GetRequiredService<IChangeLog>(), outbox(provider).Name));
    }
}
