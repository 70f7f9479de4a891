using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Html;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Previews;

/// <summary>
/// <c>POST /v1/preview</c>: takes what <c>POST /v1/articles</c> takes and answers what would be ingested; stores nothing.
/// </summary>
internal static class PreviewEndpoint
{
    /// <summary>As on the wire, but with nulls, so that its readers see what was not found.</summary>
    private static readonly JsonSerializerOptions Everything = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/preview", PreviewAsync).RequireScope(AccessScope.Submit).WithName("Preview").WithTags(IngestModule.Name)
            .WithSummary("See what would be ingested, without ingesting it")
            .WithDescription("Takes what `POST /v1/articles` takes, and feeds: RSS 0.90 to 2.0, Atom, RDF, CDF and JSON Feed, in whatever state they are. "
                + "A feed is known by its type, or by its root where it comes as HTML, plain text or JSON. A body of several articles, a newsMessage or a stream of wire messages, "
                + "is answered with `{ \"kind\": \"articles\", \"items\": [ { \"article\": … }, { \"refused\": \"why\" } ] }`, in their order. "
                + "Of a page that would be refused since no article is found on it, what was found is shown with `refused`, which says why. Stores nothing.")
            .TakesArticle(FeedDescription.Bodies)
            .AsksRules()
            .Refuses(StatusCodes.Status404NotFound, "No source has the `sourceId`.")
            .Answers<PreviewAnswer>(StatusCodes.Status200OK, "What would be ingested: an `article`, several as `items`, or a `feed` and its `entries`, as `kind` says.", FeedDescription.Answer);

    private static async Task<IResult> PreviewAsync(HttpRequest request, DraftReader drafts, ISourceStore sources, CancellationToken cancellation)
    {
        if ((await PreviewRules.OfAsync(request.Query, sources, cancellation)).Failed(out var unruly, out var rules))
            return SubmitArticleEndpoint.Problem(unruly);
        var ignored = PreviewRules.Ignored(request.Query);
        // Feeds are larger than articles, here as when they are polled.
        var ofArticle = drafts.MaxBytes(request.ContentType);
        var most = FeedShape.IsFeedType(MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType : null) ? FeedBounds.MaxBytes : ofArticle;
        if (request.ContentLength > most)
            return SubmitArticleEndpoint.Problem(BodyReader.TooLarge(most));
        if ((await BodyReader.ReadAsync(request.Body, request.Headers.ContentEncoding, most, cancellation)).Failed(out var unread, out var body))
            return SubmitArticleEndpoint.Problem(unread);
        if (FeedOf(request, body) is { } origin)
        {
            return FeedPreview.Of(body, origin).Failed(out var noFeed, out var feed)
                ? SubmitArticleEndpoint.Problem(noFeed)
                : TypedResults.Json(new PreviewAnswer("feed") { Ignored = ignored, Feed = feed.Feed, Entries = feed.Entries }, Everything);
        }

        if (body.Length > ofArticle)
            return SubmitArticleEndpoint.Problem(BodyReader.TooLarge(ofArticle));
        if (AgencyParts.Of(body, request.ContentType) is { Count: > 1 } parts)
        {
            var facts = SubmitArticleEndpoint.FactsOfEach(request.Query);
            return TypedResults.Json(new PreviewAnswer("articles") { Ignored = ignored, Items = [.. parts.Select(part => ItemPreview.Of(drafts.Read(part.Body, part.ContentType, facts, "preview"), part))] }, Everything);
        }

        return drafts.Read(body, request.ContentType, SubmitArticleEndpoint.Facts(request.Query), "preview", rules.IsEmpty ? null : rules).Failed(out var refusal, out var draft) && refusal.Found is null
            ? SubmitArticleEndpoint.Problem(refusal)
            : TypedResults.Json(new PreviewAnswer("article") { Ignored = ignored, Article = ArticlePreview.Of(draft ?? refusal.Found!, body, request.ContentType), Refused = refusal?.Detail }, Everything);
    }

    /// <summary>What is said of the body beside it, if it is a feed.</summary>
    private static FeedOrigin? FeedOf(HttpRequest request, byte[] body)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (AgencyShape.Of(body, type?.MediaType) != AgencyFormat.None || !FeedShape.IsFeed(body, type?.MediaType))
            return null;
        var location = request.Headers.ContentLocation.ToString();
        var url = SubmitArticleEndpoint.Facts(request.Query).Url;
        return new FeedOrigin(type?.MediaType, type?.CharSet, location.Length > 0 ? UrlReference.Resolve(url, location) ?? url : url, request.Headers.ContentLanguage is [{ } language] && !language.Contains(',', StringComparison.Ordinal) ? language : null);
    }
}

/// <summary>Which kind of thing it is, "article", "articles" or "feed", and the thing.</summary>
internal sealed record PreviewAnswer(string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticlePreview? Article { get; init; }

    /// <summary>Why the article would be refused: of a page, that it seems to be none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Refused { get; init; }

    /// <summary>Names in the query that mean nothing here, a mistyped rule perhaps.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ignored { get; init; }

    /// <summary>The articles of one body, in their order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ItemPreview>? Items { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Feed? Feed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FeedEntry>? Entries { get; init; }
}

/// <summary>What would become of one of several: an article, or why it would be refused.</summary>
internal sealed record ItemPreview
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ArticlePreview? Article { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Refused { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    public static ItemPreview Of(Reading<ArticleDraft> read, AgencyPart part) => read.Failed(out var refusal, out var draft)
        ? new() { Refused = refusal.Detail, Errors = refusal.Fields }
        : new() { Article = ArticlePreview.Of(draft, part.Body, part.ContentType) };
}
