using System.Globalization;
using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;

namespace Newsroom.Publishing.Changes;

/// <summary>
/// <c>GET /v1/changes?after=&amp;limit=</c>: what became of articles, oldest first:
/// <c>{ "items": [ { "sequence", "articleId", "revision", "change", "title", "at" } ], "next": "sequence or null" }</c>.
/// </summary>
internal static class ChangesEndpoint
{
    public static void MapChanges(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/changes", ReadAsync).WithName("ListChanges").WithTags(PublishingModule.Name)
            .WithSummary("The feed of content changes")
            .WithDescription("Ask again with after= the highest sequence you have; nothing is missed.")
            .Asks("after", "The highest sequence that you have, or 0 for the beginning.", "0")
            .AsksLimit()
            .Answers<ChangesPage>(StatusCodes.Status200OK, "The changes after that one, in order.")
            .Refuses(StatusCodes.Status400BadRequest, $"'after' is a sequence. {ListLimit.Rule}");

    private static async Task<IResult> ReadAsync(HttpContext http, IChangeLog log, string? after, string? limit, CancellationToken cancellation)
    {
        var last = 0L;
        if (after is { Length: > 0 } && (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out last) || last < 0))
            return TypedResults.Problem("after is a sequence: the highest one that you have, or 0 for the beginning.", statusCode: StatusCodes.Status400BadRequest);
        if (!ListLimit.TryRead(limit, out var take))
            return ListLimit.Refuse();

        var items = await log.ReadAsync(last, take, cancellation);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new ChangesPage(
            [.. items.Select(item => new ChangeItem(item.Sequence, item.ArticleId, item.Revision, item.Change, item.Title, item.At))],
            items.Count == take ? items[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null));
    }

    internal sealed record ChangesPage(
        IReadOnlyList<ChangeItem> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

    internal sealed record ChangeItem(long Sequence, Guid ArticleId, int Revision, PublicationChange Change, string Title, DateTimeOffset At);
}
