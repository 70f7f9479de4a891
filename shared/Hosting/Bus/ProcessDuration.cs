using System.Diagnostics;
using System.Diagnostics.Metrics;
using MassTransit;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Bus;

/// <summary>
/// The histogram <c>messaging.process.duration</c> by queue, as in OpenTelemetry's semantic conventions for messaging: the attempt that
/// succeeded, or the last one of a message that was given up, with what it failed of as <c>error.type</c>. Its count is
/// the number of messages.
/// </summary>
internal sealed class ProcessDuration(BrokerConnection broker, FaultSightings faults) : IReceiveObserver
{
    private static readonly Histogram<double> Duration = HostingTelemetry.Meter.CreateHistogram(
        "messaging.process.duration", "s", "How long messages took to process",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class =>
        Record(context.ReceiveContext, duration, problem: null);

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class =>
        Record(context.ReceiveContext, duration, exception);

    /// <summary>Before a consumer had it: what cannot be read, or kills whoever reads it. Heard of again for a consumer's failure.</summary>
    public Task ReceiveFault(ReceiveContext context, Exception exception) => Record(context, context.ElapsedTime, exception);

    private Task Record(ReceiveContext context, TimeSpan duration, Exception? problem)
    {
        if (context.TryGetPayload<Counted>(out _))
            return Task.CompletedTask;
        context.GetOrAddPayload(() => new Counted());
        var tags = new TagList
        {
            { "messaging.system", broker.IsMemory ? "in-memory" : "rabbitmq" },
            { "messaging.operation.name", "process" },
            { "messaging.destination.name", context.InputAddress.AbsolutePath.Split('/')[^1] },
        };
        if (problem is not null)
        {
            faults.Note();
            tags.Add("error.type", problem.GetType().Name);
        }

        Duration.Record(duration.TotalSeconds, tags);
        return Task.CompletedTask;
    }

    private sealed record Counted;
}
