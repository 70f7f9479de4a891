using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Newsroom.Hosting.Stores;

namespace Newsroom.Hosting.Telemetry;

/// <summary>
/// Counts every half minute what a store keeps, by <c>state</c> (its name in lower case), for a gauge. All replicas tell the same; take the maximum.
/// While the store does not answer there is no figure, in place of an old one.
/// </summary>
/// <param name="meterName">Of the service.</param>
/// <param name="told">The states that are told of, also where there is nothing in them.</param>
/// <param name="stores">Before they are set up nothing is asked.</param>
/// <param name="clock">For the half minutes.</param>
public abstract class StateGauge<TState>(string meterName, IReadOnlyList<TState> told, StoreSetup stores, TimeProvider clock) : BackgroundService
    where TState : struct, Enum
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly Meter meter = new(meterName);
    private IReadOnlyDictionary<TState, long>? counts;

    /// <summary>Whether there is anything to count.</summary>
    protected virtual bool IsOn => true;

    /// <summary>Makes the gauge, with its name, unit and description.</summary>
    protected abstract void Create(Meter meter, Func<IEnumerable<Measurement<long>>> measure);

    protected abstract Task<IReadOnlyDictionary<TState, long>> CountAsync(CancellationToken stopping);

    protected abstract void TellFailed(Exception problem);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn)
            return;
        Create(meter, Measure);
        using var quiet = Unseen.Begin();
        await stores.Done.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
            await MeasureAsync(stoppingToken);
        while (await Ticks.NextAsync(timer, stoppingToken));
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task MeasureAsync(CancellationToken stopping)
    {
        try
        {
            counts = await CountAsync(stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            counts = null;
            TellFailed(problem);
        }
    }

    private IEnumerable<Measurement<long>> Measure() => counts is { } known
        ? told.Select(state => new Measurement<long>(known.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())))
        : [];
}
