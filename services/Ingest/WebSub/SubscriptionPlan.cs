namespace Newsroom.Ingest.WebSub;

/// <summary>What is next for a subscription; pure, with time and chance passed in.</summary>
internal static class SubscriptionPlan
{
    /// <summary>Until a hub has verified what it was asked for; after that it is asked again. Hubs do it within seconds, or queue it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Until a hub has delivered what a poll brought. Hubs fetch and deliver within minutes of being told; longer is no gain over polls.</summary>
    public static readonly TimeSpan DeliveryPatience = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan AfterDenial = TimeSpan.FromDays(1);

    /// <summary>Less is not worth the renewals.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromMinutes(5);

    /// <summary>What is granted beyond is as this: a hub that has forgotten us is found out by then.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromDays(90);

    /// <summary>For which a hub that goes on after the end is told 410.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    private const int MostGoodbyes = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstWaitAfterMiss = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWaitAfterMiss = TimeSpan.FromDays(7);

    public static Subscription Start(Guid id, Guid sourceId, WebSubOffer offer, CallbackKey key, DateTimeOffset now) =>
        new() { Id = id, SourceId = sourceId, Topic = offer.Topic, Hubs = offer.Hubs, Key = key, CreatedAt = now, Due = now };

    /// <summary>It is not wanted any more: the source went, rests, or names other hubs.</summary>
    public static Subscription End(Subscription before, DateTimeOffset now) => before.EndingSince is not null
        ? before
        : before with { State = SubscriptionState.Ending, EndingSince = now, Due = now, Asked = null, MissedSince = null };

    /// <summary>What to do at the time that was set for it.</summary>
    /// <param name="before">As it is kept.</param>
    /// <param name="isWanted">Whether its source is there, not paused, and reached by its callback.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="fresh">A key for a hub.</param>
    public static NextStep WhenDue(Subscription before, bool isWanted, DateTimeOffset now, double chance, Func<string, CallbackKey> fresh)
    {
        if (before.GoneAt is { } gone)
            return new NextStep(before with { Due = gone + KeptAfterEnd }, IsForgotten: now >= gone + KeptAfterEnd);
        if (before.EndingSince is not null || !isWanted)
            return Goodbye(End(before, now), now);
        if (before.MissedSince is { } missed && missed + DeliveryPatience <= now)
            return new NextStep(GivenUp(before, now, chance));
        if (before is { Asked: Intent.Subscribe, AskedAt: { } asked } && !(before.VerifiedAt >= asked))
        {
            var silence = $"{before.Hub} took the request and did not verify it within {Patience.TotalMinutes:0} minutes. See that it can reach {Host(before.Key.Callback)}, which Newsroom:WebSub:CallbackBase names.";
            return new NextStep(Failed(before, silence, null, now, chance, fresh));
        }

        var state = before.State == SubscriptionState.Active && !before.IsActive(now) ? SubscriptionState.Expired : before.State;
        return new NextStep(before with { State = state, Asked = Intent.Subscribe, AskedAt = now, Due = now + Patience }, Intent.Subscribe);
    }

    /// <summary>What the hub answered to a request; it may have verified before that.</summary>
    public static Subscription Answered(Subscription before, Subscription asked, HubAnswer answer, DateTimeOffset now, double chance, Func<string, CallbackKey> fresh)
    {
        var isAnotherMatter = before.Key.Token != asked.Key.Token || before.Asked != asked.Asked || before.AskedAt != asked.AskedAt;
        if (isAnotherMatter || before.GoneAt is not null)
            return before;
        if (answer.Problem is not { } problem)
            return before.MovedTo == answer.MovedTo ? before : before with { MovedTo = answer.MovedTo };
        if (before.VerifiedAt >= before.AskedAt)
            return before;
        return before.EndingSince is not null
            ? before with { MovedTo = null, Problem = problem, Due = now + Wait(before.Goodbyes, FirstWait, LongestWait, chance) }
            : Failed(before, problem, answer.RetryAfter, now, chance, fresh);
    }

    /// <summary>One that is active stays so until its lease ends; one that is not goes to the next hub, and after the last rests.</summary>
    public static Subscription Failed(Subscription before, string problem, TimeSpan? retryAfter, DateTimeOffset now, double chance, Func<string, CallbackKey> fresh)
    {
        // The next time it is asked where the feed says.
        var failed = before with { MovedTo = null, Asked = null, Failures = before.Failures + 1, Problem = problem };
        var wait = Wait(failed.Failures, FirstWait, LongestWait, chance);
        var next = now + (retryAfter > wait ? retryAfter.Value : wait);
        if (before.IsActive(now))
            return failed with { Due = Earlier(next, before.LeaseUntil!.Value) };
        return ToNextHub(failed with { State = SubscriptionState.Failed, LeaseUntil = null }, next, now, fresh);
    }

    /// <summary>The hub says no, now or of one that it had (WebSub §5.2).</summary>
    public static Subscription Denied(Subscription before, string? reason, DateTimeOffset now, Func<string, CallbackKey> fresh) => ToNextHub(
        before with { State = SubscriptionState.Denied, Asked = null, LeaseUntil = null, MissedSince = null, Failures = before.Failures + 1, Problem = $"{before.Hub} denied it{(reason is null ? "." : ": " + reason)}" },
        now + AfterDenial, now, fresh);

    public static Subscription Verified(Subscription before, TimeSpan lease, DateTimeOffset now, double chance)
    {
        var verified = before with
        {
            State = SubscriptionState.Active,
            VerifiedAt = now,
            LeaseUntil = now + (lease < LongestLease ? lease : LongestLease),
            Failures = 0,
            Problem = null,
            MissedSince = null,
        };
        return verified with { Due = RenewalOf(verified, chance) };
    }

    public static Subscription Gone(Subscription before, DateTimeOffset now) =>
        End(before, now) with { State = SubscriptionState.Ended, GoneAt = now, Due = now + KeptAfterEnd };

    /// <summary>The hub delivered, or said that there is something: it works, whatever was thought of it.</summary>
    public static Subscription Delivered(Subscription before, DateTimeOffset now, double chance)
    {
        var worked = before with { LastDeliveryAt = now, Deliveries = before.Deliveries + 1, Misses = 0 };
        if (before.MissedSince is null && before.State == SubscriptionState.Active)
            return worked;
        return before.LeaseUntil > now
            ? worked with { State = SubscriptionState.Active, MissedSince = null, Problem = null, Failures = 0, Due = Later(RenewalOf(before, chance), now) }
            : worked;
    }

    /// <summary>A poll brought news that came up while the hub should have delivered.</summary>
    /// <param name="before">As it is kept.</param>
    /// <param name="pollBefore">When the source was read before that.</param>
    /// <param name="now">The time.</param>
    public static Subscription Missed(Subscription before, DateTimeOffset? pollBefore, DateTimeOffset now)
    {
        // What came up before the subscription stood, or what the hub has just told us to poll for, was not missed.
        var isMiss = before.IsActive(now) && before.MissedSince is null && pollBefore >= before.VerifiedAt && !HasJustDelivered(before, now);
        return isMiss ? before with { MissedSince = now, Due = Earlier(before.Due, now + DeliveryPatience) } : before;
    }

    public static bool HasJustDelivered(Subscription subscription, DateTimeOffset now) => subscription.LastDeliveryAt > now - DeliveryPatience;

    private static NextStep Goodbye(Subscription ending, DateTimeOffset now) => ending.LeaseUntil > now && ending.Goodbyes < MostGoodbyes
        ? new NextStep(ending with { Asked = Intent.Unsubscribe, AskedAt = now, Goodbyes = ending.Goodbyes + 1, Due = now + Patience }, Intent.Unsubscribe)
        // The hub knows of none, or its lease ends by itself.
        : new NextStep(Gone(ending, now));

    /// <summary>The lease is left as it is: a hub that delivers after all brings the subscription back.</summary>
    private static Subscription GivenUp(Subscription before, DateTimeOffset now, double chance) => before with
    {
        State = SubscriptionState.Failed,
        Asked = null,
        MissedSince = null,
        Misses = before.Misses + 1,
        Problem = $"A poll brought news that {before.Hub} had not delivered {DeliveryPatience.TotalMinutes:0} minutes later.",
        Due = now + Wait(before.Misses + 1, FirstWaitAfterMiss, LongestWaitAfterMiss, chance),
    };

    private static Subscription ToNextHub(Subscription before, DateTimeOffset afterTheLast, DateTimeOffset now, Func<string, CallbackKey> fresh)
    {
        if (before.Hubs.Count == 1)
            return before with { Due = afterTheLast };
        // Another hub must not be able to speak for this one.
        var turn = (before.Turn + 1) % before.Hubs.Count;
        var next = before with { Turn = turn, MovedTo = null, Key = fresh(before.Hubs[turn]) };
        return next.Turn == 0 ? next with { Due = afterTheLast } : next with { State = SubscriptionState.Pending, Due = now };
    }

    private static DateTimeOffset RenewalOf(Subscription active, double chance) =>
        active.VerifiedAt!.Value + Whole((active.LeaseUntil!.Value - active.VerifiedAt.Value) * (2.0 / 3) * (0.9 + (0.2 * chance)));

    private static TimeSpan Wait(int times, TimeSpan first, TimeSpan longest, double chance)
    {
        var wait = first * Math.Pow(2, Math.Clamp(times - 1, 0, 20));
        return Whole((wait < longest ? wait : longest) * (0.9 + (0.2 * chance)));
    }

    /// <summary>In the milliseconds that every store keeps.</summary>
    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds));

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Host(string url) => new Uri(url).Authority;
}

/// <summary>What to write down before anything is asked, and what to ask.</summary>
/// <param name="Next">The subscription from now on.</param>
/// <param name="Ask">Of its hub; null for nothing.</param>
/// <param name="IsForgotten">It ended long ago.</param>
internal sealed record NextStep(Subscription Next, Intent? Ask = null, bool IsForgotten = false);

/// <summary>What a hub said to a request.</summary>
/// <param name="Problem">Why it did not take it; null if it did.</param>
/// <param name="RetryAfter">How long it wants to be left alone.</param>
/// <param name="MovedTo">Where it is to be asked from now on; null where the feed says.</param>
internal sealed record HubAnswer(string? Problem = null, TimeSpan? RetryAfter = null, string? MovedTo = null);
