using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Sources;

internal sealed class SqliteSourceStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : ISourceStore
{
    /// <summary>The file is one process's: who held a source when it is opened is dead, and nobody has to wait for the end of the lease.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS sources (
            id TEXT PRIMARY KEY, address TEXT NOT NULL UNIQUE, host TEXT NOT NULL, created INTEGER NOT NULL, version INTEGER NOT NULL,
            settings TEXT NOT NULL, polls TEXT NOT NULL, state TEXT NOT NULL, due INTEGER, lease TEXT, lease_until INTEGER) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS sources_due ON sources (due) WHERE due IS NOT NULL;
        CREATE INDEX IF NOT EXISTS sources_host ON sources (host);
        CREATE INDEX IF NOT EXISTS sources_lease ON sources (lease) WHERE lease IS NOT NULL;
        UPDATE sources SET lease = NULL, lease_until = NULL WHERE lease IS NOT NULL;
        """;

    private const string Columns = "id, created, version, settings, polls";

    public Task<Source> AddAsync(Source source, CancellationToken cancellation)
    {
        var url = Address(source.Settings.Url);
        return database.WriteAsync("add", connection =>
        {
            SqliteDatabase.Execute(connection,
                "INSERT INTO sources (id, address, host, created, version, settings, polls, state, due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
                source.Id.ToString(), url.Key, url.Host, source.CreatedAt.UtcTicks, source.Version, Json(source.Settings), Json(source.Polls),
                source.State.ToString(), source.Settings.Paused ? null : source.CreatedAt.UtcTicks);
            return SqliteDatabase.Query(connection, $"SELECT {Columns} FROM sources WHERE address = $1", Read, url.Key).Single();
        }, cancellation);
    }

    public Task<Source?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync("find", connection => Find(connection, id), cancellation);

    public Task<Source?> FindAtAsync(string url, CancellationToken cancellation) => database.ReadAsync("find at", connection =>
        SqliteDatabase.Query(connection, $"SELECT {Columns} FROM sources WHERE address = $1", Read, SourceAddress.KeyOf(url)).SingleOrDefault(), cancellation);

    public Task<IReadOnlyList<Guid>> NamedAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Guid>>("named", connection => [.. SqliteDatabase.Query(
            connection, "SELECT id, settings ->> 'name' FROM sources", row => (Id: Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), Name: row.GetString(1)))
            .Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Id)], cancellation);

    public Task<IReadOnlyList<Source>> ListAsync(int limit, Guid? after, SourceState? state, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Source>>("list", connection => SqliteDatabase.Query(
            connection, $"SELECT {Columns} FROM sources WHERE ($2 IS NULL OR id > $2) AND ($3 IS NULL OR state = $3) ORDER BY id LIMIT $1",
            Read, limit, after?.ToString(), state?.ToString()).ConvertAll(source => source with { Polls = source.Polls with { Seen = [] } }), cancellation);

    public Task<SettingsOutcome> SaveSettingsAsync(Guid id, SourceSettings settings, long expectedVersion, CancellationToken cancellation)
    {
        var url = Address(settings.Url);
        return database.WriteAsync("settings", connection =>
        {
            if (Find(connection, id) is not { } before)
                return SettingsOutcome.Missing;
            if (before.Version != expectedVersion)
                return SettingsOutcome.Stale;
            if (IsTaken(connection, url.Key, id))
                return SettingsOutcome.Taken;
            var polls = before.Polls.After(before.Settings, settings);
            var next = before with { Settings = settings, Polls = polls };
            // A poll of what the source was before must not write its findings into what it is now.
            SqliteDatabase.Execute(connection, """
                UPDATE sources SET address = $2, host = $3, version = version + 1, settings = $4, polls = $5, state = $6, due = $7, lease = NULL, lease_until = NULL WHERE id = $1
                """, id.ToString(), url.Key, url.Host, Json(settings), Json(polls), next.State.ToString(), settings.Paused ? null : 0L);
            return SettingsOutcome.Saved;
        }, cancellation);
    }

    public Task<bool> RemoveAsync(Guid id, CancellationToken cancellation) => database.WriteAsync("remove", connection =>
        SqliteDatabase.Execute(connection, "DELETE FROM sources WHERE id = $1", id.ToString()) > 0, cancellation);

    public Task<bool> MakeDueAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync("make due", connection =>
    {
        if (Find(connection, id) is not { } source)
            return false;
        var next = source with { Polls = source.Polls with { EndedAt = null } };
        SqliteDatabase.Execute(connection, "UPDATE sources SET due = $2, polls = $3, state = $4 WHERE id = $1",
            id.ToString(), now.UtcTicks, Json(next.Polls), next.State.ToString());
        return true;
    }, cancellation);

    public Task<IReadOnlyList<LeasedSource>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var token = Guid.NewGuid();
        return database.WriteAsync<IReadOnlyList<LeasedSource>>("lease", connection =>
        {
            SqliteDatabase.Execute(connection, """
                UPDATE sources SET lease = $1, lease_until = $2 WHERE id IN (
                    SELECT id FROM sources WHERE due <= $3 AND (lease_until IS NULL OR lease_until <= $3) ORDER BY due LIMIT $4)
                """, token.ToString(), (now + lease).UtcTicks, now.UtcTicks, most);
            return [.. SqliteDatabase.Query(connection, $"SELECT {Columns}, due FROM sources WHERE lease = $1",
                row => new LeasedSource(Read(row), token, Time(row.GetInt64(5)), now + lease), token.ToString()).OrderBy(leased => leased.Due)];
        }, cancellation);
    }

    public Task<LeasedSource?> HoldAsync(Guid id, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var token = Guid.NewGuid();
        return database.WriteAsync("hold", connection =>
        {
            var free = SqliteDatabase.Query(connection, $"SELECT {Columns}, due FROM sources WHERE id = $1 AND (lease_until IS NULL OR lease_until <= $2)",
                row => (Source: Read(row), Due: row.IsDBNull(5) ? (DateTimeOffset?)null : Time(row.GetInt64(5))), id.ToString(), now.UtcTicks);
            if (free is not [{ Source: { Settings.Paused: false, Polls.EndedAt: null } } found])
                return null;
            SqliteDatabase.Execute(connection, "UPDATE sources SET lease = $2, lease_until = $3, due = $4 WHERE id = $1",
                id.ToString(), token.ToString(), (now + lease).UtcTicks, now.UtcTicks);
            return new LeasedSource(found.Source, token, now, now + lease) { DueBefore = found.Due };
        }, cancellation);
    }

    public Task<bool> RenewAsync(LeasedSource source, DateTimeOffset until, CancellationToken cancellation) => database.WriteAsync("renew", connection =>
        SqliteDatabase.Execute(connection, "UPDATE sources SET lease_until = $3 WHERE id = $1 AND lease = $2",
            source.Source.Id.ToString(), source.Lease.ToString(), until.UtcTicks) > 0, cancellation);

    public Task<bool> NoteAsync(LeasedSource source, SourcePolls polls, DateTimeOffset until, CancellationToken cancellation) => database.WriteAsync("note", connection =>
        SqliteDatabase.Execute(connection, "UPDATE sources SET lease_until = $3, polls = $4 WHERE id = $1 AND lease = $2",
            source.Source.Id.ToString(), source.Lease.ToString(), until.UtcTicks, Json(polls)) > 0, cancellation);

    public Task PutBackAsync(IReadOnlyList<(LeasedSource Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation) => database.WriteAsync("put back", connection =>
    {
        foreach (var (leased, turn) in waiting)
        {
            SqliteDatabase.Execute(connection, "UPDATE sources SET due = CASE WHEN due IS $3 THEN $4 ELSE due END, lease = NULL, lease_until = NULL WHERE id = $1 AND lease = $2",
                leased.Source.Id.ToString(), leased.Lease.ToString(), leased.Due.UtcTicks, turn.UtcTicks);
        }

        return true;
    }, cancellation);

    public Task<PollOutcome> CompleteAsync(LeasedSource source, SourcePolls polls, SourceSettings? learnt, CancellationToken cancellation)
    {
        var id = source.Source.Id;
        return database.WriteAsync("polled", connection =>
        {
            if (SqliteDatabase.Query(connection, $"SELECT {Columns} FROM sources WHERE id = $1 AND lease = $2", Read, id.ToString(), source.Lease.ToString()).SingleOrDefault() is not { } before)
                return PollOutcome.Lost;
            var next = before with { Polls = polls };
            SqliteDatabase.Execute(connection, """
                UPDATE sources SET polls = $2, state = $3, due = CASE WHEN due IS $4 THEN $5 ELSE due END, lease = NULL, lease_until = NULL WHERE id = $1
                """, id.ToString(), Json(polls), next.State.ToString(), source.Due.UtcTicks, polls.NextPollAt?.UtcTicks);
            if (learnt is null)
                return PollOutcome.Saved;
            var url = Address(learnt.Url);
            if (IsTaken(connection, url.Key, id))
                return PollOutcome.AddressTaken;
            SqliteDatabase.Execute(connection, "UPDATE sources SET address = $2, host = $3, settings = $4, version = version + 1 WHERE id = $1",
                id.ToString(), url.Key, url.Host, Json(learnt));
            return PollOutcome.Saved;
        }, cancellation);
    }

    public Task PostponeHostAsync(string host, DateTimeOffset until, Guid? except, CancellationToken cancellation) => database.WriteAsync("postpone", connection =>
        SqliteDatabase.Execute(connection, """
            UPDATE sources SET due = CASE WHEN due < $2 THEN $2 ELSE due END, polls = json_set(polls, '$.busyUntil', max(coalesce(json_extract(polls, '$.busyUntil'), ''), $3)) WHERE host = $1 AND id IS NOT $4
            """, host, until.UtcTicks, Json(until).Trim('"'), except?.ToString()), cancellation);

    public Task<IReadOnlyDictionary<SourceState, long>> CountAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<SourceState, long>>("count", connection => SqliteDatabase.Query(
            connection, "SELECT state, count(*) FROM sources GROUP BY state", row => (Enum.Parse<SourceState>(row.GetString(0)), row.GetInt64(1)))
            .ToDictionary(one => one.Item1, one => one.Item2), cancellation);

    private static Source? Find(SqliteConnection connection, Guid id) =>
        SqliteDatabase.Query(connection, $"SELECT {Columns} FROM sources WHERE id = $1", Read, id.ToString()).SingleOrDefault();

    private static bool IsTaken(SqliteConnection connection, string address, Guid id) =>
        SqliteDatabase.Query(connection, "SELECT 1 FROM sources WHERE address = $1 AND id <> $2", row => row.GetInt64(0), address, id.ToString()).Count > 0;

    private static (string Key, string Host) Address(string url) =>
        (SourceAddress.KeyOf(url) ?? throw new ArgumentException($"'{url}' is no address of a source.", nameof(url)), SourceAddress.Authority(new Uri(url)));

    private static Source Read(SqliteDataReader row) => new()
    {
        Id = Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
        CreatedAt = Time(row.GetInt64(1)),
        Version = row.GetInt64(2),
        Settings = JsonSerializer.Deserialize<SourceSettings>(row.GetString(3), WireJson.Options)!,
        Polls = JsonSerializer.Deserialize<SourcePolls>(row.GetString(4), WireJson.Options)!,
    };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
