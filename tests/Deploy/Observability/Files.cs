using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Newsroom.Tests.Deploy.Observability;

/// <summary>The files below <c>deploy/observability</c>.</summary>
internal static class Files
{
    public static string Root { get; } = Path.Combine(Repository.Root, "deploy", "observability");

    public static IEnumerable<string> Dashboards => Directory.EnumerateFiles(Path.Combine(Root, "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal);

    public static JsonObject Dashboard(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    /// <summary>Panels that show something, in rows or not.</summary>
    public static IEnumerable<JsonObject> Panels(JsonObject dashboard) => dashboard["panels"]!.AsArray()
        .SelectMany(panel => panel!["panels"]?.AsArray().Prepend(panel) ?? [panel]).Select(panel => panel!.AsObject())
        .Where(panel => Text(panel, "type") != "row");

    public static IReadOnlyList<Alert> Alerts() =>
    [
        .. from one in ((YamlSequenceNode)Yaml("prometheus", "rules.yaml")["groups"]).Children
           from rule in ((YamlSequenceNode)one["rules"]).Children.Cast<YamlMappingNode>()
           select new Alert(
               Scalar(rule, "alert"), Scalar(rule, "expr"), Scalar(rule, "for"),
               Scalar(rule, "labels", "severity"), Scalar(rule, "annotations", "summary"), Scalar(rule, "annotations", "description")),
    ];

    public static YamlMappingNode Yaml(params string[] path)
    {
        using var reader = new StreamReader(Path.Combine([Root, .. path]));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>Empty if it is not there.</summary>
    public static string Scalar(YamlNode node, params string[] path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(key, out var next))
                return "";
            node = next;
        }

        return node.ToString();
    }

    public static string Text(JsonNode? node, params string[] path)
    {
        foreach (var key in path)
            node = node?[key];
        return node?.ToString() ?? "";
    }
}

internal sealed record Alert(string Name, string Expression, string For, string Severity, string Summary, string Description);
