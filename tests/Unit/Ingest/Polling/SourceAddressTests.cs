using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What polls find out about a source: where it is, what it calls itself, and how long it wants to be left alone.</summary>
public sealed class SourceAddressTests : PollingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404)]
    [InlineData(200)]
    [InlineData(503)]
    public async Task A_permanent_redirect_to_what_is_no_feed_does_not_cost_the_address(int status)
    {
        var isMoved = true;
        await using var paper = await PolledSite.StartAsync(http => (http.Request.Path.Value, isMoved) switch
        {
            ("/feed", false) => http.Response.WriteAsync(Feed),
            ("/feed", true) => Moved(http, "/"),
            _ when status == 200 => Html(http, "<html><body>Welcome to our new site</body></html>"),
            _ => Status(http, status),
        });
        var failed = await paper.PollAsync(await paper.AddAsync());
        Assert.Equal((SourceState.Failing, "/feed"), (failed.State, new Uri(failed.Settings.Url).AbsolutePath));
        isMoved = false;
        paper.Site.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await paper.PollAsync(failed)).Polls.Articles);
    }

    [Fact]
    public async Task Where_only_the_redirect_is_new_the_address_is_taken_with_the_next_whole_feed()
    {
        var isMoved = false;
        await using var paper = await PolledSite.StartAsync(http =>
        {
            if (isMoved && http.Request.Path == "/feed")
                return Moved(http, "/new");
            http.Response.Headers.ETag = "\"1\"";
            return http.Request.Headers.IfNoneMatch == "\"1\"" ? Status(http, 304) : http.Response.WriteAsync(Feed);
        });
        var source = await paper.PollAsync(await paper.AddAsync());
        isMoved = true;
        Assert.EndsWith("/feed", (await paper.PollAsync(source)).Settings.Url, StringComparison.Ordinal);
        Assert.EndsWith("/new", (await paper.PollAsync(source)).Settings.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_moved_onto_another_says_so_until_one_is_removed()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            if (http.Request.Path == "/old")
                return Moved(http, "/feed");
            http.Response.Headers.ETag = "\"1\"";
            return http.Request.Headers.IfNoneMatch == "\"1\"" ? Status(http, 304) : http.Response.WriteAsync(Feed);
        });
        var there = await paper.AddAsync();
        var old = await paper.AddAsync("/old");
        for (var poll = 0; poll < 2; poll++)
        {
            old = await paper.PollAsync(old);
            Assert.Contains(there.Id.ToString(), old.Polls.Problem, StringComparison.Ordinal);
            Assert.EndsWith("/old", old.Settings.Url, StringComparison.Ordinal);
        }

        await paper.Sources.RemoveAsync(there.Id, Cancellation);
        await paper.PollAsync(old);
        old = await paper.PollAsync(old);
        Assert.EndsWith("/feed", old.Settings.Url, StringComparison.Ordinal);
        Assert.Null(old.Polls.Problem);
    }

    [Fact]
    public async Task A_page_that_was_not_up_when_the_source_was_made_leads_to_its_feed_once_it_is()
    {
        var isUp = false;
        await using var paper = await StartAsync();
        Page = http => isUp ? Html(http, "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Bay Post</body></html>") : Status(http, 503);
        var source = await AddUncheckedAsync(paper, "/");
        Assert.Equal(SourceState.Failing, (await paper.PollAsync(source)).State);
        isUp = true;
        source = await paper.PollAsync(source);
        Assert.Equal((SourceState.Active, "Bay Post", paper.Site.Url("/feed").AbsoluteUri), (source.State, source.Settings.Name, source.Settings.Url));
        Assert.Equal("Bay Post", (await paper.ArticleAsync(source, "1"))!.Article.Source.Name);
    }

    [Fact]
    public async Task A_change_to_the_address_of_a_page_leads_to_its_feed_too()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Bay Post</body></html>");
        var source = await AddUncheckedAsync(paper, "/feed?old");
        await paper.PollAsync(source);
        Assert.False((await paper.Keeper.ChangeAsync(source.Id, before => before with { Url = paper.Site.Url("/home").AbsoluteUri }, Cancellation)).Failed(out _, out _));
        source = await paper.PollAsync(source);
        Assert.Equal((SourceState.Active, paper.Site.Url("/feed").AbsoluteUri), (source.State, source.Settings.Url));
    }

    [Fact]
    public async Task A_name_that_is_taken_back_is_learnt_though_the_feed_has_not_changed()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            http.Response.Headers.ETag = "\"1\"";
            return http.Request.Headers.IfNoneMatch == "\"1\"" ? Status(http, 304) : http.Response.WriteAsync(Feed);
        });
        var source = await paper.AddAsync(with: settings => settings with { Name = "Another" });
        // As an earlier release left it, which remembered no title.
        var leased = Assert.Single(await paper.Sources.LeaseAsync(1, paper.Site.Clock.GetUtcNow(), paper.Options.Lease, Cancellation));
        await paper.Sources.CompleteAsync(leased, new SourcePolls { ETag = "\"1\"", BodyHash = "1", LastSuccessAt = source.CreatedAt }, null, Cancellation);
        Assert.False((await paper.Keeper.ChangeAsync(source.Id, before => before with { Name = null }, Cancellation)).Failed(out _, out var unnamed));
        Assert.Equal("site.example", unnamed.Settings.Name);
        Assert.Equal("Bay Post", (await paper.PollAsync(source)).Settings.Name);
    }

    [Fact]
    public async Task A_feed_that_was_read_before_is_not_looked_for_elsewhere()
    {
        await using var paper = await StartAsync();
        var source = await paper.PollAsync(await paper.AddAsync());
        Feed = "<html><head><link rel=alternate type='application/rss+xml' href='/another'></head><body>We are working on it</body></html>";
        source = await paper.PollAsync(source);
        Assert.Equal((SourceState.Failing, "/feed"), (source.State, new Uri(source.Settings.Url).AbsolutePath));
        Assert.DoesNotContain("/another", paper.Site.Asked);
    }

    [Fact]
    public async Task A_page_that_leads_to_another_sources_feed_ends_and_says_why()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Bay Post</body></html>");
        var there = await paper.AddAsync();
        var second = await paper.PollAsync(await AddUncheckedAsync(paper, "/"));
        Assert.Equal(SourceState.Ended, second.State);
        Assert.Contains(there.Id.ToString(), second.Polls.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_nobody_looked_at_learns_its_name_and_keeps_one_that_was_said()
    {
        await using var paper = await StartAsync();
        var source = await AddUncheckedAsync(paper, "/feed");
        Assert.Equal("site.example", source.Settings.Name);
        source = await paper.PollAsync(source);
        Assert.Equal(("Bay Post", "https://bay.example/"), (source.Settings.Name, source.Settings.HomePage));
        Assert.False((await paper.Keeper.ChangeAsync(source.Id, before => before with { Name = "The Post" }, Cancellation)).Failed(out _, out _));
        Assert.Equal("The Post", (await paper.PollAsync(source)).Settings.Name);
    }

    [Fact]
    public async Task What_is_not_said_any_more_goes_back_to_what_the_feed_says()
    {
        await using var paper = await StartAsync();
        var source = await paper.PollAsync(await paper.AddAsync(with: settings => settings with { Name = "Another" }));
        Assert.False((await paper.Keeper.ChangeAsync(source.Id, before => new SourceRequest { Url = before.Url }, Cancellation)).Failed(out _, out var changed));
        Assert.Equal(("Bay Post", "https://bay.example/"), (changed.Settings.Name, changed.Settings.HomePage));
    }

    [Fact]
    public async Task How_long_a_feed_wants_to_be_left_alone_holds_while_it_does_not_change()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            http.Response.Headers.ETag = "\"1\"";
            return http.Request.Headers.IfNoneMatch == "\"1\"" ? Status(http, 304) : http.Response.WriteAsync(Feed);
        });
        Feed = Feed.Replace("<language>", "<ttl>240</ttl><language>", StringComparison.Ordinal);
        var source = await paper.AddAsync();
        for (var poll = 0; poll < 2; poll++)
        {
            source = await paper.PollAsync(source);
            Assert.InRange(source.Polls.NextPollAt!.Value - paper.Site.Clock.GetUtcNow(), TimeSpan.FromMinutes(200), TimeSpan.FromMinutes(280));
        }
    }

    private static async Task<Source> AddUncheckedAsync(PolledSite paper, string path)
    {
        Assert.False((await paper.Keeper.AddAsync(new SourceRequest { Url = paper.Site.Url(path).AbsoluteUri, FullText = false }, @unchecked: true, Cancellation)).Failed(out _, out var added));
        return added.Source;
    }

    private static Task Moved(HttpContext http, string to)
    {
        http.Response.Headers.Location = to;
        return Status(http, 301);
    }
}
