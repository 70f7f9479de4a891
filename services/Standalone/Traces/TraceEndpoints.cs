using System.Globalization;
using System.Text;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Site;

namespace Newsroom.Standalone.Traces;

/// <summary>
/// <c>GET /traces</c> and <c>/traces/{articleId}</c>: as pages, and to those who accept <c>application/json</c> as JSON. They show what readers may not
/// see, such as embargoed articles, and so ask for the scope edit.
/// </summary>
internal static class TraceEndpoints
{
    private const int DefaultLimit = 50;
    private const int HighestLimit = 500;
    private const string Json = "application/json";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods(PageMaker.Stylesheet.Route, Reading, (string? v) => PageMaker.Stylesheet.Answer(v)).ExcludeFromDescription();
        var traces = app.MapGroup("/traces").WithTags(StandaloneModule.Name).AddEndpointFilter(WithPageHeaders);
        traces.MapMethods("", Reading, IndexAsync).RequireScope(AccessScope.Edit).WithName("ListTraces")
            .WithSummary("The articles of which traces are held, the one last heard of first")
            .WithDescription("A page; JSON with `Accept: application/json`.")
            .Asks("limit", $"How many, 1 to {HighestLimit}; {DefaultLimit} if not given.")
            .Asks("after", "The `next` of the page before.")
            .Answers<TracedArticlesPage>(StatusCodes.Status200OK, "A page of them, each with its latest trace in numbers.")
            .Refuses(StatusCodes.Status400BadRequest, "limit or after is not what it has to be.")
            .Refuses(StatusCodes.Status404NotFound, "Traces are not held: Newsroom:Traces:MostArticles is 0.");
        traces.MapMethods("/{articleId}", Reading, ArticleAsync).RequireScope(AccessScope.Edit).WithName("GetTraces")
            .WithSummary("The traces of an article, a waterfall of spans for each revision")
            .WithDescription("A page; JSON with `Accept: application/json`. Spans are held in memory, within bounds, and show as soon as they have ended.")
            .Answers<ArticleTracesView>(StatusCodes.Status200OK, "Its traces, the newest revision first.")
            .Refuses(StatusCodes.Status404NotFound, "Nothing is held about this article; the sentence says what to do.");
    }

    private static async Task<IResult> IndexAsync(Visit visit, string? limit, string? after)
    {
        if (visit.Options.MostArticles == 0)
            return await NotHeldAsync(visit);
        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > HighestLimit))
            return TypedResults.Problem($"limit goes from 1 to {HighestLimit}.", statusCode: StatusCodes.Status400BadRequest);
        long? before = null;
        if (after is not null)
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                return ListCursor.Refuse();
            before = place;
        }

        var held = visit.Store.Latest(count + 1, before);
        var next = held.Count > count ? held[count - 1].Place.ToString(CultureInfo.InvariantCulture) : null;
        var items = held.Take(count).Select(TracedArticle.Of).ToList();
        return visit.WantsJson
            ? TypedResults.Ok(new TracedArticlesPage(items, next))
            : await PageAsync<TraceIndexPage>(visit, visit.Maker.Index(items, next, Held(visit) + " Spans show as soon as they have ended."));
    }

    private static async Task<IResult> ArticleAsync(Visit visit, string articleId)
    {
        if (visit.Options.MostArticles == 0)
            return await NotHeldAsync(visit);
        if (!Guid.TryParse(articleId, out var id))
        {
            return await NothingAsync(visit, "No such article",
                "Articles are named by the UUID that they were given when they were taken in, as in the answer to a submission. /traces lists those whose traces are held.");
        }

        if (visit.Store.Find(id) is not { } held)
        {
            return await NothingAsync(visit, "No trace is held",
                $"Nothing is held about the article {id}: there is no such article, or it was last heard of before. {Held(visit)} {KeepLonger}");
        }

        return visit.WantsJson
            ? TypedResults.Ok(ArticleTracesView.Of(held))
            : await PageAsync<ArticleTracesPage>(visit, visit.Maker.Article(held, (await visit.Published.FindAsync(id, visit.Http.RequestAborted))?.Article));
    }

    private static string Held(Visit visit) => string.Create(CultureInfo.InvariantCulture,
        $"Spans are held in memory, since {visit.Store.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC when this process started, of the {visit.Options.MostArticles} articles last heard of (Newsroom:Traces:MostArticles) and at most {visit.Options.MostMegabytes} MB (Newsroom:Traces:MostMegabytes).");

    private const string KeepLonger =
        "To keep traces for longer, send them to a collector: start with OTEL_EXPORTER_OTLP_ENDPOINT set to its address, such as http://127.0.0.1:4317.";

    private static Task<IResult> NotHeldAsync(Visit visit) => NothingAsync(visit, "Traces are not held",
        $"The setting Newsroom:Traces:MostArticles is 0, so that no traces are held here. Set it to the number of articles whose traces are to be seen. {KeepLonger}");

    private static async Task<IResult> NothingAsync(Visit visit, string heading, string text) => visit.WantsJson
        ? TypedResults.Problem(text, statusCode: StatusCodes.Status404NotFound, title: heading)
        : await PageAsync<NoTracesPage>(visit, visit.Maker.Nothing(heading, text), StatusCodes.Status404NotFound);

    private static async Task<IResult> PageAsync<TPage>(Visit visit, object view, int status = StatusCodes.Status200OK)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Results.Content(Encoding.UTF8.GetString(await visit.Pages.RenderAsync<TPage>(view)), "text/html; charset=utf-8", statusCode: status);

    private static ValueTask<object?> WithPageHeaders(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept";
        return next(context);
    }

    /// <summary>One request and what answering it takes.</summary>
    internal sealed record Visit(TraceStore Store, TracesOptions Options, IPublishedStore Published, PageRenderer Pages, PageMaker Maker, HttpContext Http)
    {
        /// <summary>To those who name it, and like it at least as well as HTML.</summary>
        public bool WantsJson
        {
            get
            {
                var accepted = Http.Request.GetTypedHeaders().Accept;
                var json = accepted.FirstOrDefault(type => type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase));
                var html = accepted.FirstOrDefault(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
                return json is not null && (json.Quality ?? 1) > 0 && (html is null || (json.Quality ?? 1) >= (html.Quality ?? 1));
            }
        }

        public static ValueTask<Visit> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            var site = services.GetRequiredService<SiteOptions>();
            var store = services.GetRequiredService<TraceStore>();
            return ValueTask.FromResult(new Visit(
                store,
                services.GetRequiredService<TracesOptions>(),
                services.GetRequiredService<IPublishedStore>(),
                services.GetRequiredService<PageRenderer>(),
                new PageMaker(site, SiteAddress.Of(context.Request, site), store),
                context));
        }
    }
}
