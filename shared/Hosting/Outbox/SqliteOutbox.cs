using System.Globalization;
using Microsoft.Data.Sqlite;
using Newsroom.Hosting.Stores;

namespace Newsroom.Hosting.Outbox;

/// <summary>
/// The outbox table beside a service's documents, written in the same transaction. The file belongs to one process (see
/// <see cref="SqliteDatabase"/>), so leases are kept in memory: a process that died holds none.
/// </summary>
public sealed class SqliteOutbox(SqliteDatabase database, string name, OutboxSignal signal) : IOutbox
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS outbox (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL, document TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, subject TEXT NOT NULL,
            traceparent TEXT, tracestate TEXT, time INTEGER NOT NULL, not_before INTEGER, due INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due, document);
        CREATE INDEX IF NOT EXISTS outbox_document ON outbox (document);
        """;

    private readonly Lock gate = new();
    private readonly HashSet<string> leased = new(StringComparer.Ordinal);

    public string Name => name;

    private static void Add(SqliteConnection connection, string document, IEnumerable<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            SqliteDatabase.Execute(connection,
                "INSERT INTO outbox (id, document, type, body, subject, traceparent, tracestate, time, not_before, due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                entry.Id.ToString(), document, entry.Type, entry.Body, entry.Subject, entry.TraceParent, entry.TraceState,
                Ticks(entry.Time), entry.NotBefore is { } wait ? Ticks(wait) : null, Ticks(entry.NotBefore ?? entry.Time));
        }
    }

    /// <summary>
    /// Saves a document in <paramref name="table"/> (<c>id, version, document</c>) and its messages as one, if it still is at
    /// <paramref name="expectedVersion"/> (0: not there). <paramref name="also"/> runs in the same transaction.
    /// </summary>
    public async Task<SaveOutcome> SaveAsync(
        string table, Guid id, string document, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation, Action<SqliteConnection>? also = null)
    {
        var key = id.ToString();
        var saved = await database.WriteAsync("save", connection =>
        {
            var rows = expectedVersion == 0
                ? SqliteDatabase.Execute(connection, $"INSERT INTO {table} (id, version, document) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING", key, document)
                : SqliteDatabase.Execute(connection, $"UPDATE {table} SET version = version + 1, document = $3 WHERE id = $1 AND version = $2", key, expectedVersion, document);
            if (rows == 0)
                return SaveOutcome.Stale;
            Add(connection, key, outgoing);
            also?.Invoke(connection);
            return SaveOutcome.Saved;
        }, cancellation);
        if (saved == SaveOutcome.Saved && outgoing.Count > 0)
            signal.Ring(name);
        return saved;
    }

    public async Task<IReadOnlyList<OutboxBatch>> LeaseAsync(int documents, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        string[] held;
        lock (gate)
            held = [.. leased];
        // Those in hand may well be the oldest: ask for so many more, and leave them out. The index alone answers, from its beginning, however
        // much waits; a document may be named more than once.
        var batches = await database.ReadAsync("lease", connection =>
        {
            var due = SqliteDatabase.Query(connection,
                "SELECT document FROM outbox INDEXED BY outbox_due WHERE due <= $1 ORDER BY due LIMIT $2",
                row => row.GetString(0), Ticks(now), 2 * (documents + held.Length));
            return due.Except(held).Take(documents).Select(document => new OutboxBatch(document, document, Due(connection, document, now))).ToList();
        }, cancellation);
        // Somebody may have taken the same ones meanwhile.
        lock (gate)
            return [.. batches.Where(batch => leased.Add(batch.DocumentId))];
    }

    public async Task CompleteAsync(IReadOnlyList<OutboxReceipt> receipts, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync("relayed", connection =>
            {
                foreach (var receipt in receipts)
                {
                    foreach (var id in receipt.Published)
                        SqliteDatabase.Execute(connection, "DELETE FROM outbox WHERE document = $1 AND id = $2", receipt.DocumentId, id.ToString());
                    foreach (var postponed in receipt.Postponed)
                    {
                        SqliteDatabase.Execute(connection, "UPDATE outbox SET due = $3 WHERE document = $1 AND id = $2",
                            receipt.DocumentId, postponed.Id.ToString(), Ticks(postponed.Until));
                    }
                }

                return true;
            }, cancellation);
        }
        finally
        {
            lock (gate)
                leased.ExceptWith(receipts.Select(receipt => receipt.DocumentId));
        }
    }

    public Task<OutboxLevel> MeasureAsync(DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync("measure", connection => SqliteDatabase.Query(
            connection,
            "SELECT (SELECT count(*) FROM outbox), (SELECT min(due) FROM outbox WHERE due <= $1)",
            row => new OutboxLevel(row.GetInt64(0), row.IsDBNull(1) ? TimeSpan.Zero : now - Time(row.GetInt64(1))),
            Ticks(now)).Single(), cancellation);

    private static List<OutboxEntry> Due(SqliteConnection connection, string document, DateTimeOffset now) => SqliteDatabase.Query(
        connection,
        "SELECT id, type, body, subject, traceparent, tracestate, time, not_before FROM outbox WHERE document = $1 AND due <= $2 ORDER BY position",
        row => new OutboxEntry
        {
            Id = Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
            Type = row.GetString(1),
            Body = row.GetString(2),
            Subject = row.GetString(3),
            TraceParent = row.IsDBNull(4) ? null : row.GetString(4),
            TraceState = row.IsDBNull(5) ? null : row.GetString(5),
            Time = Time(row.GetInt64(6)),
            NotBefore = row.IsDBNull(7) ? null : Time(row.GetInt64(7)),
        },
        document, Ticks(now));

    private static long Ticks(DateTimeOffset time) => time.UtcTicks;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
