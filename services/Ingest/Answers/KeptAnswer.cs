using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Answers;

/// <summary>
/// The answer to a request that carried a key of its sender's: <c>Idempotency-Key</c> over HTTP (IETF
/// draft-ietf-httpapi-idempotency-key-header), CloudEvents <c>source</c> and <c>id</c> over AMQP. Sent again with the same key, the same request
/// gets the same answer. Either <see cref="Taken"/> or <see cref="Refused"/> is set.
/// </summary>
internal sealed record KeptAnswer
{
    /// <summary>How long a sender may take to try again.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    /// <summary>See <see cref="AnswerKey"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of what was sent, lower-case hex.</summary>
    public required string Request { get; init; }

    public IntakeResult? Taken { get; init; }

    public KeptRefusal? Refused { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>W3C Trace Context of the first request; a repetition's trace links to it.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>Why it was not taken, and under which id it is in quarantine.</summary>
internal sealed record KeptRefusal(string Reason, IReadOnlyList<SubmissionFault>? Faults, Guid QuarantineId);

/// <summary>Keeps answers for <see cref="KeptAnswer.TimeToLive"/>, and the messages that tell of them until they are out.</summary>
internal interface IAnswerStore
{
    Task<KeptAnswer?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Keeps it with its outgoing messages, as one, unless there is one under this id already; returns the one that is kept.
    /// </summary>
    Task<KeptAnswer> KeepAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation);

    /// <summary>Sends messages about an answer that was kept before.</summary>
    Task SendAgainAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation);
}
