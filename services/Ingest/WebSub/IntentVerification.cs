using System.Globalization;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>What a hub asks at a callback (WebSub §5.3): whether what it was asked for was meant; or it says that it denies it (§5.2). Pure.</summary>
internal static class IntentVerification
{
    /// <summary>Of a challenge that is sent back; hubs send some tens of characters.</summary>
    public const int LongestChallenge = 2_000;

    private const int LongestReason = 300;

    /// <param name="before">The subscription of the callback.</param>
    /// <param name="asked">The query.</param>
    /// <param name="wanted">The lease that was asked for, which counts where a hub names none, as those older than WebSub do.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="fresh">A key for a hub.</param>
    public static Verification Read(Subscription before, HubQuery asked, TimeSpan wanted, DateTimeOffset now, double chance, Func<string, CallbackKey> fresh)
    {
        if (asked.Topic is null || asked.Topic != before.Topic)
            return new Verification(before, "There is no subscription to this topic.");
        return asked.Mode switch
        {
            "subscribe" when IsChallenge(asked) && IsOpen(before, Intent.Subscribe, now) => Subscribed(before, asked, wanted, now, chance, fresh),
            "unsubscribe" when IsChallenge(asked) && before.GoneAt is not null => new Verification(before),
            "unsubscribe" when IsChallenge(asked) && IsOpen(before, Intent.Unsubscribe, now) => new Verification(SubscriptionPlan.Gone(before, now)),
            "denied" => new Verification(before.EndingSince is null ? SubscriptionPlan.Denied(before, CleanText.Line(asked.Reason, LongestReason), now, fresh) : SubscriptionPlan.Gone(before, now)),
            _ => new Verification(before, "Nothing like this was asked for."),
        };
    }

    private static Verification Subscribed(Subscription before, HubQuery asked, TimeSpan wanted, DateTimeOffset now, double chance, Func<string, CallbackKey> fresh)
    {
        var lease = LeaseOf(asked.LeaseSeconds, wanted);
        // The answer to an earlier verification was lost on its way.
        if (before.VerifiedAt >= before.AskedAt && before.State == SubscriptionState.Active)
            return new Verification(before);
        if (lease >= SubscriptionPlan.ShortestLease)
            return new Verification(SubscriptionPlan.Verified(before, lease, now, chance));
        var problem = $"{before.Hub} grants {lease.TotalSeconds:0} seconds only; less than {SubscriptionPlan.ShortestLease.TotalMinutes:0} minutes are not worth it.";
        return new Verification(SubscriptionPlan.Failed(before, problem, null, now, chance, fresh), problem);
    }

    private static bool IsChallenge(HubQuery asked) => asked.Challenge is { Length: > 0 and <= LongestChallenge };

    /// <summary>Whether the hub was asked for this a short while ago.</summary>
    private static bool IsOpen(Subscription before, Intent intent, DateTimeOffset now) =>
        before.Asked == intent && before.EndingSince is null == (intent == Intent.Subscribe) && now <= before.AskedAt + SubscriptionPlan.Patience;

    private static TimeSpan LeaseOf(string? seconds, TimeSpan wanted)
    {
        if (string.IsNullOrEmpty(seconds))
            return wanted;
        if (!seconds.All(char.IsAsciiDigit))
            return TimeSpan.Zero;
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given < SubscriptionPlan.LongestLease.TotalSeconds
            ? TimeSpan.FromSeconds(given)
            : SubscriptionPlan.LongestLease;
    }
}

/// <summary>The parameters <c>hub.mode</c> and so on of a request to a callback.</summary>
internal sealed record HubQuery(string? Mode, string? Topic, string? Challenge = null, string? LeaseSeconds = null, string? Reason = null);

/// <param name="Next">The subscription from now on.</param>
/// <param name="Refusal">Why it is not confirmed; null if it is.</param>
internal sealed record Verification(Subscription Next, string? Refusal = null);
