using Newsroom.Contracts;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisits;

/// <summary>A page that is not found: when that is believed, of which article, and what becomes of it when the page is back.</summary>
public sealed class PageGoneTests : PollingTests
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(3);

    [Fact]
    public async Task However_often_a_source_is_polled_a_404_is_believed_after_hours_only()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper);
        Page = http => Status(http, 404);
        for (var poll = 0; poll < 12; poll++)
        {
            Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, $"A line closes, {poll / 3}."));
            await paper.PollAsync(source);
        }

        // The visit that was planned, and two of three hours between them.
        for (var visit = 0; visit < 3; visit++)
        {
            Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
            Assert.Equal(1, await paper.VisitAsync(Hours));
        }

        var article = (await paper.ArticleAsync(source, "1"))!;
        Assert.Equal((true, ArticleStatus.Withheld, 2), (article.Withdrawn!.MayReturn, article.Article.Status, article.Article.Revision));
    }

    [Fact]
    public async Task A_page_that_is_back_brings_its_article_back_while_the_feed_has_it()
    {
        await using var paper = await StartAsync();
        var source = await WithdrawnAsync(paper);
        Page = null;
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(1)));
        var article = (await paper.ArticleAsync(source, "1"))!;
        Assert.Equal((null, ArticleStatus.Usable, 3), (article.Withdrawn, article.Article.Status, article.Article.Revision));
        Assert.Equal(["status: withheld → usable"], article.Article.Changes);
        Assert.Equal("its page is there again", article.History[^1].Note);

        // And is looked after as before.
        Page = http => Status(http, 410);
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(5)));
        Assert.False((await paper.ArticleAsync(source, "1"))!.Withdrawn!.MayReturn);
    }

    [Fact]
    public async Task A_page_that_is_back_brings_nothing_that_the_feed_does_not_have_any_more()
    {
        await using var paper = await StartAsync();
        var source = await WithdrawnAsync(paper);
        Feed = BayPost.Feed(BayPost.Item("2"));
        await paper.PollAsync(source);
        Page = null;
        await paper.VisitAsync(TimeSpan.FromHours(1));
        Assert.NotNull((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task A_poll_that_finds_the_page_again_brings_the_article_back_too_and_the_word_of_the_feed_alone_does_not()
    {
        await using var paper = await StartAsync();
        var source = await WithdrawnAsync(paper);
        Page = http => Status(http, 500);
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes in June."));
        for (var poll = 0; poll < 8; poll++)
            await paper.PollAsync(source);
        Assert.NotNull((await paper.ArticleAsync(source, "1"))!.Withdrawn);

        Page = null;
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes in July."));
        for (var poll = 0; poll < 3; poll++)
            await paper.PollAsync(source);
        Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task What_an_editor_killed_stays_so_whatever_becomes_of_its_page()
    {
        await using var paper = await StartAsync();
        var source = await WithdrawnAsync(paper);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        await paper.Intake.WithdrawAsync(article.ArticleId, article.Source, "libel", "http", TestContext.Current.CancellationToken);
        Page = null;
        await paper.VisitAsync(TimeSpan.FromHours(1));
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes in June."));
        await paper.PollAsync(source);
        var killed = (await paper.ArticleAsync(source, "1"))!;
        Assert.Equal(("libel", ArticleStatus.Canceled, 3), (killed.Withdrawn!.Reason, killed.Article.Status, killed.Article.Revision));
    }

    [Theory]
    [InlineData(410)]
    [InlineData(404)]
    public async Task A_page_that_is_gone_takes_its_own_article_and_not_that_which_has_its_id(int status)
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, http.Request.Path == "/story/1" ? BayPost.Page("Ferry") : BayPost.Page("Choir").Replace(BayPost.Ferry, Choir, StringComparison.Ordinal).Replace(BayPost.Bridge, Choir, StringComparison.Ordinal));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        foreach (var story in new[] { 1, 2 })
        {
            Feed = BayPost.Feed(BayPost.Item("same", paper.Site.Url($"/story/{story}").AbsoluteUri, "A line.", title: story == 1 ? "The ferry closes" : "Ninety children sing"));
            await paper.PollAsync(source);
        }

        var choir = (await paper.Intake.OfPageAsync(source.Id.ToString(), paper.Site.Url("/story/2").AbsoluteUri, TestContext.Current.CancellationToken))!;
        Assert.NotEqual((await paper.ArticleAsync(source, "same"))!.Article.ArticleId, choir.Article.ArticleId);
        Page = http => http.Request.Path == "/story/1" ? Html(http, BayPost.Page("Ferry")) : Status(http, status);
        for (var visit = 0; visit < 4; visit++)
            await paper.VisitAsync(Hours);
        Assert.NotNull((await paper.Articles.FindAsync(choir.Article.ArticleId, TestContext.Current.CancellationToken))!.Article.Withdrawn);
        Assert.Null((await paper.ArticleAsync(source, "same"))!.Withdrawn);
    }

    private const string Choir = "A choir of ninety children sang for the mayor in the market hall on Sunday and collected more than four thousand for the new library of their school.";

    /// <summary>A source with one article, which is read from its page.</summary>
    private async Task<Source> PolledAsync(PolledSite paper)
    {
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        return await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = true }));
    }

    /// <summary>The same once its page was not found for six hours.</summary>
    private async Task<Source> WithdrawnAsync(PolledSite paper)
    {
        var source = await PolledAsync(paper);
        Page = http => Status(http, 404);
        for (var visit = 0; visit < 3; visit++)
            await paper.VisitAsync(Hours);
        Assert.True((await paper.ArticleAsync(source, "1"))!.Withdrawn!.MayReturn);
        return source;
    }
}
