using System.Globalization;
using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;

namespace Newsroom.Publishing.Changes;

/// <summary>
/// <c>GET /v1/changes?after=&amp;limit=</c>: what became of articles, oldest first:
/// <c>{ "items": [ { "sequence", "articleId", "revision", "change", "title", "at" } ], "next": "sequence or null" }</c>.
/// </summary>
internal static class ChangesEndpoint
{
    private const int DefaultLimit = 50;
    private const int MostItems = 500;

    public static void MapChanges(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/changes", ReadAsync).WithName("ListChanges").WithTags(PublishingModule.Name)
            .WithSummary("The feed of content changes")
            .WithDescription("Ask again with after= the highest sequence you have; nothing is missed.")
            .Asks("after", "The highest sequence that you have, or 0 for the beginning.", "0")
            .Asks("limit", $"How many, 1 to {MostItems}; {DefaultLimit} if not given.")
            .Answers<ChangesPage>(StatusCodes.Status200OK, "The changes after that one, in order.")
            .Refuses(StatusCodes.Status400BadRequest, $"after is a sequence, and limit goes from 1 to {MostItems}.");

    private static async Task<IResult> ReadAsync(HttpContext http, IChangeLog log, string? after, string? limit, CancellationToken cancellation)
    {
        var last = 0L;
        if (after is { Length: > 0 } && (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out last) || last < 0))
            return TypedResults.Problem("after is a sequence: the highest one that you have, or 0 for the beginning.", statusCode: StatusCodes.Status400BadRequest);
        var take = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take is < 1 or > MostItems))
            return TypedResults.Problem($"limit goes from 1 to {MostItems}.", statusCode: StatusCodes.Status400BadRequest);

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
