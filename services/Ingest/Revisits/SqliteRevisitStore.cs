using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Revisits;

internal sealed class SqliteRevisitStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : IRevisitStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS revisits (
            article TEXT PRIMARY KEY, due INTEGER NOT NULL, visit TEXT NOT NULL, lease TEXT, lease_until INTEGER) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS revisits_due ON revisits (due);
        CREATE INDEX IF NOT EXISTS revisits_lease ON revisits (lease) WHERE lease IS NOT NULL;
        """;

    public Task PlanAsync(Revisit visit, CancellationToken cancellation) => database.WriteAsync("plan", connection => SqliteDatabase.Execute(
        connection, "INSERT OR REPLACE INTO revisits (article, due, visit) VALUES ($1, $2, $3)", visit.ArticleId.ToString(), visit.Due.UtcTicks, Json(visit)), cancellation);

    public Task HastenAsync(Revisit visit, CancellationToken cancellation) => database.WriteAsync("hasten", connection => SqliteDatabase.Execute(
        connection, "INSERT INTO revisits (article, due, visit) VALUES ($1, $2, $3) ON CONFLICT (article) DO UPDATE SET due = min(due, excluded.due)",
        visit.ArticleId.ToString(), visit.Due.UtcTicks, Json(visit)), cancellation);

    public Task<IReadOnlyList<LeasedRevisit>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var token = Guid.NewGuid();
        return database.WriteAsync<IReadOnlyList<LeasedRevisit>>("lease", connection =>
        {
            SqliteDatabase.Execute(connection, """
                UPDATE revisits SET lease = $1, lease_until = $2 WHERE article IN (
                    SELECT article FROM revisits WHERE due <= $3 AND (lease_until IS NULL OR lease_until <= $3) ORDER BY due LIMIT $4)
                """, token.ToString(), (now + lease).UtcTicks, now.UtcTicks, most);
            return SqliteDatabase.Query(connection, "SELECT visit, due FROM revisits WHERE lease = $1 ORDER BY due", row => new LeasedRevisit(Read(row), token), token.ToString());
        }, cancellation);
    }

    public Task PutBackAsync(IReadOnlyList<(LeasedRevisit Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation) => database.WriteAsync("put back", connection =>
    {
        foreach (var (leased, turn) in waiting)
        {
            SqliteDatabase.Execute(connection, "UPDATE revisits SET due = $3, lease = NULL, lease_until = NULL WHERE article = $1 AND lease = $2",
                leased.Visit.ArticleId.ToString(), leased.Lease.ToString(), turn.UtcTicks);
        }

        return true;
    }, cancellation);

    public Task<bool> CompleteAsync(LeasedRevisit leased, Revisit? next, CancellationToken cancellation) => database.WriteAsync("visited", connection =>
    {
        var (article, lease) = (leased.Visit.ArticleId.ToString(), leased.Lease.ToString());
        return (next is null
            ? SqliteDatabase.Execute(connection, "DELETE FROM revisits WHERE article = $1 AND lease = $2", article, lease)
            : SqliteDatabase.Execute(connection, "UPDATE revisits SET due = $3, visit = $4, lease = NULL, lease_until = NULL WHERE article = $1 AND lease = $2",
                article, lease, next.Due.UtcTicks, Json(next))) > 0;
    }, cancellation);

    /// <summary>When it is due stands in its column, which moves when it is put back.</summary>
    private static Revisit Read(SqliteDataReader row) =>
        JsonSerializer.Deserialize<Revisit>(row.GetString(0), WireJson.Options)! with { Due = new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero) };

    private static string Json(Revisit visit) => JsonSerializer.Serialize(visit, WireJson.Options);
}
