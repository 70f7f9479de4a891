using MongoDB.Driver;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Articles;

internal sealed class MongoArticleStore : IArticleStore, IStorePreparation
{
    private readonly IMongoCollection<OutboxDocument<IngestedArticle>> articles;

    public MongoArticleStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database, OutboxSignal signal)
    {
        articles = database.GetCollection<OutboxDocument<IngestedArticle>>("articles");
        Outbox = new MongoOutbox<IngestedArticle>(articles, signal);
    }

    public MongoOutbox<IngestedArticle> Outbox { get; }

    public Task PrepareAsync(CancellationToken cancellation) => articles.Indexes.CreateOneAsync(Outbox.Index, cancellationToken: cancellation);

    public async Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation)
    {
        var found = await articles.Find(document => document.Id == articleId)
            .Project(document => new { document.State, document.Version }).FirstOrDefaultAsync(cancellation);
        return found is null ? null : new StoredArticle(found.State, found.Version);
    }

    public Task<SaveOutcome> SaveAsync(IngestedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync(article.Article.ArticleId, article, expectedVersion, outgoing, cancellation);
}
