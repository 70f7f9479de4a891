using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>The readers' pages.</summary>
internal static class SiteEndpoints
{
    private const int ArticlesAPage = 25;
    private const int MoreArticles = 6;

    /// <summary>With fewer others than this, a source has no list of its own beside its articles.</summary>
    private const int FewArticles = 3;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Needs an <see cref="IPublishedStore"/>. Binds <see cref="SiteOptions"/>.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SiteOptions>>(new SettingsValidation<SiteOptions>(SiteOptions.Section)));
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<SiteOptions>>().Value);
        // What Razor encodes with.
        services.TryAddSingleton(SafeMarkup.Encoder);
        services.TryAddSingleton<PageRenderer>();
        services.TryAddSingleton<ArticleBodies>();
        return services;
    }

    /// <summary><c>/</c>, <c>/{language}</c>, <c>/articles/{slug}</c> and <c>/site.css</c>, for GET and HEAD.</summary>
    public static IEndpointRouteBuilder MapSite(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter(WithPageHeaders).ExcludeFromDescription();
        pages.MapMethods("/", Reading, (Visit visit, string? before) => FrontAsync(visit, null, before));
        pages.MapMethods($"/{{language:regex({LanguageTag.Pattern})}}", Reading, (Visit visit, string language, string? before) =>
            FrontAsync(visit, LanguageTag.Normalise(language), before));
        pages.MapMethods("/articles/{slug}", Reading, (Visit visit, string slug) => ArticleAsync(visit, slug));
        pages.MapMethods(Stylesheet.Site.Route, Reading, (string? v) => Stylesheet.Site.Answer(v));
        return routes;
    }

    private static async Task<IResult> FrontAsync(Visit visit, string? language, string? before)
    {
        var words = (language is null ? Words.For(visit.Request, visit.Site) : Words.In(language)) ?? Words.Of(visit.Site);
        ListPosition? position = null;
        if (before is not null && !Cursor.TryRead(before, out position))
            return await NotFoundAsync(visit, words);

        var stored = await visit.Store.ListPublishedAsync(new PublishedQuery(ArticlesAPage + 1, position, language), visit.Cancellation);
        var articles = stored.Take(ArticlesAPage).Select(ReadableArticle.Of).OfType<ReadableArticle>().ToList();
        if (articles.Count == 0 && (language is not null || position is not null))
            return await NotFoundAsync(visit, words);

        var older = stored.Count > ArticlesAPage ? Cursor.After(stored[ArticlesAPage - 1]) : null;
        var view = visit.Views(words).Front(articles, language, older, isFirst: position is null);
        return new ConditionalAnswer(await visit.Pages.RenderAsync<FrontPage>(view), HtmlType)
        {
            LastModified = articles.Count > 0 ? articles.Max(static article => article.ChangedAt) : null,
            Vary = language is null ? "Accept-Language" : null,
        };
    }

    private static async Task<IResult> ArticleAsync(Visit visit, string slug)
    {
        var stored = await visit.Store.FindBySlugAsync(slug, visit.Cancellation);
        if (stored is { State: PublicationState.Withdrawn })
        {
            var theirs = Words.In(stored.Language) ?? Words.Of(visit.Site);
            return await NoticeAsync(visit, visit.Views(theirs).Withdrawn(), StatusCodes.Status410Gone);
        }

        if (ReadableArticle.Of(stored) is not { } readable)
            return await NotFoundAsync(visit, Words.For(visit.Request, visit.Site));

        var words = Words.In(readable.Language) ?? Words.Of(visit.Site);
        var (from, more) = await MoreAsync(visit, readable);
        var view = visit.Views(words).Article(readable, await visit.Bodies.HtmlAsync(readable), from, more);
        return new ConditionalAnswer(await visit.Pages.RenderAsync<ArticlePage>(view), HtmlType)
        {
            LastModified = more.Select(static other => other.ChangedAt).Append(readable.ChangedAt).Max(),
        };
    }

    /// <summary>
    /// The newest others of the source; where it has hardly any, those of the whole site in the same language; failing that, in
    /// any.
    /// </summary>
    private static async Task<(string From, List<ReadableArticle> Articles)> MoreAsync(Visit visit, ReadableArticle readable)
    {
        var source = readable.Article.Source;
        var sameSource = await OthersAsync(visit, readable, new PublishedQuery(MoreArticles + 1, Source: source.Id));
        if (sameSource.Count >= FewArticles)
            return (source.Name, sameSource);
        var sameLanguage = await OthersAsync(visit, readable, new PublishedQuery(MoreArticles + 1, Language: readable.Language));
        return sameLanguage.Count > 0
            ? (visit.Site.Title, sameLanguage)
            : (visit.Site.Title, await OthersAsync(visit, readable, new PublishedQuery(MoreArticles + 1)));
    }

    private static async Task<List<ReadableArticle>> OthersAsync(Visit visit, ReadableArticle readable, PublishedQuery query)
    {
        var stored = await visit.Store.ListPublishedAsync(query, visit.Cancellation);
        var others = stored.Where(other => other.ArticleId != readable.Id).Take(MoreArticles);
        return [.. others.Select(ReadableArticle.Of).OfType<ReadableArticle>()];
    }

    private static Task<IResult> NotFoundAsync(Visit visit, Words words) =>
        NoticeAsync(visit, visit.Views(words).NotFound(), StatusCodes.Status404NotFound);

    private static async Task<IResult> NoticeAsync(Visit visit, NoticeView view, int status) =>
        Results.Content(Encoding.UTF8.GetString(await visit.Pages.RenderAsync<NoticePage>(view)), HtmlType, statusCode: status);

    private const string HtmlType = "text/html; charset=utf-8";

    private static ValueTask<object?> WithPageHeaders(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src https: http: data:; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.XContentTypeOptions = "nosniff";
        // 404 and 410 may be cached too (RFC 9111 §4.2.2), and an embargo ends.
        headers.CacheControl = "no-cache";
        return next(context);
    }

    /// <summary>One request for a page and what answering it takes.</summary>
    internal sealed record Visit(IPublishedStore Store, SiteOptions Site, PageRenderer Pages, ArticleBodies Bodies, HttpRequest Request)
    {
        public CancellationToken Cancellation => Request.HttpContext.RequestAborted;

        public PageViews Views(Words words) => new(Site, SiteAddress.Of(Request, Site), words);

        public static ValueTask<Visit> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            return ValueTask.FromResult(new Visit(
                services.GetRequiredService<IPublishedStore>(),
                services.GetRequiredService<SiteOptions>(),
                services.GetRequiredService<PageRenderer>(),
                services.GetRequiredService<ArticleBodies>(),
                context.Request));
        }
    }
}
