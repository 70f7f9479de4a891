using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>What the scripts print that make Secrets.</summary>
internal static class MadeSecrets
{
    /// <summary>All that the local overlay wants.</summary>
    public static string Local() => Run("overlays", "local", "secrets.sh");

    /// <summary>Those of the broker, which production wants too.</summary>
    public static string OfTheBroker() => Run("broker-secrets.sh");

    private static string Run(params string[] path)
    {
        var script = Path.Combine([Repository.Root, "deploy", "kubernetes", .. path]);
        using var shell = Process.Start(new ProcessStartInfo("sh", [script]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output;
    }
}
