using System.Text.Json.Nodes;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>What <c>newsroom.submissions</c> takes besides the commands' own JSON.</summary>
internal static class OtherSubmissions
{
    public const string Page = "ArticlePage";
    public const string PlainText = "ArticleText";
    public const string Ninjs = "NinjsItem";
    public const string Structured = "SubmittedCloudEvent";

    public static JsonObject Text(string contentType, string title) => new()
    {
        ["title"] = title,
        ["contentType"] = contentType,
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["source"] = Word("Name of the source."),
                ["url"] = Word("Where the article stands; absolute http(s)."),
                ["guid"] = Word("The source's own id of the article."),
                ["language"] = Word("BCP 47, where the text does not say so itself."),
                ["publishedAt"] = Word("RFC 3339, where the text does not say so itself."),
                ["traceparent"] = Word("W3C Trace Context: the trace that this is part of."),
            },
        },
        ["payload"] = new JsonObject { ["type"] = "string" },
    };

    public static JsonObject NewsInJson() => new()
    {
        ["title"] = "An article as IPTC ninjs, 1.x to 3.x",
        ["summary"] = "Known by its type, or, as application/json, by its uri. A higher version updates, pubstatus canceled kills.",
        ["contentType"] = "application/ninjs+json",
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["source"] = Word("Name of the source; else who gave the uri."),
                ["traceparent"] = Word("W3C Trace Context: the trace that this is part of."),
            },
        },
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("uri"),
            ["properties"] = new JsonObject { ["uri"] = Word("The source's own id of the article, the same through all versions.") },
        },
    };

    public static JsonObject CloudEvent() => new()
    {
        ["title"] = "A submission or a kill as a structured CloudEvent",
        ["contentType"] = "application/cloudevents+json",
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("specversion", "id", "source", "type"),
            ["properties"] = new JsonObject
            {
                ["specversion"] = new JsonObject { ["type"] = "string", ["const"] = "1.0" },
                ["id"] = new JsonObject { ["type"] = "string" },
                ["source"] = new JsonObject { ["type"] = "string", ["format"] = "uri-reference" },
                ["type"] = Word("newsroom.submit-article.v1 or newsroom.withdraw-article.v1."),
                ["datacontenttype"] = Word("application/json if not given; application/ninjs+json, text/html and text/plain are taken too."),
                ["data"] = new JsonObject { ["description"] = "The submission; text if it is not JSON." },
                ["data_base64"] = Word("Its bytes, in place of data."),
            },
        },
    };

    private static JsonObject Word(string description) => new() { ["type"] = "string", ["description"] = description };
}
