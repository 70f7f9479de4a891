using System.Globalization;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Originals;

internal sealed class SqliteOriginalStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : IOriginalStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS originals (
            id TEXT PRIMARY KEY, article TEXT NOT NULL, revision INTEGER NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL, expires INTEGER NOT NULL,
            document TEXT NOT NULL, body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS originals_article ON originals (article, revision);
        CREATE INDEX IF NOT EXISTS originals_at ON originals (at, id);
        CREATE INDEX IF NOT EXISTS originals_source ON originals (source, at, id);
        CREATE INDEX IF NOT EXISTS originals_expires ON originals (expires);
        """;

    /// <summary>What is past its time goes when something new comes; SQLite has nobody else to do it.</summary>
    public Task KeepAsync(Original original, CancellationToken cancellation) => database.WriteAsync("original", connection =>
    {
        SqliteDatabase.Execute(connection, "DELETE FROM originals WHERE expires < $1", original.At.UtcTicks);
        return SqliteDatabase.Execute(connection,
            "INSERT INTO originals (id, article, revision, source, at, expires, document, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            original.Id.ToString(), original.ArticleId.ToString(), original.Revision, original.Source, original.At.UtcTicks, original.ExpireAt.UtcTicks,
            JsonSerializer.Serialize(original with { Raw = original.Raw with { Body = [] } }, WireJson.Options), original.Raw.Body);
    }, cancellation);

    public Task<Original?> NewestAsync(Guid articleId, CancellationToken cancellation) => database.ReadAsync("find", connection => SqliteDatabase.Query(
        connection, "SELECT document, body FROM originals WHERE article = $1 ORDER BY revision DESC LIMIT 1",
        row =>
        {
            var original = JsonSerializer.Deserialize<Original>(row.GetString(0), WireJson.Options)!;
            return original with { Raw = original.Raw with { Body = row.GetFieldValue<byte[]>(1) } };
        }, articleId.ToString()).SingleOrDefault(), cancellation);

    public Task<IReadOnlyList<OriginalPlace>> ListAsync(OriginalQuery query, OriginalPlace? after, int limit, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<OriginalPlace>>("list", connection => SqliteDatabase.Query(
            connection,
            $"""
            SELECT id, article, at FROM originals
            WHERE {(query.Sources is null ? "$1 IS NULL" : "source IN (SELECT value FROM json_each($1))")} AND at >= $2 AND at < $3 AND (at, id) > ($4, $5)
            ORDER BY at, id LIMIT $6
            """,
            row => new OriginalPlace(
                Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), Guid.Parse(row.GetString(1), CultureInfo.InvariantCulture), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero)),
            query.Sources is null ? null : JsonSerializer.Serialize(query.Sources), query.From?.UtcTicks ?? 0, query.To?.UtcTicks ?? long.MaxValue, after?.At.UtcTicks ?? 0, after?.Id.ToString() ?? "", limit), cancellation);
}
