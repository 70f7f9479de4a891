using MongoDB.Bson.Serialization.Attributes;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Quarantine;

/// <summary>A message that could not be taken, with what is needed to see why and to send it again once mended.</summary>
internal sealed record QuarantinedMessage
{
    public required Guid Id { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By which door it came: <c>amqp</c>, <c>feed</c>, <c>page</c>, <c>folder</c>.</summary>
    public required string Via { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Reason { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Bytes that came in; what is kept may be less.</summary>
    public required long Size { get; init; }

    /// <summary>The first <see cref="MostBytes"/> bytes.</summary>
    public required byte[] Body { get; init; }

    [BsonSerializer(typeof(HeaderPairs))]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>W3C trace id under which it came in.</summary>
    public string? TraceId { get; init; }

    /// <summary>W3C Trace Context of the same; a retry's trace links to it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The source, as far as it is known.</summary>
    public string? Source { get; init; }

    /// <summary>What was said beside it, where it did not come over AMQP.</summary>
    public PageFacts? Facts { get; init; }

    /// <summary>By which <see cref="IRawReader"/> it is read; null over AMQP, where the message says what it is.</summary>
    public string? ReadBy { get; init; }

    /// <summary>Of a message over AMQP.</summary>
    public string? ContentEncoding { get; init; }

    public string? RoutingKey { get; init; }

    public string? MessageType { get; init; }

    /// <summary>
    /// Of what, where it comes again whenever its source has changed something: of such messages the newest is kept, until what they are of is taken.
    /// </summary>
    public Guid? About { get; init; }

    /// <summary>How often it was tried again.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? TriedAt { get; init; }

    public const int MostBytes = 1024 * 1024;

    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(30);
}

/// <summary>Keeps what could not be taken, for <see cref="QuarantinedMessage.TimeToLive"/>.</summary>
internal interface IQuarantineStore
{
    /// <summary>What is there already under this id stays as it is; others about the same (<see cref="QuarantinedMessage.About"/>) go.</summary>
    Task AddAsync(QuarantinedMessage message, CancellationToken cancellation);

    Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first, those before <paramref name="before"/> (an id, which sorts by time); bodies are left out.</summary>
    Task<IReadOnlyList<QuarantinedMessage>> ListAsync(QuarantineFilter filter, int limit, Guid? before, CancellationToken cancellation);

    /// <summary>It was tried again and refused again. Nothing happens if it is gone.</summary>
    Task RefusedAgainAsync(Guid id, string reason, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>False if there was none.</summary>
    Task<bool> DropAsync(Guid id, CancellationToken cancellation);

    /// <summary>Drops what is about this.</summary>
    /// <returns>The ids of what was dropped.</returns>
    Task<IReadOnlyList<Guid>> DropAboutAsync(Guid about, CancellationToken cancellation);
}

/// <summary>What of the quarantine is asked for; null is everything.</summary>
/// <param name="Sources">Of one of these, exactly.</param>
/// <param name="Via">By this door.</param>
/// <param name="Reason">These words stand in the reason, in capitals or not.</param>
/// <param name="From">Came in at this time or later.</param>
/// <param name="To">Came in before this time.</param>
internal sealed record QuarantineFilter(
    IReadOnlyList<string>? Sources = null, string? Via = null, string? Reason = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
