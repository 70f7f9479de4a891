using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Ingest.WebSub;

/// <summary>Counts the subscriptions by state: <c>newsroom.websub.subscriptions</c>. Without WebSub there is no figure.</summary>
internal sealed class SubscriptionMetrics(
    ISubscriptionStore subscriptions, StoreSetup stores, IOptions<WebSubOptions> options, TimeProvider clock, ILogger<SubscriptionMetrics> log)
    : StateGauge<SubscriptionState>("Newsroom.Ingest", Told, stores, clock)
{
    private static readonly SubscriptionState[] Told =
        [SubscriptionState.Pending, SubscriptionState.Active, SubscriptionState.Denied, SubscriptionState.Failed, SubscriptionState.Expired, SubscriptionState.Ending];

    protected override bool IsOn => options.Value.IsOn;

    protected override void Create(Meter meter, Func<IEnumerable<Measurement<long>>> measure) => meter.CreateObservableGauge(
        "newsroom.websub.subscriptions", measure, "{subscription}", "Subscriptions by state: pending, active, denied, failed, expired, ending");

    protected override Task<IReadOnlyDictionary<SubscriptionState, long>> CountAsync(CancellationToken stopping) => subscriptions.CountAsync(stopping);

    protected override void TellFailed(Exception problem) => log.SubscribingFailed(problem.Message);
}
