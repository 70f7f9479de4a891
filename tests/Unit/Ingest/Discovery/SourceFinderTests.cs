using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Tests.Unit.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Discovery;

public sealed class SourceFinderTests
{
    private const string Feed = "<rss version='2.0'><channel><title>Harbor</title><link>https://harbor.example/</link><item><title>One</title><link>https://harbor.example/1</link></item></channel></rss>";
    private const string EmptyFeed = "<rss version='2.0'><channel><title>Empty</title></channel></rss>";
    private const string NewsSitemap = "<urlset xmlns:news='n'><url><loc>https://harbor.example/1</loc><news:news><news:publication><news:name>Harbor</news:name></news:publication><news:title>One</news:title></news:news></url></urlset>";
    private const string PlainSitemap = "<urlset><url><loc>https://harbor.example/about</loc></url></urlset>";

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("text/html")]
    [InlineData("application/x-download")]
    public async Task A_feed_is_what_it_is_whatever_it_is_sent_as(string type)
    {
        await using var site = await SiteOf(("/f", type, Feed));
        var found = await FindAsync(site, "/f");
        Assert.Equal((DiscoveredForm.Feed, site.Url("/f"), "Harbor", "https://harbor.example/"), (found.Form, found.Url, found.Title, found.HomePage));
        Assert.Single(found.Feed!.Entries);
    }

    [Fact]
    public async Task A_page_leads_to_the_first_of_its_feeds_that_parses_and_has_entries()
    {
        await using var site = await SiteOf(
            ("/", "text/html", """
                <title>Harbor</title><link rel=alternate type=application/rss+xml href=/gone><link rel=alternate type=application/rss+xml href=/empty>
                <link rel=alternate type=application/rss+xml href=/page><link rel=alternate type=application/rss+xml href=/feed><link rel=alternate type=application/rss+xml href=/more title=More>
                """),
            ("/empty", "application/rss+xml", EmptyFeed), ("/page", "text/html", "<p>no feed"), ("/feed", "text/xml", Feed));
        var found = await FindAsync(site, "/");
        Assert.Equal((DiscoveredForm.Feed, site.Url("/feed")), (found.Form, found.Url));
        Assert.Equal("More", Assert.Single(found.Others).Title);
        Assert.Equal(["/", "/gone", "/empty", "/page", "/feed"], site.Asked);
    }

    [Fact]
    public async Task A_feed_that_is_empty_today_is_better_than_a_guess()
    {
        await using var site = await SiteOf(("/", "text/html", "<link rel=alternate type=application/rss+xml href=/empty>"), ("/empty", "application/rss+xml", EmptyFeed), ("/feed", "text/xml", Feed));
        Assert.Equal(site.Url("/empty"), (await FindAsync(site, "/")).Url);
    }

    [Fact]
    public async Task A_page_of_feeds_is_looked_through()
    {
        await using var site = await SiteOf(("/", "text/html", "<a href=/rss>RSS</a>"), ("/rss", "text/html", "<a href=/rss/sport>Sport</a>"), ("/rss/sport", "text/xml", Feed));
        Assert.Equal(site.Url("/rss/sport"), (await FindAsync(site, "/")).Url);
    }

    [Fact]
    public async Task Feeds_that_nobody_names_are_found_where_they_usually_are()
    {
        await using var site = await SiteOf(("/blog/", "text/html", "<meta name=generator content='Hugo 0.150'>"), ("/blog/index.xml", "application/xml", Feed));
        var found = await FindAsync(site, "/blog/");
        Assert.Equal((DiscoveredForm.Feed, site.Url("/blog/index.xml")), (found.Form, found.Url));
        Assert.Equal(2, site.Asked.Count);
    }

    [Fact]
    public async Task A_feed_that_has_moved_for_good_is_found_where_it_is_now()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            if (http.Request.Path == "/old")
                http.Response.Redirect("/new", permanent: true);
            return http.Request.Path == "/old" ? Task.CompletedTask : http.Response.WriteAsync(Feed);
        });
        Assert.Equal(site.Url("/new"), (await FindAsync(site, "/old")).Url);
    }

    [Theory]
    [InlineData("User-agent: *\nSitemap: /plain.xml\nSitemap: /my-news.xml", "/my-news.xml", NewsSitemap)]
    [InlineData("", "/news-sitemap.xml", NewsSitemap)]
    public async Task Without_a_feed_the_news_sitemap_is_taken(string robots, string path, string sitemap)
    {
        await using var site = await SiteOf(("/", "text/html", "<title>The Harbor</title>"), ("/robots.txt", "text/plain", robots), ("/plain.xml", "text/xml", PlainSitemap), (path, "text/xml", sitemap));
        var found = await FindAsync(site, "/");
        Assert.Equal((DiscoveredForm.Sitemap, site.Url(path), "Harbor", site.Url("/").AbsoluteUri), (found.Form, found.Url, found.Title, found.HomePage));
        Assert.Single(found.Sitemap!.Entries);
    }

    [Fact]
    public async Task A_sitemap_is_taken_when_it_is_asked_for_and_only_named_when_not()
    {
        await using var site = await SiteOf(("/", "text/html", "<p>nothing"), ("/sitemap.xml", "text/xml", PlainSitemap));
        Assert.Equal(DiscoveredForm.Sitemap, (await FindAsync(site, "/sitemap.xml")).Form);
        var found = await FindAsync(site, "/");
        Assert.Equal(DiscoveredForm.Nothing, found.Form);
        Assert.Contains($"Its site has a sitemap of all its pages, {site.Url("/sitemap.xml")}", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_a_sentence_says_so()
    {
        await using var site = await SiteOf(("/page", "text/html", "<p>nothing"), ("/picture", "image/png", "PNG"));
        Assert.EndsWith("names no feed, and none stands where feeds usually do. Give the address of a feed or a sitemap.", (await FindAsync(site, "/page")).Reason, StringComparison.Ordinal);
        Assert.EndsWith("nor a page that could name one (it is sent as 'image/png').", (await FindAsync(site, "/picture")).Reason, StringComparison.Ordinal);
        Assert.Equal("site.example answered 404.", (await FindAsync(site, "/absent")).Reason);
    }

    [Fact]
    public async Task An_index_leads_to_the_pages_of_what_it_names_news_first()
    {
        await using var site = await SiteOf(
            ("/index.xml", "text/xml", "<sitemapindex><sitemap><loc>/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap><sitemap><loc>/2026.xml</loc><lastmod>2026-03-04</lastmod></sitemap><sitemap><loc>/deeper.xml</loc></sitemap><sitemap><loc>/news.xml</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"),
            ("/2025.xml", "text/xml", PlainSitemap), ("/2026.xml", "text/xml", "<urlset><url><loc>/a</loc></url></urlset>"), ("/news.xml", "text/xml", NewsSitemap),
            ("/deeper.xml", "text/xml", "<sitemapindex><sitemap><loc>/deepest.xml</loc></sitemap></sitemapindex>"),
            ("/deepest.xml", "text/xml", "<sitemapindex><sitemap><loc>/never.xml</loc></sitemap><url><loc>/b</loc></url></sitemapindex>"));
        var collecting = new SitemapCollecting(site.Fetcher());
        var root = await collecting.ReadAsync(site.Url("/index.xml"), TestContext.Current.CancellationToken);
        var entries = await collecting.CollectAsync(root!, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);
        Assert.Equal(["https://harbor.example/1", site.Url("/a").AbsoluteUri, site.Url("/b").AbsoluteUri], entries.Select(entry => entry.Url));
        Assert.Equal("/news.xml", site.Asked.ElementAt(1));
        Assert.DoesNotContain("/never.xml", site.Asked);
        Assert.DoesNotContain("/2025.xml", site.Asked);
    }

    private static Task<Discovered> FindAsync(TestSite site, string path)
    {
        var fetcher = site.Fetcher();
        return new SourceFinder(fetcher, new SitemapCollecting(fetcher)).FindAsync(site.Url(path), TestContext.Current.CancellationToken);
    }

    private static Task<TestSite> SiteOf(params (string Path, string Type, string Body)[] pages) => TestSite.StartAsync(http =>
    {
        var page = Array.Find(pages, page => page.Path == http.Request.Path);
        http.Response.StatusCode = page.Path is null ? 404 : 200;
        http.Response.ContentType = page.Type;
        return page.Path is null ? Task.CompletedTask : http.Response.WriteAsync(page.Body);
    });
}
