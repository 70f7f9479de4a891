namespace Newsroom.Ingest.Extraction;

/// <summary>Addresses as pages and people write them.</summary>
internal static class WebAddress
{
    private const int MaxLength = 4_096;

    /// <summary>The absolute http(s) address; null for every other scheme, for nonsense, and for a relative one without a base.</summary>
    public static string? Absolute(string? address, Uri? baseUrl)
    {
        var given = address?.Trim();
        if (given is not { Length: > 0 and <= MaxLength })
            return null;

        // "//host" and "/path" are absolute file names to Uri on Unix; to a page they are relative.
        if (given[0] != '/' && Uri.TryCreate(given, UriKind.Absolute, out var url))
            return IsWeb(url) ? url.AbsoluteUri : null;
        return baseUrl is not null && Uri.TryCreate(baseUrl, given, out url) && IsWeb(url) ? url.AbsoluteUri : null;
    }

    /// <summary>http(s), with a host that can exist (RFC 2606 keeps <c>.invalid</c> from existing).</summary>
    public static bool IsWeb(Uri? url) =>
        url is { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0 } && !url.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);
}
