using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>What <c>secrets.sh</c> of the local overlay prints.</summary>
internal static class LocalSecrets
{
    public static string Make()
    {
        var script = Path.Combine(Repository.Root, "deploy", "kubernetes", "overlays", "local", "secrets.sh");
        using var shell = Process.Start(new ProcessStartInfo("sh", [script]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output;
    }
}
