using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The compose file, built and up, under a project name and on ports of its own, with an inbox for its telemetry.</summary>
public sealed class ComposeFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);
    private readonly string project = "newsroom-test-" + Environment.ProcessId;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, string> environment = [];
    private NewsroomClient? client;
    private OtlpInbox? inbox;

    public OtlpInbox Inbox => inbox!;

    /// <summary>Up with the first call. Skips the test where there is no Docker.</summary>
    public async Task<NewsroomClient> UpAsync()
    {
        DockerEngine.Require();
        await gate.WaitAsync();
        try
        {
            return client ??= await StartAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Where this machine reaches what the compose file publishes under <paramref name="port"/>, once it is up.</summary>
    public string Port(string port) => environment[port];

    /// <summary>Where the broker is reached from this machine, as a program outside would.</summary>
    public async Task<Uri> BrokerAsync()
    {
        await UpAsync();
        return new Uri($"amqp://newsroom:newsroom@127.0.0.1:{environment["RABBITMQ_PORT"]}/");
    }

    /// <summary>Runs <c>docker compose</c> with these arguments; fails if it does. What sends articles stays down with "up".</summary>
    public Task<string> ComposeAsync(params string[] arguments) => ComposeAsync([], arguments);

    /// <summary>The same with other settings than those of the newsroom that is up.</summary>
    public async Task<string> ComposeAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var (code, output, problems) = await DockerAsync(settings, [.. Compose(project), .. arguments is ["up", .. var rest] && Array.TrueForAll(rest, one => one.StartsWith('-')) ? (string[])["up", "--scale", "load=0", .. rest] : arguments]);
        Assert.True(code == 0, $"docker compose {string.Join(' ', arguments)}: {problems}");
        return output;
    }

    /// <summary>The same for a newsroom beside the one that is up, of which nothing stays.</summary>
    /// <returns>The exit code, and what was said on standard error.</returns>
    public async Task<(int Code, string Said)> AnotherAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        string[] another = Compose(project + "-other");
        var (code, _, problems) = await DockerAsync(settings, [.. another, .. arguments]);
        await DockerAsync(settings, [.. another, "down", "--volumes"]);
        return (code, problems);
    }

    /// <summary>Runs <c>docker</c> with these arguments; fails if it does.</summary>
    public async Task<string> DockerAsync(params string[] arguments)
    {
        var (code, output, problems) = await DockerAsync([], arguments);
        Assert.True(code == 0, $"docker {string.Join(' ', arguments)}: {problems}");
        return output;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        client?.Dispose();
        if (environment.Count > 0)
            await ComposeAsync("down", "--volumes", "--timeout", "5");
        if (inbox is not null)
            await inbox.DisposeAsync();
    }

    private async Task<NewsroomClient> StartAsync()
    {
        inbox = await OtlpInbox.StartAsync(beyondLoopback: true);
        foreach (var port in new[] { "INGEST_PORT", "ENRICHMENT_PORT", "SITE_PORT", "RABBITMQ_PORT", "RABBITMQ_MANAGEMENT_PORT" })
            environment[port] = StandaloneProcess.FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Compiling to machine code beforehand takes minutes and changes nothing that is looked at here.
        environment["NEWSROOM_READY_TO_RUN"] = "false";
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://host.docker.internal:{inbox.Port}";
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        // Wherever Docker puts the host.
        environment["NEWSROOM_ALLOWED_NETWORKS"] = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16";
        environment["NEWSROOM_WEBSUB_CALLBACK"] = $"http://127.0.0.1:{environment["INGEST_PORT"]}";
        environment["NEWSROOM_WEBSUB_SECRET_OVER_HTTP"] = "true";
        await ComposeAsync("up", "--build", "--detach", "--wait", "--quiet-pull");
        return new NewsroomClient(new Uri($"http://127.0.0.1:{environment["INGEST_PORT"]}"), new Uri($"http://127.0.0.1:{environment["SITE_PORT"]}"));
    }

    /// <summary>With the layer that sends articles from the start: to lay it on later makes secrets anew, and all restart for that.</summary>
    private static string[] Compose(string project) => ["compose", "-p", project, "-f", File("compose.yaml"), "-f", File("compose.load.yaml")];

    private static string File(string name) => Path.Combine(Repository.Root, "deploy", "compose", name);

    private async Task<(int Code, string Output, string Problems)> DockerAsync(Dictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment.Concat(settings))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var problems = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await problems);
    }
}
