using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>A paper whose feed names a hub, the hub, and a newsroom that both can reach.</summary>
internal sealed class SubscribedPaper : IAsyncDisposable
{
    private readonly WebApplication door;
    private string? headers;

    private SubscribedPaper(WebApplication door, TestHub hub)
    {
        this.door = door;
        Hub = hub;
        Hubs = [hub.Url()];
    }

    public TestHub Hub { get; }

    public PolledSite Newsroom { get; private set; } = null!;

    public Source Source { get; private set; } = null!;

    /// <summary>That the feed names.</summary>
    public IReadOnlyList<string> Hubs { get; set; }

    public IReadOnlyList<string> Items { get; set; } = [BayPost.Item("1")];

    /// <summary>Whether whoever has seen the feed is answered 304.</summary>
    public bool IsUnchanged { get; set; }

    /// <summary>Seconds that the feed wants to be left alone for.</summary>
    public int? RetryAfter { get; set; }

    public DateTimeOffset Now => Newsroom.Site.Clock.GetUtcNow();

    public int Polls => Newsroom.Site.Asked.Count(path => path == "/feed");

    public string Topic => Newsroom.Site.Url("/feed").AbsoluteUri;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SubscribedPaper> StartAsync(Func<WebSubOptions, WebSubOptions>? with = null, bool inHeaders = false)
    {
        SubscribedPaper paper = null!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(_ => paper.Newsroom.WebSub.Answering).AddSingleton(_ => paper.Newsroom.WebSub.Deliveries);
        var door = builder.Build();
        WebSubEndpoints.Map(door);
        await door.StartAsync(Cancellation);
        paper = new SubscribedPaper(door, await TestHub.StartAsync()) { headers = inHeaders ? "" : null };
        var options = new WebSubOptions { CallbackBase = door.Urls.First() };
        paper.Newsroom = await PolledSite.StartAsync(paper.AnswerAsync, webSub: with?.Invoke(options) ?? options);
        paper.Source = await paper.Newsroom.AddAsync();
        return paper;
    }

    /// <summary>The document at <c>/feed</c>, or one with other items.</summary>
    public string Feed(params string[] items) => BayPost.Feed([.. Links(), .. items.Length > 0 ? items : Items]).Replace("<rss ", "<rss xmlns:atom='http://www.w3.org/2005/Atom' ", StringComparison.Ordinal);

    /// <summary>Polls what is due and sees to subscriptions until nothing is due now.</summary>
    public async Task GoOnAsync()
    {
        do
            await Newsroom.WebSub.SubscribeAsync();
        while (await Newsroom.PollAsync() > 0);
    }

    public async Task<TimeSpan> UntilNextPollAsync() => (await Newsroom.FindAsync(Source)).Polls.NextPollAt!.Value - Now;

    public async Task<Subscription> SubscriptionAsync() => (await Newsroom.WebSub.Store.FindOfSourceAsync(Source.Id, Cancellation))!;

    public async Task<Subscription> ByCallbackAsync(HubRequest asked) =>
        (await Newsroom.WebSub.Store.FindByTokenAsync(asked.Callback.Split('/')[^1], Cancellation))!;

    public async Task<bool> HasAsync(string guid) => await Newsroom.ArticleAsync(Source, guid) is not null;

    public async ValueTask DisposeAsync()
    {
        await Newsroom.DisposeAsync();
        await Hub.DisposeAsync();
        await door.DisposeAsync();
    }

    private IEnumerable<string> Links() => headers is not null ? [] : Hubs.Select(hub => $"<atom:link rel='hub' href='{hub}'/>").Append($"<atom:link rel='self' href='{Topic}'/>");

    private Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path != "/feed")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }

        if (headers is not null)
            http.Response.Headers.Link = string.Join(", ", Hubs.Select(hub => $"<{hub}>; rel=\"hub\"").Append("</feed>; rel=self"));
        http.Response.Headers.ETag = "\"1\"";
        if (IsUnchanged && http.Request.Headers.IfNoneMatch.Count > 0)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return http.Response.WriteAsync(Feed());
    }
}
