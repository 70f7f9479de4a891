using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest.Idempotency;

/// <summary>
/// The answer to a request that carried an <c>Idempotency-Key</c> (IETF draft-ietf-httpapi-idempotency-key-header): sent again with the same key, the
/// same request gets the same answer.
/// </summary>
internal sealed record KeptAnswer
{
    /// <summary>How long a sender may take to try again.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    /// <summary>SHA-256 of the key and of whoever sent it, lower-case hex: two senders with the same key don't meet.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of what was sent, lower-case hex.</summary>
    public required string Request { get; init; }

    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required IntakeOutcome Outcome { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Keeps answers for <see cref="KeptAnswer.TimeToLive"/>.</summary>
internal interface IAnswerStore
{
    Task<KeptAnswer?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Keeps it, unless there is one under this id already; returns the one that is kept.</summary>
    Task<KeptAnswer> KeepAsync(KeptAnswer answer, CancellationToken cancellation);
}
