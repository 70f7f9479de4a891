using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>A newsroom for the clients: a broker with the users that they have when it is deployed, and an inbox for traces.</summary>
public sealed class ExampleNewsroom : IAsyncLifetime
{
    private readonly GuardedBroker broker = new();
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-examples-");
    private HostedNewsroom? newsroom;
    private OtlpInbox? inbox;

    public OtlpInbox Inbox => inbox!;

    public async Task<HostedNewsroom> UpAsync()
    {
        if (newsroom is not null)
            return newsroom;
        var address = await broker.AddressAsync("newsroom");
        inbox = await OtlpInbox.StartAsync();
        return newsroom = await HostedNewsroom.StartAsync(address.AbsoluteUri, $"Data Source={data.FullName}", settings:
        [
            "--OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{inbox.Port}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY", "200",
        ]);
    }

    /// <summary>A file with the article of the examples, or another of them, told apart by the source's own id and the address.</summary>
    public async Task<string> FileAsync(string guid, string name = "article.json", string? title = null)
    {
        var article = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Example.Folder, name), TestContext.Current.CancellationToken))!.AsObject();
        article["guid"] = guid;
        if (article.ContainsKey("url"))
            article["url"] = $"https://kabar-teluk-arang.example.org/pelabuhan/{Uri.EscapeDataString(guid)}";
        if (title is not null)
            article["title"] = title;
        var path = Path.Combine(data.FullName, Guid.NewGuid().ToString("N") + ".json");
        await File.WriteAllTextAsync(path, article.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Runs a publisher to its end.</summary>
    internal async Task<Published> PublishAsync(string language, params string[] arguments)
    {
        var site = Site(await UpAsync());
        return await PublishToAsync(language == Example.Curl ? site : (await broker.AddressAsync("publisher")).AbsoluteUri, "20", language, arguments);
    }

    /// <param name="address">Of the broker, as <c>publisher</c>, with the virtual host; for curl, of ingest.</param>
    /// <param name="limit">Seconds that it waits.</param>
    /// <param name="language">Of <see cref="Example"/>.</param>
    /// <param name="arguments">What follows the command.</param>
    internal async Task<Published> PublishToAsync(string address, string limit, string language, params string[] arguments)
    {
        await using var run = ExampleProcess.Start([.. Example.Command(language, "publish"), .. arguments], new Dictionary<string, string>
        {
            [language == Example.Curl ? "NEWSROOM_INGEST" : "NEWSROOM_AMQP"] = address,
            ["NEWSROOM_TIMEOUT"] = limit,
        }, data.FullName);
        var code = await run.EndAsync();
        return new Published(code, [.. run.Output], string.Join('\n', run.Problems));
    }

    /// <summary>Starts a subscriber, and waits until it reads.</summary>
    internal async Task<ExampleProcess> SubscribeAsync(string language, string name)
    {
        var site = Site(await UpAsync());
        var run = ExampleProcess.Start([.. Example.Command(language, "subscribe"), name], new Dictionary<string, string>
        {
            ["NEWSROOM_AMQP"] = (await broker.AddressAsync("subscriber")).AbsoluteUri,
            ["NEWSROOM_SITE"] = site,
            ["NEWSROOM_POLL"] = "0.2",
        }, data.FullName);
        await run.ReportsAsync("reading ");
        return run;
    }

    /// <summary>The broker, as staff.</summary>
    public async Task<Stranger> StaffAsync(string path = "/") => await Stranger.ConnectAsync(new UriBuilder(await broker.AddressAsync("newsroom")) { Path = path }.Uri);

    /// <summary>Takes the connections of a user away.</summary>
    public Task DisconnectAsync(string user) => ManageAsync(HttpMethod.Delete, $"/api/connections/username/{user}");

    /// <summary>The address, for a publisher, of a virtual host with the exchanges of a newsroom and nobody behind them.</summary>
    public async Task<(Uri Address, Stranger Staff)> DesertedAsync()
    {
        var name = "deserted-" + Guid.NewGuid().ToString("N")[..8];
        await ManageAsync(HttpMethod.Put, $"/api/vhosts/{name}");
        foreach (var user in new[] { "newsroom", "publisher" })
            await ManageAsync(HttpMethod.Put, $"/api/permissions/{name}/{user}", """{ "configure": ".*", "write": ".*", "read": ".*" }""");
        var staff = await StaffAsync(name);
        await staff.Channel.ExchangeDeclareAsync(Stranger.Submissions, ExchangeType.Topic, durable: true, cancellationToken: TestContext.Current.CancellationToken);
        await staff.Channel.ExchangeDeclareAsync("newsroom.submission-answered.v1", ExchangeType.Fanout, durable: true, cancellationToken: TestContext.Current.CancellationToken);
        return (new UriBuilder(await broker.AddressAsync("publisher")) { Path = name }.Uri, staff);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (newsroom is not null)
            await newsroom.DisposeAsync();
        if (inbox is not null)
            await inbox.DisposeAsync();
        await broker.DisposeAsync();
        data.Delete(recursive: true);
    }

    private static string Site(HostedNewsroom newsroom) => newsroom.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private async Task ManageAsync(HttpMethod method, string path, string? json = null)
    {
        using var client = new HttpClient { BaseAddress = await broker.ManagementAsync() };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("newsroom:newsroom"u8));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(json ?? "", Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode}");
    }
}

/// <summary>How a publisher ended: <c>trace ID</c>, then the answer, a line each; or a sentence.</summary>
internal sealed record Published(int Code, IReadOnlyList<string> Output, string Problem)
{
    public string TraceId => Line("trace ")["trace ".Length..];

    /// <summary>The article of an answer such as <c>added ID revision 1</c>; fails on any other answer.</summary>
    public Guid Took(string outcome, int revision)
    {
        Assert.True(Code == 0, $"It ended with {Code}: {Problem}");
        var line = Line(outcome + " ");
        Assert.EndsWith($" revision {revision}", line, StringComparison.Ordinal);
        return Guid.Parse(line.Split(' ')[1]);
    }

    private string Line(string beginning)
    {
        var line = Output.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
        Assert.True(line is not null, $"It did not say '{beginning}' but: {string.Join(" / ", Output)} {Problem}");
        return line;
    }
}

/// <summary>The tests of the examples share one newsroom.</summary>
[CollectionDefinition(Name)]
public sealed class ExampleTests : ICollectionFixture<ExampleNewsroom>
{
    public const string Name = "examples";
}
