namespace Newsroom.Hosting.Html;

/// <summary>
/// References as RFC 3986 §5 resolves them, on text: what is absolute already stays letter for letter as it was written, which
/// <see cref="Uri"/> does not do and identifiers and signatures need.
/// </summary>
public static class UrlReference
{
    private const int Longest = 4_096;
    private const int LongestBase = 1_024;

    // What a reader may follow. Nothing here runs a script or reads a local file.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "news", "nntp", "gopher", "irc", "ircs", "feed", "magnet", "rtsp", "rtmp",
        "mms", "itms", "itpc", "podcast", "webcal", "xmpp", "sip", "sips", "geo", "urn", "tag", "doi", "svn", "git", "ssh", "callto", "skype", "aim", "bitcoin",
    };

    /// <summary>
    /// The reference, made absolute where a base is known. Null if it is empty, too long, or of a scheme that a reader should not follow
    /// (<c>javascript:</c>, <c>data:</c>, <c>file:</c> …).
    /// </summary>
    public static string? Resolve(string? baseUrl, ReadOnlySpan<char> reference)
    {
        var clean = Clean(reference);
        if (clean is not { Length: > 0 and <= Longest })
            return null;
        if (Scheme(clean) is { } scheme)
            return Harmless.Contains(scheme) && !HidesScheme(clean, scheme) ? WithOneAuthority(clean, scheme.Length + 3) : null;
        if (baseUrl is null)
            return clean;
        if (baseUrl.Length > LongestBase)
            return null;
        var resolved = Join(baseUrl, clean);
        return resolved.Length <= Longest ? resolved : null;
    }

    /// <summary>Null unless a scheme stands before the first colon, such as <c>http</c>.</summary>
    public static string? Scheme(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(url[0]))
            return null;
        for (var i = 1; i < colon; i++)
        {
            if (!char.IsAsciiLetterOrDigit(url[i]) && url[i] is not ('+' or '-' or '.'))
                return null;
        }

        return url[..colon];
    }

    public static bool IsWeb(string? url) =>
        url is not null && (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary><c>feed:javascript:…</c>: the scheme of feeds stands before whole addresses.</summary>
    private static bool HidesScheme(string url, string scheme) =>
        scheme.Equals("feed", StringComparison.OrdinalIgnoreCase) && Scheme(url[(scheme.Length + 1)..]) is { } hidden && !Harmless.Contains(hidden);

    /// <summary><c>http:////host</c> means <c>http://host</c>, to browsers too.</summary>
    private static string WithOneAuthority(string url, int authority) =>
        IsWeb(url) && url.Length > authority && url[authority] == '/' ? url[..authority] + url.AsSpan(authority).TrimStart('/').ToString() : url;

    /// <summary>Browsers drop line ends and tabs inside a URL and white space around it; so must whoever judges its scheme.</summary>
    private static string Clean(ReadOnlySpan<char> reference)
    {
        var trimmed = reference.Trim();
        while (trimmed.Length > 0 && trimmed[0] <= ' ')
            trimmed = trimmed[1..];
        var text = trimmed.ToString();
        foreach (var one in trimmed)
        {
            if (char.IsControl(one))
                return string.Concat(text.Where(c => !char.IsControl(c)));
        }

        return text;
    }

    private static string Join(string baseUrl, string reference)
    {
        var schemeEnd = Scheme(baseUrl) is { } scheme ? scheme.Length + 1 : 0;
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return baseUrl[..schemeEnd] + reference;

        var pathStart = schemeEnd;
        if (string.CompareOrdinal(baseUrl, schemeEnd, "//", 0, 2) == 0)
        {
            pathStart = baseUrl.AsSpan(schemeEnd + 2).IndexOfAny('/', '?', '#') is >= 0 and var found ? schemeEnd + 2 + found : baseUrl.Length;
        }
        else if (schemeEnd > 0 && (schemeEnd >= baseUrl.Length || baseUrl[schemeEnd] != '/'))
        {
            // mailto:, urn: and the like are no base.
            return reference;
        }

        var fragment = baseUrl.IndexOf('#', pathStart) is >= 0 and var hash ? hash : baseUrl.Length;
        var query = baseUrl.IndexOf('?', pathStart) is >= 0 and var mark && mark < fragment ? mark : fragment;
        if (reference[0] == '#')
            return baseUrl[..fragment] + reference;
        if (reference[0] == '?')
            return baseUrl[..query] + reference;

        var authority = baseUrl[..pathStart];
        var tail = reference.AsSpan().IndexOfAny('?', '#') is >= 0 and var cut ? cut : reference.Length;
        string path;
        if (reference[0] == '/')
        {
            path = reference[..tail];
        }
        else
        {
            var slash = query > pathStart ? baseUrl.LastIndexOf('/', query - 1, query - pathStart) : -1;
            path = (slash >= 0 ? baseUrl[pathStart..(slash + 1)] : pathStart > schemeEnd ? "/" : "") + reference[..tail];
        }

        return authority + WithoutDots(path) + reference[tail..];
    }

    /// <summary>RFC 3986 §5.2.4.</summary>
    private static string WithoutDots(string path)
    {
        if (!path.Contains("./", StringComparison.Ordinal) && !path.EndsWith("/.", StringComparison.Ordinal) && !path.EndsWith("..", StringComparison.Ordinal) && path != ".")
            return path;
        var segments = path.Split('/');
        var kept = new List<string>(segments.Length);
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] == ".." && kept.Count > (path[0] == '/' ? 1 : 0))
                kept.RemoveAt(kept.Count - 1);
            if (segments[i] is not ("." or ".."))
                kept.Add(segments[i]);
            else if (isLast)
                kept.Add("");
        }

        return string.Join('/', kept);
    }
}
