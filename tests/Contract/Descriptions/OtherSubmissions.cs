using System.Text.Json.Nodes;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>What <c>newsroom.submissions</c> takes besides the commands' own JSON.</summary>
internal static class OtherSubmissions
{
    public const string Page = "ArticlePage";
    public const string PlainText = "ArticleText";
    public const string Ninjs = "NinjsItem";
    public const string Nitf = "NitfDocument";
    public const string NewsItem = "NewsMlItem";
    public const string NewsMessage = "NewsMlMessage";
    public const string Wire = "WireMessage";
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

    /// <summary>Agencies' formats other than ninjs, by name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> OfAgencies() => new Dictionary<string, JsonObject>
    {
        [Nitf] = OfAgency("application/nitf+xml", "An article as IPTC NITF 3.x", "application/xml and text/xml are known as such by their root."),
        [NewsItem] = OfAgency("application/vnd.iptc.g2.newsitem+xml", "An article as an item of IPTC NewsML-G2", "A packageItem, application/vnd.iptc.g2.packageitem+xml, is an article with links to its members."),
        [NewsMessage] = OfAgency("application/vnd.iptc.g2.newsmessage+xml", "Articles as a message of IPTC NewsML-G2", Each),
        [Wire] = OfAgency("text/x-iptc7901", "Articles as IPTC 7901 or ANPA 1312 text", "text/plain is known as such by its header. " + Each),
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
                ["datacontenttype"] = Word("application/json if not given; application/ninjs+json, the types of NITF, NewsML-G2 and IPTC 7901, text/html and text/plain are taken too."),
                ["data"] = new JsonObject { ["description"] = "The submission; text if it is not JSON." },
                ["data_base64"] = Word("Its bytes, in place of data."),
            },
        },
    };

    private const string Each = "Each of several articles is answered by itself, in order; the correlation-id is the message's with # and the article's number behind it, from 1.";

    private static JsonObject OfAgency(string contentType, string title, string summary) => new()
    {
        ["title"] = title,
        ["summary"] = summary,
        ["contentType"] = contentType,
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["source"] = Word("Name of the source; else the article's own."),
                ["traceparent"] = Word("W3C Trace Context: the trace that this is part of."),
            },
        },
        ["payload"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Word(string description) => new() { ["type"] = "string", ["description"] = description };
}
