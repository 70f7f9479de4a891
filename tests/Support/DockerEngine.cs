using System.Diagnostics;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>Tests that need Docker say so, and are skipped only where there is none.</summary>
public static class DockerEngine
{
    /// <summary>Set to 1, the lack of Docker is a failure and no reason to skip.</summary>
    public const string Required = "NEWSROOM_REQUIRE_DOCKER";

    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["version", "--format", "{{.Server.Version}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var problem = docker.StandardError.ReadToEnd();
            return docker.WaitForExit(TimeSpan.FromSeconds(20)) && docker.ExitCode == 0 ? null : problem.Trim();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return problem.Message;
        }
    });

    public static bool IsThere => Missing.Value is null;

    /// <summary>Skips the test where there is no Docker, or fails it if <see cref="Required"/> says so.</summary>
    public static void Require()
    {
        if (!IsThere)
            Lack($"This test needs Docker, which does not answer here: {Missing.Value}");
    }

    /// <summary>Skips a test for the lack of something else that comes with Docker where all is to be tested, or fails it likewise.</summary>
    public static void Lack(string reason)
    {
        if (Environment.GetEnvironmentVariable(Required) == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
