namespace Newsroom.Ingest.Discovery;

/// <summary>Where programs that make sites put their feeds, for pages that do not say.</summary>
internal static class FeedGuesses
{
    public const int Most = 10;

    // By what the page says made it, else in the order in which they are common.
    private static readonly (string Generator, string[] Paths)[] Known =
    [
        ("wordpress", ["feed/", "?feed=rss2"]),
        ("blogger", ["/feeds/posts/default"]),
        ("drupal", ["/rss.xml"]),
        ("joomla", ["?format=feed&type=rss", "/index.php?format=feed&type=rss"]),
        ("ghost", ["/rss/"]),
        ("hugo", ["index.xml"]),
        ("jekyll", ["/feed.xml"]),
        ("squarespace", ["?format=rss"]),
        ("typo3", ["/rss.xml", "?type=100"]),
        ("movable type", ["/index.rdf", "/atom.xml"]),
        ("wix", ["/blog-feed.xml"]),
    ];

    private static readonly string[] Everywhere = ["feed", "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default", "/feed.json", "/index.rdf"];

    /// <param name="url">Of the page. A section may have a feed of its own below it.</param>
    /// <param name="generator">What its <c>meta</c> says made it.</param>
    public static IEnumerable<FeedCandidate> Of(Uri url, string generator)
    {
        var page = new UriBuilder(url) { Query = "", Fragment = "" };
        if (!page.Path.EndsWith('/'))
            page.Path = page.Path[(page.Path.LastIndexOf('/') + 1)..].Contains('.', StringComparison.Ordinal) ? page.Path[..(page.Path.LastIndexOf('/') + 1)] : page.Path + "/";
        var known = Known.Where(one => generator.Contains(one.Generator, StringComparison.OrdinalIgnoreCase)).SelectMany(one => one.Paths);
        return known.Concat(Everywhere).Select(path => new Uri(page.Uri, path)).Distinct().Take(Most).Select(address => new FeedCandidate(address, CandidateKind.Guessed));
    }
}
