using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.Fetching;

/// <summary>How gently others are asked. Section <c>Newsroom:Fetching</c>.</summary>
internal sealed record FetchingOptions
{
    public const string Section = "Newsroom:Fetching";

    /// <summary>From the end of one request to a host until the next begins. A longer <c>Crawl-delay</c> of its robots.txt counts for its pages.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PausePerHost { get; init; } = TimeSpan.FromMilliseconds(500);
}
