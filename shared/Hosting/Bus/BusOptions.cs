using System.ComponentModel.DataAnnotations;

namespace Newsroom.Hosting.Bus;

/// <summary>How queues are read. Section <c>Newsroom:Bus</c>.</summary>
public sealed record BusOptions
{
    public const string Section = "Newsroom:Bus";

    /// <summary>
    /// Messages that the broker hands over ahead, per queue. Twice the concurrency keeps readers busy over the round trip of an
    /// acknowledgement and leaves work to other replicas.
    /// </summary>
    [Range(1, 1000)]
    public int Prefetch { get; init; } = 32;

    /// <summary>Messages worked on at a time, per queue.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; init; } = 16;

    /// <summary>
    /// After so many deliveries that nobody answered (the process died each time), a message goes to the queue's <c>_error</c>.
    /// </summary>
    [Range(1, 1000)]
    public int MostDeliveries { get; init; } = 10;
}
