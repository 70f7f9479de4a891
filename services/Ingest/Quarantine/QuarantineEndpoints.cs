using System.Text.Json.Serialization;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Quarantine;

/// <summary>
/// <c>/v1/quarantine</c>: what could not be taken, and why; to look at, to try again once it can be (<c>POST …/{id}/retry</c>, <c>POST …/retry</c> for
/// many), to drop (<c>DELETE …/{id}</c>).
/// </summary>
internal static class QuarantineEndpoints
{
    private static readonly string Gone = $"Nothing in quarantine has this id; it is kept for {QuarantinedMessage.TimeToLive.Days} days.";
    private static readonly string BadQuery = $"{ListLimit.Rule} 'from' and 'to' are times, 'after' is a `next`.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/quarantine", ListAsync).RequireScope(AccessScope.Edit).WithName("ListQuarantine").WithTags(IngestModule.Name)
            .WithSummary("Messages that could not be taken, newest first")
            .AsksFilter()
            .Answers<QuarantinePage>(StatusCodes.Status200OK, "A page of them, each with its reason.")
            .Refuses(StatusCodes.Status400BadRequest, BadQuery);
        app.MapGet("/v1/quarantine/{id:guid}", FindAsync).RequireScope(AccessScope.Edit).WithName("GetQuarantined").WithTags(IngestModule.Name)
            .WithSummary("One of them, with its bytes in base64")
            .Answers<QuarantineView>(StatusCodes.Status200OK, "The message as it came.")
            .Refuses(StatusCodes.Status404NotFound, Gone);
        app.MapPost("/v1/quarantine/{id:guid}/retry", RetryAsync).RequireScope(AccessScope.Edit).WithName("RetryQuarantined").WithTags(IngestModule.Name)
            .WithSummary("Try one of them again")
            .WithDescription("By the rules of the door that it came by, as they are today. The page of a feed's entry that could not be had is asked for again. What is taken leaves quarantine; what is refused stays, with the new reason.")
            .Answers<IntakeAnswer>(StatusCodes.Status202Accepted, "The article is safe; Location is where its status is.")
            .Refuses(StatusCodes.Status404NotFound, Gone)
            .Refuses(StatusCodes.Status409Conflict, "The article was withdrawn and is never used again, whatever its source sends.")
            .Refuses(StatusCodes.Status400BadRequest, "It still cannot be read.")
            .Refuses(StatusCodes.Status413PayloadTooLarge, "It still is larger than what is taken.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType, "It still is of a type that is not taken.")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "It still cannot be taken, or is not kept whole; the sentence says why.");
        app.MapPost("/v1/quarantine/retry", RetryManyAsync).RequireScope(AccessScope.Edit).WithName("RetryQuarantine").WithTags(IngestModule.Name)
            .WithSummary("Try many of them again")
            .WithDescription("One page, newest first: ask again with `after` until `next` is null.")
            .AsksFilter()
            .Answers<RetriedMessages>(StatusCodes.Status200OK, "How many were taken, how many stay, and where to go on.")
            .Refuses(StatusCodes.Status400BadRequest, BadQuery);
        app.MapDelete("/v1/quarantine/{id:guid}", DropAsync).RequireScope(AccessScope.Edit).WithName("DropQuarantined").WithTags(IngestModule.Name)
            .WithSummary("Drop one of them, for good")
            .Answers<string>(StatusCodes.Status204NoContent, "It is gone.")
            .Refuses(StatusCodes.Status404NotFound, Gone);
    }

    private static async Task<IResult> ListAsync(IQuarantineStore store, ISourceStore sources, HttpRequest request, CancellationToken cancellation)
    {
        if (Query(request.Query, out var asked) is { } refused)
            return refused;
        asked.Filter = await OfSourceAsync(asked.Filter, sources, cancellation);
        var items = await store.ListAsync(asked.Filter, asked.Limit, asked.Before, cancellation);
        return TypedResults.Ok(new QuarantinePage([.. items.Select(QuarantineView.Of)], items.Count == asked.Limit ? items[^1].Id.ToString() : null));
    }

    private static async Task<IResult> FindAsync(Guid id, IQuarantineStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } message
            ? TypedResults.Ok(QuarantineView.Of(message) with { Body = message.Body })
            : SubmitArticleEndpoint.Problem(Quarantining.NotThere(id));

    private static async Task<IResult> RetryAsync(Guid id, Quarantining quarantine, CancellationToken cancellation)
    {
        if ((await quarantine.RetryAsync(id, cancellation)).Failed(out var refusal, out var result))
            return SubmitArticleEndpoint.Problem(refusal);
        return IntakeAnswer.To(result);
    }

    private static async Task<IResult> RetryManyAsync(Quarantining quarantine, ISourceStore sources, HttpRequest request, CancellationToken cancellation) =>
        Query(request.Query, out var asked) is { } refused
            ? refused
            : TypedResults.Ok(await quarantine.RetryAsync(await OfSourceAsync(asked.Filter, sources, cancellation), asked.Limit, asked.Before, cancellation));

    private static async Task<QuarantineFilter> OfSourceAsync(QuarantineFilter filter, ISourceStore sources, CancellationToken cancellation) =>
        filter.Sources is [var asked] ? filter with { Sources = await SourceNames.KeysAsync(sources, asked, cancellation) } : filter;

    private static async Task<IResult> DropAsync(Guid id, Quarantining quarantine, CancellationToken cancellation) =>
        await quarantine.DropAsync(id, cancellation) ? TypedResults.NoContent() : SubmitArticleEndpoint.Problem(Quarantining.NotThere(id));

    private static RouteHandlerBuilder AsksFilter(this RouteHandlerBuilder endpoint) => endpoint
        .Asks("source", "Of this source only: its name, or its id.")
        .Asks("via", "By this door only: amqp, feed, page or folder.")
        .Asks("reason", "These words stand in the reason.")
        .Asks("from", "Came in at this time or later (RFC 3339).")
        .Asks("to", "Came in before this time.")
        .AsksLimit()
        .Asks("after", "The `next` of the page before.");

    /// <summary>What is wrong with the query, or what it asks for.</summary>
    private static IResult? Query(IQueryCollection query, out (QuarantineFilter Filter, int Limit, Guid? Before) asked)
    {
        asked = (new QuarantineFilter(), 0, null);
        if (!ListLimit.TryRead(query["limit"], out var limit))
            return ListLimit.Refuse();
        if (!TimeQuery.TryRead(query["from"], out var from))
            return TimeQuery.Refuse("from");
        if (!TimeQuery.TryRead(query["to"], out var to))
            return TimeQuery.Refuse("to");
        if (!ListCursor.TryRead(query["after"], out var before))
            return ListCursor.Refuse();
        asked = (new QuarantineFilter(Value("source") is { } source ? [source] : null, Value("via"), Value("reason"), from, to), limit, before);
        return null;

        string? Value(string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;
    }

    internal sealed record QuarantinePage(IReadOnlyList<QuarantineView> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

    /// <param name="Id">Also in the answer to its sender.</param>
    /// <param name="ReceivedAt">When it came in.</param>
    /// <param name="Via">The door.</param>
    /// <param name="Source">The source, as far as it is known.</param>
    /// <param name="Url">Of a page or an entry.</param>
    /// <param name="Reason">Why it was not taken, the last time that it was tried.</param>
    /// <param name="ContentType">As it was given.</param>
    /// <param name="Size">Bytes that came in.</param>
    /// <param name="IsWhole">All of them are kept; else it cannot be tried again.</param>
    /// <param name="Headers">As they came.</param>
    /// <param name="TraceId">W3C trace id under which it came in.</param>
    /// <param name="Tries">How often it was tried again.</param>
    /// <param name="TriedAt">When last.</param>
    internal sealed record QuarantineView(
        Guid Id, DateTimeOffset ReceivedAt, string Via, string? Source, string? Url, string Reason, string? ContentType, long Size, bool IsWhole,
        IReadOnlyDictionary<string, string> Headers, string? TraceId, int Tries, DateTimeOffset? TriedAt)
    {
        public byte[]? Body { get; init; }

        public static QuarantineView Of(QuarantinedMessage message) => new(
            message.Id, message.ReceivedAt, message.Via, message.Source, message.Facts?.Url, message.Reason, message.ContentType, message.Size,
            message.Size <= QuarantinedMessage.MostBytes, message.Headers, message.TraceId, message.Tries, message.TriedAt);
    }
}
