using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MongoDB.Bson;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Telemetry;

/// <summary><c>db.client.operation.duration</c>, from a live MongoDB and from SQLite.</summary>
public sealed class DatabaseDurationTests : IDisposable
{
    private readonly string name = "durations-" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string> recorded = new();
    private readonly MeterListener listener = new();
    private readonly MongoServer server;

    public DatabaseDurationTests(MongoServer server)
    {
        this.server = server;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "db.client.operation.duration")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
            // Other tests work beside this one.
            if (named["db.namespace"] == name && seconds is > 0 and < 60)
                recorded.Enqueue(string.Join(' ', named.Where(tag => tag.Key != "db.namespace").Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)));
        });
        listener.Start();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Commands_to_MongoDB_are_timed_by_operation_and_collection_and_failures_by_their_name()
    {
        using var client = MongoConventions.Connect(await server.ConnectionStringAsync(), "durations");
        var database = client.GetDatabase(name);
        await database.GetCollection<BsonDocument>("articles").InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Cancelled);
        await database.GetCollection<BsonDocument>("articles").Find(new BsonDocument()).ToListAsync(Cancelled);
        await Assert.ThrowsAsync<MongoCommandException>(() => database.RunCommandAsync<BsonDocument>(new BsonDocument("noSuchCommand", 1), cancellationToken: Cancelled));
        await client.DropDatabaseAsync(name, Cancelled);

        Assert.Equal(
            [
                "db.collection.name=articles db.operation.name=insert db.system.name=mongodb",
                "db.collection.name=articles db.operation.name=find db.system.name=mongodb",
                "db.operation.name=noSuchCommand db.system.name=mongodb error.type=CommandNotFound",
                "db.operation.name=dropDatabase db.system.name=mongodb",
            ],
            recorded);
    }

    [Fact]
    public async Task Reads_and_writes_of_SQLite_are_timed_by_operation_and_failures_by_their_type()
    {
        var directory = Directory.CreateTempSubdirectory("newsroom-");
        using (var database = new SqliteDatabase(directory.FullName, name, []))
        {
            await database.WriteAsync("save", connection => SqliteDatabase.Execute(connection, "CREATE TABLE one (id)"), Cancelled);
            await database.ReadAsync("find", connection => SqliteDatabase.Query(connection, "SELECT id FROM one", row => row.GetInt32(0)), Cancelled);
            await Assert.ThrowsAnyAsync<Exception>(() => database.WriteAsync("save", connection => SqliteDatabase.Execute(connection, "INSERT INTO none VALUES (1)"), Cancelled));
        }

        directory.Delete(recursive: true);
        Assert.Equal(
            [
                "db.operation.name=save db.system.name=sqlite",
                "db.operation.name=find db.system.name=sqlite",
                "db.operation.name=save db.system.name=sqlite error.type=SqliteException",
            ],
            recorded);
    }
}
