using MongoDB.Bson.Serialization.Attributes;

namespace Newsroom.Ingest.Quarantine;

/// <summary>A message that could not be taken, with what is needed to see why and to send it again once mended.</summary>
internal sealed record QuarantinedMessage
{
    public required Guid Id { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By which door it came: <c>amqp</c>.</summary>
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

    public const int MostBytes = 1024 * 1024;

    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(30);
}

/// <summary>Keeps what could not be taken, for <see cref="QuarantinedMessage.TimeToLive"/>.</summary>
internal interface IQuarantineStore
{
    /// <summary>What is there already under this id stays as it is.</summary>
    Task AddAsync(QuarantinedMessage message, CancellationToken cancellation);

    Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first, those before <paramref name="before"/> (an id, which sorts by time); bodies are left out.</summary>
    Task<IReadOnlyList<QuarantinedMessage>> ListAsync(int limit, Guid? before, CancellationToken cancellation);
}
