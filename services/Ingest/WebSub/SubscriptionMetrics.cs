using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Counts the subscriptions by state every half minute: <c>newsroom.websub.subscriptions</c>. All replicas tell the same; take the maximum. Without
/// WebSub, or while the store does not answer, there is no figure.
/// </summary>
internal sealed class SubscriptionMetrics(
    ISubscriptionStore subscriptions, StoreSetup stores, IOptions<WebSubOptions> options, TimeProvider clock, ILogger<SubscriptionMetrics> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly SubscriptionState[] Told =
        [SubscriptionState.Pending, SubscriptionState.Active, SubscriptionState.Denied, SubscriptionState.Failed, SubscriptionState.Expired, SubscriptionState.Ending];

    private readonly Meter meter = new("Newsroom.Ingest");
    private IReadOnlyDictionary<SubscriptionState, long>? counts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        meter.CreateObservableGauge("newsroom.websub.subscriptions", Measure, "{subscription}", "Subscriptions by state: pending, active, denied, failed, expired, ending");
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
            counts = await subscriptions.CountAsync(stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            counts = null;
            log.SubscribingFailed(problem.Message);
        }
    }

    private IEnumerable<Measurement<long>> Measure() => counts is { } known
        ? Told.Select(state => new Measurement<long>(known.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())))
        : [];
}
