using System.Globalization;
using Microsoft.Data.Sqlite;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Identity;

internal sealed class SqliteAliasStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : IAliasStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS aliases (id TEXT PRIMARY KEY, name TEXT NOT NULL, article TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS aliases_article ON aliases (article);
        """;

    public Task<IReadOnlyList<ArticleAlias>> FindAsync(IReadOnlyList<ArticleKey> keys, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ArticleAlias>>("find", connection => [.. keys.SelectMany(key => Find(connection, key))], cancellation);

    public Task<IReadOnlyList<ArticleAlias>> OfAsync(Guid articleId, int limit, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ArticleAlias>>("list", connection => SqliteDatabase.Query(
            connection, "SELECT id, name, article FROM aliases WHERE article = $1 ORDER BY name LIMIT $2", Read, articleId.ToString(), limit), cancellation);

    /// <summary>One transaction, and one writer: nobody comes in between.</summary>
    public Task<Guid> ClaimAsync(IReadOnlyList<ArticleKey> keys, Guid articleId, CancellationToken cancellation) => database.WriteAsync("claim", connection =>
    {
        var owner = keys.SelectMany(key => Find(connection, key)).FirstOrDefault()?.ArticleId ?? articleId;
        foreach (var key in keys)
        {
            SqliteDatabase.Execute(connection, "INSERT INTO aliases (id, name, article) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                key.Id.ToString(), key.Name, owner.ToString());
        }

        return owner;
    }, cancellation);

    private static List<ArticleAlias> Find(SqliteConnection connection, ArticleKey key) =>
        SqliteDatabase.Query(connection, "SELECT id, name, article FROM aliases WHERE id = $1", Read, key.Id.ToString());

    private static ArticleAlias Read(SqliteDataReader row) =>
        new(Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), row.GetString(1), Guid.Parse(row.GetString(2), CultureInfo.InvariantCulture));
}
