using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Articles;

internal sealed class SqliteArticleStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database, OutboxSignal signal) : IArticleStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        """;

    public SqliteOutbox Outbox { get; } = new(database, "ingest.articles", signal);

    public Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection,
            "SELECT document, version FROM articles WHERE id = $1",
            row => new StoredArticle(JsonSerializer.Deserialize<IngestedArticle>(row.GetString(0), WireJson.Options)!, row.GetInt64(1)),
            articleId.ToString()).SingleOrDefault(), cancellation);

    public Task<SaveOutcome> SaveAsync(IngestedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync("articles", article.Article.ArticleId, JsonSerializer.Serialize(article, WireJson.Options), expectedVersion, outgoing, cancellation);
}
