using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Articles;

/// <summary><c>GET /v1/published</c> and <c>GET /v1/published/{id}</c>: what readers can read, for programs.</summary>
internal static class ReadApi
{
    private const string Type = "application/json; charset=utf-8";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Needs what <see cref="SiteEndpoints.AddSite"/> registers.</summary>
    public static IEndpointRouteBuilder MapReadApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/v1/published").WithTags(PublishingModule.Name).AddEndpointFilter(static (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            // 404 and 410 may be cached too (RFC 9111 §4.2.2), and an embargo ends.
            headers.CacheControl = "no-cache";
            return next(context);
        });
        api.MapMethods("", Reading, ListAsync).WithName("ListPublished")
            .WithSummary("Published articles, newest first")
            .Asks("language", "Only those in this language; BCP 47.", "en")
            .Asks("source", "Only those of this source; its id, as in `sourceId`.")
            .AsksLimit()
            .Asks("after", "The `next` of the page before.")
            .Answers<PublishedPage>(StatusCodes.Status200OK, "A page of them.")
            .Refuses(StatusCodes.Status400BadRequest, $"{ListLimit.Rule} 'after' is a `next`.");
        api.MapMethods("/{id}", Reading, OneAsync).WithName("GetPublished")
            .WithSummary("One published article")
            .Answers<PublishedItemWhole>(StatusCodes.Status200OK, "The article, whole.")
            .Refuses(StatusCodes.Status404NotFound, "No article with this id is published. It may not be out yet: ask again later.")
            .Refuses(StatusCodes.Status410Gone, "This article was withdrawn. Remove every copy of it.");
        return routes;
    }

    private static async Task<IResult> ListAsync(
        IPublishedStore store, SiteOptions site, HttpContext http, string? language, string? source, string? limit, string? after)
    {
        if (!ListLimit.TryRead(limit, out var count))
            return ListLimit.Refuse();

        ListPosition? position = null;
        if (!string.IsNullOrEmpty(after) && !Cursor.TryRead(after, out position))
            return Problem(400, "Unknown cursor", "'after' takes the 'next' of an earlier answer, unchanged.");

        var query = new PublishedQuery(count + 1, position, LanguageTag.Given(language), Given(source));
        var stored = await store.ListPublishedAsync(query, http.RequestAborted);
        var articles = stored.Take(count).Select(ReadableArticle.Of).OfType<ReadableArticle>().ToList();
        var address = SiteAddress.Of(http.Request, site);
        var page = new PublishedPage([.. articles.Select(article => new PublishedItem(article, address))])
        {
            Next = stored.Count > count ? Cursor.After(stored[count - 1]) : null,
        };
        return new ConditionalAnswer(JsonSerializer.SerializeToUtf8Bytes(page, WireJson.Options), Type)
        {
            LastModified = articles.Count > 0 ? articles.Max(static article => article.ChangedAt) : null,
        };
    }

    private static async Task<IResult> OneAsync(IPublishedStore store, SiteOptions site, HttpContext http, string id)
    {
        if (!Guid.TryParse(id, out var articleId))
            return Problem(404, "No such article", "Articles are named by the UUID that they were given when they were taken in.");

        var stored = (await store.FindAsync(articleId, http.RequestAborted))?.Article;
        if (stored is { State: PublicationState.Withdrawn })
            return Problem(410, "Article withdrawn", "This article was withdrawn. Remove every copy of it.");
        if (ReadableArticle.Of(stored) is not { } readable)
            return Problem(404, "No such article", "No article with this id is published. It may not be out yet: ask again later.");

        var whole = new PublishedItemWhole(readable, SiteAddress.Of(http.Request, site));
        return new ConditionalAnswer(JsonSerializer.SerializeToUtf8Bytes(whole, WireJson.Options), Type)
        {
            LastModified = readable.ChangedAt,
        };
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
