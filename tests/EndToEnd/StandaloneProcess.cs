using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The standalone program as a process of its own, with a port and a data directory of its own.</summary>
public sealed class StandaloneProcess : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-");
    private readonly StringBuilder output = new();
    private readonly Dictionary<string, string> environment;
    private readonly string[] arguments;
    private Process? process;

    private readonly string host;

    public StandaloneProcess(Dictionary<string, string>? environment = null, bool beyondLoopback = false, params string[] arguments)
    {
        host = beyondLoopback ? "0.0.0.0" : "127.0.0.1";
        this.environment = environment ?? [];
        this.arguments = arguments;
        Port = FreePort();
        Client = new NewsroomClient(Address, Address);
    }

    public int Port { get; }

    public string DataDirectory => Path.Combine(data.FullName, "data");

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public NewsroomClient Client { get; }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data.FullName,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://{host}:{Port}";
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync, "the process is not ready: " + Output, TimeSpan.FromSeconds(120));
    }

    /// <summary>As <c>kill -9</c>: nothing is said, nothing is tidied up.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is { HasExited: false })
            process.Kill();
        if (process is not null)
            await process.WaitForExitAsync();
        process?.Dispose();
        data.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Beside the tests, in the configuration that they are built in.</summary>
    private static string ProgramPath()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        return Path.Combine(Repository.Root, "services", "Standalone", "bin", configuration, "net10.0", "Newsroom.Standalone.dll");
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(process!.HasExited, "The process ended: " + Output);
        try
        {
            using var answer = await Client.Site.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        // Not yet there, or too busy to answer in time.
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
