using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>
/// Puts a newsroom of several processes through whatever its telemetry tells of, once, each step under a trace of its own; and runs one of a single
/// process beside it.
/// </summary>
public sealed class TelemetryRun(ComposeFixture compose) : IAsyncLifetime
{
    /// <summary>The span that the traces of this run begin in, which nobody exports.</summary>
    public const string Sender = "00f067aa0ba902b7";

    private const string Bridge = "The bridge opens";
    private const string Ferry = "The ferry stops";
    private const string Budget = "Budget figures";
    private const string Submissions = "newsroom.submissions";
    private const string Received = "newsroom.article-received.v1";
    private const string Enriched = "newsroom.article-enriched.v1";

    private readonly HashSet<string> traces = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("newsroom-folder-");
    private readonly SemaphoreSlim gate = new(1, 1);
    private StandaloneProcess? standalone;
    private PolledPaper? paper;
    private PolledPaper? late;
    private Task? done;

    public OtlpInbox Inbox => compose.Inbox;

    public static IReadOnlyList<string> Titles { get; } = [Bridge, Ferry, Budget];

    /// <summary>The spans of this run. Others of the collection kill services, and with them the spans that they had not exported.</summary>
    public IReadOnlyList<ReceivedSpan> Spans
    {
        get
        {
            var all = Inbox.Spans;
            // Polls begin their own.
            var polls = all.Where(span => span.Name is "ingest.poll-source" or "ingest.take-entry" or "ingest.revisit-page" or "ingest.ask-hub" or "ingest.take-delivery" or "article reprocess").Select(span => span.TraceId).ToHashSet();
            return [.. all.Where(span => traces.Contains(span.TraceId) || polls.Contains(span.TraceId) || span.Service == "newsroom-standalone")];
        }
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Once, whoever asks: a step that failed fails everybody with its own words, not with those of the steps before it done twice.</summary>
    public async Task DoneAsync()
    {
        await gate.WaitAsync(Cancelled);
        try
        {
            await (done ??= RunAsync());
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RunAsync()
    {
        var newsroom = await compose.UpAsync();
        standalone = new StandaloneProcess(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{Inbox.Port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["Newsroom__Folders__0__Path"] = folder.FullName,
            ["Newsroom__Folders__0__PollSeconds"] = "0.1",
        }, arguments: "--demo");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file.json"), Article("f", "The ferry is filed"), Cancelled);
        await standalone.StartAsync();
        await using var outsider = await Outsider.ConnectAsync(await compose.BrokerAsync());
        await OverHttpAsync(newsroom);
        await OverAmqpAsync(newsroom, outsider);
        await SeveralAsync(newsroom, outsider);
        await OutOfTurnAsync(newsroom, outsider);
        await ByPollsAsync(newsroom);
        await ByHubAsync(newsroom);
    }

    /// <summary>A feed with a page that changes, polled twice; and addresses where whatever can go wrong does.</summary>
    private async Task ByPollsAsync(NewsroomClient newsroom)
    {
        paper = await PolledPaper.StartAsync();
        var feed = await SourceAsync(newsroom, paper.Url("/feed"));
        var article = await ArticleOfPollAsync(newsroom);
        await newsroom.PublishedAsync(article);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, $"/v1/sources/{feed}/poll"));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, $"/v1/articles/reprocess?source={feed}"));
        // Of another host: one of the troubles asks for its host to be left alone.
        late = await PolledPaper.StartAsync();
        await SourceAsync(newsroom, late.Url(PolledPaper.Late));
        foreach (var path in PolledPaper.Troubles)
            await SourceAsync(newsroom, paper.Url(path));
        await SourceAsync(newsroom, "http://127.0.0.1:1/refused");
        await Eventually.TrueAsync(
            async () => JsonNode.Parse(await newsroom.Ingest.GetStringAsync("/v1/sources", Cancelled))!["items"]!.AsArray().All(item => item!["polls"]!["lastPollAt"] is not null),
            "not all sources are polled");
        // Its page is corrected, and looked at again.
        await newsroom.PublishedAsync(article, revision: 2);
    }

    private async Task<string> SourceAsync(NewsroomClient newsroom, string url)
    {
        using var body = new StringContent(new JsonObject { ["url"] = url }.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url.EndsWith("/feed", StringComparison.Ordinal) ? "/v1/sources" : "/v1/sources?unchecked=true")
        {
            Headers = { { "traceparent", NewTrace() } },
            Content = body,
        };
        using var answer = await newsroom.Ingest.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    /// <summary>A feed whose hub delivers, something else than it should, and what nobody asked for; and one whose hub is not there.</summary>
    private async Task ByHubAsync(NewsroomClient newsroom)
    {
        var feed = await SourceAsync(newsroom, paper!.Url("/hubbed"));
        await SourceAsync(newsroom, paper.Url("/hubless"));
        // Polled once more when the subscription stood, and not in other hands any more.
        await Eventually.TrueAsync(IsSubscribedAsync, "the hub has no subscription");
        Assert.Equal(StatusCodes.Status202Accepted, await paper.DeliverAsync());
        await PublishedAsync(newsroom, PolledPaper.Delivered);
        Assert.Equal(StatusCodes.Status202Accepted, await paper.DeliverAsync(signature: "sha256=00"));
        Assert.Equal(StatusCodes.Status404NotFound, await paper.DeliverAsync(callback: new Uri(newsroom.Ingest.BaseAddress!, "/v1/websub/nobody").AbsoluteUri));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(newsroom.Ingest, HttpMethod.Delete, $"/v1/sources/{feed}"));
        await Eventually.TrueAsync(() => Task.FromResult(paper.Asked.Any(asked => asked["hub.mode"] == "unsubscribe")), "the hub is not told");

        async Task<bool> IsSubscribedAsync()
        {
            var source = JsonNode.Parse(await newsroom.Ingest.GetStringAsync($"/v1/sources/{feed}", Cancelled))!;
            return source["subscription"]?["state"]?.GetValue<string>() == "active" && source["polls"]!["nextPollAt"]!.GetValue<DateTimeOffset>() > DateTimeOffset.UtcNow.AddHours(3);
        }
    }

    /// <summary>What only the hub is to know.</summary>
    public IReadOnlyList<string> HubSecrets => [.. paper!.Asked.SelectMany(asked => new[] { asked["hub.callback"].Split('/')[^1], asked.GetValueOrDefault("hub.secret") }).OfType<string>().Distinct()];

    private static async Task<string> ArticleOfPollAsync(NewsroomClient newsroom) =>
        (await PublishedAsync(newsroom, PolledPaper.Title))["articleId"]!.GetValue<string>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        foreach (var one in new[] { paper, late }.OfType<PolledPaper>())
            await one.DisposeAsync();
        if (standalone is not null)
            await standalone.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task OverHttpAsync(NewsroomClient newsroom)
    {
        var id = await TakenAsync(newsroom, Article("h", Bridge), "added");
        await newsroom.PublishedAsync(id);
        await TakenAsync(newsroom, Article("h", Bridge), "unchanged");
        await TakenAsync(newsroom, Article("h", "The bridge opens early"), "revised");
        await newsroom.PublishedAsync(id, revision: 2);
        await TakenAsync(newsroom, Article("h", "The bridge opens late", ("correction", "It opens late.")), "revised");
        await newsroom.PublishedAsync(id, revision: 3);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(newsroom.Ingest, HttpMethod.Post, "/v1/articles", """{ "source": "Desk" }"""));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, "/v1/articles", Article("k", "The bridge is painted"), "once"));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, "/v1/articles", Article("k", "The bridge is painted"), "once"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(newsroom.Ingest, HttpMethod.Get, $"/v1/articles/{id}"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(newsroom.Site, HttpMethod.Get, "/v1/published"));
        using var enrichment = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{compose.Port("ENRICHMENT_PORT")}") };
        Assert.Equal(HttpStatusCode.OK, await SendAsync(enrichment, HttpMethod.Post, "/v1/analyze", """{ "text": "The city opened a bridge." }"""));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, $"/v1/articles/{id}/withdraw", """{ "reason": "It was another bridge." }"""));
        await ChangedAsync(newsroom, id, "withdrawn");
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(newsroom.Ingest, HttpMethod.Post, "/v1/articles", Article("h", "The bridge opens anyway")));

        var until = DateTimeOffset.UtcNow.AddSeconds(3);
        await newsroom.PublishedAsync(await TakenAsync(newsroom, Article("e", Budget, ("embargoedUntil", until.ToString("O"))), "added"));
        await TakenAsync(newsroom, Article("w", "Names of the dead", ("status", "withheld")), "added");
    }

    /// <summary>Two articles in one body, by either door.</summary>
    private async Task SeveralAsync(NewsroomClient newsroom, Outsider outsider)
    {
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(newsroom.Ingest, HttpMethod.Post, "/v1/articles", Stream("1", "2"), contentType: "text/x-iptc7901"));
        await outsider.SendAsync(Submissions, Encoding.UTF8.GetBytes(Stream("3", "4")), "traceparent", NewTrace(), "submit", "text/x-iptc7901");
        await PublishedAsync(newsroom, "The tide rises 4");

        static string Stream(params string[] numbers) => string.Concat(numbers.Select(number =>
            $"\u0001tlm000{number} 4 pl 20\r\nTIDE\r\n\u0002The tide rises {number}\r\n\r\nSANDVIK (TLM) - {Sample.Text.ReplaceLineEndings(" ")}\r\n\u0003\r\n011530 GMT MAR 26\r\n\u0004"));
    }

    private async Task OverAmqpAsync(NewsroomClient newsroom, Outsider outsider)
    {
        await SubmitAsync(Article("a", Ferry));
        var id = (await PublishedAsync(newsroom, Ferry))["articleId"]!.GetValue<string>();
        await SubmitAsync(Article("a", Ferry));
        await SubmitAsync(Article("a", "The ferry goes on"));
        await newsroom.PublishedAsync(id, revision: 2);
        await SubmitAsync("{ not json");
        await SubmitAsync($$"""{ "source": "Desk", "guid": "{{Name("a")}}" }""", "withdraw");
        await ChangedAsync(newsroom, id, "withdrawn");
        await SubmitAsync(Article("a", "The ferry goes on for ever"));

        Task SubmitAsync(string body, string routingKey = "submit") =>
            outsider.SendAsync(Submissions, Encoding.UTF8.GetBytes(body), "traceparent", NewTrace(), routingKey);
    }

    /// <summary>What has been dealt with comes again, and something that nobody can read.</summary>
    private async Task OutOfTurnAsync(NewsroomClient newsroom, Outsider outsider)
    {
        var received = await outsider.ListenAsync(Received);
        var enriched = await outsider.ListenAsync(Enriched);
        var id = await TakenAsync(newsroom, Article("o", "The museum reopens"), "added");
        await newsroom.PublishedAsync(id);
        var (first, second) = (await outsider.TakeAsync(received, id), await outsider.TakeAsync(enriched, id));
        await outsider.SendAsync(Received, first, "MT-Activity-Id", NewTrace());
        await outsider.SendAsync(Enriched, second, "MT-Activity-Id", NewTrace());
        await SendAsync(newsroom.Ingest, HttpMethod.Post, $"/v1/articles/{id}/withdraw", "{}");
        await ChangedAsync(newsroom, id, "withdrawn");
        await outsider.SendAsync(Received, first, "MT-Activity-Id", NewTrace());
        await outsider.SendAsync(Received, "not json"u8.ToArray(), "MT-Activity-Id", NewTrace());
    }

    private static async Task<JsonObject> PublishedAsync(NewsroomClient newsroom, string title) => (await Eventually.BecomesAsync(
        () => FindAsync(newsroom, title), found => found is not null, $"'{title}' is not published"))!;

    /// <summary>On whatever page of the list it stands: an agency's item is as old as it says, and others of the collection publish hundreds.</summary>
    private static async Task<JsonObject?> FindAsync(NewsroomClient newsroom, string title)
    {
        string? next = null;
        do
        {
            var page = JsonNode.Parse(await newsroom.TextAsync($"/v1/published?limit=500&after={next}"))!;
            if (page["items"]!.AsArray().FirstOrDefault(item => item!["title"]!.GetValue<string>() == title) is { } found)
                return found.AsObject();
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return null;
    }

    private static Task ChangedAsync(NewsroomClient newsroom, string id, string change) => Eventually.TrueAsync(
        async () => (await newsroom.ChangesAsync()).Any(one => one["articleId"]!.GetValue<string>() == id && one["change"]!.GetValue<string>() == change), $"{id} is not {change}");

    private async Task<string> TakenAsync(NewsroomClient newsroom, string article, string outcome)
    {
        using var content = new StringContent(article, Encoding.UTF8, "application/json");
        var answer = await newsroom.SubmitAsync(content, traceparent: NewTrace());
        Assert.Equal(outcome, answer["outcome"]!.GetValue<string>());
        return answer["articleId"]!.GetValue<string>();
    }

    private async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null, string? key = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "traceparent", NewTrace() } } };
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private string NewTrace()
    {
        var id = ActivityTraceId.CreateRandom().ToHexString();
        traces.Add(id);
        return $"00-{id}-{Sender}-01";
    }

    private static string Article(string name, string title, params (string Key, string Value)[] also)
    {
        var article = new JsonObject { ["source"] = "Desk", ["guid"] = Name(name), ["title"] = title, ["body"] = new JsonObject { ["text"] = Sample.Text } };
        foreach (var (key, value) in also)
            article[key] = value;
        return article.ToJsonString();
    }

    private static string Name(string name) => "telemetry-" + name;
}
