using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Who a ninjs item comes from. The name in its <c>uri</c> is taken before any that is written for people, because identity hangs on it and
/// must not change with a copyright line.
/// </summary>
internal static class NinjsSource
{
    public static string? Of(string uri, NinjsItem item) => Authority(uri.Trim()) ?? CleanText.Line(item.Text("copyrightHolder"), SubmissionRules.LongestSource)
        ?? CleanText.Line(item.Items("infoSources", "infosource").Select(source => source.Text("name")).FirstOrDefault(name => name is not null), SubmissionRules.LongestSource);

    /// <summary>
    /// The provider of <c>urn:newsml:PROVIDER:date:id</c> (RFC 3085), the authority of <c>tag:AUTHORITY,date:…</c> (RFC 4151), the host of a URL.
    /// </summary>
    private static string? Authority(string uri)
    {
        var parts = uri.Split(':');
        if (parts.Length > 3 && parts[0].Equals("urn", StringComparison.OrdinalIgnoreCase) && parts[1].Equals("newsml", StringComparison.OrdinalIgnoreCase))
            return Named(parts[2]);
        if (parts.Length > 2 && parts[0].Equals("tag", StringComparison.OrdinalIgnoreCase))
            return Named(parts[1].Split(',')[0]);
        return Uri.TryCreate(uri, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? Named(url.IdnHost) : null;
    }

    private static string? Named(string authority) =>
        CleanText.Line(authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? authority[4..] : authority, SubmissionRules.LongestSource)?.ToLowerInvariant();
}
