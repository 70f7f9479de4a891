using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.Polling;

/// <summary>How sources are polled. Section <c>Newsroom:Polling</c>.</summary>
internal sealed record PollingOptions
{
    public const string Section = "Newsroom:Polling";

    /// <summary>
    /// Sources polled at the same time by this replica; 0 polls none, for replicas that only take submissions. What a poll waits for is the other side
    /// and the store's disk: with 16, 10,000 feeds on loopback left half of the processor idle.
    /// </summary>
    [Range(0, 500)]
    public int AtOnce { get; init; } = 32;

    /// <summary>How often to look for sources that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a source is kept from other replicas between two signs of life; the longest that it waits after the death of its poller.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>No source is polled more often by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>No source is polled less often.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Between polls of a source whose rhythm is not known.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Usual { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a host that says "not now" (429, 503) is left alone with all its sources, or only with the one that was asked for.</summary>
    public bool RetryAfterPerHost { get; init; } = true;

    /// <summary>New and changed entries taken from one poll; the others come with the next.</summary>
    [Range(1, 5_000)]
    public int MostEntries { get; init; } = 200;

    /// <summary>An article that its site parts is read from up to so many pages; 1 reads the first alone.</summary>
    [Range(1, 50)]
    public int MostParts { get; init; } = 10;

    /// <summary>Sources that are there from the start, made if none has their address.</summary>
    public IReadOnlyList<PolledSource> Sources { get; init; } = [];
}

/// <summary>A source by settings: <c>Newsroom:Polling:Sources:0:Url</c>.</summary>
internal sealed record PolledSource
{
    [Required, StringLength(Newsroom.Ingest.Sources.SourceAddress.Longest)]
    public string Url { get; init; } = "";

    [StringLength(200)]
    public string? Name { get; init; }

    [StringLength(35)]
    public string? Language { get; init; }

    [StringLength(200)]
    public string? Section { get; init; }

    public bool? FullText { get; init; }
}
