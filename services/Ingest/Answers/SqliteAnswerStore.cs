using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Answers;

/// <param name="database">Of ingest.</param>
/// <param name="outbox">The one of that file: its table holds the waiting messages of all documents.</param>
internal sealed class SqliteAnswerStore(SqliteDatabase database, SqliteOutbox outbox) : IAnswerStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS answered (id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, at INTEGER) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS answered_at ON answered (at);
        """;

    public Task<KeptAnswer?> FindAsync(Guid id, CancellationToken cancellation) => database.ReadAsync("find", connection => SqliteDatabase.Query(
        connection, "SELECT document FROM answered WHERE id = $1",
        row => JsonSerializer.Deserialize<KeptAnswer>(row.GetString(0), WireJson.Options)!, id.ToString()).SingleOrDefault(), cancellation);

    public async Task<KeptAnswer> KeepAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        await SaveAsync(answer, 0, outgoing, cancellation) == SaveOutcome.Saved ? answer : await FindAsync(answer.Id, cancellation) ?? answer;

    public Task SendAgainAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Optimistic.SaveAsync<SaveOutcome>(answer.Id, async () =>
        {
            var version = await database.ReadAsync("find", connection => SqliteDatabase.Query(
                connection, "SELECT version FROM answered WHERE id = $1", row => row.GetInt64(0), answer.Id.ToString()).SingleOrDefault(), cancellation);
            return await SaveAsync(answer, version, outgoing, cancellation) is SaveOutcome.Saved ? SaveOutcome.Saved : null;
        });

    /// <summary>What is past its time goes when something new comes; SQLite has nobody else to do it.</summary>
    private Task<SaveOutcome> SaveAsync(KeptAnswer answer, long version, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) => outbox.SaveAsync(
        "answered", answer.Id, JsonSerializer.Serialize(answer, WireJson.Options), version, outgoing, cancellation, connection =>
        {
            SqliteDatabase.Execute(connection, "UPDATE answered SET at = $2 WHERE id = $1", answer.Id.ToString(), answer.At.UtcTicks);
            SqliteDatabase.Execute(connection, "DELETE FROM answered WHERE at < $1", (answer.At - KeptAnswer.TimeToLive).UtcTicks);
        });
}
