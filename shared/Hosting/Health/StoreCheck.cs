using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Health;

/// <summary>Whether the database answers, and has been set up.</summary>
internal sealed class MongoCheck(IMongoDatabase database, StoreSetup setup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var quiet = HostingTelemetry.Quiet();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: limit.Token);
            return setup.Done.IsCompleted ? HealthCheckResult.Healthy("Answers.") : HealthCheckResult.Unhealthy("Its indexes are not there yet.");
        }
        catch (Exception problem) when (problem is MongoException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"MongoDB does not answer: {problem.Message}");
        }
    }
}

internal sealed class SqliteCheck(SqliteDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var quiet = HostingTelemetry.Quiet();
        try
        {
            // A write that changes nothing goes through the writer's queue and its transaction, as every other.
            await database.WriteAsync("check", connection => SqliteDatabase.Execute(connection, "DELETE FROM outbox WHERE position < 0"), cancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(3), cancellationToken);
            return HealthCheckResult.Healthy("Writable.");
        }
        catch (Exception problem) when (problem is Microsoft.Data.Sqlite.SqliteException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The file cannot be written: {problem.Message}");
        }
    }
}
