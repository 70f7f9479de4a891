using System.Text.Json;
using Microsoft.Data.Sqlite;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.WebSub;

internal sealed class SqliteSubscriptionStore([FromKeyedServices(IngestModule.Name)] SqliteDatabase database) : ISubscriptionStore
{
    /// <summary>The source stands beside one that goes on, once; beside those at their end it is NULL.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS subscriptions (
            id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, source TEXT UNIQUE, due INTEGER NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL,
            subscription TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS subscriptions_due ON subscriptions (due);
        """;

    private const string Select = "SELECT subscription, due, version FROM subscriptions";

    public Task<bool> AddAsync(Subscription subscription, CancellationToken cancellation) => database.WriteAsync("subscribe", connection =>
        SqliteDatabase.Execute(connection,
            "INSERT INTO subscriptions (id, token, source, due, state, version, subscription) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            subscription.Id.ToString(), subscription.Key.Token, SourceOf(subscription), subscription.Due.UtcTicks, subscription.State.ToString(), subscription.Version,
            Json(subscription)) == 1, cancellation);

    public Task<Subscription?> FindAsync(Guid id, CancellationToken cancellation) => FirstAsync("id = $1", id.ToString(), cancellation);

    public Task<Subscription?> FindByTokenAsync(string token, CancellationToken cancellation) => FirstAsync("token = $1", token, cancellation);

    public Task<Subscription?> FindOfSourceAsync(Guid sourceId, CancellationToken cancellation) => FirstAsync("source = $1", sourceId.ToString(), cancellation);

    public Task<SaveOutcome> SaveAsync(Subscription subscription, long expectedVersion, CancellationToken cancellation) => database.WriteAsync("save subscription", connection =>
        SqliteDatabase.Execute(connection,
            "UPDATE subscriptions SET token = $3, source = $4, due = $5, state = $6, version = version + 1, subscription = $7 WHERE id = $1 AND version = $2",
            subscription.Id.ToString(), expectedVersion, subscription.Key.Token, SourceOf(subscription), subscription.Due.UtcTicks, subscription.State.ToString(),
            Json(subscription)) == 1 ? SaveOutcome.Saved : SaveOutcome.Stale, cancellation);

    public Task RemoveAsync(Guid id, CancellationToken cancellation) => database.WriteAsync("remove subscription", connection =>
        SqliteDatabase.Execute(connection, "DELETE FROM subscriptions WHERE id = $1", id.ToString()), cancellation);

    public Task<IReadOnlyList<Subscription>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Subscription>>("lease subscriptions", connection =>
        {
            var due = SqliteDatabase.Query(connection, $"{Select} WHERE due <= $1 ORDER BY due LIMIT $2", Read, now.UtcTicks, most);
            foreach (var one in due)
                SqliteDatabase.Execute(connection, "UPDATE subscriptions SET due = $2, version = version + 1 WHERE id = $1", one.Id.ToString(), (now + lease).UtcTicks);
            return due.ConvertAll(one => one with { Due = now + lease, Version = one.Version + 1 });
        }, cancellation);

    public Task<IReadOnlyDictionary<SubscriptionState, long>> CountAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<SubscriptionState, long>>("count subscriptions", connection => SqliteDatabase.Query(
            connection, "SELECT state, count(*) FROM subscriptions GROUP BY state", row => (Enum.Parse<SubscriptionState>(row.GetString(0)), row.GetInt64(1)))
            .ToDictionary(one => one.Item1, one => one.Item2), cancellation);

    private Task<Subscription?> FirstAsync(string condition, string value, CancellationToken cancellation) =>
        database.ReadAsync("find subscription", connection => SqliteDatabase.Query(connection, $"{Select} WHERE {condition}", Read, value).SingleOrDefault(), cancellation);

    private static Subscription Read(SqliteDataReader row) =>
        JsonSerializer.Deserialize<Subscription>(row.GetString(0), WireJson.Options)! with { Due = new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), Version = row.GetInt64(2) };

    private static string? SourceOf(Subscription subscription) => subscription.EndingSince is null ? subscription.SourceId.ToString() : null;

    private static string Json(Subscription subscription) => JsonSerializer.Serialize(subscription, WireJson.Options);
}
