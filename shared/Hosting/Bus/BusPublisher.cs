using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;

namespace Newsroom.Hosting.Bus;

/// <summary>Publishes on the bus, as a CloudEvent in binary mode (CloudEvents 1.0, AMQP protocol binding §3.1).</summary>
internal sealed class BusPublisher(IBusControl bus, BusParts parts, LocalDeliveries deliveries, BrokerConnection broker, ServiceIdentity service)
    : IMessagePublisher
{
    public async Task WaitUntilReadyAsync(CancellationToken cancellation) =>
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellation);

    public async Task PublishAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        if (!parts.Published.TryGetValue(entry.Type, out var type))
            throw new InvalidOperationException($"No service in this process publishes '{entry.Type}': declare it with BusParts.Publish.");

        var message = JsonSerializer.Deserialize(entry.Body, type, WireJson.Options)
            ?? throw new InvalidOperationException($"The saved message {entry.Id} is empty.");
        var handled = broker.IsMemory ? deliveries.Expect(entry.Id, parts.ReadersOf(type)) : Task.CompletedTask;
        try
        {
            await bus.Publish(message, type, Pipe.Execute<PublishContext>(context => Address(context, entry, message)), cancellation);
        }
        catch
        {
            deliveries.Forget(entry.Id);
            throw;
        }

        await handled.WaitAsync(cancellation);
    }

    private void Address(PublishContext context, OutboxEntry entry, object message)
    {
        var type = message.GetType();
        context.GetOrAddPayload(() => new SavedBody(entry.Body));
        context.MessageId = entry.Id;
        context.Mandatory = !WireNames.IsOptional(type);
        context.Headers.Set("cloudEvents:specversion", "1.0");
        context.Headers.Set("cloudEvents:id", entry.Id.ToString());
        context.Headers.Set("cloudEvents:source", "/" + service.Name);
        context.Headers.Set("cloudEvents:type", entry.Type);
        if (entry.Subject.Length > 0)
            context.Headers.Set("cloudEvents:subject", entry.Subject);
        context.Headers.Set("cloudEvents:time", entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        // Whoever waits for it knows it by an id of their own, which need not be a GUID as MassTransit's CorrelationId is.
        if (WireNames.Correlation(type)?.GetValue(message) is string correlation && context.TryGetPayload<RabbitMqSendContext>(out var amqp))
            amqp.BasicProperties.CorrelationId = correlation;
        if (Activity.Current is { } activity)
        {
            context.Headers.Set("traceparent", activity.Id);
            // MassTransit sets it to its own span; where the trace is not kept it has none and says nothing, and whoever reads this would
            // begin another trace, with a choice of its own.
            context.Headers.Set(DiagnosticHeaders.ActivityId, activity.Id);
            if (activity.TraceStateString is { Length: > 0 } state)
                context.Headers.Set("tracestate", state);
        }
    }
}
