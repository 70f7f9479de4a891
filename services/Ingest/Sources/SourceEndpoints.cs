using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;

namespace Newsroom.Ingest.Sources;

/// <summary><c>/v1/sources</c>: what is polled for articles; to list, make, change, remove and poll at once.</summary>
internal static class SourceEndpoints
{
    private const int MostBytes = 64 * 1024;
    private const string Example = """{ "url": "https://news.example/feed.xml", "language": "en", "section": "Harbour", "fullText": true }""";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/sources", ListAsync).RequireScope(AccessScope.Edit).WithName("ListSources").WithTags(IngestModule.Name)
            .WithSummary("What is polled, and how it goes")
            .Asks("state", "Those only that are doing so: active, quiet, failing, paused or ended.", "failing")
            .AsksLimit()
            .Asks("after", "The `next` of the page before.")
            .Answers<SourcePage>(StatusCodes.Status200OK, "A page of them.")
            .Refuses(StatusCodes.Status400BadRequest, $"{ListLimit.Rule} 'after' is a `next`, 'state' one of the states.");
        app.MapPost("/v1/sources", AddAsync).RequireScope(AccessScope.Edit).WithName("AddSource").WithTags(IngestModule.Name)
            .WithSummary("Poll a feed from now on")
            .WithDescription("Its address is enough: a feed, a sitemap, or a page that names its feed. It is looked at before the answer, polled at once, and then in its own rhythm.")
            .Takes<SourceRequest>(new BodyExample("application/json", Example))
            .Asks("unchecked", "true: the address is taken as it is, whether anything answers there or not. What it is, and its name, is seen when it is polled.")
            .Answers<SourceView>(StatusCodes.Status201Created, "It is polled; Location is where it is.")
            .Answers<SourceView>(StatusCodes.Status200OK, "It was there already, as it is shown.")
            .Refuses(StatusCodes.Status400BadRequest, "The body is not JSON.")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "There is nothing to poll, or a field cannot be used; the sentence says which and why.");
        app.MapGet("/v1/sources/{id:guid}", FindAsync).RequireScope(AccessScope.Edit).WithName("GetSource").WithTags(IngestModule.Name)
            .WithSummary("One of them")
            .Answers<SourceView>(StatusCodes.Status200OK, "The source, and how polling it goes.")
            .Refuses(StatusCodes.Status404NotFound, "No source has this id.");
        app.MapPut("/v1/sources/{id:guid}", ReplaceAsync).RequireScope(AccessScope.Edit).WithName("ReplaceSource").WithTags(IngestModule.Name)
            .WithSummary("Say anew what a source is")
            .WithDescription("What is left out goes back to what it is by itself. It is polled at once; what was learnt of another address is forgotten.")
            .Takes<SourceRequest>(new BodyExample("application/json", Example))
            .AnswersChange();
        app.MapPatch("/v1/sources/{id:guid}", PatchAsync).RequireScope(AccessScope.Edit).WithName("ChangeSource").WithTags(IngestModule.Name)
            .WithSummary("Change some of what is said of a source")
            .WithDescription("JSON Merge Patch (RFC 7396): what is left out stays, null takes back. `{ \"paused\": true }` stops polling, `{ \"paused\": false }` goes on.")
            .Takes<SourceRequest>(new BodyExample("application/json", """{ "paused": true }"""), new BodyExample("application/merge-patch+json", """{ "section": null }"""))
            .AnswersChange();
        app.MapDelete("/v1/sources/{id:guid}", RemoveAsync).RequireScope(AccessScope.Edit).WithName("RemoveSource").WithTags(IngestModule.Name)
            .WithSummary("Poll it no more")
            .WithDescription("Its articles stay. Made again with the same address it has the same id, and its articles are known.")
            .Answers<object>(StatusCodes.Status204NoContent, "It is gone.")
            .Refuses(StatusCodes.Status404NotFound, "No source has this id.");
        app.MapPost("/v1/sources/{id:guid}/poll", PollAsync).RequireScope(AccessScope.Edit).WithName("PollSource").WithTags(IngestModule.Name)
            .WithSummary("Poll it now")
            .WithDescription("Also if it has ended. What comes of it stands in the source's `polls` a moment later.")
            .Answers<SourceView>(StatusCodes.Status202Accepted, "It is due, and polled as soon as a replica has a hand free.")
            .Refuses(StatusCodes.Status404NotFound, "No source has this id.")
            .Refuses(StatusCodes.Status409Conflict, "It is paused.");
    }

    private static async Task<IResult> ListAsync(ISourceStore sources, string? state, string? limit, string? after, CancellationToken cancellation)
    {
        if (!ListLimit.TryRead(limit, out var take))
            return ListLimit.Refuse();
        if (!ListCursor.TryRead(after, out var from))
            return ListCursor.Refuse();
        var states = Enum.GetValues<SourceState>().Where(one => one.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)).Cast<SourceState?>();
        var asked = states.FirstOrDefault();
        if (asked is null && !string.IsNullOrEmpty(state))
            return TypedResults.Problem("state is active, quiet, failing, paused or ended; leave it out for all.", statusCode: StatusCodes.Status400BadRequest);
        var items = await sources.ListAsync(take, from, asked, cancellation);
        return TypedResults.Ok(new SourcePage([.. items.Select(SourceView.Of)], items.Count == take ? items[^1].Id.ToString() : null));
    }

    private static async Task<IResult> FindAsync(Guid id, ISourceStore sources, SourceSubscriptions subscriptions, CancellationToken cancellation) =>
        await sources.FindAsync(id, cancellation) is { } source
            ? TypedResults.Ok(SourceView.Of(source) with { Subscription = await subscriptions.ViewAsync(id, cancellation) })
            : SubmitArticleEndpoint.Problem(SourceKeeper.Missing(id));

    private static async Task<IResult> AddAsync(HttpRequest request, SourceKeeper keeper, CancellationToken cancellation)
    {
        if ((await BodyAsync(request, cancellation)).Failed(out var unread, out var body))
            return SubmitArticleEndpoint.Problem(unread);
        if (StrictJson.Read<SourceRequest>(body).Failed(out var misshapen, out var asked))
            return SubmitArticleEndpoint.Problem(misshapen);
        if ((await keeper.AddAsync(asked, request.Query["unchecked"] == "true", cancellation)).Failed(out var refusal, out var added))
            return SubmitArticleEndpoint.Problem(refusal);
        var view = SourceView.Of(added.Source);
        return added.IsNew ? TypedResults.Created($"/v1/sources/{view.Id}", view) : TypedResults.Ok(view);
    }

    private static async Task<IResult> ReplaceAsync(Guid id, HttpRequest request, SourceKeeper keeper, CancellationToken cancellation)
    {
        if ((await BodyAsync(request, cancellation)).Failed(out var unread, out var body))
            return SubmitArticleEndpoint.Problem(unread);
        return StrictJson.Read<SourceRequest>(body).Failed(out var misshapen, out var asked)
            ? SubmitArticleEndpoint.Problem(misshapen)
            : await ChangeAsync(id, _ => asked, keeper, cancellation);
    }

    private static async Task<IResult> PatchAsync(Guid id, HttpRequest request, SourceKeeper keeper, CancellationToken cancellation)
    {
        if ((await BodyAsync(request, cancellation)).Failed(out var unread, out var body))
            return SubmitArticleEndpoint.Problem(unread);
        if (StrictJson.Parse(body).Failed(out var broken, out var document))
            return SubmitArticleEndpoint.Problem(broken);
        using (document)
        {
            var patch = JsonObject.Create(document.RootElement.Clone())!;
            return await ChangeAsync(id, before => SourceKeeper.Merge(before, patch), keeper, cancellation);
        }
    }

    private static async Task<IResult> ChangeAsync(Guid id, Func<SourceRequest, Reading<SourceRequest>> change, SourceKeeper keeper, CancellationToken cancellation) =>
        (await keeper.ChangeAsync(id, change, cancellation)).Failed(out var refusal, out var source)
            ? SubmitArticleEndpoint.Problem(refusal)
            : TypedResults.Ok(SourceView.Of(source));

    private static async Task<IResult> RemoveAsync(Guid id, SourceKeeper keeper, CancellationToken cancellation) =>
        await keeper.RemoveAsync(id, cancellation) ? TypedResults.NoContent() : SubmitArticleEndpoint.Problem(SourceKeeper.Missing(id));

    private static async Task<IResult> PollAsync(Guid id, ISourceStore sources, SourceKeeper keeper, CancellationToken cancellation)
    {
        if (await sources.FindAsync(id, cancellation) is { Settings.Paused: true })
            return TypedResults.Problem("The source is paused; let it go on with PATCH {\"paused\": false}, which polls it at once.", statusCode: StatusCodes.Status409Conflict);
        if (!await keeper.PollAsync(id, cancellation) || await sources.FindAsync(id, cancellation) is not { } source)
            return SubmitArticleEndpoint.Problem(SourceKeeper.Missing(id));
        return TypedResults.Accepted($"/v1/sources/{id}", SourceView.Of(source));
    }

    private static Task<Reading<byte[]>> BodyAsync(HttpRequest request, CancellationToken cancellation) =>
        BodyReader.ReadAsync(request.Body, request.Headers.ContentEncoding, MostBytes, cancellation);

    private static RouteHandlerBuilder AnswersChange(this RouteHandlerBuilder endpoint) => endpoint
        .Answers<SourceView>(StatusCodes.Status200OK, "The source as it is now; it is polled at once.")
        .Refuses(StatusCodes.Status400BadRequest, "The body is not JSON.")
        .Refuses(StatusCodes.Status404NotFound, "No source has this id.")
        .Refuses(StatusCodes.Status409Conflict, "Another source has this address.")
        .Refuses(StatusCodes.Status422UnprocessableEntity, "A field cannot be used; each of `errors` says why.");

    internal sealed record SourcePage(
        IReadOnlyList<SourceView> Items,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);
}

/// <summary>A source as it is shown.</summary>
internal sealed record SourceView
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string Name { get; init; }

    /// <summary>feed or sitemap.</summary>
    public required SourceForm Form { get; init; }
    public string? HomePage { get; init; }
    public string? Language { get; init; }
    public string? Section { get; init; }
    public required SourceTrust Trust { get; init; }
    public bool? FullText { get; init; }
    public ExtractionRules? Extraction { get; init; }
    public Rights? Rights { get; init; }
    public required bool Revisit { get; init; }
    public int? PollMinutes { get; init; }
    public required bool Paused { get; init; }
    public bool? WebSub { get; init; }

    /// <summary>active, quiet (it brings nothing for much longer than it used to), failing, paused, or ended (it says that it is gone for good).</summary>
    public required SourceState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required PollsView Polls { get; init; }

    /// <summary>At the feed's WebSub hub, where it has one and hubs are used; shown for one source, not in lists.</summary>
    public SubscriptionView? Subscription { get; init; }

    public static SourceView Of(Source source) => new()
    {
        Id = source.Id,
        Url = source.Settings.Url,
        Name = source.Settings.Name,
        Form = source.Settings.Form,
        HomePage = source.Settings.HomePage,
        Language = source.Settings.Language,
        Section = source.Settings.Section,
        Trust = source.Settings.Trust,
        FullText = source.Settings.FullText,
        Extraction = source.Settings.Extraction,
        Rights = source.Settings.Rights,
        Revisit = source.Settings.Revisit,
        PollMinutes = source.Settings.PollMinutes,
        Paused = source.Settings.Paused,
        WebSub = source.Settings.WebSub,
        State = source.State,
        CreatedAt = source.CreatedAt,
        Polls = new PollsView(source.Polls.LastPollAt, source.Polls.LastSuccessAt, source.Polls.LastNewAt, source.Polls.NextPollAt is { } next ? source.Polls.NotBusy(next) : null, source.Polls.BusyUntil, source.Polls.QuietSince, source.Polls.EndedAt,
            source.Polls.Failures, source.Polls.Problem, source.Polls.Articles, (source.Polls.Rhythm ?? source.Polls.Pace) is { } seconds ? Math.Round(seconds) : null, source.Polls.TraceId),
    };
}

/// <summary>How polling a source goes.</summary>
/// <param name="LastPollAt">When it was last asked.</param>
/// <param name="LastSuccessAt">When it last answered with something that could be read.</param>
/// <param name="LastNewAt">When it last brought an article that was new.</param>
/// <param name="NextPollAt">Not before then; absent if it is not polled.</param>
/// <param name="BusyUntil">Until when it wants to be left alone (<c>Retry-After</c>).</param>
/// <param name="QuietSince">Since when it is silent for much longer than its rhythm.</param>
/// <param name="EndedAt">When it said that it is gone for good.</param>
/// <param name="Failures">In a row.</param>
/// <param name="Problem">Why the last poll failed, or what its keeper has to see to.</param>
/// <param name="Articles">How many it has brought.</param>
/// <param name="RhythmSeconds">From one article to the next, as its dates tell, or as they came where it has none.</param>
/// <param name="TraceId">Of the last poll that brought something or failed.</param>
internal sealed record PollsView(
    DateTimeOffset? LastPollAt, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastNewAt, DateTimeOffset? NextPollAt, DateTimeOffset? BusyUntil, DateTimeOffset? QuietSince, DateTimeOffset? EndedAt,
    int Failures, string? Problem, long Articles, double? RhythmSeconds, string? TraceId);
