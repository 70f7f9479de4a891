using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;
using Newsroom.Tests.Contract.Messages;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>
/// The JSON Schema (2020-12) of a message, whole in one file: records that it is made of stand under <c>$defs</c>. Of keywords only those are used
/// that mean the same in draft 7, which most readers of AsyncAPI take.
/// </summary>
internal static class MessageSchema
{
    public static string FileName(Type message) => MessageType.FileName(message) + ".schema.json";

    public static JsonObject Of(Type message)
    {
        var parts = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, message, parts),
        };
        var exported = WireJson.Options.GetJsonSchemaAsNode(message, options).AsObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = message.Name,
        };
        foreach (var (name, value) in exported.ToList())
        {
            exported.Remove(name);
            schema[name] = value;
        }

        if (parts.Count > 0)
            schema["$defs"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value)));
        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, Type message, SortedDictionary<string, JsonNode> parts)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = node as JsonObject ?? [];
        var property = context.PropertyInfo?.AttributeProvider as PropertyInfo;
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            Describe(schema, MemberDocs.Of(type));
            SchemaRules.Tighten(schema, type, ofCommand: MessageType.Exchange(message) == SchemaRules.Submissions);
            return type == message ? WithoutNull(schema) : Part(schema, type, property, parts);
        }

        // These have converters of their own, of which the exporter knows nothing.
        if (type == typeof(DateTimeOffset))
            schema = Text("date-time", IsNullable(context));
        else if (type == typeof(Guid))
            schema = Text("uuid", IsNullable(context));
        else if (type.IsEnum)
            schema["type"] = IsNullable(context) ? new JsonArray("string", "null") : "string";
        if (property is null)
            return schema;

        Describe(schema, MemberDocs.Of(property) ?? (type.IsEnum ? MemberDocs.Of(type) : null));
        SchemaRules.Bound(schema, property);
        return schema;
    }

    /// <summary>A reference; what the property says of itself stands beside it.</summary>
    private static JsonObject Part(JsonObject schema, Type type, PropertyInfo? property, SortedDictionary<string, JsonNode> parts)
    {
        var mayBeNull = schema["type"] is JsonArray;
        parts[type.Name] = WithoutNull(schema);
        var reference = new JsonObject { ["$ref"] = "#/$defs/" + type.Name };
        var outer = mayBeNull ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
        Describe(outer, property is null ? null : MemberDocs.Of(property));
        return outer;
    }

    private static bool IsNullable(JsonSchemaExporterContext context) => Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;

    private static JsonObject Text(string format, bool mayBeNull) => new()
    {
        ["type"] = mayBeNull ? new JsonArray("string", "null") : "string",
        ["format"] = format,
    };

    private static JsonObject WithoutNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray)
            schema["type"] = "object";
        return schema;
    }

    private static void Describe(JsonObject schema, string? description)
    {
        if (description is null)
            return;
        schema.Remove("description");
        schema.Insert(0, "description", description);
    }
}
