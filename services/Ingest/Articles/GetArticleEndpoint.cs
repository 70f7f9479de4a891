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
            .WithDescription("For those who submit and edit, with `edNote` and before its embargo; what readers may see is at `/v1/published/{id}`.")
            .Answers<ArticleView>(StatusCodes.Status200OK, "The article.")
            .Refuses(StatusCodes.Status404NotFound, "No article has this id.");

    private static async Task<IResult> FindAsync(Guid id, IArticleStore store, IAliasStore aliases, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } stored
            ? TypedResults.Ok(ArticleView.Of(stored.Article) with { Names = [.. (await aliases.OfAsync(id, ArticleNames.Most, cancellation)).Select(alias => alias.Name)] })
            : TypedResults.Problem($"No article has the id {id}.", statusCode: StatusCodes.Status404NotFound);
}
