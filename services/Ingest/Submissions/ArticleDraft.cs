using Newsroom.Contracts;

namespace Newsroom.Ingest.Submissions;

/// <summary>What came in, cleaned, before it is known which article and which revision of it this is.</summary>
internal sealed record ArticleDraft
{
    public required ArticleSource Source { get; init; }
    public string? Guid { get; init; }

    /// <summary>
    /// What else its source calls it: of one that says that it corrects or updates another, which <see cref="Guid"/> then is, its own id. Any of
    /// the names leads to the article, whatever the text says.
    /// </summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    public string? Url { get; init; }
    public string? CanonicalUrl { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Byline { get; init; } = [];
    public string? Dateline { get; init; }
    public string? Slugline { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public string? Language { get; init; }
    public IReadOnlyList<Block> Body { get; init; } = [];
    public IReadOnlyList<Media> Media { get; init; } = [];
    public IReadOnlyList<Link> Links { get; init; } = [];
    public IReadOnlyList<string> Subjects { get; init; } = [];
    public ArticleStatus Status { get; init; } = ArticleStatus.Usable;
    public DateTimeOffset? EmbargoedUntil { get; init; }
    public int? Urgency { get; init; }
    public string? EdNote { get; init; }
    public string? Correction { get; init; }
    public Rights? Rights { get; init; }

    /// <summary>Where the source counts its versions itself.</summary>
    public SourceVersion? Version { get; init; }

    /// <summary>Of a page: its site's name and the section it stands in.</summary>
    public string? SiteName { get; init; }

    public string? Section { get; init; }

    /// <summary>Whether its site lets only those read it who pay; null where the page does not say.</summary>
    public bool? Paywalled { get; init; }

    /// <summary>Where each field was found, by name; empty where the sender said it all.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the others were found, of which nobody said it.</summary>
    public static IReadOnlyDictionary<string, string> Without(IReadOnlyDictionary<string, string> evidence, string field) =>
        evidence.Where(found => found.Key != field).ToDictionary();

    /// <summary>What made blocks of the input, see <see cref="Provenance.Extraction"/>.</summary>
    public required string Extraction { get; init; }

    /// <summary>When and by which door it came, see <see cref="Provenance"/>.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Via { get; init; }
}

/// <summary>
/// A version as its source counts (ninjs <c>version</c>, <c>versioncreated</c>): a number mostly, which then decides; else the time does.
/// </summary>
internal sealed record SourceVersion(string? Number, DateTimeOffset? CreatedAt)
{
    /// <summary>Whether this one comes after <paramref name="other"/>. Where nothing can be told it does.</summary>
    public bool IsAfter(SourceVersion other) =>
        long.TryParse(Number, out var number) && long.TryParse(other.Number, out var before) ? number > before
        : CreatedAt is not { } created || other.CreatedAt is not { } created2 || created > created2;
}
