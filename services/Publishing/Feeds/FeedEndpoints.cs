using Microsoft.AspNetCore.Http.Extensions;
using Newsroom.Hosting.Descriptions;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Feeds;

/// <summary><c>/feed.rss</c>, <c>/feed.atom</c> and <c>/feed.json</c>: the newest articles, whole.</summary>
internal static class FeedEndpoints
{
    private const int Newest = 50;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Each takes <c>?language=</c> (BCP 47) and <c>?source=</c> (a source's id). Needs what <see cref="SiteEndpoints.AddSite"/>
    /// registers.
    /// </summary>
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
            var given = string.IsNullOrWhiteSpace(source) ? null : source.Trim();
            var query = new PublishedQuery(Newest, Language: LanguageTag.Given(language), Source: given);
            var stored = await store.ListPublishedAsync(query, http.RequestAborted);
            var articles = stored.Select(ReadableArticle.Of).OfType<ReadableArticle>().ToList();
            var address = SiteAddress.Of(http.Request, site);
            var items = new List<FeedItem>(articles.Count);
            foreach (var article in articles)
                items.Add(FeedItem.Of(article, address, await bodies.HtmlAsync(article)));

            http.Response.Headers.XContentTypeOptions = "nosniff";
            return new ConditionalAnswer(write(Describe(site, address, format, query, items)), format.MediaType + "; charset=utf-8")
            {
                LastModified = articles.Count > 0 ? articles.Max(static article => article.ChangedAt) : null,
            };
        }).WithName("Get" + format.Name.Replace(" ", "", StringComparison.Ordinal)).WithTags(PublishingModule.Name)
            .WithSummary($"The newest articles, whole, as {format.Name}")
            .Asks("language", "Only those in this language; BCP 47.", "en")
            .Asks("source", "Only those of this source; its id.")
            .AnswersText(format.MediaType, "The feed, with ETag and Last-Modified.");

    private static Feed Describe(SiteOptions site, SiteAddress address, FeedFormat format, PublishedQuery query, List<FeedItem> items)
    {
        var title = new List<string> { site.Title };
        var filters = new QueryBuilder();
        if (query.Source is { } source)
        {
            title.Add(items.Count > 0 ? items[0].Source : source);
            filters.Add("source", source);
        }

        if (query.Language is { } language)
        {
            title.Add(LanguageTag.OwnName(language));
            filters.Add("language", language);
        }

        return new Feed
        {
            Title = string.Join(" · ", title),
            Description = site.Description,
            HomePage = address.Absolute(query.Language is null ? "/" : "/" + Uri.EscapeDataString(query.Language)),
            Self = address.Absolute(format.Path + filters.ToQueryString().ToUriComponent()),
            Language = items.Select(static item => item.Language).Distinct().ToList() is [{ } only] ? only : null,
            Items = items,
        };
    }
}
