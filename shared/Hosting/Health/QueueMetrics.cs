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
    private const string Errors = "_error";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The broker writes an error into its log whenever it is asked for a queue that is not there. So this is done rarely, unless a message has
    /// just been given up here; others do that too, therefore at all.
    /// </summary>
    private static readonly TimeSpan AgainWhenAbsent = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WatchAfterFault = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<string> queues;
    private readonly BrokerProbe broker;
    private readonly TimeProvider clock;
    private readonly ILogger<QueueMetrics> log;
    private readonly Dictionary<string, DateTimeOffset> absentAt = new(StringComparer.Ordinal);
    private readonly FaultSightings faults;
    private readonly IMessagePublisher bus;
    private IReadOnlyList<Measurement<long>> depths = [];

    public QueueMetrics(BusParts parts, BrokerProbe broker, FaultSightings faults, IMessagePublisher bus, TimeProvider clock, ILogger<QueueMetrics> log)
    {
        queues = [.. parts.Readers.SelectMany(reader => new[] { reader.Queue, reader.Queue + Errors })];
        this.broker = broker;
        this.faults = faults;
        this.bus = bus;
        this.clock = clock;
        this.log = log;
        HostingTelemetry.Meter.CreateObservableGauge("newsroom.queue.depth", () => depths, "{message}", "Messages that are ready in a queue");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before, the queues are not there yet.
        await bus.WaitUntilReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var measured = new List<Measurement<long>>();
                foreach (var queue in queues)
                    measured.Add(new(await DepthAsync(queue, stoppingToken), new KeyValuePair<string, object?>("messaging.destination.name", queue)));
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

    private async Task<long> DepthAsync(string queue, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (absentAt.TryGetValue(queue, out var since) && now - since < AgainWhenAbsent && now - faults.Last > WatchAfterFault)
            return 0;
        if (await broker.ReadyAsync(queue, stopping) is { } ready)
        {
            absentAt.Remove(queue);
            return ready;
        }

        if (queue.EndsWith(Errors, StringComparison.Ordinal))
            absentAt[queue] = now;
        return 0;
    }

    [LoggerMessage(1301, LogLevel.Warning, "The queues could not be measured: {Problem}", EventName = "queue.measure.failed")]
    private partial void LogFailed(string problem);
}
