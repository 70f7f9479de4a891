using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// What an entry says of its article: where that changes, it is news, and where only the count of its comments does, it is not. Its JSON is what entries are
/// known by from one version of this program to the next: the order of the fields stays, and one that is added is null where an entry does not have it.
/// </summary>
internal sealed record ToldOfArticle
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public string? Link { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }
    public string? Author { get; init; }
    public string? AuthorEmail { get; init; }
    public required IReadOnlyList<string> Authors { get; init; }
    public string? Rights { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<Enclosure> Enclosures { get; init; }
    public string? SourceTitle { get; init; }
    public string? SourceUrl { get; init; }
    public string? OriginalLink { get; init; }
    public string? Image { get; init; }
    public string? Language { get; init; }

    public static ToldOfArticle By(FeedEntry entry) => new()
    {
        Id = entry.Id,
        Title = entry.Title,
        Link = entry.Link,
        Summary = entry.Summary,
        Content = entry.Content,
        Author = entry.Author,
        AuthorEmail = entry.AuthorEmail,
        Authors = entry.Authors,
        Rights = entry.Rights,
        PublishedAt = entry.PublishedAt,
        UpdatedAt = entry.UpdatedAt,
        Tags = entry.Tags,
        Enclosures = [.. entry.Enclosures.Select(Enclosure.Of)],
        SourceTitle = entry.SourceTitle,
        SourceUrl = entry.SourceUrl,
        OriginalLink = entry.OriginalLink,
        Image = entry.Image,
        Language = entry.Language,
    };

    internal sealed record Enclosure(string Url, string? Type, long? Length)
    {
        public string? Medium { get; init; }
        public int? Width { get; init; }
        public int? Height { get; init; }
        public string? Caption { get; init; }
        public string? Credit { get; init; }

        /// <summary>Null where it is not.</summary>
        public bool? IsDefault { get; init; }
        public int? Group { get; init; }

        public static Enclosure Of(FeedEnclosure one) => new(one.Url, one.Type, one.Length)
        {
            Medium = one.Medium,
            Width = one.Width,
            Height = one.Height,
            Caption = one.Caption,
            Credit = one.Credit,
            IsDefault = one.IsDefault ? true : null,
            Group = one.Group,
        };
    }
}
