using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Articles;

/// <summary>An article in a list of <c>/v1/published</c>. What readers may not see (edNote) has no place in it.</summary>
internal record PublishedItem
{
    public PublishedItem(ReadableArticle readable, SiteAddress address)
    {
        ArgumentNullException.ThrowIfNull(readable);
        ArgumentNullException.ThrowIfNull(address);
        var article = readable.Article;
        ArticleId = readable.Id;
        Revision = readable.Revision;
        Title = readable.Title;
        Slug = readable.Slug;
        Url = address.Absolute(SiteAddress.ArticlePath(readable.Slug));
        Language = readable.Language;
        Source = article.Source.Name;
        SourceId = article.Source.Id;
        PublishedAt = readable.PublishedAt;
        UpdatedAt = readable.UpdatedAt;
        Status = article.Status;
        Summary = readable.Enrichment.Summary;
        Topics = readable.Enrichment.Topics;
        OriginalUrl = article.Url ?? article.CanonicalUrl;
        Byline = article.Byline;
        Urgency = article.Urgency;
    }

    public Guid ArticleId { get; }
    public int Revision { get; }
    public string Title { get; }
    public string Slug { get; }

    /// <summary>Of its page here, absolute.</summary>
    public string Url { get; }

    /// <summary>BCP 47, <c>und</c> if not known.</summary>
    public string Language { get; }

    /// <summary>The source's name.</summary>
    public string Source { get; }

    /// <summary>What <c>?source=</c> takes.</summary>
    public string SourceId { get; }

    public DateTimeOffset PublishedAt { get; }
    public DateTimeOffset? UpdatedAt { get; }
    public ArticleStatus Status { get; }
    public string Summary { get; }
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>The story that it belongs to; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? StoryId { get; }

    /// <summary>Where it came from.</summary>
    public string? OriginalUrl { get; }

    public IReadOnlyList<string> Byline { get; }
    public int? Urgency { get; }
}

/// <summary>One article of <c>/v1/published/{id}</c>, whole.</summary>
internal sealed record PublishedItemWhole : PublishedItem
{
    public PublishedItemWhole(ReadableArticle readable, SiteAddress address)
        : base(readable, address)
    {
        var article = readable.Article;
        Body = article.Body;
        Text = PlainText.Of(article.Body);
        Enrichment = readable.Enrichment;
        History = [.. readable.History.Select(PublishedChange.Of)];
        Dateline = article.Dateline;
        Slugline = article.Slugline;
        Subjects = article.Subjects;
        Media = article.Media;
        Links = article.Links;
        Rights = article.Rights;
        Correction = readable.Correction;
    }

    public IReadOnlyList<Block> Body { get; }

    /// <summary>As <see cref="PlainText"/> derives it from the body.</summary>
    public string Text { get; }

    public Enrichment Enrichment { get; }
    public IReadOnlyList<PublishedChange> History { get; }
    public string? Dateline { get; }
    public string? Slugline { get; }
    public IReadOnlyList<string> Subjects { get; }
    public IReadOnlyList<Media> Media { get; }
    public IReadOnlyList<Link> Links { get; }
    public Rights? Rights { get; }

    /// <summary>What was wrong before, while the revision that set it right is the latest.</summary>
    public string? Correction { get; }
}

/// <summary>What readers saw happen.</summary>
internal sealed record PublishedChange(int Revision, PublicationChange Change, string Title, DateTimeOffset At, string? Note)
{
    // Only the note of a correction is written for readers.
    public static PublishedChange Of(HistoryEntry entry) =>
        new(entry.Revision, entry.Change, entry.Title, entry.At, entry.Change == PublicationChange.Corrected ? entry.Note : null);
}

/// <summary>A page of a list; <see cref="Next"/> is what <c>?after=</c> takes for the page that follows.</summary>
internal sealed record PublishedPage(IReadOnlyList<PublishedItem> Items)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}
