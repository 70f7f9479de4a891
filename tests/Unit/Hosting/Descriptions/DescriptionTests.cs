using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Descriptions;

/// <summary>What a service says of itself over HTTP.</summary>
public sealed partial class DescriptionTests
{
    [Theory]
    [InlineData("ingest", "POST /v1/articles", "GET /v1/articles/{id}", "POST /v1/articles/{id}/withdraw", "POST /v1/preview", "GET /v1/quarantine", "GET /asyncapi.json")]
    [InlineData("enrichment", "POST /v1/analyze")]
    [InlineData("publishing", "GET /v1/published", "GET /v1/published/{id}", "GET /v1/changes", "GET /feed.rss", "GET /feed.atom", "GET /feed.json")]
    [InlineData("standalone", "GET /traces", "GET /traces/{articleId}", "POST /v1/articles", "POST /v1/analyze", "GET /v1/published", "GET /health/live", "GET /health/ready")]
    public async Task Every_route_of_a_service_is_described(string name, params string[] routes)
    {
        await using var service = await DescribedService.StartAsync(name);
        var described = Operations(await service.DocumentAsync());
        Assert.Empty(routes.Except(described.Keys));
        Assert.Empty(service.Routes.Except(described.Keys));
        Assert.All(described, operation =>
        {
            Assert.False(string.IsNullOrEmpty((string?)operation.Value["summary"]), operation.Key + " has no summary.");
            var answers = operation.Value["responses"]!.AsObject();
            Assert.Contains(answers, answer => answer.Key[0] == '2');
            Assert.All(answers, answer =>
            {
                Assert.False(string.IsNullOrEmpty((string?)answer.Value!["description"]), $"{operation.Key} does not say what {answer.Key} means.");
                Assert.NotEmpty(answer.Value["content"]!.AsObject());
            });
        });
    }

    [Theory]
    [InlineData("/v1/articles")]
    [InlineData("/v1/preview", "application/rss+xml", "application/atom+xml", "application/feed+json")]
    public async Task Each_type_of_body_that_is_taken_is_described_with_an_example(string path, params string[] feeds)
    {
        await using var service = await DescribedService.StartAsync("ingest");
        var operation = Operations(await service.DocumentAsync())["POST " + path];
        var content = operation["requestBody"]!["content"]!.AsObject();
        Assert.Equal(["application/json", "application/ninjs+json", "application/nitf+xml", "application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml", "text/vnd.iptc.newsml", "text/html", "text/x-iptc7901", "text/plain", .. feeds], content.Select(type => type.Key));
        foreach (var (type, body) in content)
        {
            using var example = new StringContent(body!["example"] is JsonObject json ? json.ToJsonString() : (string)body["example"]!, Encoding.UTF8, type);
            using var answer = await service.Http.PostAsync("/v1/preview?url=https://news.example/ferry", example, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains(operation["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "url" && (string?)parameter["in"] == "query");
    }

    [Theory]
    [InlineData("/v1/articles", "image/png")]
    [InlineData("/v1/articles", "nonsense")]
    [InlineData("/v1/articles", null)]
    [InlineData("/v1/preview", "application/pdf")]
    public async Task A_type_of_body_that_is_not_taken_is_still_told_what_to_send(string path, string? type)
    {
        await using var service = await DescribedService.StartAsync("ingest");
        using var body = new ByteArrayContent("x"u8.ToArray());
        if (type is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await service.Http.PostAsync(path, body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("Send application/json (a submission or ninjs)", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_a_key_says_so_and_what_the_docstrings_say_is_there()
    {
        await using var service = await DescribedService.StartAsync("standalone");
        var document = await service.DocumentAsync();
        var operations = Operations(document);
        Assert.NotNull(operations["POST /v1/articles"]["security"]);
        Assert.Contains(operations["POST /v1/articles"]["parameters"]!.AsArray(), one => (string?)one!["name"] == "Idempotency-Key" && (string?)one["in"] == "header");
        Assert.NotNull(operations["GET /v1/articles/{id}"]["security"]);
        Assert.Null(operations["GET /v1/published"]["security"]);
        var submission = document["components"]!["schemas"]!["SubmitArticle"]!["properties"]!;
        Assert.Contains("Absolute http(s) URL", (string?)submission["url"]!["description"], StringComparison.Ordinal);
        Assert.Equal("string", (string?)document["components"]!["schemas"]!["ArticleStatus"]!["type"]);
    }

    [Fact]
    public async Task The_page_to_browse_it_loads_nothing_from_another_host()
    {
        await using var service = await DescribedService.StartAsync("enrichment");
        using var answer = await service.Http.GetAsync("/docs", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(OtherHost(), page);
        var scripts = Script().Matches(page).Select(script => script.Groups[1].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
            Assert.NotEmpty(await service.Http.GetByteArrayAsync("/docs/" + script, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_AsyncAPI_document_and_every_schema_that_it_refers_to_are_served()
    {
        await using var service = await DescribedService.StartAsync("ingest");
        var document = await service.DocumentAsync("/asyncapi.json");
        Assert.Equal("3.0.0", (string?)document["asyncapi"]);
        var schemas = SchemaReference().Matches(document.ToJsonString()).Select(reference => reference.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(schemas);
        foreach (var schema in schemas)
            Assert.NotNull((await service.DocumentAsync(schema))["properties"]);

        Assert.NotNull((await service.DocumentAsync("/schemas/article-published.v1.json"))["properties"]);
        using var missing = await service.Http.GetAsync("/schemas/no-such.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static Dictionary<string, JsonNode> Operations(JsonObject document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => (Key: $"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value)))
        .ToDictionary(operation => operation.Key, operation => operation.Value!, StringComparer.Ordinal);

    [GeneratedRegex("""(https?:)?//[a-z]""", RegexOptions.IgnoreCase)]
    private static partial Regex OtherHost();

    [GeneratedRegex("""<script[^>]* src="([^"]+)""")]
    private static partial Regex Script();

    [GeneratedRegex("""
        "\$ref":"\.(/Schemas/[^"]+)"
        """)]
    private static partial Regex SchemaReference();
}
