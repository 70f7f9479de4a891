using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Tests.Contract.Messages;
using Xunit;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>Files beside the contracts that are made from them. They are written only with <see cref="SampleFile.Write"/>=1.</summary>
internal static class KeptFile
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static string Folder { get; } = Path.Combine(Repository.Root, "shared", "Contracts");

    /// <summary>Fails if the file says anything else, unless told to write it.</summary>
    public static void Holds(string name, JsonNode document)
    {
        var text = document.ToJsonString(Indented) + "\n";
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable(SampleFile.Write) == "1")
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == text,
            $"shared/Contracts/{name} no longer says what the contracts say: run these tests once with {SampleFile.Write}=1, read the difference, "
            + "and commit it. What breaks readers that are out there takes a new name (….v2).");
    }
}
