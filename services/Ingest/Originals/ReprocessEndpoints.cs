using System.Text.Json.Serialization;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Originals;

/// <summary>
/// <c>POST /v1/articles/{id}/reprocess</c> and <c>POST /v1/articles/reprocess?source=&amp;from=&amp;to=</c>: read again what came in, as it would be read
/// today; <c>GET /v1/articles/{id}/original</c>: what came in.
/// </summary>
internal static class ReprocessEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/articles/{id:guid}/reprocess", ReprocessAsync).RequireScope(AccessScope.Edit).WithName("ReprocessArticle").WithTags(IngestModule.Name)
            .WithSummary("Read the newest original of an article again")
            .WithDescription("As this release would read it, by the rules that its source has now: a new revision if something else comes of it. The original is kept for `Newsroom:Originals:KeepFor`.")
            .Answers<IntakeAnswer>(StatusCodes.Status202Accepted, "`revised` or `unchanged`.")
            .Refuses(StatusCodes.Status404NotFound, "No article has this id, or its original is not kept.")
            .Refuses(StatusCodes.Status409Conflict, "The article was withdrawn, or has a later revision without an original.")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "The original cannot be read any more; the sentence says why.");
        app.MapPost("/v1/articles/reprocess", ReprocessManyAsync).RequireScope(AccessScope.Edit).WithName("ReprocessArticles").WithTags(IngestModule.Name)
            .WithSummary("Read the originals of a source or a time again, in the background")
            .WithDescription("Page by page, the oldest first: ask again with `after` until `next` is null. What waits when the service ends is lost; asking for a page twice does no harm.")
            .Asks("source", "Of this source only: its name, or its id.", "Harbour Wire")
            .Asks("from", "Came in at this time or later (RFC 3339).", "2026-03-01T00:00:00Z")
            .Asks("to", "Came in before this time.", "2026-03-08T00:00:00Z")
            .AsksLimit()
            .Asks("after", "The `next` of the page before.")
            .Answers<ReprocessAnswer>(StatusCodes.Status202Accepted, "How many articles are read again, how many wait by now, and where to go on.")
            .Refuses(StatusCodes.Status400BadRequest, $"{ListLimit.Rule} 'from' and 'to' are times, 'after' is a `next`.")
            .Refuses(StatusCodes.Status503ServiceUnavailable, "As many wait as may; ask again in a minute.");
        app.MapGet("/v1/articles/{id:guid}/original", FindAsync).RequireScope(AccessScope.Edit).WithName("GetOriginal").WithTags(IngestModule.Name)
            .WithSummary("What came in and made the newest revision that has its original, with its bytes in base64")
            .Answers<OriginalView>(StatusCodes.Status200OK, "As it came, decompressed.")
            .Refuses(StatusCodes.Status404NotFound, "No article has this id, or its original is not kept.");
    }

    private static async Task<IResult> ReprocessAsync(Guid id, Reprocessing reprocessing, CancellationToken cancellation)
    {
        if ((await reprocessing.ReprocessAsync(id, cancellation)).Failed(out var refusal, out var result))
            return SubmitArticleEndpoint.Problem(refusal);
        return IntakeAnswer.To(result);
    }

    private static async Task<IResult> ReprocessManyAsync(
        IOriginalStore originals, ISourceStore sources, ReprocessingQueue queue, string? source, string? from, string? to, string? limit, string? after, CancellationToken cancellation)
    {
        if (!ListLimit.TryRead(limit, out var take))
            return ListLimit.Refuse();
        if (!TimeQuery.TryRead(from, out var since))
            return TimeQuery.Refuse("from");
        if (!TimeQuery.TryRead(to, out var until))
            return TimeQuery.Refuse("to");
        var place = after is null ? null : OriginalPlace.Parse(after);
        if (after is not null && place is null)
            return ListCursor.Refuse();

        var keys = source is null ? null : await SourceNames.KeysAsync(sources, source, cancellation);
        var found = await originals.ListAsync(new OriginalQuery(keys?.Select(Original.SourceKey).ToList(), since, until), place, take, cancellation);
        var seen = new HashSet<Guid>();
        var last = place;
        foreach (var original in found)
        {
            if (!seen.Contains(original.ArticleId) && !queue.TryAdd(original.ArticleId))
            {
                return seen.Count == 0
                    ? TypedResults.Problem($"{ReprocessingQueue.MostWaiting} articles wait already. Ask again in a minute.", statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Answer(last);
            }

            seen.Add(original.ArticleId);
            last = original;
        }

        return Answer(found.Count == take ? last : null);

        IResult Answer(OriginalPlace? next) => TypedResults.Accepted((string?)null, new ReprocessAnswer(seen.Count, queue.Waiting, next?.ToString()));
    }

    private static async Task<IResult> FindAsync(Guid id, IOriginalStore originals, CancellationToken cancellation) =>
        await originals.NewestAsync(id, cancellation) is { } original
            ? TypedResults.Ok(OriginalView.Of(original))
            : SubmitArticleEndpoint.Problem(Reprocessing.NotKept(id));

    /// <param name="Accepted">Articles that are read again; several revisions of one are one.</param>
    /// <param name="Waiting">Those of this and of earlier requests that are still to be read.</param>
    /// <param name="Next">Where to go on; null at the end.</param>
    internal sealed record ReprocessAnswer(int Accepted, int Waiting, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

    internal sealed record OriginalView(
        Guid ArticleId, int Revision, DateTimeOffset At, DateTimeOffset KeptUntil, string Via, string ReadBy, string Extraction, string? Url, string? ContentType,
        IReadOnlyDictionary<string, string> Headers, int Size, byte[] Body)
    {
        public static OriginalView Of(Original original) => new(
            original.ArticleId, original.Revision, original.At, original.ExpireAt, original.Raw.Via, original.Raw.ReadBy, original.Extraction, original.Raw.Facts.Url, original.Raw.ContentType,
            original.Raw.Headers, original.Size, original.Opened().Body);
    }
}
