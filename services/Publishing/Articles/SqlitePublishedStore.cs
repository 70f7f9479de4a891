using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Publishing.Articles;

internal sealed class SqlitePublishedStore([FromKeyedServices(PublishingModule.Name)] SqliteDatabase database, OutboxSignal signal) : IPublishedStore
{
    /// <summary>The document, and beside it what is looked up and sorted by; <c>source</c> is null unless readers can read it.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS places (
            id TEXT PRIMARY KEY, slug TEXT NOT NULL, published INTEGER NOT NULL, language TEXT NOT NULL, source TEXT, sort_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS places_slug ON places (slug);
        CREATE INDEX IF NOT EXISTS places_newest ON places (published, sort_at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS places_language ON places (published, language, sort_at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS places_source ON places (published, source, sort_at DESC, id DESC);
        """;

    public SqliteOutbox Outbox { get; } = new(database, "publishing.articles", signal);

    public Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection, "SELECT document, version FROM articles WHERE id = $1", row => new StoredArticle(Read(row), row.GetInt64(1)), articleId.ToString())
            .SingleOrDefault(), cancellation);

    public Task<PublishedArticle?> FindBySlugAsync(string slug, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection, "SELECT document FROM articles JOIN places USING (id) WHERE slug = $1 LIMIT 1", Read, slug).SingleOrDefault(), cancellation);

    public Task<SaveOutcome> SaveAsync(PublishedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Outbox.SaveAsync("articles", article.ArticleId, JsonSerializer.Serialize(article, WireJson.Options), expectedVersion, outgoing, cancellation,
            also: connection => SqliteDatabase.Execute(connection, """
                INSERT INTO places (id, slug, published, language, source, sort_at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (id) DO UPDATE SET slug = $2, published = $3, language = $4, source = $5, sort_at = $6
                """,
                article.ArticleId.ToString(), article.Slug, article.State == PublicationState.Published ? 1 : 0,
                article.Language, article.Article?.Source.Id, article.SortAt.UtcTicks));

    public Task<IReadOnlyList<PublishedArticle>> ListPublishedAsync(PublishedQuery query, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<PublishedArticle>>("list", connection => SqliteDatabase.Query(
            connection,
            $"""
            SELECT document FROM places JOIN articles USING (id)
            WHERE published = 1{(query.Language is null ? "" : " AND language = $2")}{(query.Source is null ? "" : " AND source = $3")}
            {(query.Before is null ? "" : "AND (sort_at, id) < ($4, $5)")}
            ORDER BY sort_at DESC, id DESC LIMIT $1
            """,
            Read,
            query.Limit, query.Language, query.Source, query.Before?.SortAt.UtcTicks, query.Before?.ArticleId.ToString()), cancellation);

    private static PublishedArticle Read(SqliteDataReader row) => JsonSerializer.Deserialize<PublishedArticle>(row.GetString(0), WireJson.Options)!;
}
