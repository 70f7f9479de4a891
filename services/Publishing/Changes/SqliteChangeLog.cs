using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Publishing.Changes;

internal sealed class SqliteChangeLog([FromKeyedServices(PublishingModule.Name)] SqliteDatabase database) : IChangeLog
{
    /// <summary>No AUTOINCREMENT: nothing is ever deleted, and a conflict must not use up a sequence.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS changes (sequence INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, document TEXT NOT NULL);
        """;

    public Task AppendAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellation) => database.WriteAsync("append", connection =>
    {
        foreach (var change in changes)
        {
            SqliteDatabase.Execute(connection, "INSERT INTO changes (event, document) VALUES ($1, $2) ON CONFLICT (event) DO NOTHING",
                change.EventId.ToString(), JsonSerializer.Serialize(change, WireJson.Options));
        }

        return changes.Count;
    }, cancellation);

    public Task<IReadOnlyList<ContentChange>> ReadAsync(long after, int limit, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ContentChange>>("read", connection => SqliteDatabase.Query(
            connection,
            "SELECT sequence, document FROM changes WHERE sequence > $1 ORDER BY sequence LIMIT $2",
            row => JsonSerializer.Deserialize<ContentChange>(row.GetString(1), WireJson.Options)! with { Sequence = row.GetInt64(0) },
            after, limit), cancellation);
}
