using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

/// <summary>Feeds in a line, and what is read out of them, by a path such as <c>entries.0.tags.1</c>.</summary>
internal static class Read
{
    private const string Prefixes = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        + "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
        + "xmlns:admin='http://webns.net/mvcb/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' xmlns:xhtml='http://www.w3.org/1999/xhtml'";

    private static readonly JsonSerializerOptions Everything = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static string Channel(string inner) => $"<rss version='2.0' {Prefixes}><channel>{inner}</channel></rss>";

    public static string Item(string inner) => Channel($"<item>{inner}</item>");

    public static string Atom(string inner) => $"<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>";

    public static string Entry(string inner) => Atom($"<entry>{inner}</entry>");

    public static string Atom03(string inner) => $"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>{inner}</entry></feed>";

    public static string Rdf(string inner) => $"<rdf:RDF {Prefixes} xmlns='http://purl.org/rss/1.0/'>{inner}</rdf:RDF>";

    public static ParsedFeed? Feed(string feed, FeedOrigin? origin = null) => FeedReader.Read(Encoding.UTF8.GetBytes(feed), origin ?? new FeedOrigin("application/xml"));

    public static string Json(ParsedFeed? feed) => JsonSerializer.Serialize(feed, Everything);

    public static string? At(string feed, string path, FeedOrigin? origin = null) => At(Feed(feed, origin), path);

    public static string? At(ParsedFeed? feed, string path)
    {
        Assert.NotNull(feed);
        JsonNode? node = JsonNode.Parse(Json(feed));
        foreach (var step in path.Split('.'))
        {
            if (node is JsonArray array)
                node = step == "count" ? array.Count : int.Parse(step, CultureInfo.InvariantCulture) is var at && at < array.Count ? array[at] : null;
            else
                node = node is JsonObject known && known.ContainsKey(step) ? known[step] : throw new ArgumentException($"There is no '{step}' in {path}.");
        }

        return node?.ToString();
    }
}
