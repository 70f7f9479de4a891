using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Articles;

/// <summary>An article as ingest shows it.</summary>
internal sealed record ArticleView
{
    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required ArticleStatus Status { get; init; }
    public required string Source { get; init; }
    public string? Guid { get; init; }
    public string? Url { get; init; }
    public string? CanonicalUrl { get; init; }

    /// <summary>
    /// The names by which its source called it: <c>id:…</c> (guid, uri) and <c>url:…</c>, an address without what differs between two of one page
    /// (scheme, <c>www.</c>, <c>m.</c>, AMP). Whatever comes under one of them is this article, unless it is clearly another story; with a title in quotation
    /// marks, it is a name that another story had first.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public required string Title { get; init; }
    public IReadOnlyList<string> Byline { get; init; } = [];
    public string? Dateline { get; init; }
    public string? Slugline { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? EmbargoedUntil { get; init; }
    public required DateTimeOffset FirstReceivedAt { get; init; }
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>1 (highest) to 9.</summary>
    public int? Urgency { get; init; }

    /// <summary>For receiving staff, never for readers.</summary>
    public string? EdNote { get; init; }

    /// <summary>What was wrong before this revision, for readers.</summary>
    public string? Correction { get; init; }

    public Rights? Rights { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<Block> Body { get; init; } = [];
    public IReadOnlyList<Media> Media { get; init; } = [];
    public IReadOnlyList<Link> Links { get; init; } = [];
    public required Provenance Provenance { get; init; }

    /// <summary>The newest version that was taken, where the source counts its versions itself.</summary>
    public SourceVersion? SourceVersion { get; init; }

    public required IReadOnlyList<RevisionNote> Revisions { get; init; }
    public Withdrawal? Withdrawn { get; init; }

    public static ArticleView Of(IngestedArticle ingested) => new()
    {
        ArticleId = ingested.Article.ArticleId,
        Revision = ingested.Article.Revision,
        Status = ingested.Article.Status,
        Source = ingested.Article.Source.Name,
        Guid = ingested.Article.Guid,
        Url = ingested.Article.Url,
        CanonicalUrl = ingested.Article.CanonicalUrl,
        Title = ingested.Article.Title,
        Byline = ingested.Article.Byline,
        Dateline = ingested.Article.Dateline,
        Slugline = ingested.Article.Slugline,
        Language = ingested.Article.Language,
        PublishedAt = ingested.Article.PublishedAt,
        UpdatedAt = ingested.Article.UpdatedAt,
        EmbargoedUntil = ingested.Article.EmbargoedUntil,
        FirstReceivedAt = ingested.FirstReceivedAt,
        Subjects = ingested.Article.Subjects,
        Urgency = ingested.Article.Urgency,
        EdNote = ingested.Article.EdNote,
        Correction = ingested.Article.Correction,
        Rights = ingested.Article.Rights,
        Text = PlainText.Of(ingested.Article.Body),
        Body = ingested.Article.Body,
        Media = ingested.Article.Media,
        Links = ingested.Article.Links,
        Provenance = ingested.Article.Provenance,
        SourceVersion = ingested.SourceVersion,
        Revisions = ingested.History,
        Withdrawn = ingested.Withdrawn,
    };
}
