using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>Polls against a web server on loopback: what becomes of a feed's entries and their pages.</summary>
public sealed class EntryTakingTests : PollingTests
{
    /// <summary>A lease that ends before a fetch is given up.</summary>
    private static readonly PollingOptions Hasty = new() { Lease = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Where_the_feed_has_summaries_the_text_is_read_from_the_page()
    {
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = null });
        await paper.PollAsync(source);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Contains(BayPost.Bridge, PlainText.Of(article.Body), StringComparison.Ordinal);
        Assert.Contains("/robots.txt", paper.Site.Asked);
    }

    [Fact]
    public async Task A_sources_rules_say_how_its_pages_are_read()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, BayPost.Page("Story").Replace("<p>" + BayPost.Bridge, "<p class=promo>" + BayPost.Bridge, StringComparison.Ordinal));
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true, Extraction = new ExtractionRules { Drop = [".promo"] } });
        await paper.PollAsync(source);
        var text = PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body);
        Assert.Contains(BayPost.Ferry, text, StringComparison.Ordinal);
        Assert.DoesNotContain(BayPost.Bridge, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_a_sitemap_are_taken()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/robots.txt" => Status(http, 404),
            "/news-sitemap.xml" => http.Response.WriteAsync($"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://{http.Request.Host}/story/1</loc></url></urlset>"),
            _ => Html(http, BayPost.Page("A line closes")),
        });
        var source = await paper.AddAsync("/news-sitemap.xml", settings => settings with { Form = SourceForm.Sitemap, FullText = null });
        Assert.Equal(1, (await paper.PollAsync(source)).Polls.Articles);
        var article = (await paper.ArticleAsync(source, paper.Site.Url("/story/1").AbsoluteUri))!.Article;
        Assert.Equal(("A line closes", SourceKind.Page), (article.Title, article.Source.Kind));
    }

    [Fact]
    public async Task The_page_of_a_touched_entry_is_asked_for_only_if_it_has_changed()
    {
        var conditions = new List<string>();
        await using var paper = await StartAsync();
        Page = http =>
        {
            conditions.Add(http.Request.Headers.IfNoneMatch.ToString());
            http.Response.Headers.ETag = "\"p1\"";
            return conditions[^1] == "\"p1\"" ? Status(http, 304) : Html(http, BayPost.Page("Story"));
        };
        var url = paper.Site.Url("/story/1").AbsoluteUri;
        Feed = BayPost.Feed(BayPost.Item("1", url, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Feed = BayPost.Feed(BayPost.Item("1", url, "A line closes.", title: "Ferry line closes"));
        await paper.PollAsync(source);
        Assert.Equal(["", "\"p1\""], conditions);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Equal((2, "Ferry line closes"), (article.Revision, article.Title));
        Assert.Contains(BayPost.Bridge, PlainText.Of(article.Body), StringComparison.Ordinal);

        // What it has another address for is another page.
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1b").AbsoluteUri, "A line closes."));
        await paper.PollAsync(source);
        Assert.Equal("", conditions[^1]);
    }

    [Fact]
    public async Task What_an_entry_was_read_from_is_kept_and_can_be_read_again()
    {
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        var id = (await paper.ArticleAsync(source, "1"))!.Article.ArticleId;
        Assert.False((await paper.Reprocessing.ReprocessAsync(id, TestContext.Current.CancellationToken)).Failed(out var refusal, out var again), refusal?.Sentence);
        Assert.Equal((id, IntakeOutcome.Unchanged), (again.ArticleId, again.Outcome));
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_goes_to_quarantine_with_its_bytes()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, "<html><title>Log in</title><form><input type=password></form></html>");
        Feed = BayPost.Feed("<item><guid>1</guid><title>A line closes</title><link>" + paper.Site.Url("/story/1") + "</link></item>");
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        Assert.Equal(0, (await paper.PollAsync(source)).Polls.Articles);
        var kept = Assert.Single(await paper.Quarantine.ListAsync(new QuarantineFilter(), 10, null, TestContext.Current.CancellationToken));
        Assert.Equal((source.Id.ToString(), "feed"), (kept.Source, kept.Via));
        Assert.True((await paper.Quarantining.RetryAsync(kept.Id, TestContext.Current.CancellationToken)).Failed(out _, out _));
    }

    [Fact]
    public async Task Where_the_feed_has_the_whole_text_or_the_keeper_says_so_no_page_is_fetched()
    {
        await using var paper = await StartAsync();
        var url = paper.Site.Url("/story/1").AbsoluteUri;
        Feed = BayPost.Feed(BayPost.Item("1", url, string.Join(' ', Enumerable.Repeat(BayPost.Ferry, 6))));
        await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = null }));
        Feed = BayPost.Feed(BayPost.Item("1", url, "A line closes."));
        await paper.PollAsync(await paper.AddAsync("/feed?other"));
        Assert.All(paper.Site.Asked, path => Assert.StartsWith("/feed", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_robots_txt_forbids_is_left_alone_and_the_summary_is_taken()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/robots.txt" => http.Response.WriteAsync("User-agent: *\nDisallow: /story/"),
            _ => http.Response.WriteAsync(Feed),
        });
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Assert.Equal("A line closes.", PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body));
        Assert.DoesNotContain("/story/1", paper.Site.Asked);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_is_tried_again_and_its_neighbours_are_taken()
    {
        var isDown = true;
        await using var paper = await StartAsync();
        Page = http => isDown && http.Request.Path == "/story/1" ? Status(http, 500) : http.Response.WriteAsync(BayPost.Page("Story"));
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One."), BayPost.Item("2", paper.Site.Url("/story/2").AbsoluteUri, "Two."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        Assert.NotNull(await paper.ArticleAsync(source, "2"));
        isDown = false;
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    [Fact]
    public async Task An_article_whose_page_is_gone_for_good_is_withdrawn()
    {
        await using var paper = await StartAsync();
        Page = http => http.Response.WriteAsync(BayPost.Page("Story"));
        var url = paper.Site.Url("/story/1").AbsoluteUri;
        Feed = BayPost.Feed(BayPost.Item("1", url, "One."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Page = http => Status(http, 410);
        Feed = BayPost.Feed(BayPost.Item("1", url, "One, again."));
        Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
        await paper.PollAsync(source);
        Assert.NotNull((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task Whoever_lost_the_source_takes_no_more_of_it()
    {
        await using var paper = await StartAsync(Hasty);
        var visits = 0;
        Source? source = null;
        Page = async http =>
        {
            // While the first page is read, the source is changed, which takes it out of whoever's hands.
            if (Interlocked.Increment(ref visits) == 1)
            {
                var (id, settings) = (source!.Id, source.Settings);
                Assert.Equal(SettingsOutcome.Saved, await paper.Sources.SaveSettingsAsync(id, settings with { Name = "Bay Post and Mail" }, 1, http.RequestAborted));
                paper.Site.Clock.Advance(paper.Options.Lease);
            }

            await Html(http, BayPost.Page("Story"));
        };
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One."), BayPost.Item("2", paper.Site.Url("/story/2").AbsoluteUri, "Two."));
        source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await Assert.ThrowsAsync<LeaseLostException>(() => paper.PollAsync(source));
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
        Assert.Null(await paper.ArticleAsync(source, "2"));
        Assert.Equal(1, visits);
    }

    [Fact]
    public async Task A_poll_that_takes_long_holds_its_source()
    {
        await using var paper = await StartAsync(Hasty);
        Page = http =>
        {
            paper.Site.Clock.Advance(paper.Options.Lease / 2);
            return Html(http, BayPost.Page("Story"));
        };
        Feed = BayPost.Feed(Enumerable.Range(0, 6).Select(i => BayPost.Item($"{i}", paper.Site.Url($"/story/{i}").AbsoluteUri, $"{i}.")));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        Assert.Equal(6, (await paper.PollAsync(source)).Polls.Articles);
    }

    [Fact]
    public async Task More_entries_than_one_poll_takes_come_with_the_next()
    {
        Feed = BayPost.Feed(Enumerable.Range(0, 25).Select(i => BayPost.Item($"{i}")));
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(Feed), new PollingOptions { MostEntries = 10 });
        var source = await paper.AddAsync();
        await paper.PollAsync();
        paper.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await paper.PollAsync());
        paper.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await paper.PollAsync());
        Assert.Equal(25, (await paper.FindAsync(source)).Polls.Articles);
    }

    [Fact]
    public async Task Articles_of_a_source_under_review_are_withheld_and_carry_what_its_keeper_says()
    {
        await using var paper = await StartAsync();
        var source = await paper.AddAsync(with: settings => settings with
        {
            Trust = SourceTrust.Review,
            Section = "Harbour",
            Rights = new Rights { CopyrightHolder = "Bay Post" },
        });
        await paper.PollAsync(source);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Equal((ArticleStatus.Withheld, "Bay Post"), (article.Status, article.Rights!.CopyrightHolder));
        Assert.Equal(["Harbour"], article.Subjects);
    }
}
