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
        """;

    /// <summary>What is past its time goes when something new comes; SQLite has nobody else to do it.</summary>
    public Task AddAsync(QuarantinedMessage message, CancellationToken cancellation) => database.WriteAsync("quarantine", connection =>
    {
        SqliteDatabase.Execute(connection, "DELETE FROM quarantine WHERE received < $1", (message.ReceivedAt - QuarantinedMessage.TimeToLive).UtcTicks);
        return SqliteDatabase.Execute(connection, "INSERT INTO quarantine (id, received, document, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            message.Id.ToString(), message.ReceivedAt.UtcTicks, JsonSerializer.Serialize(message with { Body = [] }, WireJson.Options), message.Body);
    }, cancellation);

    public Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => SqliteDatabase.Query(
            connection, "SELECT document, body FROM quarantine WHERE id = $1", row => Read(row) with { Body = row.GetFieldValue<byte[]>(1) }, id.ToString()).SingleOrDefault(), cancellation);

    public Task<IReadOnlyList<QuarantinedMessage>> ListAsync(int limit, Guid? before, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<QuarantinedMessage>>("list", connection => SqliteDatabase.Query(
            connection, "SELECT document FROM quarantine WHERE $2 IS NULL OR id < $2 ORDER BY id DESC LIMIT $1", Read, limit, before?.ToString()), cancellation);

    private static QuarantinedMessage Read(SqliteDataReader row) => JsonSerializer.Deserialize<QuarantinedMessage>(row.GetString(0), WireJson.Options)!;
}
