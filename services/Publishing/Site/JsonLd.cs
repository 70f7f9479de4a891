using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>What the page says about itself to machines: schema.org <c>NewsArticle</c> as JSON-LD.</summary>
internal static class JsonLd
{
    // Escapes < > & ' " and +, so that no title can end the script element, and leaves letters of every script as they are.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A whole <c>script</c> element.</summary>
    public static string Element(ReadableArticle readable, string page, SiteOptions site, SiteAddress address)
    {
        var article = readable.Article;
        var data = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["@id"] = $"urn:uuid:{readable.Id}",
            ["mainEntityOfPage"] = page,
            ["url"] = page,
            ["headline"] = readable.Title,
            ["description"] = readable.Teaser,
            ["datePublished"] = TimeView.ForMachines(readable.PublishedAt),
            ["dateModified"] = TimeView.ForMachines(readable.UpdatedAt ?? readable.PublishedAt),
            ["author"] = Authors(readable),
            ["publisher"] = Organisation(site.Title, address.Absolute("/")),
            ["sourceOrganization"] = Organisation(article.Source.Name, SafeMarkup.Link(article.Source.HomePage)),
            ["wordCount"] = readable.Enrichment.WordCount,
        };
        Add(data, "inLanguage", LanguageTag.IsKnown(readable.Language) ? readable.Language : null);
        Add(data, "image", SafeMarkup.Link(readable.LeadImage?.Url));
        Add(data, "isBasedOn", SafeMarkup.Link(article.Url));
        Add(data, "locationCreated", article.Dateline);
        Add(data, "correction", readable.Correction is { Length: > 0 } correction ? correction : null);
        Add(data, "copyrightNotice", article.Rights?.CopyrightNotice);
        if (article.Rights?.CopyrightHolder is { } holder)
            data["copyrightHolder"] = Organisation(holder, null);
        if (readable.Enrichment.Topics.Count > 0)
            data["keywords"] = new JsonArray([.. readable.Enrichment.Topics.Select(static topic => (JsonNode)topic.Label)]);
        return $"<script type=\"application/ld+json\">{data.ToJsonString(Json)}</script>";
    }

    private static JsonNode Authors(ReadableArticle readable) =>
        readable.Article.Byline.Count == 0
            ? Organisation(readable.Article.Source.Name, null)
            : new JsonArray([.. readable.Article.Byline.Select(static name => new JsonObject { ["@type"] = "Person", ["name"] = name })]);

    private static JsonObject Organisation(string name, string? url)
    {
        var organisation = new JsonObject { ["@type"] = "Organization", ["name"] = name };
        Add(organisation, "url", url);
        return organisation;
    }

    private static void Add(JsonObject data, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            data[name] = value;
    }
}
