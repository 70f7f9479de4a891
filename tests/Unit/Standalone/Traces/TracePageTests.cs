using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Newsroom.Standalone.Traces;
using Newsroom.Tests.Unit.Hosting.Descriptions;
using Xunit;

namespace Newsroom.Tests.Unit.Standalone.Traces;

/// <summary>The pages over spans of every kind, in a standalone of their own.</summary>
[Collection<HearsEverySpan>]
public sealed class TracePageTests
{
    private const string Hostile = "</pre></li><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x' \0 \u202e & javascript:alert(3)";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_span_says_stays_text_in_the_page_and_whole_in_the_JSON()
    {
        await using var service = await DescribedService.StartAsync("standalone");
        var store = service.Get<TraceStore>();
        store.Add(Spans.One(article: 1, revision: 1, name: Hostile, attributes: [new(Hostile, Hostile), new("lines", "a\nb" + Hostile)]) with
        {
            Source = Hostile,
            Status = ActivityStatusCode.Error,
            StatusText = Hostile,
            Events = [new HeldEvent(Hostile, Spans.Noon, [new(Hostile, Hostile)])],
            Links = [new HeldLink(Spans.Trace(2), "1", []), new HeldLink(Spans.Trace(3), "2", [])],
        });
        store.Add(Spans.One(trace: 2, article: 2, revision: 1));
        var path = $"/traces/{Spans.Article(1)}";
        using var answer = await AskAsync(service, path, "text/html");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("default-src 'none'; style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        var page = await new HtmlParser().ParseDocumentAsync(text, Cancelled);
        Assert.Empty(page.QuerySelectorAll("script, img, style, [style], [onerror], [onload]"));
        Assert.DoesNotContain(page.QuerySelectorAll("[href]"), link => link.GetAttribute("href")!.StartsWith("javascript:", StringComparison.Ordinal));
        Assert.Equal("error", page.QuerySelector("li.failed .badge")!.TextContent);
        Assert.Contains("alert(1)", page.QuerySelector(".event h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/traces/{Spans.Article(2)}#trace-{Spans.Trace(2)}", page.QuerySelector(".links a")!.GetAttribute("href"));
        Assert.Contains($"{Spans.Trace(3)} (not held here)", page.QuerySelector(".links")!.TextContent, StringComparison.Ordinal);

        using var asJson = await AskAsync(service, path, "application/json");
        var span = JsonNode.Parse(await asJson.Content.ReadAsStringAsync(Cancelled))!["traces"]![0]!["spans"]![0]!;
        Assert.Equal((Hostile, "error", Hostile), ((string)span["name"]!, (string)span["status"]!, (string)span["attributes"]![Hostile]!));
        Assert.Equal(Hostile, (string)span["events"]![0]!["name"]!);
        Assert.Equal(Spans.Trace(2), (string)span["links"]![0]!["traceId"]!);
    }

    [Fact]
    public async Task A_trace_that_was_not_sampled_says_so()
    {
        await using var service = await DescribedService.StartAsync("standalone");
        service.Get<TraceStore>().NoteUnsampled(Spans.Trace(1), Spans.Article(1), 4, Spans.Noon);
        using var answer = await AskAsync(service, $"/traces/{Spans.Article(1)}", "text/html");
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("Revision 4", text, StringComparison.Ordinal);
        Assert.Contains("was not sampled", text, StringComparison.Ordinal);
        using var index = await AskAsync(service, "/traces", "text/html");
        Assert.Contains("not sampled", await index.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_pages_through_all_that_is_held()
    {
        await using var service = await DescribedService.StartAsync("standalone");
        var store = service.Get<TraceStore>();
        for (var number = 1; number <= 5; number++)
            store.Add(Spans.One(trace: number, article: number, revision: 1));
        var seen = new List<string>();
        for (var address = "/traces?limit=2"; ;)
        {
            using var answer = await AskAsync(service, address, "application/json");
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["articleId"]!));
            if (page["next"] is not { } next)
                break;
            address = $"/traces?limit=2&after={(string)next!}";
        }

        Assert.Equal(Enumerable.Range(1, 5).Reverse().Select(number => Spans.Article(number).ToString()), seen);
        using var html = await AskAsync(service, "/traces?limit=2", "text/html");
        Assert.Contains("rel=\"next\"", await html.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var wrong = await AskAsync(service, "/traces?after=x", "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Theory]
    [InlineData(null, "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("application/json;q=0.5, text/html", "text/html")]
    [InlineData("application/json, */*;q=0.1", "application/json")]
    public async Task JSON_is_for_those_who_ask_for_it(string? accept, string type)
    {
        await using var service = await DescribedService.StartAsync("standalone");
        using var answer = await AskAsync(service, "/traces", accept);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_is_not_held_is_404_with_what_to_do_and_nothing_is_where_it_is_turned_off()
    {
        await using (var service = await DescribedService.StartAsync("standalone"))
        {
            foreach (var (id, expected) in new[] { (Guid.NewGuid().ToString(), "OTEL_EXPORTER_OTLP_ENDPOINT"), ("7", "UUID") })
            {
                foreach (var type in new[] { "text/html", "application/json" })
                {
                    using var answer = await AskAsync(service, "/traces/" + id, type);
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                    Assert.Contains(expected, await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
                }
            }
        }

        await using var off = await DescribedService.StartAsync("standalone", "--Newsroom:Traces:MostArticles", "0");
        using var nothing = await AskAsync(off, "/traces", "application/json");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Contains("MostArticles is 0", await nothing.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(DescribedService service, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await service.Http.SendAsync(request, Cancelled);
    }
}
