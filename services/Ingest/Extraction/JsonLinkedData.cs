using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What a page says of its article in JSON-LD (schema.org <c>NewsArticle</c> and its relatives), alone, in an array or in a
/// <c>@graph</c>. Broken JSON is passed over.
/// </summary>
internal sealed class JsonLinkedData
{
    private const int MaxScripts = 20;
    private const int MaxLength = 1_000_000;
    private const int MaxNodes = 2_000;

    private static readonly string[] ArticleTypes =
    [
        "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle",
        "AskPublicNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "Report", "TechArticle", "ScholarlyArticle", "SocialMediaPosting",
    ];

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private readonly JsonElement? article;
    private readonly Dictionary<string, JsonElement> byId = [];

    private JsonLinkedData(IReadOnlyList<JsonElement> nodes)
    {
        foreach (var node in nodes)
        {
            if (Text(node, "@id") is { } id)
                byId.TryAdd(id, node);
        }

        foreach (var type in ArticleTypes)
        {
            article ??= nodes.Where(node => IsOf(node, type)).Select(node => (JsonElement?)node).FirstOrDefault();
        }
    }

    public bool HasArticle => article is not null;

    public static JsonLinkedData Read(IHtmlDocument document)
    {
        var nodes = new List<JsonElement>();
        foreach (var script in document.QuerySelectorAll("script[type*='ld+json' i]").Take(MaxScripts))
        {
            if (script.TextContent.Length > MaxLength)
                continue;
            try
            {
                using var json = JsonDocument.Parse(Unwrapped(script.TextContent), Lenient);
                Collect(json.RootElement.Clone(), nodes);
            }
            catch (JsonException)
            {
                // Written by hand or cut off: the page has other ways to tell.
            }
        }

        return new JsonLinkedData(nodes);
    }

    /// <summary>A text member of the article, on one line.</summary>
    public string? Text(string name) => article is { } found ? TextShape.Line(Text(found, name)) : null;

    /// <summary>The text of the article whole, lines kept.</summary>
    public string? Body => article is { } found ? Text(found, "articleBody") : null;

    /// <summary>Names of the people and bodies of a member such as <c>author</c>.</summary>
    public IReadOnlyList<string> Names(string member) =>
        [.. Members(member).Select(person => person.ValueKind == JsonValueKind.String ? person.GetString() : Text(person, "name"))
            .Select(TextShape.Line).OfType<string>().Take(20)];

    /// <summary>Address, width and height of the first <c>image</c>.</summary>
    public (string Url, int? Width, int? Height)? Image()
    {
        foreach (var image in Members("image"))
        {
            if (image.ValueKind == JsonValueKind.String)
                return (image.GetString()!, null, null);
            if ((Text(image, "url") ?? Text(image, "contentUrl")) is { } url)
                return (url, Number(image, "width"), Number(image, "height"));
        }

        return null;
    }

    private IEnumerable<JsonElement> Members(string name)
    {
        if (article is not { } found || !found.TryGetProperty(name, out var member))
            return [];
        var members = member.ValueKind == JsonValueKind.Array ? member.EnumerateArray().Take(50) : [member];
        return members.Select(Resolved).Where(one => one.ValueKind is JsonValueKind.Object or JsonValueKind.String);
    }

    /// <summary>Follows a bare <c>{"@id": …}</c> to the node that it names.</summary>
    private JsonElement Resolved(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && !node.TryGetProperty("name", out _) && !node.TryGetProperty("url", out _)
        && Text(node, "@id") is { } id && byId.TryGetValue(id, out var named) ? named : node;

    private static void Collect(JsonElement node, List<JsonElement> nodes)
    {
        if (nodes.Count >= MaxNodes)
            return;
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                Collect(item, nodes);
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            nodes.Add(node);
            foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage"])
            {
                if (node.TryGetProperty(name, out var inner))
                    Collect(inner, nodes);
            }
        }
    }

    private static bool IsOf(JsonElement node, string type)
    {
        if (!node.TryGetProperty("@type", out var given))
            return false;
        var types = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [given];
        return Array.Exists(types, one => one.ValueKind == JsonValueKind.String && one.GetString()!.Split('/', ':')[^1] == type);
    }

    private static string? Text(JsonElement node, string name)
    {
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            value = value.EnumerateArray().FirstOrDefault();
        return value.ValueKind == JsonValueKind.String ? System.Net.WebUtility.HtmlDecode(value.GetString()) : null;
    }

    private static int? Number(JsonElement node, string name)
    {
        if (!node.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number > 0 ? number : null;
        return int.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : null, out number) && number > 0 ? number : null;
    }

    /// <summary>Without the comment or CDATA marks that old templates put around scripts.</summary>
    private static string Unwrapped(string json)
    {
        var text = json.Trim().TrimEnd(';');
        foreach (var (start, end) in (ReadOnlySpan<(string, string)>)[("<!--", "-->"), ("<![CDATA[", "]]>"), ("//<![CDATA[", "//]]>")])
        {
            var isWrapped = text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal);
            if (isWrapped && text.Length >= start.Length + end.Length)
                text = text[start.Length..^end.Length];
        }

        return text;
    }
}
