using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Outbox;

/// <summary>
/// Measures the outboxes every few seconds: <c>newsroom.outbox.depth</c> (messages) and <c>newsroom.outbox.oldest_age</c> (seconds), by
/// <c>newsroom.outbox.name</c>. An age that keeps growing means that nothing goes out. While the store does not answer there is no
/// figure, in place of an old one.
/// </summary>
internal sealed partial class OutboxMetrics : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<IOutbox> outboxes;
    private readonly TimeProvider clock;
    private readonly ILogger<OutboxMetrics> log;
    private IReadOnlyList<(string Name, OutboxLevel Level)> levels = [];

    public OutboxMetrics(IEnumerable<IOutbox> outboxes, TimeProvider clock, ILogger<OutboxMetrics> log)
    {
        this.outboxes = [.. outboxes];
        this.clock = clock;
        this.log = log;
        HostingTelemetry.Meter.CreateObservableGauge("newsroom.outbox.depth",
            () => levels.Select(level => new Measurement<long>(level.Level.Depth, Tag(level.Name))), "{message}", "Messages that wait in an outbox");
        HostingTelemetry.Meter.CreateObservableGauge("newsroom.outbox.oldest_age",
            () => levels.Select(level => new Measurement<double>(level.Level.OldestAge.TotalSeconds, Tag(level.Name))), "s", "How long the oldest due message has waited");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var quiet = HostingTelemetry.Quiet();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var measured = new List<(string, OutboxLevel)>();
                foreach (var outbox in outboxes)
                    measured.Add((outbox.Name, await outbox.MeasureAsync(clock.GetUtcNow(), stoppingToken)));
                levels = measured;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                levels = [];
                LogFailed(problem.Message);
            }
        }
        while (await Ticks.NextAsync(timer, stoppingToken));
    }

    private static KeyValuePair<string, object?> Tag(string name) => new("newsroom.outbox.name", name);

    [LoggerMessage(1103, LogLevel.Warning, "The outboxes could not be measured: {Problem}", EventName = "outbox.measure.failed")]
    private partial void LogFailed(string problem);
}
