using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Support;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisits;

/// <summary>Looks again at pages of a web server on loopback.</summary>
public sealed class RevisitingTests : PollingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_correction_that_the_feed_does_not_tell_of_is_a_revision()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Html(http, BayPost.Page("Story", "A bridge takes its place. It opens to cars in September, and not in May as we wrote at first; we are sorry for that."));
        Assert.Equal(0, await paper.VisitAsync(TimeSpan.FromMinutes(59)));
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromMinutes(1)));
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Equal((2, "Story 1", "feed"), (article.Revision, article.Title, article.Provenance.Via));
        Assert.Contains("in September", PlainText.Of(article.Body), StringComparison.Ordinal);

        // The next visit compares with what was read now.
        Assert.Equal(1, await paper.VisitAsync(5 * Hour));
        Assert.Equal(2, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
    }

    [Fact]
    public async Task The_page_is_asked_for_what_changed_and_visited_five_times()
    {
        var conditions = new List<string>();
        await using var paper = await StartAsync();
        Page = http =>
        {
            conditions.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = "\"v1\"";
            return http.Request.Headers.IfNoneMatch == "\"v1\"" ? Status(http, 304) : Html(http, BayPost.Page("Story"));
        };
        var source = await PolledAsync(paper);
        var visits = 0;
        for (var hour = 0; hour < 24 * 8; hour++)
            visits += await paper.VisitAsync(Hour);
        Assert.Equal(5, visits);
        Assert.Equal(["", .. Enumerable.Repeat("\"v1\"", 5)], conditions);
        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
    }

    [Fact]
    public async Task A_counter_on_the_page_is_no_change()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Html(http, BayPost.Page("Story").Replace("</article>", "</article><div>17 people read this</div>", StringComparison.Ordinal));
        Assert.Equal(1, await paper.VisitAsync(Hour));
        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
    }

    [Theory]
    [InlineData(410, 1)]
    [InlineData(404, 3)]
    public async Task An_article_whose_page_is_gone_is_withdrawn(int status, int visits)
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Status(http, status);
        for (var visit = 0; visit < visits; visit++)
        {
            Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
            Assert.Equal(1, await paper.VisitAsync(visit == 0 ? Hour : 3 * Hour));
        }

        var withdrawn = (await paper.ArticleAsync(source, "1"))!.Withdrawn!;
        Assert.Contains($"answers {status}", withdrawn.Reason, StringComparison.Ordinal);
        Assert.Equal(status == 404, withdrawn.MayReturn);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(404)]
    public async Task A_server_that_is_in_trouble_is_left_alone_until_the_next_visit_or_asked_again(int status)
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Status(http, status);
        Assert.Equal(1, await paper.VisitAsync(Hour));
        Page = null;
        Assert.Equal(1, await paper.VisitAsync(5 * Hour));
        Assert.Equal((null, 1), (await paper.ArticleAsync(source, "1"))! is var article ? (article.Withdrawn, article.Article.Revision) : default);
    }

    [Fact]
    public async Task A_page_that_says_that_it_is_sorry_does_not_become_the_article()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Html(http, "<html><head><title>Sorry</title></head><body><article><h1>Sorry</h1><p>" + string.Join("</p><p>", Enumerable.Repeat(
            "The page that you are looking for is not here any more. You may find what you want with the search at the top, in the archive, or on one of the pages that are named below.", 5))
            + "</p></article></body></html>");
        Assert.Equal(1, await paper.VisitAsync(Hour));
        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
    }

    [Fact]
    public async Task A_page_that_robots_txt_forbids_since_is_left_alone()
    {
        var forbidden = false;
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/feed" => http.Response.WriteAsync(Feed),
            "/robots.txt" => forbidden ? http.Response.WriteAsync("User-agent: *\nDisallow: /story/") : Status(http, 404),
            _ => Html(http, BayPost.Page("Story")),
        });
        await PolledAsync(paper);
        forbidden = true;
        // What robots.txt says holds for a day.
        for (var hour = 0; hour < 25; hour++)
            await paper.VisitAsync(Hour);
        var asked = paper.Site.Asked.Count(path => path == "/story/1");
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromDays(2)));
        Assert.Equal(asked, paper.Site.Asked.Count(path => path == "/story/1"));
    }

    [Fact]
    public async Task Only_pages_that_a_text_was_read_from_are_visited_and_none_where_the_keeper_wants_it_so()
    {
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri));
        await paper.PollAsync(await paper.AddAsync());
        await paper.PollAsync(await paper.AddAsync("/feed?off", settings => settings with { FullText = true, Revisit = false }));
        Assert.Equal(0, await paper.VisitAsync(Hour));
    }

    [Fact]
    public async Task What_is_new_goes_before_what_is_looked_at_again()
    {
        await using var paper = await StartAsync();
        await PolledAsync(paper);
        paper.Site.Clock.Advance(Hour);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        Page = async http =>
        {
            asked.TrySetResult();
            await answer.Task.WaitAsync(http.RequestAborted);
            await Html(http, BayPost.Page("Story"));
        };
        // Somebody asks the host for something new, and the visit, which is due, is put back for as long as that takes.
        var news = paper.Fetcher.GetAsync(new FetchRequest(paper.Site.Url("/new")), TestContext.Current.CancellationToken);
        await asked.Task;
        using var loop = await paper.RevisitorAsync();
        await loop.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.BecomesAsync(paper.NextVisitAsync, due => due > paper.Site.Clock.GetUtcNow(), "the visit is put back");
        Assert.Equal(1, paper.Site.Asked.Count(path => path == "/story/1"));
        answer.SetResult();
        await news;
        await Eventually.TrueAsync(
            () =>
            {
                paper.Site.Clock.Advance(TimeSpan.FromMilliseconds(500));
                return Task.FromResult(paper.Site.Asked.Count(path => path == "/story/1") == 2);
            },
            "the page is visited");
        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Visits_end_once_the_text_comes_with_the_feed()
    {
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = null }));
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, string.Join(' ', Enumerable.Repeat(BayPost.Ferry, 6))));
        await paper.PollAsync(source);
        Assert.Equal(1, await paper.VisitAsync(Hour));
        Assert.Equal(2, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
        Assert.Equal(0, await paper.VisitAsync(TimeSpan.FromDays(30)));
        Assert.Equal(1, paper.Site.Asked.Count(path => path == "/story/1"));
    }

    [Fact]
    public async Task Visits_end_with_their_source()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        var asked = paper.Site.Asked.Count;
        await paper.Sources.RemoveAsync(source.Id, TestContext.Current.CancellationToken);
        Assert.Equal(1, await paper.VisitAsync(Hour));
        Assert.Equal(0, await paper.VisitAsync(TimeSpan.FromDays(30)));
        Assert.Equal(asked, paper.Site.Asked.Count);
    }

    /// <summary>A source with one article, which is read from its page.</summary>
    private async Task<Source> PolledAsync(PolledSite paper)
    {
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        return await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = true }));
    }
}
