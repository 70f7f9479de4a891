using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Idempotency;

internal sealed class SqliteAnswerStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : IAnswerStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, at INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS answers_at ON answers (at);
        """;

    public Task<KeptAnswer?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync("find", connection => Find(connection, id), cancellation);

    /// <summary>What is past its time goes when something new comes; SQLite has nobody else to do it.</summary>
    public Task<KeptAnswer> KeepAsync(KeptAnswer answer, CancellationToken cancellation) => database.WriteAsync("keep", connection =>
    {
        SqliteDatabase.Execute(connection, "DELETE FROM answers WHERE at < $1", (answer.At - KeptAnswer.TimeToLive).UtcTicks);
        SqliteDatabase.Execute(connection, "INSERT INTO answers (id, at, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            answer.Id, answer.At.UtcTicks, JsonSerializer.Serialize(answer, WireJson.Options));
        return Find(connection, answer.Id)!;
    }, cancellation);

    private static KeptAnswer? Find(SqliteConnection connection, string id) => SqliteDatabase.Query(
        connection, "SELECT document FROM answers WHERE id = $1",
        row => JsonSerializer.Deserialize<KeptAnswer>(row.GetString(0), WireJson.Options)!, id).SingleOrDefault();
}
