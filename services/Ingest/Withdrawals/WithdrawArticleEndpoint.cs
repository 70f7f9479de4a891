using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Withdrawals;

/// <summary>
/// <c>POST /v1/articles/{id}/withdraw</c>, with or without <c>{ "reason": "…" }</c>: kills the article, for good. 202 as for a submission,
/// 404 if there is no such article.
/// </summary>
internal static class WithdrawArticleEndpoint
{
    private const int LongestReason = 2_000;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/articles/{id:guid}/withdraw", WithdrawAsync).RequireScope(AccessScope.Edit).WithName("WithdrawArticle").WithTags(IngestModule.Name)
            .WithSummary("Kill an article")
            .WithDescription("The article is never used again, in any revision, whatever its source sends later. The body may be left out.")
            .MayTake<WithdrawalRequest>(new BodyExample("application/json", """{ "reason": "The photograph is of another ship." }"""))
            .Answers<IntakeAnswer>(StatusCodes.Status202Accepted, "The kill is safe, and goes out to every channel that had the article.")
            .Refuses(StatusCodes.Status400BadRequest, "The body is not JSON.")
            .Refuses(StatusCodes.Status404NotFound, "No article has this id.")
            .Refuses(StatusCodes.Status413PayloadTooLarge, "The body is larger than a reason can be.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType, "The content encoding is not understood.")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "The body is not a reason; the sentence says why.");

    private static async Task<IResult> WithdrawAsync(Guid id, HttpRequest request, IArticleStore store, ArticleIntake intake, CancellationToken cancellation)
    {
        if ((await ReasonAsync(request, cancellation)).Failed(out var refusal, out var given))
            return SubmitArticleEndpoint.Refuse(refusal);
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return TypedResults.Problem($"No article has the id {id}.", statusCode: StatusCodes.Status404NotFound);
        var result = await intake.WithdrawAsync(id, stored.Article.Article.Source, CleanText.Line(given.Reason, LongestReason), "http", cancellation);
        return IntakeAnswer.To(result);
    }

    private static async Task<Reading<WithdrawalRequest>> ReasonAsync(HttpRequest request, CancellationToken cancellation)
    {
        const int mostBytes = 16 * 1024;
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding")))
            return new WithdrawalRequest(null);
        if ((await BodyReader.ReadAsync(request.Body, request.Headers.ContentEncoding, mostBytes, cancellation)).Failed(out var refusal, out var body))
            return refusal;
        return StrictJson.Read<WithdrawalRequest>(body);
    }

    /// <summary>Why, for staff.</summary>
    internal sealed record WithdrawalRequest(string? Reason);
}
