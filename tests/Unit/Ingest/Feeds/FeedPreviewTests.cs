using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Unit.Hosting.Descriptions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

public sealed class FeedPreviewTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("application/xml")]
    [InlineData("text/xml; charset=koi8-r")]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public async Task A_feed_is_answered_as_one_by_type_or_by_shape(string type)
    {
        await using var service = await DescribedService.StartAsync("ingest");
        var feed = Read.Item("<title>One</title><link>1</link>");
        var preview = await PreviewAsync(service, Encoding.UTF8.GetBytes(feed), type, "?url=http://a.example/x/feed");
        Assert.Equal("feed", (string?)preview["kind"]);
        Assert.Equal("rss20", (string?)preview["feed"]!["format"]);
        Assert.True(preview["feed"]!.AsObject().ContainsKey("rights"));
        Assert.Equal("http://a.example/x/1", (string?)preview["entries"]![0]!["link"]);
        Assert.False(preview.ContainsKey("article"));
    }

    [Fact]
    public async Task The_charset_of_HTTP_and_the_content_location_are_heeded()
    {
        await using var service = await DescribedService.StartAsync("ingest");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("koi8-r").GetBytes("<rss version='2.0'><channel><title>Паром</title><link>x</link></channel></rss>");
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=koi8-r");
        content.Headers.ContentLocation = new Uri("http://a.example/feeds/1");
        using var answer = await service.Http.PostAsync("/v1/preview", content, Cancelled);
        var preview = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        Assert.Equal("Паром", (string?)preview["feed"]!["title"]);
        Assert.Equal("koi8-r", (string?)preview["feed"]!["encoding"]);
        Assert.Equal("http://a.example/feeds/x", (string?)preview["feed"]!["link"]);
    }

    [Theory]
    [InlineData("/v1/articles", "application/rss+xml", "<rss version='2.0'><channel/></rss>", "POST /v1/preview")]
    [InlineData("/v1/articles", "text/html", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "POST /v1/preview")]
    [InlineData("/v1/articles", "application/json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", "POST /v1/preview")]
    [InlineData("/v1/preview", "application/xml", "<note>hello</note>", "No feed could be found")]
    public async Task What_cannot_be_taken_is_told_where_to_go(string path, string type, string body, string sentence)
    {
        await using var service = await DescribedService.StartAsync("ingest");
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await service.Http.PostAsync(path, content, Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_may_be_larger_than_an_article()
    {
        await using var service = await DescribedService.StartAsync("ingest");
        var items = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<item><title>The ferry of {n}</title><link>http://a.example/{n}</link><description>It sails.</description></item>"));
        var preview = await PreviewAsync(service, Encoding.UTF8.GetBytes($"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"), "application/rss+xml", "");
        Assert.Equal("feed", (string?)preview["kind"]);
        using var article = new ByteArrayContent(Encoding.UTF8.GetBytes($"<nitf><body><!--{new string('x', 1_200_000)}--></body></nitf>"));
        article.Headers.ContentType = MediaTypeHeaderValue.Parse("application/nitf+xml");
        using var answer = await service.Http.PostAsync("/v1/preview", article, Cancelled);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Of_a_page_that_would_be_refused_is_shown_what_was_found_and_why_it_would_be()
    {
        await using var service = await DescribedService.StartAsync("ingest");
        var page = "<h1>Opening hours</h1><p>Monday to Friday 9-17.</p>"u8.ToArray();
        var preview = await PreviewAsync(service, page, "text/html", "");
        Assert.StartsWith("No article could be found", (string?)preview["refused"], StringComparison.Ordinal);
        Assert.Equal(("Opening hours", "Monday to Friday 9-17."), ((string?)preview["article"]!["title"], (string?)preview["article"]!["text"]));
        using var content = new ByteArrayContent(page) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/html") } };
        using var answer = await service.Http.PostAsync("/v1/articles", content, Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static async Task<JsonObject> PreviewAsync(DescribedService service, byte[] body, string type, string query)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await service.Http.PostAsync("/v1/preview" + query, content, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!.AsObject();
    }
}
