using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>A run of one of the clients, and what it says.</summary>
internal sealed class ExampleProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<string> problems = [];

    private ExampleProcess(Process process) => this.process = process;

    public IReadOnlyList<string> Output => Copy(output);

    public IReadOnlyList<string> Problems => Copy(problems);

    public static ExampleProcess Start(string[] command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // A compiler that stays to serve later builds would outlive the tests.
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var run = new ExampleProcess(Process.Start(start)!);
        run.process.OutputDataReceived += (_, line) => Note(run.output, line.Data);
        run.process.ErrorDataReceived += (_, line) => Note(run.problems, line.Data);
        run.process.BeginOutputReadLine();
        run.process.BeginErrorReadLine();
        return run;
    }

    /// <summary>The first line of its output that begins so.</summary>
    public async Task<string> SaysAsync(string beginning) => (await Eventually.BecomesAsync(
        () => Task.FromResult(Output.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal))),
        line => line is not null, $"it does not say '{beginning}'"))!;

    /// <summary>Waits until it says this among its problems so many times.</summary>
    public Task ReportsAsync(string text, int times = 1) => Eventually.TrueAsync(
        () => Task.FromResult(Problems.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times), $"it does not report '{text}': {this}");

    /// <summary>Its exit code, when it ends by itself.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // The one in C# is compiled first, beside whatever else the machine does.
        limit.CancelAfter(TimeSpan.FromSeconds(180));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public override string ToString() => string.Join('\n', [.. Output, .. Problems]);

    private static List<string> Copy(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }

    private static void Note(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }
}
