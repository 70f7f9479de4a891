using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class PageExtractorTests
{
    private static readonly Uri Url = new("https://gazette.example/news/ferry-link?utm_source=feed");

    private readonly PageExtractor extractor = new();

    [Fact]
    public void A_news_page_gives_its_metadata_with_evidence()
    {
        var article = Extract("ferry.en.html");

        Assert.Equal("Council approves ferry link after ten-year wait", article.Title);
        Assert.Equal(["Jane Doe", "Peter van den Berg"], article.Byline);
        Assert.Equal(new DateTimeOffset(2024, 3, 3, 14, 30, 0, TimeSpan.Zero), article.PublishedAt);
        Assert.Equal(new DateTimeOffset(2024, 3, 3, 16, 5, 0, TimeSpan.Zero), article.UpdatedAt);
        Assert.Equal("en-GB", article.Language);
        Assert.Equal("https://gazette.example/news/ferry-link", article.CanonicalUrl);
        Assert.Equal("Harbour Gazette", article.SiteName);
        Assert.Equal("Local", article.Section);
        Assert.Equal("MARLOW BAY", article.Dateline);
        Assert.Equal("JSON-LD datePublished", article.Evidence["publishedAt"]);
        Assert.Equal("link rel=canonical", article.Evidence["canonicalUrl"]);
        Assert.Equal("https://img.gazette.example/ferry-1200.jpg", article.Media[0].Url);
        Assert.Equal(1200, article.Media[0].Width);
        Assert.Equal(["https://gazette.example/tag/ferry?utm_source=x"], article.Links.Select(link => link.Url));
    }

    [Fact]
    public void A_news_page_gives_its_body_and_nothing_around_it()
    {
        var blocks = Extract("ferry.en.html").Blocks;

        Assert.Equal(
            [
                BlockType.Image, BlockType.Paragraph, BlockType.Paragraph, BlockType.Quote, BlockType.Heading, BlockType.Paragraph,
                BlockType.List, BlockType.Table, BlockType.Paragraph,
            ],
            blocks.Select(block => block.Type));
        var image = blocks[0];
        Assert.Equal("The old ferry at Marlow pier.", image.Text);
        Assert.Equal("R. Odell/HNA", image.Media!.Credit);
        Assert.Equal(("https://gazette.example/img/ferry-640.jpg", 640, 360), (image.Media.Url, image.Media.Width, image.Media.Height));
        Assert.Equal("Ruth Odell, councillor", blocks[3].Cite);
        Assert.Equal(["Route", "Minutes"], blocks[7].Rows![0]);
        Assert.True(blocks[7].HasHeader);
        var text = PlainText.Of(blocks);
        foreach (var other in new[] { "Read more", "Related", "Storm closes", "Lighthouse", "Advertisement", "Facebook", "never shown", "Hidden words", "rights" })
            Assert.DoesNotContain(other, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_time_printed_with_its_zone_is_read()
    {
        var article = Extract("tarif.id.html");

        Assert.Equal("Pemerintah Tetapkan Tarif Baru Kereta Cepat Mulai Juli", article.Title);
        Assert.Equal(new DateTimeOffset(2024, 6, 18, 14, 30, 0, TimeSpan.FromHours(7)), article.PublishedAt);
        Assert.Equal(["Budi Santoso"], article.Byline);
        Assert.Equal("Ekonomi", article.Section);
        Assert.Equal("JAKARTA", article.Dateline);
        Assert.Equal("id", article.Language);
        Assert.Equal(3, article.Blocks.Count);
        Assert.Empty(article.Links);
    }

    [Fact]
    public void Paragraphs_made_of_line_breaks_are_paragraphs()
    {
        var article = Extract("soup.de.html");

        Assert.Equal("Ministerin kündigt Nachtzug nach Lissabon an", article.Title);
        Assert.Equal(4, article.Blocks.Count);
        Assert.All(article.Blocks, block => Assert.Equal(BlockType.Paragraph, block.Type));
        Assert.DoesNotContain("Anzeige", PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("library.ja.html", "港町の図書館、夜間開館を来月から開始", 3, "ja")]
    [InlineData("bus.ar.html", "مجلس المدينة يوافق على خط جديد للحافلات", 2, "ar")]
    public void Short_articles_in_other_scripts_are_articles(string sample, string title, int paragraphs, string language)
    {
        var article = Extract(sample);

        Assert.Equal(title, article.Title);
        Assert.Equal(paragraphs, article.Blocks.Count);
        Assert.Equal(language, article.Language);
        Assert.Empty(article.Byline);
    }

    [Theory]
    [InlineData("login.html")]
    [InlineData("front-page.html")]
    [InlineData("missing.html")]
    public void A_page_without_an_article_gives_none(string sample) => Assert.Null(extractor.Extract(Sample.Read(sample), Url));

    [Theory]
    [InlineData("<title>Opening hours - Library</title><nav>Home Catalogue</nav><h1>Opening hours</h1><p>Published 12 March 2024<p>Monday to Friday 9-17.", "Opening hours", "Monday to Friday 9-17.", 12)]
    [InlineData("<h1>Page not found</h1><p>What you asked for is not here.", "Page not found", "What you asked for is not here.", 0)]
    [InlineData("<title>Latest news | The Post</title><h1>Latest news</h1><nav><a href=/>Home</a></nav><ul><li><a href=a>Mayor opens the new bridge after a long delay</a><li><a href=b>Fishermen ask for a second harbour</a></ul>",
        "Latest news", "Mayor opens the new bridge after a long delay\nFishermen ask for a second harbour", 0)]
    [InlineData("just a few words", "", "just a few words", 0)]
    public void Who_asks_sees_what_was_found_on_a_page_without_an_article(string html, string title, string text, int day)
    {
        Assert.Null(extractor.Extract(html, Url));
        var found = extractor.Look(html, Url, null)!;
        Assert.False(found.IsArticle);
        Assert.Equal((title, text, day), (found.Title, PlainText.Of(found.Blocks), found.PublishedAt?.Day ?? 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("<html></html>")]
    [InlineData("<title>Only a title that is long enough to be one</title>")]
    [InlineData("just a few words")]
    [InlineData("{\"json\": true}")]
    [InlineData("<?xml version=\"1.0\"?><rss><channel><title>Feed</title></channel></rss>")]
    public void Other_things_than_pages_give_none(string html) => Assert.Null(extractor.Extract(html, Url));

    [Fact]
    public void Random_bytes_give_none()
    {
        var random = new Random(20240618);
        for (var i = 0; i < 15; i++)
        {
            var bytes = new byte[random.Next(10, 10_000)];
            random.NextBytes(bytes);
            Assert.Null(PageExtractor.Read(System.Text.Encoding.UTF8.GetString(bytes), Url));
            Assert.Null(PageExtractor.Read(System.Text.Encoding.Latin1.GetString(bytes), null));
        }
    }

    [Fact]
    public void A_page_cut_or_garbled_anywhere_does_not_throw()
    {
        var page = Sample.Read("ferry.en.html");
        var random = new Random(7);
        for (var i = 0; i < 25; i++)
        {
            var start = random.Next(page.Length);
            _ = PageExtractor.Read(page[..start], Url);
            _ = PageExtractor.Read(page[start..], null);
            _ = PageExtractor.Read(page.Remove(start, Math.Min(40, page.Length - start)).Insert(start / 2, "<table></a><svg><p"), Url);
        }
    }

    [Fact]
    public void Without_an_address_relative_pictures_and_links_are_left_out()
    {
        var article = extractor.Extract(Sample.Read("ferry.en.html"), null);

        Assert.NotNull(article);
        Assert.Equal("https://gazette.example/news/ferry-link", article.CanonicalUrl);
        Assert.Empty(article.Links);
        Assert.DoesNotContain(article.Blocks, block => block.Type == BlockType.Image);
        Assert.DoesNotContain("invalid", string.Concat(article.Blocks.Select(block => block.Html)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-06-18T14:30:00+07:00", "2024-06-18T07:30:00Z", null)]
    [InlineData("2024-06-18T14:30:00.123Z", "2024-06-18T14:30:00.123Z", null)]
    [InlineData("2024-06-18 14:30", "2024-06-18T14:30:00Z", "UTC")]
    [InlineData("2024-06-18", "2024-06-18T00:00:00Z", "UTC")]
    [InlineData("Tue, 18 Jun 2024 14:30:00 GMT", "2024-06-18T14:30:00Z", null)]
    [InlineData("18. Juni 2024, 14:30 Uhr MESZ", "2024-06-18T12:30:00Z", null)]
    [InlineData("2024年6月18日 14時30分", "2024-06-18T14:30:00Z", "UTC")]
    public void Declared_times_are_read_in_many_ways(string given, string expected, string? evidence)
    {
        var article = extractor.Extract(Sample.Read("bus.ar.html").Replace("<meta ", $"<meta name=\"date\" content=\"{given}\"><meta ", StringComparison.Ordinal), Url);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), article!.PublishedAt);
        Assert.Equal(evidence is not null, article.Evidence["publishedAt"].Contains("UTC", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2024-13-45")]
    public void What_is_no_certain_time_is_none(string given) =>
        Assert.Null(extractor.Extract(Sample.Read("bus.ar.html").Replace("<meta ", $"<meta name=\"date\" content=\"{given}\"><meta ", StringComparison.Ordinal), Url)!.PublishedAt);

    [Theory]
    [InlineData("id_ID", "id-ID")]
    [InlineData("EN-us", "en-US")]
    [InlineData("zh-hans-cn", "zh-Hans-CN")]
    [InlineData("de-DE, en", "de-DE")]
    [InlineData("english", null)]
    [InlineData("", null)]
    [InlineData("{{lang}}", null)]
    public void Languages_are_written_as_BCP_47(string given, string? expected) => Assert.Equal(expected, PageMetadata.LanguageTag(given));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<p><b id=x>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<a href=x>")]
    [InlineData("<p>A sentence of some length that stands here again and again.</p>")]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[")]
    [InlineData("[[[[[[[[")]
    [InlineData("&amp;<br>")]
    public void A_page_made_to_hurt_ends_soon(string part)
    {
        var watch = Stopwatch.StartNew();

        _ = PageExtractor.Read("<title>A headline of some length</title><body>" + string.Concat(Enumerable.Repeat(part, 20_000)), Url);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Nothing_is_fetched()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        var page = Sample.Read("ferry.en.html").Replace(
            "<head>",
            $"<head><base href='{address}/'><link rel=stylesheet href='{address}/a.css'><script src='{address}/b.js'></script><style>@import url({address}/c.css)</style>"
            + $"<iframe src='{address}/d'></iframe><img src='{address}/e.png'>",
            StringComparison.Ordinal);

        _ = extractor.Extract(page, new Uri(address + "/page"));
        _ = BodyBlocks.FromHtml(page, new Uri(address));

        Assert.False(server.Pending());
    }

    [Theory]
    [InlineData("Body of sailor not found", true)]
    [InlineData("Forbidden love in a forbidden city", true)]
    [InlineData("404 - Not Found", false)]
    [InlineData("Halaman tidak ditemukan", false)]
    [InlineData("Oops! That page can't be found", false)]
    public void A_headline_that_sounds_like_a_notice_is_a_headline(string title, bool isArticle)
    {
        var page = Sample.Read("bus.ar.html").Replace("مجلس المدينة يوافق على خط جديد للحافلات", title, StringComparison.Ordinal);

        Assert.Equal(isArticle, extractor.Extract(page, Url) is not null);
    }

    private ExtractedArticle Extract(string sample)
    {
        var article = extractor.Extract(Sample.Read(sample), Url);
        Assert.NotNull(article);
        return article;
    }
}
