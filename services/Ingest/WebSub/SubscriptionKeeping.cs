using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Writes what was decided about a subscription, whoever decides at the same moment: the hub, a poll, a keeper of sources. One that begins or ceases to
/// be active has its source polled at once, so that nothing falls between the two.
/// </summary>
internal sealed class SubscriptionKeeping(
    ISubscriptionStore subscriptions, ISourceStore sources, PollBell polls, TimeProvider clock, ILogger<SubscriptionKeeping> log) : IDisposable
{
    private readonly Bell bell = new();

    public async Task StartAsync(Subscription subscription, CancellationToken cancellation)
    {
        if (await subscriptions.AddAsync(subscription, cancellation))
            bell.Ring();
    }

    /// <param name="id">Of the subscription.</param>
    /// <param name="decide">From what it is to what it is to be; the same if nothing is to change. Called again if somebody else was faster.</param>
    /// <param name="cancellation">Of whoever waits.</param>
    /// <returns>As it is afterwards; null if it is not there.</returns>
    public async Task<Subscription?> ChangeAsync(Guid id, Func<Subscription, Subscription> decide, CancellationToken cancellation)
    {
        Subscription? before = null;
        Subscription? after = null;
        await Optimistic.SaveAsync<bool>(id, async () =>
        {
            before = await subscriptions.FindAsync(id, cancellation);
            after = before is null ? null : decide(before);
            if (after is null || ReferenceEquals(after, before))
                return false;
            var outcome = await subscriptions.SaveAsync(after, before!.Version, cancellation);
            return outcome == SaveOutcome.Saved ? true : null;
        });
        if (before is null || after is null || ReferenceEquals(after, before))
            return after;
        Tell(before, after);
        if (after.Due <= clock.GetUtcNow())
            bell.Ring();
        var wasActive = before.State == SubscriptionState.Active;
        if (wasActive != (after.State == SubscriptionState.Active) && after.EndingSince is null)
            await PollAsync(after.SourceId, SubmissionRules.Now(clock), cancellation);
        return after;
    }

    /// <summary>Has a source polled at a time, if it would not be before that, and once it no longer wants to be left alone.</summary>
    public async Task PollAsync(Guid sourceId, DateTimeOffset at, CancellationToken cancellation)
    {
        if (await sources.FindAsync(sourceId, cancellation) is not { Settings.Paused: false, Polls.EndedAt: null } source)
            return;
        var now = clock.GetUtcNow();
        at = source.Polls.NotBusy(at);
        // A time that has passed may be that of a poll that goes on, and asked before there was news.
        if (source.Polls.NextPollAt is { } next && next > now && next <= at)
            return;
        await sources.MakeDueAsync(sourceId, at, cancellation);
        polls.Ring();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => bell.WaitAsync(atMost, cancellation);

    public void Dispose() => bell.Dispose();

    private void Tell(Subscription before, Subscription after)
    {
        var (source, hub) = (after.SourceId, before.Hub);
        if (after.GoneAt is not null && before.GoneAt is null)
            log.SubscriptionEnded(source, hub);
        else if (after.State == SubscriptionState.Active && before.State != SubscriptionState.Active)
            log.SubscriptionActive(source, hub, after.LeaseUntil!.Value);
        else if (after.Failures > before.Failures || after.Misses > before.Misses)
            log.SubscriptionFailed(source, hub, after.Problem ?? "", after.Due);
    }
}
