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

    /// <summary>A file with the article of the examples, or another of them, told apart by the source's own id.</summary>
    public async Task<string> FileAsync(string guid, string name = "article.json", string? title = null)
    {
        var article = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Example.Folder, name), TestContext.Current.CancellationToken))!.AsObject();
        article["guid"] = guid;
        if (title is not null)
            article["title"] = title;
        var path = Path.Combine(data.FullName, Guid.NewGuid().ToString("N") + ".json");
        await File.WriteAllTextAsync(path, article.ToJsonString(), TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Runs a publisher to its end.</summary>
    internal async Task<Published> PublishAsync(string language, params string[] arguments)
    {
        await UpAsync();
        return await PublishAsync(language, (await broker.AddressAsync("publisher")).AbsoluteUri, "20", arguments);
    }

    /// <param name="language">Of <see cref="Example"/>.</param>
    /// <param name="address">Of the broker, as <c>publisher</c>, with the virtual host.</param>
    /// <param name="limit">Seconds that it waits.</param>
    /// <param name="arguments">What follows the command.</param>
    internal async Task<Published> PublishAsync(string language, string address, string limit, params string[] arguments)
    {
        await using var run = ExampleProcess.Start([.. Example.Command(language, "publish"), .. arguments], new Dictionary<string, string>
        {
            ["NEWSROOM_AMQP"] = address,
            ["NEWSROOM_INGEST"] = newsroom?.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) ?? address,
            ["NEWSROOM_TIMEOUT"] = limit,
        }, data.FullName);
        var code = await run.EndAsync();
        return new Published(code, [.. run.Output], string.Join('\n', run.Problems));
    }

    /// <summary>Starts a subscriber, and waits until it reads.</summary>
    internal async Task<ExampleProcess> SubscribeAsync(string language, string name)
    {
        var site = (await UpAsync()).Http.BaseAddress!;
        var run = ExampleProcess.Start([.. Example.Command(language, "subscribe"), name], new Dictionary<string, string>
        {
            ["NEWSROOM_AMQP"] = (await broker.AddressAsync("subscriber")).AbsoluteUri,
            ["NEWSROOM_SITE"] = site.GetLeftPart(UriPartial.Authority),
            ["NEWSROOM_POLL"] = "0.2",
        }, data.FullName);
        await run.ReportsAsync("reading ");
        return run;
    }

    /// <summary>The broker, as staff.</summary>
    public async Task<Stranger> StaffAsync(string path = "/") => await Stranger.ConnectAsync(new UriBuilder(await broker.AddressAsync("newsroom")) { Path = path }.Uri);

    /// <summary>Takes the connections of a user away.</summary>
    public Task DisconnectAsync(string user) => ControlAsync("close_all_user_connections", user, "for a test");

    /// <summary>The address, for a publisher, of a virtual host with the exchanges of a newsroom and nobody behind them.</summary>
    public async Task<(Uri Address, Stranger Staff)> DesertedAsync()
    {
        var name = "deserted-" + Guid.NewGuid().ToString("N")[..8];
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "newsroom", ".*", ".*", ".*");
        await ControlAsync("set_permissions", "-p", name, "publisher", ".*", ".*", ".*");
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

    private async Task ControlAsync(params string[] arguments)
    {
        var result = await (await broker.StartedAsync()).ExecAsync(["rabbitmqctl", "--quiet", .. arguments], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"rabbitmqctl {string.Join(' ', arguments)}: {result.Stderr}{result.Stdout}");
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
