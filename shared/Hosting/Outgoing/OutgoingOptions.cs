using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Newsroom.Hosting.Outgoing;

/// <summary>How the service asks others for something. Section <c>Newsroom:Outgoing</c>.</summary>
public sealed record OutgoingOptions
{
    public const string Section = "Newsroom:Outgoing";

    /// <summary>
    /// Addresses and networks that may be reached besides the public ones, with commas between them or as a list: <c>10.0.0.0/8, 192.168.1.7</c>.
    /// </summary>
    [Networks]
    public string AllowedNetworks { get; init; } = "";

    /// <summary>
    /// A URL or mail address for whoever is asked and wants a word with us. It stands in <see cref="UserAgent"/>; without one, an
    /// annoyed site has no choice but to block.
    /// </summary>
    [RegularExpression(@"https?://[^\s()\\]+|[^\s()\\@:/]+@[^\s()\\@]+", ErrorMessage = "Set it to a URL (https://example.org/bot) or a mail address (desk@example.org).")]
    public string? Contact { get; init; }

    /// <summary>Who we say we are: <c>Newsroom/VERSION (+CONTACT)</c> unless set. Its first word is what robots.txt may call us.</summary>
    [RegularExpression(@"[A-Za-z_-]+(/[!-~]+)?( [ -~]*)?", ErrorMessage = "Start it with a product's name of letters: Newsroom/1.0 (+https://example.org/bot).")]
    public string? UserAgent { get; init; }

    /// <summary>Until a connection stands, over all addresses of a host.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first request to the last byte of the last answer, redirects included; not the wait for a turn.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(60);

    [Range(0, 20)]
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Of one answer, all together.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>Of one answer as it comes over the wire.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Of one answer after decompression.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBytesDecompressed { get; init; } = 32 * 1024 * 1024;

    /// <summary>The header that goes out.</summary>
    public string Agent => UserAgent ?? $"Newsroom/{typeof(OutgoingOptions).Assembly.GetName().Version?.ToString(3)}" + Contact switch
    {
        null or "" => "",
        var url when url.Contains("://", StringComparison.Ordinal) => $" (+{url})",
        var mail => $" (+mailto:{mail})",
    };

    /// <summary>What robots.txt calls us (RFC 9309 §2.2.1).</summary>
    public string ProductToken => Regex.Match(Agent, "^[A-Za-z_-]+").Value;
}
