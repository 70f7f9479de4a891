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

    /// <summary>Runs <c>docker compose</c> with these arguments; fails if it does.</summary>
    public async Task<string> ComposeAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", ["compose", "-p", project, "-f", Path.Combine(Repository.Root, "deploy", "compose", "compose.yaml"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var problems = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"docker compose {string.Join(' ', arguments)}: {await problems}");
        return await output;
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
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://host.docker.internal:{inbox.Port}";
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        await ComposeAsync("up", "--build", "--detach", "--wait", "--quiet-pull");
        return new NewsroomClient(new Uri($"http://127.0.0.1:{environment["INGEST_PORT"]}"), new Uri($"http://127.0.0.1:{environment["SITE_PORT"]}"));
    }
}
