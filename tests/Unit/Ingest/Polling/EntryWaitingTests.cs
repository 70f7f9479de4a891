using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What becomes of entries whose pages cannot be had when they are named.</summary>
public sealed class EntryWaitingTests : PollingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_stays_away_is_asked_for_less_and_less_often_for_a_day_and_then_the_feeds_text_is_taken()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 500);
        var source = await SummedUpAsync(paper);
        var began = paper.Site.Clock.GetUtcNow();
        while (await paper.ArticleAsync(source, "1") is null)
        {
            Assert.True(paper.Site.Clock.GetUtcNow() < began.AddHours(30));
            await GoOnAsync(paper, source);
        }

        Assert.InRange(paper.Site.Clock.GetUtcNow() - began, TimeSpan.FromHours(24), TimeSpan.FromHours(28));
        Assert.InRange(paper.Site.Asked.Count(path => path == "/story/1"), 10, 25);
        Assert.Null((await paper.FindAsync(source)).Polls.AskAt);
    }

    [Fact]
    public async Task A_page_that_is_back_by_the_next_morning_is_taken_though_the_feed_has_forgotten_it()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 503);
        Feed = BayPost.Feed(Item(paper));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        Feed = BayPost.Feed(BayPost.Item("2", text: BayPost.Ferry + BayPost.Bridge));
        while (paper.Site.Clock.GetUtcNow() < source.CreatedAt.AddHours(12))
            await GoOnAsync(paper, source);
        Page = http => Html(http, BayPost.Page("A line closes"));
        await paper.PollAsync(source);
        Assert.Contains(BayPost.Bridge, PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body), StringComparison.Ordinal);
        Assert.Empty(await QuarantinedAsync(paper));
    }

    [Fact]
    public async Task A_headline_whose_page_never_comes_goes_to_quarantine_with_the_reason()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 404);
        Feed = BayPost.Feed(Item(paper));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        while (paper.Site.Clock.GetUtcNow() < source.CreatedAt.AddHours(28))
            await GoOnAsync(paper, source);
        var kept = Assert.Single(await QuarantinedAsync(paper));
        Assert.Contains("404", kept.Reason, StringComparison.Ordinal);
        Assert.Equal((source.Id.ToString(), "feed"), (kept.Source, kept.Via));

        // Whoever mends it has it read with its page.
        Page = null;
        Assert.False((await paper.Quarantining.RetryAsync(kept.Id, Cancellation)).Failed(out var refusal, out _), refusal?.Sentence);
        Assert.Contains(BayPost.Bridge, PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_wants_to_be_left_alone_is_not_asked_for_the_sake_of_its_pages()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 500);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One.")).Replace("<language>", "<ttl>240</ttl><language>", StringComparison.Ordinal);
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        for (var i = 0; i < 4; i++)
            await GoOnAsync(paper, source);
        Assert.Equal((1, 5), (paper.Site.Asked.Count(path => path == "/feed"), paper.Site.Asked.Count(path => path == "/story/1")));
        Assert.InRange(paper.Site.Clock.GetUtcNow() - source.CreatedAt, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task A_page_that_is_named_before_it_is_up_is_waited_for()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 404);
        var source = await SummedUpAsync(paper);
        for (var i = 0; i < 5; i++)
            await GoOnAsync(paper, source);
        Page = http => Html(http, BayPost.Page("Story"));
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    [Fact]
    public async Task Short_absence_takes_no_article_down_however_often_it_is_looked_at()
    {
        await using var paper = await StartAsync();
        var source = await SummedUpAsync(paper);
        Page = http => Status(http, 404);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One, again."));
        for (var i = 0; i < 5; i++)
            await paper.PollAsync(source);
        Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task A_page_that_is_missing_for_the_first_time_after_an_outage_is_not_gone()
    {
        await using var paper = await StartAsync();
        var source = await SummedUpAsync(paper);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One, again."));
        foreach (var status in new[] { 503, 503, 503, 404 })
        {
            Page = http => Status(http, status);
            await paper.PollAsync(source);
            paper.Site.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task What_was_read_from_a_page_is_not_replaced_by_the_feeds_summary()
    {
        await using var paper = await StartAsync();
        var source = await SummedUpAsync(paper);
        Page = http => Status(http, 500);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One, again."));
        await paper.PollAsync(source);
        for (var hours = 0; hours < 3; hours++)
        {
            paper.Site.Clock.Advance(TimeSpan.FromHours(10));
            await paper.PollAsync(source);
        }

        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
        Assert.DoesNotContain((await paper.FindAsync(source)).Polls.Seen, entry => entry.Waiting is not null);
    }

    [Fact]
    public async Task While_robots_txt_cannot_be_had_entries_wait()
    {
        var isDown = true;
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/feed" => http.Response.WriteAsync(Feed),
            "/robots.txt" => Status(http, isDown ? 503 : 404),
            _ => Html(http, BayPost.Page("Story")),
        });
        var source = await SummedUpAsync(paper);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        Assert.DoesNotContain("/story/1", paper.Site.Asked);
        isDown = false;
        paper.Site.Clock.Advance(TimeSpan.FromMinutes(11));
        await paper.PollAsync();
        Assert.Contains(BayPost.Bridge, PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_pages_say_when_to_come_again_is_left_alone_by_every_source_until_then()
    {
        await using var paper = await StartAsync();
        Page = http =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Status(http, 429);
        };
        Feed = BayPost.Feed(Enumerable.Range(0, 3).Select(i => BayPost.Item($"{i}", paper.Site.Url($"/story/{i}", "pages.example").AbsoluteUri, $"{i}.")));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        await paper.PollAsync(await AddAsync(paper, "/feed?other"));
        Assert.Single(paper.Site.Asked, path => path.StartsWith("/story/", StringComparison.Ordinal));
        Page = null;
        paper.Site.Clock.Advance(TimeSpan.FromMinutes(61));
        await paper.PollAsync();
        Assert.Equal(3, (await paper.FindAsync(source)).Polls.Articles);
    }

    [Fact]
    public async Task A_host_that_fails_again_and_again_is_spared_the_rest_of_a_feed()
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, 500);
        Feed = BayPost.Feed(Enumerable.Range(0, 20).Select(i => BayPost.Item($"{i}", paper.Site.Url($"/story/{i}").AbsoluteUri, $"{i}.")));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        Assert.Equal(3, paper.Site.Asked.Count(path => path.StartsWith("/story/", StringComparison.Ordinal)));
        Page = null;
        Assert.Equal(20, (await paper.PollAsync(source)).Polls.Articles);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/en/")]
    [InlineData("/index.html")]
    public async Task The_front_page_is_nobodys_text(string front)
    {
        await using var paper = await StartAsync();
        Page = http =>
        {
            http.Response.Headers.Location = front;
            return http.Request.Path == "/story/1" ? Status(http, 302) : Html(http, BayPost.Page("News of today"));
        };
        var source = await SummedUpAsync(paper);
        Assert.Contains(front, paper.Site.Asked);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        Page = null;
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    [Fact]
    public async Task A_headline_whose_page_is_forbidden_goes_to_quarantine_and_leaves_it_when_its_text_comes()
    {
        var rules = "User-agent: *\nDisallow: /story/";
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/robots.txt" => http.Response.WriteAsync(rules),
            _ => http.Response.WriteAsync(Feed),
        });
        Feed = BayPost.Feed(Item(paper));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        Assert.Contains("robots.txt", Assert.Single(await QuarantinedAsync(paper)).Reason, StringComparison.Ordinal);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, BayPost.Ferry));
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
        Assert.Empty(await QuarantinedAsync(paper));
    }

    [Fact]
    public async Task An_unreadable_page_is_in_quarantine_once_and_not_any_more_when_other_rules_read_it()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, "<html><title>Log in</title><form><input type=password></form></html>");
        Feed = BayPost.Feed(Item(paper));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        Feed = BayPost.Feed(Item(paper).Replace("</item>", "<pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate></item>", StringComparison.Ordinal));
        await paper.PollAsync(source);
        Assert.Single(await QuarantinedAsync(paper));
        Page = null;
        var now = (await paper.Sources.FindAsync(source.Id, Cancellation))!;
        Assert.Equal(SettingsOutcome.Saved, await paper.Sources.SaveSettingsAsync(source.Id, now.Settings with { Section = "Harbour" }, now.Version, Cancellation));
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
        Assert.Empty(await QuarantinedAsync(paper));
    }

    [Fact]
    public async Task A_feed_that_is_gone_for_good_still_owes_what_it_named()
    {
        var isGone = false;
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/feed" => isGone ? Status(http, 410) : http.Response.WriteAsync(Feed),
            "/robots.txt" => Status(http, 404),
            _ => Status(http, 500),
        });
        var source = await SummedUpAsync(paper);
        isGone = true;
        Assert.Equal(SourceState.Ended, (await paper.PollAsync(source)).State);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    private static string Item(PolledSite paper) => $"<item><guid>1</guid><title>A line closes</title><link>{paper.Site.Url("/story/1")}</link></item>";

    private static Task<Source> AddAsync(PolledSite paper, string path = "/feed") => paper.AddAsync(path, settings => settings with { FullText = true });

    private static Task<IReadOnlyList<QuarantinedMessage>> QuarantinedAsync(PolledSite paper) => paper.Quarantine.ListAsync(new QuarantineFilter(), 10, null, Cancellation);

    /// <summary>A source whose feed sums up one story, polled once.</summary>
    private async Task<Source> SummedUpAsync(PolledSite paper)
    {
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await AddAsync(paper);
        await paper.PollAsync(source);
        return source;
    }

    /// <summary>To the time at which the source is due, and polls it.</summary>
    private static async Task GoOnAsync(PolledSite paper, Source source)
    {
        paper.Site.Clock.SetUtcNow((await paper.FindAsync(source)).Polls.NextPollAt!.Value);
        Assert.Equal(1, await paper.PollAsync());
    }
}
