using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;

namespace Newsroom.Ingest.Quarantine;

/// <summary><c>GET /v1/quarantine</c> and <c>/v1/quarantine/{id}</c>: what could not be taken, and why.</summary>
internal static class QuarantineEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/quarantine", ListAsync).RequireScope(AccessScope.Edit).WithName("ListQuarantine").WithTags(IngestModule.Name)
            .WithSummary("Messages that could not be taken, newest first")
            .AsksLimit()
            .Asks("after", "The `next` of the page before.")
            .Answers<QuarantinePage>(StatusCodes.Status200OK, "A page of them, each with its reason.")
            .Refuses(StatusCodes.Status400BadRequest, $"{ListLimit.Rule} 'after' is a `next`.");
        app.MapGet("/v1/quarantine/{id:guid}", FindAsync).RequireScope(AccessScope.Edit).WithName("GetQuarantined").WithTags(IngestModule.Name)
            .WithSummary("One of them, with its bytes in base64")
            .Answers<QuarantineView>(StatusCodes.Status200OK, "The message as it came.")
            .Refuses(StatusCodes.Status404NotFound, $"Nothing in quarantine has this id; it is kept for {QuarantinedMessage.TimeToLive.Days} days.");
    }

    private static async Task<IResult> ListAsync(IQuarantineStore store, string? limit, string? after, CancellationToken cancellation)
    {
        if (!ListLimit.TryRead(limit, out var take))
            return ListLimit.Refuse();
        Guid? before = null;
        if (after is not null)
        {
            if (!Guid.TryParse(after, out var id))
                return TypedResults.Problem("after is not a cursor: take it from 'next' of the page before.", statusCode: StatusCodes.Status400BadRequest);
            before = id;
        }

        var items = await store.ListAsync(take, before, cancellation);
        return TypedResults.Ok(new QuarantinePage([.. items.Select(QuarantineView.Of)], items.Count == take ? items[^1].Id.ToString() : null));
    }

    private static async Task<IResult> FindAsync(Guid id, IQuarantineStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } message
            ? TypedResults.Ok(QuarantineView.Of(message) with { Body = message.Body })
            : TypedResults.Problem($"Nothing in quarantine has the id {id}; it is kept for {QuarantinedMessage.TimeToLive.Days} days.", statusCode: StatusCodes.Status404NotFound);

    internal sealed record QuarantinePage(
        IReadOnlyList<QuarantineView> Items,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);

    internal sealed record QuarantineView(
        Guid Id, DateTimeOffset ReceivedAt, string Via, string Reason, string? ContentType, long Size, IReadOnlyDictionary<string, string> Headers, string? TraceId)
    {
        public byte[]? Body { get; init; }

        public static QuarantineView Of(QuarantinedMessage message) => new(
            message.Id, message.ReceivedAt, message.Via, message.Reason, message.ContentType, message.Size, message.Headers, message.TraceId);
    }
}
