using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Articles;

/// <summary><c>GET /v1/articles/{id}</c>: what ingest knows of an article, embargoed ones too, for those who submit and edit.</summary>
internal static class GetArticleEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/articles/{id:guid}", FindAsync).RequireScope(AccessScope.Submit).WithName("GetArticle").WithTags(IngestModule.Name)
            .WithSummary("An article as it came in, with its revisions")
            .WithDescription("For those who submit and edit; what readers may see is at `/v1/published/{id}`.")
            .Answers<ArticleView>(StatusCodes.Status200OK, "The article.")
            .Refuses(StatusCodes.Status404NotFound, "No article has this id.");

    private static async Task<IResult> FindAsync(Guid id, IArticleStore store, IAliasStore aliases, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } stored
            ? TypedResults.Ok(ArticleView.Of(stored.Article) with { Names = [.. (await aliases.OfAsync(id, ArticleNames.Most, cancellation)).Select(alias => alias.Name)] })
            : TypedResults.Problem($"No article has the id {id}.", statusCode: StatusCodes.Status404NotFound);
}

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
    /// (scheme, <c>www.</c>, <c>m.</c>, AMP). Whatever comes under one of them is this article.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public required string Title { get; init; }
    public IReadOnlyList<string> Byline { get; init; } = [];
    public string? Language { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? EmbargoedUntil { get; init; }
    public required DateTimeOffset FirstReceivedAt { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<Block> Body { get; init; } = [];
    public required Provenance Provenance { get; init; }
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
        Language = ingested.Article.Language,
        PublishedAt = ingested.Article.PublishedAt,
        EmbargoedUntil = ingested.Article.EmbargoedUntil,
        FirstReceivedAt = ingested.FirstReceivedAt,
        Text = PlainText.Of(ingested.Article.Body),
        Body = ingested.Article.Body,
        Provenance = ingested.Article.Provenance,
        Revisions = ingested.History,
        Withdrawn = ingested.Withdrawn,
    };
}
