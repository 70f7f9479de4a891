using System.Net.Http.Headers;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Fetching;

/// <summary>What to ask for.</summary>
internal sealed record FetchRequest(Uri Url)
{
    public string Accept { get; init; } = "*/*";

    /// <summary>Sent as <c>If-None-Match</c>, letter for letter as it came.</summary>
    public string? ETag { get; init; }

    /// <summary>Sent as <c>If-Modified-Since</c>, letter for letter as it came.</summary>
    public string? LastModified { get; init; }

    /// <summary>For pages. Feeds are published to be polled, whatever robots.txt says of the rest.</summary>
    public bool ObeyRobots { get; init; }

    /// <summary>After decompression; never more than the options allow.</summary>
    public int? MaxBytes { get; init; }
}

internal enum FetchOutcome
{
    Fetched,

    /// <summary>304: as it was.</summary>
    NotModified,

    /// <summary>410: it was there and will not come back.</summary>
    Gone,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>429 or 503: later, at <see cref="Fetched.RetryAfter"/> if it says when. Also while its robots.txt cannot be had, where that is obeyed.</summary>
    Busy,

    /// <summary>By us: the address, the scheme, or robots.txt.</summary>
    Refused,

    TooLarge,

    /// <summary>The network, the time limit, or another status.</summary>
    Failed,
}

/// <summary>What came of it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Url">Where it ended, after redirects.</param>
internal sealed record Fetched(FetchOutcome Outcome, Uri Url)
{
    public int? Status { get; init; }

    /// <summary>Where an unbroken chain of 301 and 308 leads from the start on; null if nowhere. Also where the outcome is another than Fetched.</summary>
    public Uri? PermanentUrl { get; init; }

    /// <summary>A redirect went from https to http.</summary>
    public bool Downgraded { get; init; }

    /// <summary>Decompressed.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The whole header, charset and all.</summary>
    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>From now, at most a day.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For how long it says that it stays as it is: <c>Cache-Control: max-age</c>, else <c>Expires</c>.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Of <c>Link</c> headers (RFC 8288), absolute, one for each relation in small letters.</summary>
    public IReadOnlyList<(string Url, string Rel)> Links { get; init; } = [];

    /// <summary>A sentence for whoever asked, unless it was fetched or is as it was.</summary>
    public string? Reason { get; init; }

    /// <summary>What the answer says of its body, for whoever reads it.</summary>
    public FeedOrigin Origin => MediaTypeHeaderValue.TryParse(ContentType, out var type)
        ? new FeedOrigin(type.MediaType, type.CharSet?.Trim('"', '\'', ' '), Url.AbsoluteUri)
        : new FeedOrigin(ContentType?.Split(';')[0].Trim(), Url: Url.AbsoluteUri);
}
