using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Previews;

/// <summary>What would be ingested, whole. Every field is there, null or empty where nothing was found.</summary>
internal sealed record ArticlePreview
{
    /// <summary>usable; withheld: kept and not published; canceled: a kill, which withdraws the article that it names.</summary>
    public required ArticleStatus Status { get; init; }

    /// <summary>Not publishable before this time.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    public required string Source { get; init; }

    /// <summary>The source's own id of the article.</summary>
    public string? Guid { get; init; }

    /// <summary>Where the source counts its versions itself.</summary>
    public SourceVersion? Version { get; init; }

    public string? Url { get; init; }
    public string? CanonicalUrl { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<string> Byline { get; init; }
    public string? Dateline { get; init; }
    public string? Slugline { get; init; }

    /// <summary>In the zone that the page gives, so that its day is the page's; what is ingested is in UTC.</summary>
    [JsonConverter(typeof(ZonedTime))]
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>As <see cref="PublishedAt"/>.</summary>
    [JsonConverter(typeof(ZonedTime))]
    public DateTimeOffset? UpdatedAt { get; init; }

    public string? Language { get; init; }
    public string? SiteName { get; init; }
    public string? Section { get; init; }

    /// <summary>Whether readers have to pay for it; null where the page does not say.</summary>
    public bool? Paywalled { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>1 (highest) to 9.</summary>
    public int? Urgency { get; init; }

    /// <summary>For receiving staff, never for readers.</summary>
    public string? EdNote { get; init; }

    /// <summary>What was wrong before, for readers.</summary>
    public string? Correction { get; init; }

    public Rights? Rights { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required IReadOnlyList<Block> Blocks { get; init; }
    public required IReadOnlyList<Media> Media { get; init; }
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>What made blocks of it: `page/1`, `ninjs/1`.</summary>
    public required string Extraction { get; init; }

    /// <summary>Where each field was found, by name.</summary>
    public required IReadOnlyDictionary<string, string> Evidence { get; init; }

    /// <param name="draft">What was read.</param>
    /// <param name="body">What it was read out of.</param>
    /// <param name="contentType">And of which type that is.</param>
    public static ArticlePreview Of(ArticleDraft draft, byte[] body, string? contentType) => new()
    {
        Status = draft.Status,
        EmbargoedUntil = draft.EmbargoedUntil,
        Source = draft.Source.Name,
        Guid = draft.Guid,
        Version = draft.Version,
        Url = draft.Url,
        CanonicalUrl = draft.CanonicalUrl,
        Title = draft.Title,
        Byline = draft.Byline,
        Dateline = draft.Dateline,
        Slugline = draft.Slugline,
        PublishedAt = draft.PublishedAt,
        UpdatedAt = draft.UpdatedAt,
        Language = draft.Language,
        SiteName = draft.SiteName,
        Section = draft.Section,
        Paywalled = draft.Paywalled,
        Subjects = draft.Subjects,
        Urgency = draft.Urgency,
        EdNote = draft.EdNote,
        Correction = draft.Correction,
        Rights = draft.Rights,
        Text = PlainText.Of(draft.Body),
        Html = BodyHtml.Of(draft.Body),
        Blocks = draft.Body,
        Media = draft.Media,
        Links = draft.Links,
        Extraction = draft.Extraction,
        Evidence = GivenPlaces.Of(draft, body, contentType),
    };
}
