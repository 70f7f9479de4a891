using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// A subscription of one source at one hub, by a callback that only the hub knows. A source has one at most that goes on; earlier ones may still be on
/// their way to their end beside it.
/// </summary>
internal sealed record Subscription
{
    public required Guid Id { get; init; }
    public required Guid SourceId { get; init; }

    /// <summary>By which the hub knows the feed, letter for letter.</summary>
    public required string Topic { get; init; }

    /// <summary>In the order in which they are tried.</summary>
    public required IReadOnlyList<string> Hubs { get; init; }

    /// <summary>Which of them it is at.</summary>
    public int Turn { get; init; }

    [JsonIgnore]
    public string Hub => Hubs[Turn];

    /// <summary>Where the hub said that it stands for good (301, 308), when it last took a request; null if it stands where the feed says, or failed there since.</summary>
    public string? MovedTo { get; init; }

    public required CallbackKey Key { get; init; }

    public SubscriptionState State { get; init; } = SubscriptionState.Pending;

    /// <summary>What the hub was asked last, at <see cref="AskedAt"/>, and may come back to verify.</summary>
    public Intent? Asked { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>As the hub granted it. What it sends until then is taken.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>Why the hub refused, or was not understood, the last time; in a sentence.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? LastDeliveryAt { get; init; }

    public long Deliveries { get; init; }

    /// <summary>Since when there is news that a poll brought and the hub did not.</summary>
    public DateTimeOffset? MissedSince { get; init; }

    /// <summary>How often in a row it was given up because of that.</summary>
    public int Misses { get; init; }

    /// <summary>Since when it is not wanted any more.</summary>
    public DateTimeOffset? EndingSince { get; init; }

    /// <summary>How often the hub was asked to end it.</summary>
    public int Goodbyes { get; init; }

    /// <summary>When it had ended. Kept for a while, so that a hub that goes on is told.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>When to look at it next.</summary>
    public required DateTimeOffset Due { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with every change.</summary>
    public long Version { get; init; } = 1;

    public bool IsActive(DateTimeOffset now) => State == SubscriptionState.Active && LeaseUntil > now;
}

internal enum SubscriptionState
{
    /// <summary>Asked for, or about to be.</summary>
    Pending,

    /// <summary>The hub has verified it and delivers.</summary>
    Active,

    /// <summary>The hub does not want it. It is asked again after a day.</summary>
    Denied,

    /// <summary>The hub refuses, does not answer, or did not deliver; it is asked again, less and less often.</summary>
    Failed,

    /// <summary>The lease ended before the hub renewed it; it is asked again.</summary>
    Expired,

    /// <summary>Not wanted any more; the hub is yet to be told.</summary>
    Ending,

    Ended,
}

/// <summary>What a hub is asked for: <c>hub.mode</c>.</summary>
internal enum Intent
{
    Subscribe,
    Unsubscribe,
}

/// <summary>By which hub and subscriber know each other; another for each hub.</summary>
/// <param name="Token">The last part of the callback: 256 random bits.</param>
/// <param name="Callback">The whole address that the hub was given.</param>
/// <param name="Secret">
/// What deliveries are signed with: 256 random bits, as text of fewer than 200 bytes. Null for a hub over plain http, where whoever listens would have it with
/// the request (WebSub §5.1: it is for https), unless <see cref="WebSubOptions.SecretOverHttp"/> says that nobody does.
/// </param>
internal sealed record CallbackKey(string Token, string Callback, string? Secret)
{
    private const int Bytes = 32;

    public static readonly int TokenLength = Base64Url.GetEncodedLength(Bytes);

    public static CallbackKey New(WebSubOptions options, string hub)
    {
        var token = Random();
        var isSecret = options.SecretOverHttp || hub.StartsWith("https://", StringComparison.Ordinal);
        return new CallbackKey(token, options.Callback(token), isSecret ? Random() : null);
    }

    /// <summary>Whether it could be one, so that no store is asked for what cannot.</summary>
    public static bool IsToken(string text) => text.Length == TokenLength && Base64Url.IsValid(text);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
