using MongoDB.Driver;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Publishing.Articles;

internal sealed class MongoPublishedStore : IPublishedStore, IStorePreparation
{
    private static readonly FilterDefinitionBuilder<OutboxDocument<PublishedArticle>> Where = Builders<OutboxDocument<PublishedArticle>>.Filter;
    private static readonly IndexKeysDefinitionBuilder<OutboxDocument<PublishedArticle>> Keys = Builders<OutboxDocument<PublishedArticle>>.IndexKeys;
    private readonly IMongoCollection<OutboxDocument<PublishedArticle>> articles;

    public MongoPublishedStore([FromKeyedServices(PublishingModule.Name)] IMongoDatabase database, OutboxSignal signal)
    {
        articles = database.GetCollection<OutboxDocument<PublishedArticle>>("articles");
        Outbox = new MongoOutbox<PublishedArticle>(articles, signal);
    }

    public MongoOutbox<PublishedArticle> Outbox { get; }

    /// <summary>Every list begins with the state and ends with time and id; language and source narrow it.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => articles.Indexes.CreateManyAsync(
        [
            Outbox.Index,
            new(Keys.Ascending(document => document.State.Slug), new() { Name = "slug" }),
            new(Keys.Ascending(document => document.State.State).Descending(document => document.State.SortAt).Descending(document => document.Id), new() { Name = "newest" }),
            new(Keys.Ascending(document => document.State.State).Ascending(document => document.State.Language)
                .Descending(document => document.State.SortAt).Descending(document => document.Id), new() { Name = "newest_by_language" }),
            new(Keys.Ascending(document => document.State.State).Ascending(document => document.State.Article!.Source.Id)
                .Descending(document => document.State.SortAt).Descending(document => document.Id), new() { Name = "newest_by_source" }),
        ],
        cancellation);

    public async Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation)
    {
        var found = await articles.Find(document => document.Id == articleId)
            .Project(document => new { document.State, document.Version }).FirstOrDefaultAsync(cancellation);
        return found is null ? null : new StoredArticle(found.State, found.Version);
    }

    public async Task<PublishedArticle?> FindBySlugAsync(string slug, CancellationToken cancellation) =>
        await articles.Find(document => document.State.Slug == slug).Project(document => document.State).FirstOrDefaultAsync(cancellation);

    public Task<SaveOutcome> SaveAsync(PublishedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync(article.ArticleId, article, expectedVersion, outgoing, cancellation);

    public async Task<IReadOnlyList<PublishedArticle>> ListPublishedAsync(PublishedQuery query, CancellationToken cancellation)
    {
        var where = Where.Eq(document => document.State.State, PublicationState.Published);
        if (query.Language is { } language)
            where &= Where.Eq(document => document.State.Language, language);
        if (query.Source is { } source)
            where &= Where.Eq(document => document.State.Article!.Source.Id, source);
        if (query.Before is { } place)
        {
            where &= Where.Lt(document => document.State.SortAt, place.SortAt)
                | (Where.Eq(document => document.State.SortAt, place.SortAt) & Where.Lt(document => document.Id, place.ArticleId));
        }

        return await articles.Find(where)
            .SortByDescending(document => document.State.SortAt).ThenByDescending(document => document.Id)
            .Limit(query.Limit).Project(document => document.State).ToListAsync(cancellation);
    }
}
