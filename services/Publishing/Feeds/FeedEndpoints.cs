using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Feeds;

/// <summary><c>/feed.rss</c>, <c>/feed.atom</c> and <c>/feed.json</c>: the newest articles, whole.</summary>
internal static class FeedEndpoints
{
    private const int Newest = 50;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Each takes <c>?language=</c> (BCP 47) and <c>?source=</c> (a source's id). Needs what <see cref="SiteEndpoints.AddSite"/> registers.</summary>
    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder routes)
    {
        Map(routes, FeedFormat.Rss, RssFeed.Write);
        Map(routes, FeedFormat.Atom, AtomFeed.Write);
        Map(routes, FeedFormat.Json, JsonFeed.Write);
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, FeedFormat format, Func<Feed, byte[]> write) =>
        routes.MapMethods(format.Path, Reading, async (
            IPublishedStore store, SiteOptions site, ArticleBodies bodies, HttpContext http, string? language, string? source) =>
        {
            var articles = await NewestAsync(store, Given(language), Given(source), http.RequestAborted);
            var address = SiteAddress.Of(http.Request, site);
            var items = new List<FeedItem>(articles.Count);
            foreach (var article in articles)
                items.Add(FeedItem.Of(article, address, await bodies.HtmlAsync(article)));

            http.Response.Headers.XContentTypeOptions = "nosniff";
            var feed = Describe(site, address, format, Given(language), Given(source), items);
            return new ConditionalAnswer(write(feed), format.MediaType + "; charset=utf-8")
            {
                LastModified = articles.Count > 0 ? articles.Max(static article => article.ChangedAt) : null,
            };
        }).ExcludeFromDescription();

    private static async Task<List<ReadableArticle>> NewestAsync(
        IPublishedStore store, string? language, string? source, CancellationToken cancellation)
    {
        var query = new PublishedQuery(Newest, Language: language is null ? null : LanguageTag.Normalise(language), Source: source);
        return [.. (await store.ListPublishedAsync(query, cancellation)).Select(ReadableArticle.Of).OfType<ReadableArticle>()];
    }

    private static Feed Describe(
        SiteOptions site, SiteAddress address, FeedFormat format, string? language, string? source, List<FeedItem> items)
    {
        var filters = new List<KeyValuePair<string, string?>>();
        if (language is not null)
            filters.Add(new("language", LanguageTag.Normalise(language)));
        if (source is not null)
            filters.Add(new("source", source));
        var narrower = new[] { source is null ? null : items.FirstOrDefault()?.Source ?? source, language is null ? null : LanguageTag.OwnName(LanguageTag.Normalise(language)) };
        return new Feed
        {
            Title = string.Join(" · ", narrower.Prepend(site.Title).Where(static part => part is not null)),
            Description = site.Description,
            HomePage = address.Absolute(language is null ? "/" : "/" + Uri.EscapeDataString(LanguageTag.Normalise(language))),
            Self = address.Absolute(format.Path + QueryString.Create(filters).ToUriComponent()),
            Language = items.Select(static item => item.Language).Distinct().ToList() is [{ } only] ? only : null,
            Items = items,
        };
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
