using System.Text.RegularExpressions;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Sitemaps;

/// <summary>Which sitemaps of a site are worth asking for when one looks for news, by how they are called.</summary>
internal static partial class SitemapChoice
{
    private static readonly string[] Guesses = ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml"];

    /// <summary>
    /// News first, then those that may hold articles, then the rest (pictures, authors, tags …); within each the order given. Without lines in
    /// robots.txt, where sitemaps commonly stand.
    /// </summary>
    /// <param name="lines">Of robots.txt.</param>
    /// <param name="site">Any URL of the site.</param>
    public static IReadOnlyList<Uri> Of(IReadOnlyList<string> lines, Uri site)
    {
        var named = lines.Count > 0 ? lines : Guesses;
        return
        [
            .. named.Select(line => UrlReference.Resolve(site.GetLeftPart(UriPartial.Authority) + "/", line))
                .Select(url => UrlReference.IsWeb(url) && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null)
                .OfType<Uri>().Distinct().OrderBy(Rank),
        ];
    }

    /// <summary>Those of an index, with the news first and of the others the latest changed; those that have not changed since are left out.</summary>
    public static IReadOnlyList<SitemapLink> OfIndex(Sitemap index, DateTimeOffset? since) =>
        [.. index.Sitemaps.Where(link => since is null || link.LastModified is null || link.LastModified >= since)
            .OrderBy(link => Uri.TryCreate(link.Url, UriKind.Absolute, out var url) ? Rank(url) : 2).ThenByDescending(link => link.LastModified)];

    /// <summary>The news sitemap that an index names, by its name; null if there is none.</summary>
    public static Uri? NewsOf(Sitemap index) =>
        OfIndex(index, since: null).Select(link => Uri.TryCreate(link.Url, UriKind.Absolute, out var url) ? url : null).FirstOrDefault(url => url is not null && Rank(url) == 0);

    private static int Rank(Uri url) => News().IsMatch(url.PathAndQuery) ? 0 : Furniture().IsMatch(url.PathAndQuery) ? 2 : 1;

    [GeneratedRegex(@"(?<![a-z])(google)?-?_?news(?![a-z]*letter)|berita|actualites|noticias|nachrichten", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex News();

    [GeneratedRegex("image|video|photo|author|tag|categor|taxonom|product|static|user|profile|newsletter|attachment", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Furniture();
}
