using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Health;

/// <summary>
/// Measures every few seconds what waits in the queues that this process reads, and in the <c>_error</c> queue of each:
/// <c>newsroom.queue.depth</c> (messages) by <c>messaging.destination.name</c>. AMQP tells of ready messages only; what a reader has in hand is not
/// among them. An <c>_error</c> queue that is not there yet is empty; while the broker does not answer there is no figure.
/// </summary>
internal sealed partial class QueueMetrics : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<string> queues;
    private readonly BrokerProbe broker;
    private readonly TimeProvider clock;
    private readonly ILogger<QueueMetrics> log;
    private IReadOnlyList<Measurement<long>> depths = [];

    public QueueMetrics(BusParts parts, BrokerProbe broker, TimeProvider clock, ILogger<QueueMetrics> log)
    {
        queues = [.. parts.Readers.SelectMany(reader => new[] { reader.Queue, reader.Queue + "_error" })];
        this.broker = broker;
        this.clock = clock;
        this.log = log;
        HostingTelemetry.Meter.CreateObservableGauge("newsroom.queue.depth", () => depths, "{message}", "Messages that are ready in a queue");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var measured = new List<Measurement<long>>();
                foreach (var queue in queues)
                    measured.Add(new(await broker.ReadyAsync(queue, stoppingToken) ?? 0, new KeyValuePair<string, object?>("messaging.destination.name", queue)));
                depths = measured;
            }
            catch (Exception problem) when (BrokerProbe.IsAway(problem) && !stoppingToken.IsCancellationRequested)
            {
                depths = [];
                LogFailed(problem.Message);
            }
        }
        while (await Ticks.NextAsync(timer, stoppingToken));
    }

    [LoggerMessage(1301, LogLevel.Warning, "The queues could not be measured: {Problem}", EventName = "queue.measure.failed")]
    private partial void LogFailed(string problem);
}
