using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Originals;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// <c>POST /v1/articles</c>: an article as JSON, as an HTML page or as plain text; 202 with
/// <c>{ "articleId", "revision", "outcome": "added|revised|unchanged", "status": "/v1/articles/{id}" }</c> once it is safe. With an
/// <c>Idempotency-Key</c>, the same request is answered the same, however often it comes.
/// </summary>
internal static class SubmitArticleEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/articles", TakeAsync).RequireScope(AccessScope.Submit).WithName("SubmitArticle").WithTags(IngestModule.Name)
            .WithSummary("Submit an article")
            .WithDescription("Takes application/json (a submission, or IPTC ninjs 1.x to 3.x), NITF 3.x, NewsML-G2, NewsML 1.x, text/html (a page, with ?url=) or text/plain (a headline and the text below it, "
                + "or IPTC 7901 and ANPA 1312). The same source and guid, or url, again is a new revision if the content changed. "
                + "A newsMessage or a stream of several articles is answered with `{ \"items\": [ … ] }`, one answer for each in turn, of which some may be `refused`.")
            .TakesArticle()
            .AsksHeader(HttpAnswers.Header, "Makes it safe to send again what was not answered: the same key and request get the same answer for a day, another request is refused with 422.", "7f3c2a90-import-2026-03-01")
            .Answers<IntakeAnswer>(StatusCodes.Status202Accepted, "The article is safe; Location is where its status is.", """
                { "articleId": "6f1d3c1e-0f5b-5a56-9c54-0b7a3f1d2e4c", "revision": 1, "outcome": "added", "status": "/v1/articles/6f1d3c1e-0f5b-5a56-9c54-0b7a3f1d2e4c" }
                """)
            .Refuses(StatusCodes.Status409Conflict, "The article was withdrawn and is never used again, whatever its source sends.");

    private static async Task<IResult> TakeAsync(HttpRequest request, DraftReader drafts, ArticleIntake intake, HttpAnswers once, CancellationToken cancellation)
    {
        var most = drafts.MaxBytes(request.ContentType);
        if (request.ContentLength > most)
            return Refuse(BodyReader.TooLarge(most));
        if ((await BodyReader.ReadAsync(request.Body, request.Headers.ContentEncoding, most, cancellation)).Failed(out var unread, out var body))
            return Refuse(unread);
        if (AgencyParts.Of(body, request.ContentType) is { } parts)
            return await SubmitSeveral.TakeAsync(parts, (part, number) => once.OnceAsync(request, part.Body, () => ReadAndTakeAsync(part.ContentType, FactsOfEach(request.Query), part.Body, drafts, intake, cancellation), cancellation, number));
        var taken = await once.OnceAsync(request, body, () => ReadAndTakeAsync(request.ContentType, Facts(request.Query), body, drafts, intake, cancellation), cancellation);
        if (taken.Failed(out var refusal, out var result))
            return Refuse(refusal);
        return IntakeAnswer.To(result);
    }

    private static async Task<Reading<IntakeResult>> ReadAndTakeAsync(
        string? contentType, PageFacts facts, byte[] body, DraftReader drafts, ArticleIntake intake, CancellationToken cancellation)
    {
        var raw = new RawInput { Body = body, ContentType = contentType, Facts = facts, Via = "http" };
        return drafts.Read(raw.Body, raw.ContentType, raw.Facts, raw.Via).Failed(out var refusal, out var draft)
            ? refusal
            : await intake.TakeAsync(draft, raw, cancellation);
    }

    public static PageFacts Facts(IQueryCollection query) =>
        new(Value(query, "source"), Value(query, "url"), Value(query, "language"), Value(query, "publishedAt"), Value(query, "guid"));

    /// <summary>What names one article is not said of each of several.</summary>
    public static PageFacts FactsOfEach(IQueryCollection query) => Facts(query) with { Url = null, Guid = null };

    public static IResult Refuse(Refusal refusal)
    {
        IngestTelemetry.Count("refused", "http");
        return Problem(refusal);
    }

    /// <summary>The same for what was not to be taken anyway, and is not counted.</summary>
    public static IResult Problem(Refusal refusal) => TypedResults.Problem(
        refusal.Detail,
        statusCode: refusal.Status,
        extensions: refusal.Fields is { } fields ? new Dictionary<string, object?> { ["errors"] = fields } : null);

    private static string? Value(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;
}

/// <summary>The answer to an article or a kill that was taken.</summary>
internal sealed record IntakeAnswer(Guid ArticleId, int Revision, SubmissionOutcome Outcome, string Status)
{
    /// <summary>202, or 409 for an article that was killed before.</summary>
    public static IResult To(IntakeResult result) => result.Refused is { } reason
        ? TypedResults.Problem(reason, statusCode: StatusCodes.Status409Conflict)
        : TypedResults.Accepted(StatusUrl(result.ArticleId), new IntakeAnswer(result.ArticleId, result.Revision, result.Answer, StatusUrl(result.ArticleId)));

    public static string StatusUrl(Guid articleId) => $"/v1/articles/{articleId}";
}
