using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Newsroom.Publishing.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org/version/1.1).</summary>
internal static class JsonFeed
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Served as JSON and never put into a page, so letters of other scripts stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Feed feed) => JsonSerializer.SerializeToUtf8Bytes(
        new Document
        {
            Title = feed.Title,
            HomePageUrl = feed.HomePage,
            FeedUrl = feed.Self,
            Description = feed.Description,
            Language = feed.Language,
            Items = [.. feed.Items.Select(Item.Of)],
        },
        Json);

    private sealed record Document
    {
        public string Version { get; } = "https://jsonfeed.org/version/1.1";
        public required string Title { get; init; }
        public required string HomePageUrl { get; init; }
        public required string FeedUrl { get; init; }
        public required string Description { get; init; }
        public string? Language { get; init; }
        public required IReadOnlyList<Item> Items { get; init; }
    }

    private sealed record Item
    {
        public required string Id { get; init; }
        public required string Url { get; init; }
        public string? ExternalUrl { get; init; }
        public required string Title { get; init; }
        public required string ContentHtml { get; init; }
        public required string Summary { get; init; }
        public string? Image { get; init; }
        public required string DatePublished { get; init; }
        public required string DateModified { get; init; }
        public required IReadOnlyList<Author> Authors { get; init; }
        public required IReadOnlyList<string> Tags { get; init; }
        public string? Language { get; init; }

        public static Item Of(FeedItem item) => new()
        {
            Id = item.Id,
            Url = item.Address,
            ExternalUrl = item.Original,
            Title = item.Title,
            ContentHtml = item.Html,
            Summary = item.Summary,
            Image = item.Image,
            DatePublished = FeedXml.Time(item.PublishedAt),
            DateModified = FeedXml.Time(item.UpdatedAt),
            Authors = [.. item.Authors.Select(static name => new Author(name))],
            Tags = [.. item.Topics.Select(static topic => topic.Label)],
            Language = item.Language,
        };
    }

    private sealed record Author(string Name);
}
