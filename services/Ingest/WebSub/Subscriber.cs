using System.Diagnostics;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Asks hubs for subscriptions, renews them before they end, and ends those that nobody wants. Any number of replicas may do the same: what is due is
/// in the hands of one.
/// </summary>
internal sealed class Subscriber(
    ISubscriptionStore subscriptions,
    SubscriptionKeeping keeping,
    ISourceStore sources,
    HubClient hubs,
    StoreSetup stores,
    IOptions<WebSubOptions> options,
    TimeProvider clock,
    ILogger<Subscriber> log) : BackgroundService
{
    private const int AtOnce = 16;

    /// <summary>Longer than reading and writing takes; before a hub is asked, the time is set anew.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly WebSubOptions settings = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsOn)
            return;
        await stores.Done.WaitAsync(stoppingToken);
        using var quiet = Unseen.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RoundAsync(stoppingToken) < AtOnce)
                    await keeping.WaitAsync(settings.Sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The loop ends by itself.
            }
            catch (Exception problem)
            {
                log.SubscribingFailed(problem.Message);
                await keeping.WaitAsync(settings.Sweep, CancellationToken.None);
            }
        }
    }

    /// <summary>What is due now, once.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> RoundAsync(CancellationToken cancellation)
    {
        var due = await subscriptions.LeaseAsync(AtOnce, clock.GetUtcNow(), Lease, cancellation);
        await Task.WhenAll(due.Select(one => GoOnAsync(one, cancellation)));
        return due.Count;
    }

    private async Task GoOnAsync(Subscription leased, CancellationToken cancellation)
    {
        var source = await sources.FindAsync(leased.SourceId, cancellation);
        var isWanted = source is { Settings: { Paused: false, WebSub: not false }, Polls.EndedAt: null } && settings.IsOurs(leased.Key.Callback);
        var now = SubmissionRules.Now(clock);
        NextStep? step = null;
        // What changed meanwhile has its own time.
        var asked = await keeping.ChangeAsync(leased.Id, current => current.Version != leased.Version
            ? current
            : (step = SubscriptionPlan.WhenDue(current, isWanted, now, Random.Shared.NextDouble(), Fresh)).Next, cancellation);
        if (step is null || asked is null)
            return;
        if (step.IsForgotten)
            await subscriptions.RemoveAsync(leased.Id, cancellation);
        else if (step.Ask is { } intent)
            await AskAsync(asked, intent, cancellation);
    }

    private async Task AskAsync(Subscription asked, Intent intent, CancellationToken cancellation)
    {
        var quiet = Activity.Current;
        Activity.Current = null;
        var answer = await hubs.AskAsync(asked, intent, cancellation);
        Activity.Current = quiet;
        await keeping.ChangeAsync(
            asked.Id, current => SubscriptionPlan.Answered(current, asked, answer, SubmissionRules.Now(clock), Random.Shared.NextDouble(), Fresh), cancellation);
    }

    private CallbackKey Fresh(string hub) => CallbackKey.New(settings, hub);
}
