using System.Text;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// One spelling for the many URLs of a page: scheme and host in lower case, the host in its ASCII form (IDNA), no default port, no
/// user, no fragment, no dot segments, one way of percent-encoding, parameters in order of their names (RFC 3986 §6, WHATWG URL), and none that
/// say nothing about the page (<c>UrlRules.txt</c>). Caches of AMP pages and detours over click counters are seen through. The result still leads
/// to the page; what only tells whether two addresses are of one page is <see cref="Key"/>.
/// </summary>
internal static partial class CanonicalUrl
{
    /// <summary>Servers refuse what is longer, and most of them do at this length.</summary>
    private const int Longest = 8_192;

    /// <summary>Null if it is no absolute http(s) URL.</summary>
    public static string? Of(string? url)
    {
        // Browsers leave these out, wherever they stand (WHATWG URL §4.4); a feed's line break is in the middle of a URL.
        var given = url?.Trim().Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (given is null || given.Length > Longest || !TryParse(DotSegment().Replace(given, "."), out var uri, out var host))
            return null;
        var path = PercentEncoding.Normal(uri.AbsolutePath);
        // What stands in an address is shorter than it, so this comes to an end.
        if (Target(host, path, uri.Query) is { } target && target.Length < given.Length && Of(target) is { } behind)
            return behind;

        var page = PrintedForm(SessionInPath().Replace(path, ""));
        var canonical = $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : ":" + uri.Port)}{(page.Length == 0 ? "/" : page)}{Query(host, uri.Query)}{Fragment(uri.Fragment)}";
        // What comes out must be the same when it goes in again: "1." is a name, and "1" an address of four bytes; "/.;sid=1" is a name, and "/." none.
        if (!TryParse(canonical, out _, out var again))
            return null;
        return again == host && page == path ? canonical : Of(canonical);
    }

    /// <summary>
    /// What two addresses of one page have in common, also where they differ in the scheme, in <c>www.</c>, in being made for telephones
    /// (<c>m.</c>, <c>mobile.</c>, <c>touch.</c>) or for AMP, or in a slash at the end. It is no address: a site may have nothing but <c>m.</c>
    /// </summary>
    /// <param name="canonical">As <see cref="Of(string?)"/> gives it.</param>
    public static string Key(string canonical)
    {
        var uri = new Uri(canonical);
        var query = uri.Query.Length > 1 ? uri.Query : "";
        return $"{PlainHost(uri.IdnHost)}{(uri.IsDefaultPort ? "" : ":" + uri.Port)}{PlainPath(uri.AbsolutePath)}{query}{uri.Fragment}";
    }

    /// <summary>The host of a canonical URL, by which two pages are of one site: without what <see cref="Key"/> leaves out of it.</summary>
    public static string Site(string canonical) => PlainHost(new Uri(canonical).IdnHost);

    /// <summary>The site's front page, which is nobody's own address: a page that calls it canonical is mistaken.</summary>
    public static bool IsFrontPage(string canonical) => new Uri(canonical) is { AbsolutePath: "/", Query.Length: 0, Fragment.Length: 0 };

    private static bool TryParse(string url, out Uri uri, out string host)
    {
        host = "";
        if (!Uri.TryCreate(url, UriKind.Absolute, out uri!) || uri.Scheme is not ("http" or "https"))
            return false;
        try
        {
            host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return false;
        }

        // A host that has no form in ASCII ("_a例") is one that nobody can look up.
        return host.Length > 0 && Ascii.IsValid(host) && !host.Contains('%', StringComparison.Ordinal);
    }

    /// <summary>The address that stands in this one.</summary>
    private static string? Target(string host, string path, string query)
    {
        if (AmpCache().Match(host + path) is { Success: true } cached)
            return (cached.Groups["secure"].Success ? "https://" : "http://") + cached.Groups["page"].Value + query;
        foreach (var name in UrlRules.DetoursOf(host, path))
        {
            foreach (var parameter in Parameters(query).Where(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                return Uri.UnescapeDataString((parameter.Value ?? "").Replace('+', ' '));
        }

        return null;
    }

    /// <summary>Parameters of one name keep their order among themselves: the last may be the one that holds.</summary>
    private static string Query(string host, string query)
    {
        var kept = Parameters(query)
            .Where(parameter => parameter.Value != "" && !UrlRules.IsFurniture(host, parameter.Name, parameter.Value))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => parameter.Value is null ? parameter.Name : $"{parameter.Name}={parameter.Value}");
        var joined = string.Join('&', kept);
        return joined.Length > 0 ? "?" + joined : "";
    }

    private static IEnumerable<(string Name, string? Value)> Parameters(string query)
    {
        foreach (var parameter in (query.Length > 0 ? query[1..] : "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // &amp; that was escaped once too often.
            var one = parameter;
            while (one.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
                one = one[4..];
            var equals = one.IndexOf('=', StringComparison.Ordinal);
            var name = PercentEncoding.Normal(equals < 0 ? one : one[..equals]);
            if (name.Length > 0)
                yield return (name, equals < 0 ? null : PercentEncoding.Normal(one[(equals + 1)..]));
        }
    }

    /// <summary>A place within the page, unless a program on the page makes the page of it (<c>#!/2026/a</c>, <c>#/2026/a</c>).</summary>
    private static string Fragment(string fragment) =>
        fragment is ['#', '!' or '/', _, ..] ? "#" + PercentEncoding.Normal(fragment[1..]) : "";

    /// <summary>Without <c>/amp</c> and <c>/print</c> after what looks like an article's name; a page about lamps may well end in /amp.</summary>
    private static string PrintedForm(string path)
    {
        while (true)
        {
            var whole = path.AsSpan().TrimEnd('/');
            var cut = whole.LastIndexOf('/');
            if (cut <= 0 || whole[cut..] is not ("/amp" or "/print"))
                return path;
            var name = whole[(whole[..cut].LastIndexOf('/') + 1)..cut];
            if (name.IndexOfAnyInRange('0', '9') < 0 && name.Count('-') < 2 && !name.EndsWith(".html"))
                return path;
            path = path[..cut];
        }
    }

    private static string PlainHost(string host)
    {
        var labels = host.ToLowerInvariant().Split('.').ToList();
        // Two labels are left, so that m.example stays; en.m.example.org is Wikipedia's way.
        for (var i = 0; i < Math.Min(2, labels.Count - 2); i++)
        {
            if (labels[i] is "www" or "m" or "mobile" or "mobil" or "touch" or "amp" or "wap")
                labels.RemoveAt(i--);
        }

        return string.Join('.', labels);
    }

    private static string PlainPath(string path)
    {
        var plain = AmpPath().Replace(path, "");
        return plain.TrimEnd('/');
    }

    [GeneratedRegex("%2e", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DotSegment();

    /// <summary><c>/a;jsessionid=1</c> and <c>/(S(abc))/a</c>, as Java's and Microsoft's servers write it for browsers without cookies.</summary>
    [GeneratedRegex(@";(?:jsessionid|phpsessid|sid)=[^/;]*|/\(S\([a-z0-9]+\)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SessionInPath();

    [GeneratedRegex(@"^/amp(?=/.)|/amp/?$|/amp\.html?$|\.amp$|(?<=.)\.amp(?=\.html?$)", RegexOptions.CultureInvariant)]
    private static partial Regex AmpPath();

    /// <summary>google.com/amp/s/host/path and host.cdn.ampproject.org/c/s/host/path.</summary>
    [GeneratedRegex(@"^(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]|cdn\.ampproject\.org/[a-z])/(?<secure>s/)?(?<page>[^/]+\.[^/]+(?:/.*)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex AmpCache();
}
