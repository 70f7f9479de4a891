using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>Tests that need kubectl say so, and are skipped only where there is none. No cluster is asked for anything.</summary>
internal static class Kubectl
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            var (code, _, errors) = Run("version", "--client");
            return code == 0 ? null : errors;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return problem.Message;
        }
    });

    /// <summary>What would be applied for an overlay under <c>deploy/kubernetes/overlays</c>, as YAML.</summary>
    public static string Render(string overlay)
    {
        Require();
        var (code, output, errors) = Run("kustomize", Path.Combine(Repository.Root, "deploy", "kubernetes", "overlays", overlay));
        Assert.True(code == 0, $"kubectl cannot render {overlay}: {errors}");
        return output;
    }

    /// <summary>Skips the test where there is no kubectl, or fails it where nothing may be skipped.</summary>
    private static void Require()
    {
        if (Missing.Value is null)
            return;
        var reason = $"This test needs kubectl (Debian: apt-get install kubernetes-client), which does not answer here: {Missing.Value}";
        if (Environment.GetEnvironmentVariable(DockerEngine.Required) == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = kubectl.StandardError.ReadToEndAsync();
        var output = kubectl.StandardOutput.ReadToEnd();
        kubectl.WaitForExit();
        return (kubectl.ExitCode, output, errors.GetAwaiter().GetResult().Trim());
    }
}
