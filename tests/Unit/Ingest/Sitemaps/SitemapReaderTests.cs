using System.IO.Compression;
using System.Text;
using CsCheck;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Sitemaps;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Sitemaps;

public sealed class SitemapReaderTests
{
    private const string News = """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
          <url>
            <loc>https://harbor.example/2026/03/ferry?a=1&amp;b=2</loc>
            <lastmod>2026-03-04T06:00:00+01:00</lastmod>
            <news:news>
              <news:publication><news:name>Harbor &amp; Tide</news:name><news:language>en</news:language></news:publication>
              <news:publication_date>2026-03-04</news:publication_date>
              <news:title><![CDATA[Ferry <runs> again]]></news:title>
              <news:keywords>ferry, harbor , Ferry,</news:keywords>
            </news:news>
            <image:image><image:loc>https://harbor.example/ferry.jpg</image:loc><image:title>A picture</image:title></image:image>
          </url>
          <url><loc> /relative </loc></url>
          <url><lastmod>2026-01-01</lastmod></url>
          <url><loc>javascript:alert(1)</loc></url>
        </urlset>
        """;

    [Fact]
    public void A_news_sitemap_tells_all_that_it_says()
    {
        var sitemap = Read(News)!;
        Assert.True(sitemap.IsNews);
        Assert.Equal(["https://harbor.example/2026/03/ferry?a=1&b=2", "https://harbor.example/relative"], sitemap.Entries.Select(entry => entry.Url));
        var entry = sitemap.Entries[0];
        Assert.Equal("Ferry <runs> again", entry.Title);
        Assert.Equal(("Harbor & Tide", "en"), (entry.Publication, entry.Language));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero), entry.LastModified);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), entry.PublishedAt);
        Assert.Equal(["ferry", "harbor"], entry.Keywords);
        Assert.Equal("https://harbor.example/ferry.jpg", entry.Image);
        Assert.Null(sitemap.Entries[1].Title);
    }

    [Fact]
    public void An_index_names_other_sitemaps()
    {
        var index = Read("<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2026-03-04</lastmod></sitemap><sitemap><loc>/2.xml.gz</loc></sitemap></sitemapindex>")!;
        Assert.Empty(index.Entries);
        Assert.Equal(["https://a.example/1.xml", "https://harbor.example/2.xml.gz"], index.Sitemaps.Select(link => link.Url));
        Assert.Equal(2026, index.Sitemaps[0].LastModified!.Value.Year);
    }

    [Theory]
    [InlineData("<urlset><url><loc>https://a.example/?x=1&y=2</loc></url></urlset>", "https://a.example/?x=1&y=2")] // a bare ampersand
    [InlineData("\n\n<?xml version='1.0'?><urlset><url><loc>https://a.example/1<lastmod>2026-03-04</lastmod></url></urlset>", "https://a.example/1")] // loc never closed
    [InlineData("<urlset><url><loc>https://a.example/1</loc>", "https://a.example/1")] // cut off
    [InlineData("<s:urlset><s:url><s:loc>https://a.example/1</s:loc></s:url></s:urlset>", "https://a.example/1")] // a prefix of nobody
    [InlineData("<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>https://a.example/1</loc></url></urlset>", "https://a.example/1")]
    [InlineData("<URLSET><URL><LOC>https://a.example/1</LOC></URL></URLSET>", "https://a.example/1")]
    [InlineData("https://a.example/1\r\nhttps://a.example/2\n\nnonsense\n", "https://a.example/1 https://a.example/2")]
    [InlineData("\uFEFFhttps://a.example/1", "https://a.example/1")]
    public void What_is_broken_or_plain_is_read(string text, string urls) =>
        Assert.Equal(urls, string.Join(' ', Read(text)!.Entries.Select(entry => entry.Url)));

    [Fact]
    public void Elements_that_were_never_closed_do_not_swallow_their_neighbours() =>
        Assert.Equal(["https://a.example/1", "https://a.example/2"],
            Read("<urlset><url><loc>https://a.example/1</loc><url><loc>https://a.example/2</loc></url></urlset>")!.Entries.Select(entry => entry.Url));

    [Theory]
    [InlineData("<html><body><urlset></urlset></body></html>")]
    [InlineData("<rss><channel><item><link>https://a.example/</link></item></channel></rss>")]
    [InlineData("<feed><entry/></feed>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\"}")]
    [InlineData("see https://a.example/")]
    [InlineData("")]
    public void What_is_none_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void Gzip_is_undone_and_a_bomb_is_read_to_its_bound()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("<urlset><url><loc>https://a.example/1</loc></url>"));
            var blank = new byte[1_000_000];
            Array.Fill(blank, (byte)' ');
            for (var i = 0; i < 100; i++)
                gzip.Write(blank);
        }

        Assert.Equal("https://a.example/1", Assert.Single(SitemapReader.Read(packed.ToArray(), new FeedOrigin())!.Entries).Url);
        Assert.Equal("https://a.example/1", Assert.Single(SitemapReader.Read(packed.ToArray()[..50_000], new FeedOrigin())!.Entries).Url);
    }

    [Fact]
    public void No_more_is_read_than_the_protocol_allows()
    {
        var text = new StringBuilder("<urlset>");
        for (var i = 0; i < SitemapBounds.MaxEntries + 10; i++)
            text.Append("<url><loc>https://a.example/").Append(i).Append("</loc></url>");
        Assert.Equal(SitemapBounds.MaxEntries, Read(text.ToString())!.Entries.Count);
    }

    [Fact]
    public void No_bytes_trouble_it() =>
        Gen.OneOf(Gen.Byte.Array, Gen.Int[0, News.Length - 1].Select(Gen.Char, (at, one) => Encoding.UTF8.GetBytes(News[..at] + one + News[(at + 1)..])))
            .Sample(bytes => _ = SitemapReader.Read(bytes, new FeedOrigin()));

    [Fact]
    public void The_newest_pages_are_the_entries_of_a_feed()
    {
        SitemapEntry[] entries =
        [
            new("https://a.example/old") { LastModified = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            new("https://a.example/some-time"),
            new("https://a.example/new") { PublishedAt = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), Title = "New", Publication = "The A", Language = "en", Keywords = ["sea"] },
            new("https://a.example/old"),
        ];
        var feed = SitemapFeed.Of(entries);
        Assert.Equal(["https://a.example/new", "https://a.example/old", "https://a.example/some-time"], feed.Entries.Select(entry => entry.Link));
        Assert.Equal(("sitemap", "The A", "en"), (feed.Feed.Format, feed.Feed.Title, feed.Feed.Language));
        Assert.Equal(("New", "https://a.example/new", "sea"), (feed.Entries[0].Title, feed.Entries[0].Id, feed.Entries[0].Tags.Single()));
    }

    [Fact]
    public void News_come_first_and_furniture_last()
    {
        var site = new Uri("https://a.example/section/page");
        Assert.Equal(
            ["https://a.example/news-sitemap.xml", "https://a.example/sitemap_google_news.xml", "https://a.example/sitemap.xml", "https://a.example/post-sitemap.xml", "https://a.example/image-sitemap.xml", "https://a.example/newsletter.xml"],
            SitemapChoice.Of(["https://a.example/image-sitemap.xml", "/news-sitemap.xml", "sitemap.xml", "/newsletter.xml", "ftp://a.example/", "https://a.example/post-sitemap.xml", "/sitemap_google_news.xml"], site).Select(url => url.AbsoluteUri));
        Assert.Equal("https://a.example/news-sitemap.xml", SitemapChoice.Of([], site)[0].AbsoluteUri);
    }

    private static Sitemap? Read(string text) => SitemapReader.Read(Encoding.UTF8.GetBytes(text), new FeedOrigin(Url: "https://harbor.example/sitemap.xml"));
}
