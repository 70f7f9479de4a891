namespace Newsroom.Contracts;

/// <summary>
/// Ingest answers a submission or a kill that came over AMQP: what became of it, or why it was not taken. Comes at least once for each; the same
/// submission sent again (the same CloudEvents <c>source</c> and <c>id</c>) is answered as the first time.
/// </summary>
[EntityName("newsroom.submission-answered.v1")]
[MessageUrn("newsroom.submission-answered.v1")]
[OptionalReader]
public sealed record SubmissionAnswered
{
    /// <summary>
    /// The sender's own id of what it sent, and this message's AMQP <c>correlation-id</c>: the CloudEvents <c>id</c>, else the AMQP
    /// <c>message-id</c>, else its <c>correlation-id</c>. Absent where it came without any.
    /// </summary>
    [CorrelationId]
    public string? SubmissionId { get; init; }

    /// <summary>The CloudEvents <c>source</c>, where it came with one.</summary>
    public string? SubmissionSource { get; init; }

    public required SubmissionOutcome Outcome { get; init; }

    /// <summary>The article that it was about, as far as that is known.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The article's newest revision, after this.</summary>
    public int? Revision { get; init; }

    /// <summary>Refused: what is wrong, and what to do about it.</summary>
    public string? Reason { get; init; }

    /// <summary>Refused: the fields that are wrong, where it is about fields.</summary>
    public IReadOnlyList<SubmissionFault>? Faults { get; init; }

    /// <summary>Refused: under which id it is kept in quarantine, as it came.</summary>
    public Guid? QuarantineId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What came of a submission.</summary>
public enum SubmissionOutcome
{
    /// <summary>A new article.</summary>
    Added,

    /// <summary>A new revision of one.</summary>
    Revised,

    /// <summary>Nothing new in it.</summary>
    Unchanged,

    /// <summary>The article is killed.</summary>
    Withdrawn,

    /// <summary>Not taken.</summary>
    Refused,
}

/// <summary>What is wrong with a field.</summary>
public sealed record SubmissionFault
{
    /// <summary>JSON Pointer (RFC 6901).</summary>
    public required string Pointer { get; init; }

    public required string Detail { get; init; }
}
