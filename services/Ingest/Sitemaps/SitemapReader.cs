using Newsroom.Hosting.Html;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sitemaps;

/// <summary>
/// Reads sitemaps and their indexes with the news and image extensions, as XML in whatever state, as text with one URL a line, and either in
/// gzip. Never throws and fetches nothing. It reads by the feeds' parser, since what is broken is broken alike: a strict reader fails on the first <c>&amp;</c>
/// in a URL. RSS and Atom, which may stand in for sitemaps, are <see cref="FeedReader"/>'s.
/// </summary>
internal static class SitemapReader
{
    private const int LongestTitle = 1_000;

    /// <summary>Null if it is no sitemap.</summary>
    public static Sitemap? Read(byte[] bytes, FeedOrigin origin)
    {
        if (BoundedContent.IsGzip(bytes))
            bytes = BoundedContent.Gunzip(bytes, SitemapBounds.MaxBytes);
        var text = FeedEncoding.Decode(bytes, origin).Text;
        var start = text.AsSpan().TrimStart();
        if (!start.StartsWith("<", StringComparison.Ordinal))
            return Lines(start);
        var tree = MarkupTree.Read(text, UrlReference.IsWeb(origin.Url) ? origin.Url : null);
        return IsSitemap(tree) ? Walk(tree) : null;
    }

    /// <summary>By its root, or by what it lists where the root is forgotten.</summary>
    private static bool IsSitemap(MarkupTree tree)
    {
        for (var i = 1; i < Math.Min(tree.Count, 20); i++)
        {
            var name = new FeedElement(tree, i).LocalName;
            if (Is(name, "urlset") || Is(name, "sitemapindex"))
                return true;
            if (Is(name, "html") || Is(name, "rss") || Is(name, "feed") || Is(name, "rdf"))
                return false;
        }

        return false;
    }

    /// <summary>The elements one after another, whatever they are nested in: one that was not closed has its neighbours in it.</summary>
    private static Sitemap Walk(MarkupTree tree)
    {
        var entries = new List<SitemapEntry>();
        var sitemaps = new List<SitemapLink>();
        var reading = new Reading();
        for (var i = 1; i < tree.Count && entries.Count < SitemapBounds.MaxEntries && sitemaps.Count < SitemapBounds.MaxEntries; i++)
        {
            var element = new FeedElement(tree, i);
            var isSitemap = Is(element.LocalName, "sitemap");
            if (isSitemap || Is(element.LocalName, "url"))
            {
                reading.Finish(entries, sitemaps);
                reading = new Reading { IsSitemap = isSitemap };
            }
            else
            {
                reading.Take(element);
            }
        }

        reading.Finish(entries, sitemaps);
        return new Sitemap(entries, sitemaps);
    }

    /// <summary>A URL on each line; null unless the first line is one.</summary>
    private static Sitemap? Lines(ReadOnlySpan<char> text)
    {
        var entries = new List<SitemapEntry>();
        foreach (var whole in text.EnumerateLines())
        {
            var line = whole.Trim();
            if (line.IsEmpty)
                continue;
            var url = line.IndexOfAny(' ', '\t', '<') < 0 ? Web(UrlReference.Resolve(null, line)) : null;
            if (url is null && entries.Count == 0)
                return null;
            if (url is not null)
                entries.Add(new SitemapEntry(url));
            if (entries.Count == SitemapBounds.MaxEntries)
                break;
        }

        return entries.Count > 0 ? new Sitemap(entries, []) : null;
    }

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static string? Web(string? url) => UrlReference.IsWeb(url) && Uri.TryCreate(url, UriKind.Absolute, out _) ? url : null;

    /// <summary>What is known so far of one url or sitemap.</summary>
    private sealed class Reading
    {
        private string? url;
        private string? image;
        private string? title;
        private string? language;
        private string? publication;
        private IReadOnlyList<string> keywords = [];
        private DateTimeOffset? lastModified;
        private DateTimeOffset? publishedAt;

        public bool IsSitemap { get; init; }

        public void Take(FeedElement element)
        {
            var name = element.LocalName;
            var parent = element.Parent.LocalName;
            var isOfMedia = Is(parent, "image") || Is(parent, "video");
            if (Is(name, "loc") && isOfMedia)
                image ??= Is(parent, "image") ? Web(Resolved(element)) : null;
            else if (isOfMedia)
                return;
            else if (Is(name, "loc"))
                url ??= Web(Resolved(element));
            else if (Is(name, "lastmod"))
                lastModified ??= FeedDates.Read(element.OwnText());
            else if (Is(name, "title"))
                title ??= CleanText.Line(element.OwnText(), LongestTitle);
            else if (Is(name, "publication_date"))
                publishedAt ??= FeedDates.Read(element.OwnText());
            else if (Is(name, "language"))
                language ??= CleanText.Line(element.OwnText(), 20);
            else if (Is(name, "name") && Is(parent, "publication"))
                publication ??= CleanText.Line(element.OwnText(), LongestTitle);
            else if (Is(name, "keywords") && keywords.Count == 0)
                keywords = Words(element.OwnText());
        }

        public void Finish(List<SitemapEntry> entries, List<SitemapLink> sitemaps)
        {
            if (url is null)
                return;
            if (IsSitemap)
            {
                sitemaps.Add(new SitemapLink(url, lastModified));
                return;
            }

            entries.Add(new SitemapEntry(url)
            {
                LastModified = lastModified,
                Title = title,
                PublishedAt = publishedAt,
                Language = language,
                Publication = publication,
                Keywords = keywords,
                Image = image,
            });
        }

        private static string? Resolved(FeedElement element) => element.OwnText() is { } text ? UrlReference.Resolve(element.Base, text) : null;

        private static IReadOnlyList<string> Words(string? text) =>
        [
            .. (text ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(word => CleanText.Line(word, 200)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(SitemapBounds.MaxKeywords),
        ];
    }
}
