using System.Diagnostics;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>The clients below <c>deploy/examples</c>, each run as its README says.</summary>
internal static class Example
{
    public const string CSharp = "C#";
    public const string Python = "Python";
    public const string Node = "Node";
    public const string Curl = "curl";

    public static TheoryData<string> Languages => [CSharp, Python, Node, Curl];

    public static TheoryData<string> OverAmqp => [CSharp, Python, Node];

    public static readonly string Folder = Path.Combine(Repository.Root, "deploy", "examples");

    private static readonly Lazy<string?> PythonWithPika = new(() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => Runs(python, "-c", "import pika")));
    private static readonly Lazy<bool> AnyNode = new(() => Runs("node", "--version"));

    /// <summary>The words of the command; skips the test where a language is not installed.</summary>
    /// <param name="language">One of the constants here.</param>
    /// <param name="program"><c>publish</c> or <c>subscribe</c>.</param>
    public static string[] Command(string language, string program)
    {
        switch (language)
        {
            case CSharp:
                return ["dotnet", "run", Path.Combine(Folder, "csharp", program + ".cs"), "--"];
            case Python:
                if (PythonWithPika.Value is null)
                    DockerEngine.Lack("This test needs a python3 with pika: apt-get install python3-pika, or pip install -r deploy/examples/python/requirements.txt.");
                return [PythonWithPika.Value!, Path.Combine(Folder, "python", program + ".py")];
            case Node:
                if (!AnyNode.Value || !Directory.Exists(Path.Combine(Folder, "node", "node_modules", "amqplib")))
                    DockerEngine.Lack("This test needs Node and amqplib: npm ci in deploy/examples/node.");
                return ["node", Path.Combine(Folder, "node", program + ".js")];
            case Curl:
                return ["sh", Path.Combine(Folder, "curl", program + ".sh")];
            default:
                throw new ArgumentOutOfRangeException(nameof(language), language, "There is no such example.");
        }
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
