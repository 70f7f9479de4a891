using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The standalone without a collector, whose user follows the address in the log to the trace.</summary>
public sealed partial class StandaloneTraceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_line_of_a_publication_leads_to_the_spans_from_door_to_publication()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        var id = await SubmitAsync(newsroom, "The bridge at Lamat opens early");
        await newsroom.Client.PublishedAsync(id);

        var line = await PublicationLineAsync(newsroom, id);
        Assert.Contains("publishing.article.published", line, StringComparison.Ordinal);
        var url = Url().Match(line).Value;
        Assert.Equal($"{newsroom.Address}traces/{id}", url);

        var page = await Eventually.BecomesAsync(
            () => newsroom.Client.TextAsync(url), text => text.Contains("newsroom.article-published.v1 send", StringComparison.Ordinal), "the trace does not get to the publication");
        foreach (var span in new[] { "POST /v1/articles", "save ingest", "outbox relay", "enrichment.enrich-article process", "publishing.publish-article process", "save publishing" })
            Assert.Contains($"<bdi>{span}</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("Revision 1", page, StringComparison.Ordinal);
        Assert.Contains("The bridge at Lamat opens early", page, StringComparison.Ordinal);
        Assert.DoesNotContain("two months ahead of schedule", page, StringComparison.Ordinal);
        Assert.Contains(id, await newsroom.Client.TextAsync("/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_and_a_kill_have_traces_of_their_own_and_JSON_tells_the_same()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        var id = await SubmitAsync(newsroom, "The bridge at Lamat opens early");
        await newsroom.Client.PublishedAsync(id);
        await SubmitAsync(newsroom, "The bridge at Lamat opens late");
        await newsroom.Client.PublishedAsync(id, revision: 2);
        using var withdrawal = new StringContent("""{"reason":"The report was wrong."}""", Encoding.UTF8, "application/json");
        using var answer = await newsroom.Client.Ingest.PostAsync($"/v1/articles/{id}/withdraw", withdrawal, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        var traces = await Eventually.BecomesAsync(
            async () => (await JsonAsync(newsroom, $"/traces/{id}"))["traces"]!.AsArray(),
            all => Spans(all[0]!).Any(span => (string)span["name"]! == "newsroom.article-unpublished.v1 send"), "the kill has no trace to its end");
        Assert.Equal([3, 2, 1], traces.Select(trace => (int)trace!["revision"]!));
        Assert.Equal(3, traces.Select(trace => (string)trace!["traceId"]!).Distinct().Count());
        Assert.Contains(Spans(traces[0]!), span => (string)span["name"]! == "publishing.unpublish-article process");

        var spans = Spans(traces[1]!);
        var post = spans.Single(span => (string)span["name"]! == "POST /v1/articles");
        Assert.Equal(("server", "ingest", 0d, id), ((string)post["kind"]!, (string)post["part"]!, (double)post["startMs"]!, (string)post["attributes"]!["newsroom.article.id"]!));
        Assert.All(spans.Where(span => span != post), span => Assert.Contains(spans, parent => (string)parent["spanId"]! == (string)span["parentSpanId"]!));
        Assert.Equal(["enrichment", "ingest", "publishing"], spans.Select(span => (string)span["part"]!).Distinct().Order());
        Assert.All(spans.Where(span => (string)span["name"]! == "outbox relay"), relay => Assert.True((double)relay["waitedMs"]! >= 0));
        Assert.True((double)traces[1]!["durationMs"]! >= spans.Max(span => (double)span["startMs"]!));
    }

    [Fact]
    public async Task What_is_not_held_and_what_was_not_sampled_are_told_apart()
    {
        await using var newsroom = new StandaloneProcess(new() { ["OTEL_TRACES_SAMPLER"] = "always_off" });
        await newsroom.StartAsync();
        var id = await SubmitAsync(newsroom, "The bridge at Lamat opens early");
        await newsroom.Client.PublishedAsync(id);
        var trace = (await JsonAsync(newsroom, $"/traces/{id}"))["traces"]!.AsArray().Single()!;
        Assert.Equal((false, 1, 0), ((bool)trace["sampled"]!, (int)trace["revision"]!, Spans(trace).Count));
        Assert.Contains("was not sampled", await newsroom.Client.TextAsync($"/traces/{id}"), StringComparison.Ordinal);

        using var unknown = await newsroom.Client.Site.GetAsync($"/traces/{Guid.NewGuid()}", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", await unknown.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_loopback_traces_are_for_those_who_may_edit()
    {
        const string editor = "a-key-that-may-edit", submitter = "a-key-that-may-submit";
        await using var newsroom = new StandaloneProcess(new()
        {
            ["Newsroom__Access__Keys__desk__Key"] = editor,
            ["Newsroom__Access__Keys__desk__Scopes__0"] = "edit",
            ["Newsroom__Access__Keys__wire__Key"] = submitter,
            ["Newsroom__Access__Keys__wire__Scopes__0"] = "submit",
        }, beyondLoopback: true);
        await newsroom.StartAsync();
        foreach (var path in new[] { "/traces", $"/traces/{Guid.NewGuid()}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(newsroom, path, null));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(newsroom, path, submitter));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(newsroom, "/traces", editor));
    }

    [Fact]
    public async Task Turned_off_the_log_line_names_the_trace_alone()
    {
        await using var newsroom = new StandaloneProcess(new() { ["Newsroom__Traces__MostArticles"] = "0" });
        await newsroom.StartAsync();
        var id = await SubmitAsync(newsroom, "The bridge at Lamat opens early");
        Assert.Matches("trace [0-9a-f]{32}$", await PublicationLineAsync(newsroom, id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(newsroom, "/traces", null));
    }

    [Fact]
    public async Task Beside_a_collector_the_same_spans_go_to_both()
    {
        await using var collector = await OtlpInbox.StartAsync();
        await using var newsroom = new StandaloneProcess(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{collector.Port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        await newsroom.StartAsync();
        var id = await SubmitAsync(newsroom, "The bridge at Lamat opens early");
        await newsroom.Client.PublishedAsync(id);
        var held = await Eventually.BecomesAsync(
            async () => (await JsonAsync(newsroom, $"/traces/{id}"))["traces"]!.AsArray().Single()!,
            trace => Spans(trace).Any(span => (string)span["name"]! == "newsroom.article-published.v1 send"), "the trace does not get to the publication");
        var ids = Spans(held).Select(span => (string)span["spanId"]!).Order().ToList();
        await Eventually.TrueAsync(
            () => Task.FromResult(ids.All(one => collector.Spans.Any(span => span.SpanId == one))), "the collector has other spans");
    }

    private static async Task<string> SubmitAsync(StandaloneProcess newsroom, string title)
    {
        using var content = NewsroomClient.Json("Desk", "a", title, Sample.Text);
        return (await newsroom.Client.SubmitAsync(content))["articleId"]!.GetValue<string>();
    }

    private static async Task<string> PublicationLineAsync(StandaloneProcess newsroom, string id) => (await Eventually.BecomesAsync(
        () => Task.FromResult(newsroom.Output.Split('\n').FirstOrDefault(line => line.Contains($"Article {id} revision 1: Published", StringComparison.Ordinal))?.TrimEnd()),
        line => line is not null, "the publication is not in the log"))!;

    private static async Task<JsonObject> JsonAsync(StandaloneProcess newsroom, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await newsroom.Client.Site.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!.AsObject();
    }

    private static async Task<HttpStatusCode> StatusAsync(StandaloneProcess newsroom, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await newsroom.Client.Site.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static List<JsonObject> Spans(JsonNode trace) => [.. trace["spans"]!.AsArray().Select(span => span!.AsObject())];

    [GeneratedRegex(@"http://\S+/traces/\S+")]
    private static partial Regex Url();
}
