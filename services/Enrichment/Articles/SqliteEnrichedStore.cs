using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment.Articles;

internal sealed class SqliteEnrichedStore([FromKeyedServices(EnrichmentModule.Name)] SqliteDatabase database, OutboxSignal signal) : IEnrichedStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        """;

    public SqliteOutbox Outbox { get; } = new(database, "enrichment.articles", signal);

    public Task<StoredEnrichment?> FindAsync(Guid articleId, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection,
            "SELECT document, version FROM articles WHERE id = $1",
            row => new StoredEnrichment(JsonSerializer.Deserialize<EnrichedArticle>(row.GetString(0), WireJson.Options)!, row.GetInt64(1)),
            articleId.ToString()).SingleOrDefault(), cancellation);

    public Task<SaveOutcome> SaveAsync(EnrichedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync("articles", article.ArticleId, JsonSerializer.Serialize(article, WireJson.Options), expectedVersion, outgoing, cancellation);
}
