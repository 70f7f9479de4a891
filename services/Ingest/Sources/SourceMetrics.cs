using System.Diagnostics.Metrics;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Ingest.Sources;

/// <summary>Counts the sources by state: <c>newsroom.sources</c>.</summary>
internal sealed class SourceMetrics(ISourceStore sources, StoreSetup stores, TimeProvider clock, ILogger<SourceMetrics> log)
    : StateGauge<SourceState>("Newsroom.Ingest", Enum.GetValues<SourceState>(), stores, clock)
{
    protected override void Create(Meter meter, Func<IEnumerable<Measurement<long>>> measure) =>
        meter.CreateObservableGauge("newsroom.sources", measure, "{source}", "Sources by state: active, quiet, failing, paused, ended");

    protected override Task<IReadOnlyDictionary<SourceState, long>> CountAsync(CancellationToken stopping) => sources.CountAsync(stopping);

    protected override void TellFailed(Exception problem) => log.SourcesNotCounted(problem.Message);
}
