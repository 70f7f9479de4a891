using System.ComponentModel.DataAnnotations;

namespace Newsroom.Hosting.Outbox;

/// <summary>How the relay works. Section <c>Newsroom:Outbox</c>.</summary>
public sealed record OutboxOptions
{
    public const string Section = "Newsroom:Outbox";

    /// <summary>How often to look for what nobody rang for: messages that wait for their time, or were left by a replica that died.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a document is kept from other replicas; the longest that a message waits after the death of the one that held it.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many documents to work on at a time.</summary>
    [Range(1, 1000)]
    public int Documents { get; init; } = 64;

    /// <summary>In one process, without a broker: when a message comes again that a reader gave up on.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AgainAfterFailure { get; init; } = TimeSpan.FromMinutes(5);
}
