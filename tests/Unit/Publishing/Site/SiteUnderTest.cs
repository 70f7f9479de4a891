using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Feeds;
using Newsroom.Publishing.Site;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Site;

/// <summary>Pages, feeds and API over articles in memory, on a port of their own.</summary>
internal sealed class SiteUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiteUnderTest(WebApplication app, HttpClient http, ArticlesInMemory articles) => (_app, Http, Articles) = (app, http, articles);

    public HttpClient Http { get; }
    public ArticlesInMemory Articles { get; }

    public static async Task<SiteUnderTest> WithAsync(params PublishedArticle[] articles)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Newsroom:Site:BaseUrl"] = "https://news.example.org/",
            ["Newsroom:Site:Partners:0:Name"] = "Partner",
            ["Newsroom:Site:Partners:0:Url"] = "https://partner.example.org/",
        });
        var store = new ArticlesInMemory(articles);
        builder.Services.AddSingleton<IPublishedStore>(store).AddSite();
        var app = builder.Build();
        app.MapSite().MapFeeds().MapReadApi();
        await app.StartAsync();
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        return new SiteUnderTest(app, http, store);
    }

    public async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> ReadAsync(string path, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        using var answer = await AskAsync(path, headers);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>The store's reading side, to the letter of its interface.</summary>
internal sealed class ArticlesInMemory(IEnumerable<PublishedArticle> articles) : IPublishedStore
{
    private readonly List<PublishedArticle> _all = [.. articles];

    public void Replace(PublishedArticle article)
    {
        _all.RemoveAll(other => other.ArticleId == article.ArticleId);
        _all.Add(article);
    }

    public Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation) =>
        Task.FromResult(_all.Find(article => article.ArticleId == articleId) is { } found ? new StoredArticle(found, 1) : null);

    public Task<PublishedArticle?> FindBySlugAsync(string slug, CancellationToken cancellation) =>
        Task.FromResult(_all.Find(article => article.Slug == slug));

    public Task<SaveOutcome> SaveAsync(
        PublishedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<PublishedArticle>> ListPublishedAsync(PublishedQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PublishedArticle>>(
        [
            .. _all
                .Where(article => article.State == PublicationState.Published)
                .Where(article => query.Language is null || article.Language == query.Language)
                .Where(article => query.Source is null || article.Article!.Source.Id == query.Source)
                .Where(article => query.Before is null || Place(article).CompareTo((query.Before.SortAt, query.Before.ArticleId)) < 0)
                .OrderByDescending(Place)
                .Take(query.Limit),
        ]);

    private static (DateTimeOffset, Guid) Place(PublishedArticle article) => (article.SortAt, article.ArticleId);
}
