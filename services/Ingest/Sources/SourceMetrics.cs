using System.Diagnostics.Metrics;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Ingest.Sources;

/// <summary>
/// Counts the sources by state every half minute: <c>newsroom.sources</c>. All replicas tell the same; take the maximum. While the store does not answer
/// there is no figure.
/// </summary>
internal sealed class SourceMetrics(ISourceStore sources, StoreSetup stores, TimeProvider clock, ILogger<SourceMetrics> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly Meter meter = new("Newsroom.Ingest");
    private IReadOnlyDictionary<SourceState, long>? counts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        meter.CreateObservableGauge("newsroom.sources", Measure, "{source}", "Sources by state: active, quiet, failing, paused, ended");
        using var quiet = Unseen.Begin();
        await stores.Done.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
            await CountAsync(stoppingToken);
        while (await Ticks.NextAsync(timer, stoppingToken));
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    private async Task CountAsync(CancellationToken stopping)
    {
        try
        {
            counts = await sources.CountAsync(stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            counts = null;
            log.SourcesNotCounted(problem.Message);
        }
    }

    private IEnumerable<Measurement<long>> Measure() => counts is { } known
        ? Enum.GetValues<SourceState>().Select(state => new Measurement<long>(known.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())))
        : [];
}
