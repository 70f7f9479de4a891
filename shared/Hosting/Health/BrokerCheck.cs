using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Newsroom.Hosting.Bus;

namespace Newsroom.Hosting.Health;

/// <summary>
/// Whether messages can be sent and read. MassTransit's own word is not enough: a bus that only publishes calls itself healthy
/// while the broker is away. So this asks the broker each time.
/// </summary>
internal sealed class BrokerCheck(IBusControl bus, BrokerConnection broker, BrokerProbe probe) : IHealthCheck
{
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
            await probe.AskAsync(cancellationToken);
            return HealthCheckResult.Healthy("Connected.");
        }
        catch (Exception problem) when (BrokerProbe.IsAway(problem))
        {
            return HealthCheckResult.Unhealthy($"The broker at {broker.Address!.Host} does not answer: {problem.Message}");
        }
    }
}
