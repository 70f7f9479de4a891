namespace Newsroom.Ingest.Identity;

/// <summary>
/// One spelling for the many URLs of a page: scheme and host in lower case, the host in its ASCII form (IDNA), no default port, no
/// fragment, no user, no trackers, parameters in order (RFC 3986 §6, WHATWG URL).
/// </summary>
internal static class CanonicalUrl
{
    /// <summary>Parameters that tell where a reader came from and nothing about the page.</summary>
    private static readonly HashSet<string> Trackers = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "twclid", "igshid", "igsh", "yclid", "ysclid", "mc_cid", "mc_eid", "ref_src",
        "_ga", "_gl", "_hsenc", "_hsmi", "vero_id", "oly_enc_id", "oly_anon_id", "wt_mc", "at_medium", "at_campaign", "at_custom1",
        "cmpid", "cmp", "ocid", "ns_campaign", "ns_mchannel", "spm", "xtor", "wickedid", "s_cid", "ito", "guccounter",
    };

    /// <summary>Null if it is no absolute http(s) URL.</summary>
    public static string? Of(string? url)
    {
        if (!Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0)
            return null;
        var port = uri.IsDefaultPort ? "" : ":" + uri.Port;
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !IsTracker(parameter.Split('=')[0]))
            .Order(StringComparer.Ordinal);
        var query = string.Join('&', kept);
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{port}{uri.AbsolutePath}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static bool IsTracker(string name) => Trackers.Contains(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase);
}
