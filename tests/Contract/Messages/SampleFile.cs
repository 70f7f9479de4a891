using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>
/// Files below <c>Samples</c>: indented for people, else as on the wire. They are written only with <see cref="Write"/>=1, and whoever does that
/// reads the difference: a member that went or changed its shape breaks readers that are out there.
/// </summary>
internal static class SampleFile
{
    public const string Write = "NEWSROOM_WRITE_SAMPLES";

    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static string Json(string name)
    {
        var path = Path.Combine(Repository.Samples, name + ".json");
        Assert.True(File.Exists(path), $"{path} is missing: run these tests once with {Write}=1, read what it wrote, and commit it.");
        return File.ReadAllText(path);
    }

    /// <summary>The same without the white space, which is what travels.</summary>
    public static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(WireJson.Options);

    /// <summary>Fails if the file says anything else, unless told to write it.</summary>
    public static void Holds(string name, string text)
    {
        if (Environment.GetEnvironmentVariable(Write) == "1")
            File.WriteAllText(Path.Combine(Repository.Samples, name), text);
        var path = Path.Combine(Repository.Samples, name);
        Assert.True(File.Exists(path), $"{path} is missing: run these tests once with {Write}=1, read what it wrote, and commit it.");
        Assert.True(File.ReadAllText(path) == text,
            $"What travels is no longer what Samples/{name} says, and readers that are out there may not understand it. An optional member more is fine: "
            + $"run these tests once with {Write}=1 and read the difference. Anything else takes a new name (….v2). Now it would be:\n{text}");
    }

    public static string Of(object message) => JsonSerializer.Serialize(message, message.GetType(), Indented) + "\n";
}
