using System.Text;
using CsCheck;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

public sealed class FeedDiscoveryTests
{
    private static readonly string[] Pieces =
        ["<", ">", "link", "a", " href=", "rel=alternate ", "type=application/rss+xml ", "\"", "'", "<!--", "-->", "<script>", "</", "<title", "/feed", "&amp;", "feed:", "//", "http:"];

    private static readonly Uri Page = new("https://harbor.example/news/index.html?page=2");

    [Theory]
    [InlineData("<link rel=alternate type=application/rss+xml href=/feed>", "https://harbor.example/feed")]
    [InlineData("<LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'/>", "https://harbor.example/news/atom.xml")]
    [InlineData("<link rel=\"home alternate\" type=\"application/feed+json\" href=\"//cdn.example/f.json?a=1&amp;b=2\">", "https://cdn.example/f.json?a=1&b=2")]
    [InlineData("<link rel=feed href=/stories>", "https://harbor.example/stories")]
    [InlineData("<link rel=alternate type=text/xml href=/rss.xml>", "https://harbor.example/rss.xml")]
    [InlineData("<link rel=alternate type=application/rdf+xml href=feed://harbor.example/f>", "http://harbor.example/f")]
    [InlineData("<link rel=alternate type=application/rss+xml href=feed:https://harbor.example/f>", "https://harbor.example/f")]
    [InlineData("</head><body><p><b><link rel=alternate type=application/rss+xml href=/feed>", "https://harbor.example/feed")]
    [InlineData("<base href=/blog/><link rel=alternate type=application/rss+xml href=feed>", "https://harbor.example/blog/feed")]
    [InlineData("<base target=_blank><base href='https://b.example/x/y'><base href=/no/><link rel=alternate type=application/rss+xml href=feed>", "https://b.example/x/feed")]
    [InlineData("<link rel=alternate type=application/rss+xml title='a > b' href=/feed>", "https://harbor.example/feed")]
    public void The_page_names_its_feed(string html, string url)
    {
        var first = FeedDiscovery.Find(html, Page)[0];
        Assert.Equal((url, CandidateKind.Declared), (first.Url.AbsoluteUri, first.Kind));
    }

    [Theory]
    [InlineData("<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>")] // WordPress's API
    [InlineData("<link rel=alternate type=application/json+oembed href=/feed>")]
    [InlineData("<link rel=alternate hreflang=id href=/id/>")]
    [InlineData("<link rel='alternate stylesheet' type=application/rss+xml href=/feed>")]
    [InlineData("<link rel=stylesheet type=text/css href=/feed.css>")]
    [InlineData("<link rel=alternate type=application/rss+xml>")]
    [InlineData("<link rel=alternate type=application/rss+xml href=javascript:alert(1)>")]
    [InlineData("<!-- <link rel=alternate type=application/rss+xml href=/old> -->")]
    [InlineData("<script>var x = '<link rel=alternate type=application/rss+xml href=/x>'</script>")]
    [InlineData("<textarea><link rel=alternate type=application/rss+xml href=/x></textarea>")]
    public void Other_links_are_not_feeds(string html) => Assert.DoesNotContain(FeedDiscovery.Find(html, Page), candidate => candidate.Kind == CandidateKind.Declared);

    [Theory]
    [InlineData("/rss", true)]
    [InlineData("/rss/terkini", true)]
    [InlineData("/politics/feed/", true)]
    [InlineData("/feed-politik.xml", true)]
    [InlineData("/all.atom", true)]
    [InlineData("/?feed=rss2", true)]
    [InlineData("/index.php?format=feed&amp;type=rss", true)]
    [InlineData("/feeds/posts/default", true)]
    [InlineData("https://feeds.feedburner.com/harbor", true)]
    [InlineData("https://feedly.com/i/subscription/feed/https://harbor.example/feed", false)]
    [InlineData("/how-to-feed-a-cat", false)]
    [InlineData("/cattle-feed", false)]
    [InlineData("/feedback", false)]
    [InlineData("/about.xml", false)]
    [InlineData("mailto:rss@harbor.example", false)]
    public void Links_that_look_like_feeds_are_tried(string href, bool isFeed) =>
        Assert.Equal(isFeed, FeedDiscovery.Find($"<a href=\"{href}\"><img> RSS</a>", Page).Any(candidate => candidate.Kind == CandidateKind.Linked));

    [Fact]
    public void The_surest_come_first_each_once_and_comments_last()
    {
        const string html = """
            <meta name="generator" content="WordPress 6.9">
            <a href="/rss/sport">Sport</a>
            <link rel="alternate" type="application/rss+xml" title="Harbor &raquo; Comments Feed" href="https://harbor.example/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="Harbor &raquo; Feed" href="https://harbor.example/feed/">
            <link rel="alternate" type="application/atom+xml" title="Atom" href="https://harbor.example/feed/atom/">
            <a href="http://harbor.example/feed">RSS</a>
            """;
        var found = FeedDiscovery.Find(html, Page);
        Assert.Equal(["/feed/", "/feed/atom/", "/rss/sport", "/news/feed/"], found.Take(4).Select(candidate => candidate.Url.AbsolutePath));
        Assert.Equal("Harbor » Feed", found[0].Title);
        Assert.Equal("Sport", found[2].Title);
        Assert.Equal(("/comments/feed/", true), (found[^1].Url.AbsolutePath, found[^1].IsOfComments));
        Assert.InRange(found.Count(candidate => candidate.Kind == CandidateKind.Guessed), 1, FeedGuesses.Most);
        Assert.Equal(found.Count, found.Select(candidate => candidate.Url).Distinct().Count());
    }

    [Theory]
    [InlineData("windows-1252", null, "Nachrichten für Kiel")]
    [InlineData("windows-1251", "windows-1251", "Новости")]
    [InlineData("utf-8", "iso-8859-1", "Actualités")]
    [InlineData("utf-16", null, "ニュース")]
    public void Titles_are_read_in_the_page_s_encoding(string encoding, string? charset, string title)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var written = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. written.GetPreamble(), .. written.GetBytes($"<link rel=alternate type=application/rss+xml title='{title}' href=/f>")];
        Assert.Equal(title, FeedDiscovery.Find(bytes, charset, Page)[0].Title);
    }

    [Fact]
    public void No_page_troubles_it() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array.Select(string.Concat))
            .Sample(html => Assert.All(FeedDiscovery.Find(html, Page), candidate => Assert.StartsWith("http", candidate.Url.Scheme, StringComparison.Ordinal)));

    [Fact]
    public void A_spiteful_page_takes_no_longer_than_it_is_long()
    {
        var html = string.Concat(Enumerable.Repeat("<script><!--<a href='/feed", 100_000));
        Assert.NotNull(FeedDiscovery.Find(html, Page));
        html = string.Concat(Enumerable.Repeat("<a href=/feed_feed.feed>", 100_000));
        Assert.NotNull(FeedDiscovery.Find(html, Page));
    }
}
