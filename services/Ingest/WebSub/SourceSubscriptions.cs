using Microsoft.Extensions.Options;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>The subscriptions of sources, as those see them who keep and poll sources.</summary>
internal sealed class SourceSubscriptions(ISubscriptionStore subscriptions, SubscriptionKeeping keeping, IOptions<WebSubOptions> options, TimeProvider clock)
{
    private readonly WebSubOptions settings = options.Value;

    public async Task<SubscriptionView?> ViewAsync(Guid sourceId, CancellationToken cancellation) =>
        await subscriptions.FindOfSourceAsync(sourceId, cancellation) is { } found ? SubscriptionView.Of(found) : null;

    /// <summary>A source was removed, or changed so that it wants no subscription, or another.</summary>
    public async Task EndAsync(Guid sourceId, CancellationToken cancellation)
    {
        if (await subscriptions.FindOfSourceAsync(sourceId, cancellation) is { } found)
            await keeping.ChangeAsync(found.Id, current => SubscriptionPlan.End(current, SubmissionRules.Now(clock)), cancellation);
    }

    /// <summary>
    /// Before a poll is written down: subscribes to what the feed names now, and to nothing else; and where a hub delivers, lets the next poll
    /// wait for longer.
    /// </summary>
    /// <param name="source">As it was before the poll.</param>
    /// <param name="polls">How it went.</param>
    /// <param name="taken">What it brought; null for nothing.</param>
    /// <param name="cancellation">Of the poll.</param>
    /// <returns>What to write down.</returns>
    public async Task<SourcePolls> AfterPollAsync(Source source, SourcePolls polls, TakenEntries? taken, CancellationToken cancellation)
    {
        if (!settings.IsOn)
            return polls;
        var now = SubmissionRules.Now(clock);
        var offer = source.Settings.WebSub == false || polls.EndedAt is not null ? null : polls.WebSub;
        var current = await subscriptions.FindOfSourceAsync(source.Id, cancellation);
        if (current is not null && !Fits(current, offer))
        {
            await keeping.ChangeAsync(current.Id, before => SubscriptionPlan.End(before, now), cancellation);
            current = null;
        }

        if (current is null)
        {
            if (offer is not null)
                await keeping.StartAsync(SubscriptionPlan.Start(Guid.CreateVersion7(), source.Id, offer, CallbackKey.New(settings, offer.Hubs[0]), now), cancellation);
            return polls;
        }

        if (taken is { AddedAtOnce: > 0 })
            current = await keeping.ChangeAsync(current.Id, before => SubscriptionPlan.Missed(before, source.Polls.LastSuccessAt, now), cancellation) ?? current;
        // A hub that has just told of news that the poll did not bring may know more than a cache in front of the feed.
        var isSettled = polls.Failures == 0 && taken is null or { IsComplete: true } && (taken is { Taken: > 0 } || !SubscriptionPlan.HasJustDelivered(current, now));
        var isLeftToHub = isSettled && current.IsActive(now) && current.MissedSince is null && source.Settings.PollMinutes is null;
        return isLeftToHub ? polls with { NextPollAt = Safety(polls.NextPollAt, now) } : polls;
    }

    private bool Fits(Subscription current, WebSubOffer? offer) =>
        offer is not null && current.Topic == offer.Topic && current.Hubs.SequenceEqual(offer.Hubs) && settings.IsOurs(current.Key.Callback);

    /// <summary>Up to a tenth more or less, so that those that were subscribed together are not polled together.</summary>
    private DateTimeOffset? Safety(DateTimeOffset? planned, DateTimeOffset now)
    {
        var safety = now + TimeSpan.FromMilliseconds(Math.Round(settings.PollEvery.TotalMilliseconds * (0.9 + (0.2 * Random.Shared.NextDouble()))));
        return planned > safety ? planned : safety;
    }
}

/// <summary>A source's subscription as it is shown.</summary>
/// <param name="Hub">Which of the feed's hubs it is at.</param>
/// <param name="Topic">By which the hub knows the feed.</param>
/// <param name="State">pending, active, denied (asked again after a day), failed (asked again, less and less often) or expired. Only while it is active are there fewer polls.</param>
/// <param name="LeasedUntil">As the hub granted it; it is renewed before.</param>
/// <param name="LastDeliveryAt">When the hub last delivered something or said that there is something.</param>
/// <param name="Deliveries">How often it did.</param>
/// <param name="Problem">Why the hub, or a delivery, was last refused or not understood.</param>
/// <param name="NextAt">When it is renewed or asked again.</param>
internal sealed record SubscriptionView(
    string Hub, string Topic, SubscriptionState State, DateTimeOffset? LeasedUntil, DateTimeOffset? LastDeliveryAt, long Deliveries, string? Problem, DateTimeOffset NextAt)
{
    public static SubscriptionView Of(Subscription subscription) => new(
        subscription.Hub, subscription.Topic, subscription.State, subscription.LeaseUntil, subscription.LastDeliveryAt, subscription.Deliveries, subscription.Problem, subscription.Due);
}
