using MongoDB.Driver;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment.Articles;

internal sealed class MongoEnrichedStore : IEnrichedStore, IStorePreparation
{
    private readonly IMongoCollection<OutboxDocument<EnrichedArticle>> articles;

    public MongoEnrichedStore([FromKeyedServices(EnrichmentModule.Name)] IMongoDatabase database, OutboxSignal signal)
    {
        articles = database.GetCollection<OutboxDocument<EnrichedArticle>>("articles");
        Outbox = new MongoOutbox<EnrichedArticle>(articles, signal);
    }

    public MongoOutbox<EnrichedArticle> Outbox { get; }

    public Task PrepareAsync(CancellationToken cancellation) => articles.Indexes.CreateOneAsync(Outbox.Index, cancellationToken: cancellation);

    public async Task<StoredEnrichment?> FindAsync(Guid articleId, CancellationToken cancellation)
    {
        var found = await articles.Find(document => document.Id == articleId)
            .Project(document => new { document.State, document.Version }).FirstOrDefaultAsync(cancellation);
        return found is null ? null : new StoredEnrichment(found.State, found.Version);
    }

    public Task<SaveOutcome> SaveAsync(EnrichedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync(article.ArticleId, article, expectedVersion, outgoing, cancellation);
}
