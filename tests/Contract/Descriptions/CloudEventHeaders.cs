using System.Text.Json.Nodes;
using Newsroom.Hosting.Bus;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>The headers beside a body: CloudEvents in binary mode (AMQP binding §3.1), and W3C Trace Context.</summary>
internal static class CloudEventHeaders
{
    public static JsonObject Schema(Type message, bool required)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["cloudEvents:specversion"] = new JsonObject { ["type"] = "string", ["const"] = "1.0" },
                ["cloudEvents:id"] = Text(required ? "uuid" : null, "Of this message; the same one again is a repetition."),
                ["cloudEvents:source"] = Text("uri-reference", "Who sent it, such as /newsroom-ingest."),
                ["cloudEvents:type"] = new JsonObject { ["type"] = "string", ["const"] = WireNames.TypeName(message) },
                ["cloudEvents:subject"] = Text(null, "The id of the article."),
                ["cloudEvents:time"] = Text("date-time", "RFC 3339."),
                ["traceparent"] = new JsonObject
                {
                    ["type"] = "string",
                    ["pattern"] = "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
                    ["description"] = "W3C Trace Context: the trace that this is part of.",
                },
                ["tracestate"] = Text(null, "W3C Trace Context."),
            },
        };
        if (required)
            schema["required"] = new JsonArray("cloudEvents:specversion", "cloudEvents:id", "cloudEvents:source", "cloudEvents:type", "cloudEvents:time");
        return schema;
    }

    public static JsonObject Example(Type message) => new()
    {
        ["cloudEvents:specversion"] = "1.0",
        ["cloudEvents:id"] = "0195510e-6a00-7c3a-9d2b-5f0e8a1c7b44",
        ["cloudEvents:source"] = "/example",
        ["cloudEvents:type"] = WireNames.TypeName(message),
        ["cloudEvents:time"] = "2026-03-01T09:15:00.125Z",
        ["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    };

    private static JsonObject Text(string? format, string description)
    {
        var schema = new JsonObject { ["type"] = "string", ["description"] = description };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }
}
