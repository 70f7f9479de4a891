using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Feeds;
using Newsroom.Tests.Unit.Publishing.Articles;
using Newsroom.Tests.Unit.Publishing.Site;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Feeds;

public sealed class FeedTests
{
    private const string Hostile = "]]> </title><script>alert(1)</script> & \"quotes\" \u0000\u0008\u000B\uFFFE\ud800 end";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    public static TheoryData<string> Feeds { get; } = ["/feed.rss", "/feed.atom", "/feed.json"];

    [Fact]
    public async Task RSS_holds_what_its_readers_look_for()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var answer = await site.AskAsync("/feed.rss");
        Assert.Equal("application/rss+xml", answer.Content.Headers.ContentType?.MediaType);
        var channel = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!.Element("channel")!;
        Assert.Equal("Newsroom", channel.Element("title")!.Value);
        Assert.Equal("https://news.example.org/", channel.Element("link")!.Value);
        Assert.NotEmpty(channel.Element("description")!.Value);
        Assert.Equal("en", channel.Element("language")!.Value);
        var self = channel.Element(Atom + "link")!;
        Assert.Equal("self", self.Attribute("rel")!.Value);
        Assert.Equal("https://news.example.org/feed.rss", self.Attribute("href")!.Value);

        var item = Assert.Single(channel.Elements("item"));
        Assert.Equal("Rain stops play", item.Element("title")!.Value);
        Assert.Equal("https://news.example.org/articles/rain-stops-play-00000001", item.Element("link")!.Value);
        Assert.Equal("urn:uuid:00000001-0000-5000-8000-000000000000", item.Element("guid")!.Value);
        Assert.Equal("false", item.Element("guid")!.Attribute("isPermaLink")!.Value);
        Assert.Equal("Thu, 12 Mar 2026 11:59:00 GMT", item.Element("pubDate")!.Value);
        Assert.Equal("Ana Reis", item.Element(DublinCore + "creator")!.Value);
        Assert.Equal("weather", item.Element("category")!.Value);
        Assert.Equal("It rained all day.", item.Element("description")!.Value);
        Assert.Contains("<p>It rained all day.</p>", item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Atom_holds_what_RFC_4287_requires()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Corrected(Sample.Article(), "It was hail."));
        using var answer = await site.AskAsync("/feed.atom");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal("https://news.example.org/feed.atom", feed.Element(Atom + "id")!.Value);
        Assert.Equal("Newsroom", feed.Element(Atom + "title")!.Value);
        Assert.Equal("2026-03-12T13:00:00Z", feed.Element(Atom + "updated")!.Value);

        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal("urn:uuid:00000001-0000-5000-8000-000000000000", entry.Element(Atom + "id")!.Value);
        Assert.Equal("2026-03-12T11:59:00Z", entry.Element(Atom + "published")!.Value);
        Assert.Equal("2026-03-12T13:00:00Z", entry.Element(Atom + "updated")!.Value);
        Assert.Equal("Ana Reis", entry.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal("It rained all day.", entry.Element(Atom + "summary")!.Value);
        Assert.Equal("html", entry.Element(Atom + "content")!.Attribute("type")!.Value);
        Assert.Contains("It was hail.", entry.Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Equal("en", entry.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Single(entry.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "alternate");
    }

    [Fact]
    public async Task JSON_Feed_holds_what_version_1_1_names()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var answer = await site.AskAsync("/feed.json?language=en");
        Assert.Equal("application/feed+json", answer.Content.Headers.ContentType?.MediaType);
        var feed = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.Equal("https://news.example.org/en", feed.GetProperty("home_page_url").GetString());
        Assert.Equal("https://news.example.org/feed.json?language=en", feed.GetProperty("feed_url").GetString());
        var item = Assert.Single(feed.GetProperty("items").EnumerateArray());
        Assert.Equal("urn:uuid:00000001-0000-5000-8000-000000000000", item.GetProperty("id").GetString());
        Assert.Equal("https://source.example.org/1", item.GetProperty("external_url").GetString());
        Assert.Contains("It rained", item.GetProperty("content_html").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-12T11:59:00Z", item.GetProperty("date_published").GetString());
        Assert.Equal("Ana Reis", item.GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.Equal("weather", item.GetProperty("tags")[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Hostile_text_leaves_the_feed_well_formed_and_its_markup_harmless(string path)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article(title: Hostile, text: Hostile, edit: article => article with
        {
            Byline = [Hostile],
            Rights = new Rights { CopyrightHolder = Hostile },
            Media = [new Media { Url = "javascript:alert(1)", Caption = Hostile }],
        }));
        var text = await site.ReadAsync(path);
        if (path == "/feed.json")
        {
            var item = JsonElement.Parse(text).GetProperty("items")[0];
            Assert.DoesNotContain("<script", item.GetProperty("content_html").GetString(), StringComparison.Ordinal);
            return;
        }

        var document = XDocument.Parse(text);
        var html = document.Descendants().Where(element => element.Name == Content + "encoded" || element.Name == Atom + "content").ToList();
        Assert.NotEmpty(html);
        Assert.All(html, element => Assert.DoesNotContain("<script", element.Value, StringComparison.Ordinal));
        Assert.All(document.Descendants("description"), element => Assert.DoesNotContain("<script", element.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("javascript:", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task The_note_to_desks_is_in_no_feed(string path)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        Assert.DoesNotContain(Sample.EdNote, await site.ReadAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_feed_without_articles_is_a_feed(string path)
    {
        await using var site = await SiteUnderTest.WithAsync();
        using var answer = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (path == "/feed.json")
            Assert.Equal(0, JsonElement.Parse(text).GetProperty("items").GetArrayLength());
        else
            Assert.NotNull(XDocument.Parse(text).Root);
    }

    [Fact]
    public async Task The_guid_stays_when_the_article_changes()
    {
        var article = Sample.Article();
        await using var site = await SiteUnderTest.WithAsync(article);
        var before = Guids(await site.ReadAsync("/feed.rss"));
        site.Articles.Replace(Sample.Corrected(article, "It was hail.") with { Title = "Hail stops play" });
        Assert.Equal(before, Guids(await site.ReadAsync("/feed.rss")));
    }

    [Fact]
    public async Task Language_and_source_narrow_the_feed_and_the_newest_fifty_are_in_it()
    {
        PublishedArticle[] articles =
        [
            .. Enumerable.Range(1, 60).Select(number => Sample.Article(number)),
            Sample.Article(61, language: "id"),
            Sample.Article(62, language: "id", source: "antara"),
        ];
        await using var site = await SiteUnderTest.WithAsync(articles);
        var all = Guids(await site.ReadAsync("/feed.rss"));
        Assert.Equal(50, all.Count);
        Assert.EndsWith(1.ToString("x8", CultureInfo.InvariantCulture) + "-0000-5000-8000-000000000000", all[0], StringComparison.Ordinal);
        Assert.Equal(2, Guids(await site.ReadAsync("/feed.rss?language=id")).Count);
        Assert.Single(Guids(await site.ReadAsync("/feed.rss?language=id&source=antara")));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u0000b\u0001c", "abc")]
    [InlineData("tab\tline\r\nend", "tab\tline\r\nend")]
    [InlineData("\uFFFE\uFFFF\u001F", "")]
    public void Characters_that_XML_cannot_hold_are_dropped(string text, string clean) => Assert.Equal(clean, XmlText.Clean(text));

    // Not among the data above: an attribute cannot hold half a character.
    [Fact]
    public void Half_characters_are_dropped() => Assert.Equal("\ud83d\ude00 and  alone ", XmlText.Clean("\ud83d\ude00 and \ud83d alone \ude00"));

    private static List<string> Guids(string rss) => [.. XDocument.Parse(rss).Descendants("guid").Select(guid => guid.Value)];
}
