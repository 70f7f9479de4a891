using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Newsroom.Hosting.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Newsroom.Hosting.Health;

/// <summary>
/// Whether messages can be sent and read. MassTransit's own word is not enough: a bus that only publishes calls itself healthy
/// while the broker is away. So this keeps a connection of its own and opens a channel over it each time.
/// </summary>
internal sealed class BrokerCheck(IBusControl bus, BrokerConnection broker, ServiceIdentity service) : IHealthCheck, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        if (health.Status != BusHealthStatus.Healthy)
        {
            var waiting = health.Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy).Select(endpoint => endpoint.Key);
            return HealthCheckResult.Unhealthy($"The bus is not up: {health.Description} {string.Join(", ", waiting)}".TrimEnd());
        }

        if (broker.IsMemory)
            return HealthCheckResult.Healthy("In memory.");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            await ProbeAsync(limit.Token);
            return HealthCheckResult.Healthy("Connected.");
        }
        catch (Exception problem) when (problem is BrokerUnreachableException or OperationCanceledException or AlreadyClosedException or OperationInterruptedException or IOException)
        {
            return HealthCheckResult.Unhealthy($"The broker at {broker.Address!.Host} does not answer: {problem.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        gate.Dispose();
    }

    private async Task ProbeAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (connection is not { IsOpen: true })
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
                var factory = new ConnectionFactory { Uri = broker.Address!, AutomaticRecoveryEnabled = false, ClientProvidedName = service.Name + " health", RequestedConnectionTimeout = Limit };
                connection = await factory.CreateConnectionAsync(cancellation);
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await channel.CloseAsync(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }
}
