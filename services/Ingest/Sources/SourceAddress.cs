namespace Newsroom.Ingest.Sources;

/// <summary>By which addresses of sources are compared.</summary>
internal static class SourceAddress
{
    public const int Longest = 2_048;

    /// <summary>
    /// One spelling of an address. Unlike that of an article nothing is left out of its query, which may well choose the feed; http and https are
    /// one, because sites move from the one to the other and feeds with them.
    /// </summary>
    public static string? KeyOf(string? url) => Read(url) is { } uri
        ? $"{Authority(uri)}{(uri.AbsolutePath.Length > 1 ? uri.AbsolutePath.TrimEnd('/') : "")}{uri.Query}"
        : null;

    /// <summary>The host with its port, where that is not the usual one: what is asked in turn, and left alone as one.</summary>
    public static string Authority(Uri url) => Host(url) + (url.IsDefaultPort ? "" : ":" + url.Port);

    public static string Host(Uri url) => url.IdnHost.TrimEnd('.').ToLowerInvariant();

    /// <summary>Null if it is no absolute http(s) address without user and fragment to poll.</summary>
    public static Uri? Read(string? url) =>
        url is { Length: <= Longest } && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.IdnHost.Length > 0 && uri.UserInfo.Length == 0
            ? new UriBuilder(uri) { Fragment = "" }.Uri
            : null;
}
