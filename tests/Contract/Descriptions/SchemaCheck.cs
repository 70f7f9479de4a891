using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>
/// Judges JSON by a schema, for the keywords that <see cref="MessageSchema"/> writes; fails on any other, rather than pass over it.
/// </summary>
internal sealed class SchemaCheck(JsonObject schema)
{
    private static readonly HashSet<string> SaysNothing = ["$schema", "$defs", "title", "description", "else", "additionalProperties"];

    private readonly List<string> faults = [];

    /// <summary>What is wrong with <paramref name="value"/>, each with its place; empty if nothing is.</summary>
    public static IReadOnlyList<string> Faults(JsonObject schema, JsonNode? value)
    {
        var check = new SchemaCheck(schema);
        check.Judge(schema, value, "");
        return check.faults;
    }

    private void Judge(JsonObject by, JsonNode? value, string place)
    {
        foreach (var (keyword, rule) in by)
        {
            if (SaysNothing.Contains(keyword))
                continue;
            var holds = keyword switch
            {
                "$ref" => Follow(rule!, value, place),
                "type" => (rule as JsonArray)?.Any(one => IsOf(one!.GetValue<string>(), value)) ?? IsOf(rule!.GetValue<string>(), value),
                "const" => JsonNode.DeepEquals(rule, value),
                "enum" => rule!.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
                "format" => value is null || HasFormat(rule!.GetValue<string>(), value.GetValue<string>()),
                "minimum" => value is null || Number(value) >= Number(rule!),
                "maximum" => value is null || Number(value) <= Number(rule!),
                "maxLength" => value is null || value.GetValue<string>().Length <= Number(rule!),
                "required" => value is not JsonObject members || rule!.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())),
                "minProperties" => value is not JsonObject members || members.Count >= Number(rule!),
                "maxProperties" => value is not JsonObject members || members.Count <= Number(rule!),
                "properties" => Members(by, rule!.AsObject(), value, place),
                "items" => Items(rule!.AsObject(), value, place),
                "anyOf" => rule!.AsArray().Any(one => Fits(one!.AsObject(), value)),
                "if" => Fits(rule!.AsObject(), value) || Fits(by["else"]!.AsObject(), value),
                _ => throw new InvalidOperationException($"This check does not know the keyword '{keyword}'."),
            };
            if (!holds)
                faults.Add($"{(place.Length == 0 ? "/" : place)}: {keyword} {rule!.ToJsonString()}");
        }
    }

    private bool Fits(JsonObject by, JsonNode? value)
    {
        var check = new SchemaCheck(schema);
        check.Judge(by, value, "");
        return check.faults.Count == 0;
    }

    private bool Follow(JsonNode reference, JsonNode? value, string place)
    {
        Judge(schema["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, place);
        return true;
    }

    private bool Members(JsonObject by, JsonObject known, JsonNode? value, string place)
    {
        if (value is not JsonObject members)
            return true;
        foreach (var (name, member) in members)
        {
            if (known[name] is JsonObject rule)
                Judge(rule, member, $"{place}/{name}");
            else if (by["additionalProperties"] is not null)
                faults.Add($"{place}/{name}: is not known");
        }

        return true;
    }

    private bool Items(JsonObject rule, JsonNode? value, string place)
    {
        for (var i = 0; i < (value as JsonArray)?.Count; i++)
            Judge(rule, value[i], string.Create(CultureInfo.InvariantCulture, $"{place}/{i}"));
        return true;
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(Number(value)),
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => value is not null && value.GetValueKind().ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.EndsWith('Z'),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => throw new InvalidOperationException($"This check does not know the format '{format}'."),
    };

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
