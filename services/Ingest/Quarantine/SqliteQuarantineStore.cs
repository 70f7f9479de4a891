using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Quarantine;

internal sealed class SqliteQuarantineStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : IQuarantineStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS quarantine (id TEXT PRIMARY KEY, received INTEGER NOT NULL, document TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS quarantine_received ON quarantine (received);
        CREATE INDEX IF NOT EXISTS quarantine_about ON quarantine (document ->> 'about');
        """;

    /// <summary>What is past its time goes when something new comes; SQLite has nobody else to do it.</summary>
    public Task AddAsync(QuarantinedMessage message, CancellationToken cancellation) => database.WriteAsync("quarantine", connection =>
    {
        SqliteDatabase.Execute(connection, "DELETE FROM quarantine WHERE received < $1", (message.ReceivedAt - QuarantinedMessage.TimeToLive).UtcTicks);
        if (message.About is { } about)
            SqliteDatabase.Execute(connection, "DELETE FROM quarantine WHERE document ->> 'about' = $1 AND id <> $2", about.ToString(), message.Id.ToString());
        return SqliteDatabase.Execute(connection, "INSERT INTO quarantine (id, received, document, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            message.Id.ToString(), message.ReceivedAt.UtcTicks, JsonSerializer.Serialize(message with { Body = [] }, WireJson.Options), message.Body);
    }, cancellation);

    public Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection, "SELECT document, body FROM quarantine WHERE id = $1", row => Read(row) with { Body = row.GetFieldValue<byte[]>(1) }, id.ToString()).SingleOrDefault(), cancellation);

    /// <summary>Those of thirty days are few enough to look into.</summary>
    public Task<IReadOnlyList<QuarantinedMessage>> ListAsync(QuarantineFilter filter, int limit, Guid? before, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<QuarantinedMessage>>("list", connection => SqliteDatabase.Query(
            connection,
            """
            SELECT document FROM quarantine
            WHERE ($2 IS NULL OR id < $2) AND ($3 IS NULL OR document ->> 'source' IN (SELECT value FROM json_each($3))) AND ($4 IS NULL OR document ->> 'via' = $4)
                AND ($5 IS NULL OR instr(lower(document ->> 'reason'), lower($5)) > 0) AND received >= $6 AND received < $7
            ORDER BY id DESC LIMIT $1
            """,
            Read, limit, before?.ToString(), filter.Sources is null ? null : JsonSerializer.Serialize(filter.Sources), filter.Via, filter.Reason, filter.From?.UtcTicks ?? 0, filter.To?.UtcTicks ?? long.MaxValue), cancellation);

    public Task RefusedAgainAsync(Guid id, string reason, DateTimeOffset at, CancellationToken cancellation) => database.WriteAsync("tried", connection =>
    {
        foreach (var message in SqliteDatabase.Query(connection, "SELECT document FROM quarantine WHERE id = $1", Read, id.ToString()))
        {
            SqliteDatabase.Execute(connection, "UPDATE quarantine SET document = $2 WHERE id = $1",
                id.ToString(), JsonSerializer.Serialize(message with { Reason = reason, Tries = message.Tries + 1, TriedAt = at }, WireJson.Options));
        }

        return true;
    }, cancellation);

    public Task<bool> DropAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync("drop", connection => SqliteDatabase.Execute(connection, "DELETE FROM quarantine WHERE id = $1", id.ToString()) == 1, cancellation);

    /// <summary>Looked for first, because mostly there is none, and a write costs a flush to disk.</summary>
    public async Task<IReadOnlyList<Guid>> DropAboutAsync(Guid about, CancellationToken cancellation)
    {
        var found = await database.ReadAsync("find about", connection => SqliteDatabase.Query(
            connection, "SELECT id FROM quarantine WHERE document ->> 'about' = $1", row => Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), about.ToString()), cancellation);
        var dropped = new List<Guid>();
        foreach (var id in found)
        {
            if (await DropAsync(id, cancellation))
                dropped.Add(id);
        }

        return dropped;
    }

    private static QuarantinedMessage Read(SqliteDataReader row) => JsonSerializer.Deserialize<QuarantinedMessage>(row.GetString(0), WireJson.Options)!;
}
