using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.WebSub;

/// <summary>What came of a delivery; each is counted once.</summary>
internal enum DeliveryOutcome
{
    /// <summary>Its entries are taken.</summary>
    Taken,

    /// <summary>It can be believed, yet cannot be taken at once: the source is polled.</summary>
    Polled,

    /// <summary>By a hub over plain http, with which no secret can be shared: the source is polled.</summary>
    Ping,

    /// <summary>Signed by SHA-1: the source is polled.</summary>
    Weak,

    /// <summary>More bytes than are read: the source is polled.</summary>
    TooLarge,

    /// <summary>Not signed: the source is polled.</summary>
    Unsigned,

    /// <summary>The signature is wrong: the source is polled.</summary>
    Wrong,

    /// <summary>No such callback.</summary>
    Unknown,

    /// <summary>The subscription has ended.</summary>
    Gone,
}

/// <summary>What a delivery is worth, and what it means for its subscription and for polls; pure.</summary>
internal static class DeliveryJudgement
{
    public static DeliveryOutcome Of(Subscription subscription, byte[]? content, IEnumerable<string?> signatures, DateTimeOffset now) => content is null
        ? DeliveryOutcome.TooLarge
        : HubSignature.Check(signatures, subscription.Key.Secret, content) switch
        {
            SignatureOutcome.Good => subscription.LeaseUntil > now ? DeliveryOutcome.Taken : DeliveryOutcome.Polled,
            SignatureOutcome.Weak => DeliveryOutcome.Weak,
            SignatureOutcome.None => DeliveryOutcome.Ping,
            SignatureOutcome.Unsigned => DeliveryOutcome.Unsigned,
            _ => DeliveryOutcome.Wrong,
        };

    /// <summary>A hub that tells of news works, whether its content can be taken or not. One whose signatures are wrong does not.</summary>
    public static Subscription Remember(Subscription before, DeliveryOutcome outcome, DateTimeOffset now, double chance) => outcome switch
    {
        DeliveryOutcome.Unsigned => before with { Problem = $"A delivery of {before.Hub} was not signed, though a secret was agreed on; the source was polled instead." },
        DeliveryOutcome.Wrong => before with { Problem = $"The signature of a delivery of {before.Hub} was wrong; the source was polled instead." },
        _ => SubscriptionPlan.Delivered(before, now, chance),
    };

    /// <summary>At once; but whoever is not to be believed has nobody polled more often than it would be at most.</summary>
    public static DateTimeOffset PollAt(SourcePolls polls, DateTimeOffset now, DeliveryOutcome outcome, TimeSpan shortest) =>
        outcome is DeliveryOutcome.Unsigned or DeliveryOutcome.Wrong or DeliveryOutcome.Ping && polls.LastPollAt + shortest is { } earliest && earliest > now ? earliest : now;

    /// <summary>
    /// How polling stands after a delivery was taken, which may hold the newest entries only: what it does not hold is not forgotten, and its dates
    /// say nothing of a rhythm.
    /// </summary>
    public static SourcePolls After(LeasedSource held, TakenEntries taken, DateTimeOffset now, TimeSpan shortest, string? traceId)
    {
        var before = held.Source.Polls;
        // What was made due, or postponed, since it was planned stays so.
        var own = held.DueBefore == before.NextPollAt ? before.AskAt ?? before.NextPollAt : held.DueBefore;
        own = own is { } at ? before.NotBusy(at) : null;
        var after = taken.Into(before, now, traceId);
        after = after with { QuietSince = taken.Added > 0 ? PollSchedule.QuietSince(after, now) : before.QuietSince };
        if (taken.IsComplete)
            return EntryWaiting.Schedule(after, own, shortest);
        // What was left is had with the whole feed.
        var soon = before.NotBusy(now + shortest);
        return EntryWaiting.Schedule(after with { ETag = null, LastModified = null, BodyHash = null }, own < soon ? own : soon, shortest);
    }
}
