namespace Newsroom.Contracts;

/// <summary>
/// An article as programs submit it, over HTTP or AMQP. Required: <see cref="Source"/>, <see cref="Title"/> and a body.
/// </summary>
[EntityName("newsroom.submissions")]
[MessageUrn("newsroom.submit-article.v1")]
public sealed record SubmitArticle
{
    /// <summary>Name of the source: an agency, a desk, a site. At most 200 characters.</summary>
    public string? Source { get; init; }

    /// <summary>The source's own id of the article; the same one again is a new revision of the same article.</summary>
    public string? Guid { get; init; }

    /// <summary>Absolute http(s) URL. Identifies the article where there is no <see cref="Guid"/>.</summary>
    public string? Url { get; init; }

    public string? Title { get; init; }
    public IReadOnlyList<string>? Byline { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>usable (default), withheld or canceled.</summary>
    public ArticleStatus? Status { get; init; }

    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>1 to 9.</summary>
    public int? Urgency { get; init; }

    public string? EdNote { get; init; }

    /// <summary>Makes this revision a correction: says to readers what was wrong.</summary>
    public string? Correction { get; init; }

    public string? Slugline { get; init; }
    public string? Dateline { get; init; }
    public IReadOnlyList<string>? Subjects { get; init; }
    public Rights? Rights { get; init; }
    public IReadOnlyList<Media>? Media { get; init; }
    public SubmittedBody? Body { get; init; }
}

/// <summary>Exactly one of the three.</summary>
public sealed record SubmittedBody
{
    /// <summary>Paragraphs apart by an empty line.</summary>
    public string? Text { get; init; }

    /// <summary>Any HTML; it is sanitised.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<Block>? Blocks { get; init; }
}

/// <summary>Kills an article, named by its id or by the source and the source's own id or URL.</summary>
[EntityName("newsroom.submissions")]
[MessageUrn("newsroom.withdraw-article.v1")]
public sealed record WithdrawArticle
{
    public Guid? ArticleId { get; init; }
    public string? Source { get; init; }
    public string? Guid { get; init; }
    public string? Url { get; init; }

    /// <summary>For staff.</summary>
    public string? Reason { get; init; }
}
