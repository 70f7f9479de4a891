using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Unit.Hosting.Descriptions;
using Newsroom.Tests.Unit.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Previews;

public sealed class PreviewTests : IAsyncLifetime
{
    private const string Page = """
        <html><body><h1>The ferry runs again</h1><div class="story"><p>The ferry runs again from Monday, says the port, after a winter in which it lay in the yard.</p>
        <p class="advice">Five things to know about ferries.</p></div></body></html>
        """;

    private const string Item = """
        { "uri": "urn:newsml:wire.example:20260301:4711", "version": "3", "versioncreated": "2026-03-01T09:00:00Z", "pubstatus": "withheld", "embargoed": "2036-03-01T12:00:00Z",
          "headline": "The ferry runs", "slugline": "FERRY-RUNS", "urgency": 4, "ednote": "Call the desk first.", "usageterms": "Not in Sweden",
          "subject": [ { "code": "medtop:20000349", "name": "ferry" } ], "body_text": "The ferry runs again." }
        """;

    private DescribedService service = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await DescribedService.StartAsync("ingest");

    [Fact]
    public async Task What_may_be_done_with_an_article_is_shown_too()
    {
        var article = (await PreviewAsync("/v1/preview", Item, "application/ninjs+json"))["article"]!;
        Assert.Equal(("withheld", "2036-03-01T12:00:00Z"), ((string?)article["status"], (string?)article["embargoedUntil"]));
        Assert.Equal(("urn:newsml:wire.example:20260301:4711", "3"), ((string?)article["guid"], (string?)article["version"]!["number"]));
        Assert.Equal(("FERRY-RUNS", 4, "Call the desk first."), ((string?)article["slugline"], (int?)article["urgency"], (string?)article["edNote"]));
        Assert.Equal("Not in Sweden", (string?)article["rights"]!["usageTerms"]);
        Assert.Single(article["subjects"]!.AsArray());
        foreach (var missing in new[] { "correction", "url", "dateline" })
            Assert.True(article.AsObject().ContainsKey(missing) && article[missing] is null, missing);
        Assert.Empty(article["links"]!.AsArray());
    }

    [Fact]
    public async Task Of_an_agency_s_format_it_is_shown_where_each_field_stands()
    {
        var evidence = (await PreviewAsync("/v1/preview", Item, "application/ninjs+json"))["article"]!["evidence"]!;
        Assert.Equal(("/headline", "/uri", "/body_text"), ((string?)evidence["title"], (string?)evidence["guid"], (string?)evidence["blocks"]));
        Assert.Equal(("/embargoed", "/versioncreated", "/urgency"), ((string?)evidence["embargoedUntil"], (string?)evidence["updatedAt"], (string?)evidence["urgency"]));

        var items = (await PreviewAsync("/v1/preview", NewsMlTests.Message, "application/xml"))["items"]!;
        evidence = items[0]!["article"]!["evidence"]!;
        Assert.EndsWith("newsItem/contentMeta/headline", (string?)evidence["title"], StringComparison.Ordinal);
        Assert.EndsWith("newsItem/@guid", (string?)evidence["guid"], StringComparison.Ordinal);

        evidence = (await PreviewAsync("/v1/preview", """
            <nitf><head><docdata><doc-id id-string="n" regsrc="Desk"/><urgency ed-urg="3"/></docdata></head><body xml:lang="en"><body.head><hedline><hl1>The <em>ferry</em> runs</hl1></hedline>
            <byline>By Ada Nilsen</byline></body.head><body.content><p>A text.</p></body.content></body></nitf>
            """, "application/xml"))["article"]!["evidence"]!;
        Assert.Equal(("body/body.head/hedline/hl1", "head/docdata/doc-id/@id-string"), ((string?)evidence["title"], (string?)evidence["guid"]));
        Assert.Equal(("body/@xml:lang", "head/docdata/urgency/@ed-urg"), ((string?)evidence["language"], (string?)evidence["urgency"]));
        Assert.Equal("body/body.head/byline", (string?)evidence["byline"]);
    }

    [Fact]
    public async Task Half_a_character_where_nobody_reads_hinders_nothing()
    {
        var preview = await PreviewAsync("/v1/preview", Item.Replace("{ \"uri\"", "{ \"x\": \"\\ud800\", \"uri\"", StringComparison.Ordinal), "application/ninjs+json");
        Assert.Equal("The ferry runs", (string?)preview["article"]!["title"]);
    }

    [Fact]
    public async Task A_kill_is_told_from_an_article()
    {
        var article = (await PreviewAsync("/v1/preview", Item.Replace("withheld", "canceled", StringComparison.Ordinal), "application/ninjs+json"))["article"]!;
        Assert.Equal("canceled", (string?)article["status"]);
    }

    [Fact]
    public async Task Those_who_submit_and_edit_see_of_an_article_what_came_in()
    {
        using var answer = await PostAsync("/v1/articles", Item, "application/ninjs+json");
        var article = JsonNode.Parse(await service.Http.GetStringAsync(answer.Headers.Location, Cancelled))!;
        Assert.Equal(("FERRY-RUNS", 4, "Call the desk first."), ((string?)article["slugline"], (int?)article["urgency"], (string?)article["edNote"]));
        Assert.Equal(("2026-03-01T09:00:00Z", "Not in Sweden", "3"), ((string?)article["updatedAt"], (string?)article["rights"]!["usageTerms"], (string?)article["sourceVersion"]!["number"]));
        Assert.Single(article["subjects"]!.AsArray());
    }

    [Fact]
    public async Task The_rules_of_a_source_are_tried_and_can_be_said_otherwise()
    {
        var source = await service.Get<ISourceStore>().AddAsync(new Source
        {
            Id = Guid.NewGuid(),
            CreatedAt = DateTimeOffset.UtcNow,
            Settings = new SourceSettings { Url = "https://news.example/feed", Name = "News", Extraction = new ExtractionRules { Keep = [".story"], Drop = [".advice"] } },
        }, Cancelled);
        Assert.DoesNotContain("Five", await TextAsync($"?sourceId={source.Id}"), StringComparison.Ordinal);
        Assert.Contains("Five", await TextAsync($"?sourceId={source.Id}&drop=i"), StringComparison.Ordinal);

        async Task<string?> TextAsync(string query) => (string?)(await PreviewAsync("/v1/preview" + query, Page, "text/html"))["article"]!["text"];
    }

    [Theory]
    [InlineData("?kept=.story", HttpStatusCode.OK, "\"ignored\":[\"kept\"]")]
    [InlineData("?sourceId=7", HttpStatusCode.UnprocessableEntity, "sourceId")]
    [InlineData("?sourceId=6f1d3c1e-0f5b-5a56-9c54-0b7a3f1d2e4c", HttpStatusCode.NotFound, "No source")]
    [InlineData("?drop=p:has(b)", HttpStatusCode.UnprocessableEntity, ":has()")]
    public async Task Rules_that_are_not_used_are_not_passed_over(string query, HttpStatusCode status, string named)
    {
        using var answer = await PostAsync("/v1/preview" + query, Page, "text/html");
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private async Task<JsonObject> PreviewAsync(string path, string body, string type)
    {
        using var answer = await PostAsync(path, body, type);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!.AsObject();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return await service.Http.PostAsync(path, content, Cancelled);
    }
}
