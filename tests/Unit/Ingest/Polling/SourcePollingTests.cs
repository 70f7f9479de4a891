using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>Polls against a web server on loopback, rule by rule.</summary>
public sealed class SourcePollingTests
{
    private string feed = BayPost.Feed(BayPost.Item("1"));
    private Func<HttpContext, Task>? page;

    [Fact]
    public async Task A_feeds_articles_are_taken_once()
    {
        await using var paper = await StartAsync();
        feed = BayPost.Feed(BayPost.Item("1"), BayPost.Item("2"));
        var source = await paper.AddAsync();
        Assert.Equal(2, (await paper.PollAsync(source)).Polls.Articles);
        feed = BayPost.Feed(BayPost.Item("3"), BayPost.Item("1"), BayPost.Item("2"));
        Assert.Equal(3, (await paper.PollAsync(source)).Polls.Articles);
        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
        var article = (await paper.ArticleAsync(source, "3"))!.Article;
        Assert.Equal(("Story 3", "en", "Bay Post", SourceKind.Feed, "feed"), (article.Title, article.Language, article.Source.Name, article.Source.Kind, article.Provenance.Via));
    }

    [Fact]
    public async Task A_changed_entry_is_a_new_revision()
    {
        await using var paper = await StartAsync();
        var source = await paper.AddAsync();
        await paper.PollAsync(source);
        feed = BayPost.Feed(BayPost.Item("1", text: BayPost.Bridge));
        await paper.PollAsync(source);
        var article = (await paper.ArticleAsync(source, "1"))!;
        Assert.Equal((2, BayPost.Bridge), (article.Article.Revision, PlainText.Of(article.Article.Body)));
    }

    [Fact]
    public async Task It_is_asked_for_what_changed_and_told_that_nothing_did()
    {
        var conditions = new List<string?>();
        await using var paper = await PolledSite.StartAsync(http =>
        {
            conditions.Add(http.Request.Headers.IfNoneMatch);
            http.Response.Headers.ETag = "\"v1\"";
            http.Response.StatusCode = http.Request.Headers.IfNoneMatch == "\"v1\"" ? 304 : 200;
            return http.Response.StatusCode == 304 ? Task.CompletedTask : http.Response.WriteAsync(feed);
        });
        var source = await paper.AddAsync();
        await paper.PollAsync(source);
        var after = await paper.PollAsync(source);
        Assert.Equal(["", "\"v1\""], conditions.Select(one => one ?? ""));
        Assert.Equal((0, 1, SourceState.Active), (after.Polls.Failures, after.Polls.Articles, after.State));
    }

    [Fact]
    public async Task Where_the_feed_has_summaries_the_text_is_read_from_the_page()
    {
        await using var paper = await StartAsync();
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
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
        page = http => Html(http, BayPost.Page("Story").Replace("<p>" + BayPost.Bridge, "<p class=promo>" + BayPost.Bridge, StringComparison.Ordinal));
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
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
    public async Task What_an_entry_was_read_from_is_kept_and_can_be_read_again()
    {
        await using var paper = await StartAsync();
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
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
        page = http => Html(http, "<html><title>Log in</title><form><input type=password></form></html>");
        feed = BayPost.Feed("<item><guid>1</guid><title>A line closes</title><link>" + paper.Site.Url("/story/1") + "</link></item>");
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
        feed = BayPost.Feed(BayPost.Item("1", url, string.Join(' ', Enumerable.Repeat(BayPost.Ferry, 6))));
        await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = null }));
        feed = BayPost.Feed(BayPost.Item("1", url, "A line closes."));
        await paper.PollAsync(await paper.AddAsync("/feed?other"));
        Assert.All(paper.Site.Asked, path => Assert.StartsWith("/feed", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_robots_txt_forbids_is_left_alone_and_the_summary_is_taken()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Request.Path.Value switch
        {
            "/robots.txt" => http.Response.WriteAsync("User-agent: *\nDisallow: /story/"),
            _ => http.Response.WriteAsync(feed),
        });
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
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
        page = http => isDown && http.Request.Path == "/story/1" ? Status(http, 500) : http.Response.WriteAsync(BayPost.Page("Story"));
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One."), BayPost.Item("2", paper.Site.Url("/story/2").AbsoluteUri, "Two."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        Assert.NotNull(await paper.ArticleAsync(source, "2"));
        isDown = false;
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    [Fact]
    public async Task A_page_that_stays_away_is_taken_without_it_in_the_end()
    {
        await using var paper = await StartAsync();
        page = http => Status(http, 500);
        feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        for (var i = 0; i < 4; i++)
            await paper.PollAsync(source);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        await paper.PollAsync(source);
        Assert.NotNull(await paper.ArticleAsync(source, "1"));
    }

    [Theory]
    [InlineData(410, 1)]
    [InlineData(404, 3)]
    public async Task An_article_whose_page_is_gone_is_withdrawn(int status, int polls)
    {
        await using var paper = await StartAsync();
        page = http => http.Response.WriteAsync(BayPost.Page("Story"));
        var url = paper.Site.Url("/story/1").AbsoluteUri;
        feed = BayPost.Feed(BayPost.Item("1", url, "One."));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        page = http => Status(http, status);
        feed = BayPost.Feed(BayPost.Item("1", url, "One, again."));
        for (var poll = 1; poll <= polls; poll++)
        {
            Assert.Null((await paper.ArticleAsync(source, "1"))!.Withdrawn);
            await paper.PollAsync(source);
        }

        Assert.NotNull((await paper.ArticleAsync(source, "1"))!.Withdrawn);
    }

    [Fact]
    public async Task A_source_that_is_gone_for_good_ends_and_comes_back_by_hand()
    {
        var isGone = true;
        await using var paper = await PolledSite.StartAsync(http => isGone ? Status(http, 410) : http.Response.WriteAsync(feed));
        var source = await paper.AddAsync();
        var ended = await paper.PollAsync(source);
        Assert.Equal((SourceState.Ended, null), (ended.State, ended.Polls.NextPollAt));
        paper.Site.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await paper.PollAsync());
        isGone = false;
        Assert.Equal((SourceState.Active, 1), (await paper.PollAsync(source)) is var back ? (back.State, back.Polls.Articles) : default);
    }

    [Fact]
    public async Task A_permanent_redirect_is_followed_for_good_and_a_temporary_one_for_once()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            if (http.Request.Path == "/new")
                return http.Response.WriteAsync(feed);
            http.Response.Headers.Location = "/new";
            return Status(http, http.Request.Path == "/old" ? 301 : 302);
        });
        var moved = await paper.AddAsync("/old");
        Assert.EndsWith("/new", (await paper.PollAsync(moved)).Settings.Url, StringComparison.Ordinal);
        var lent = await paper.AddAsync("/lent");
        Assert.EndsWith("/lent", (await paper.PollAsync(lent)).Settings.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_host_that_is_busy_is_left_alone_as_the_setting_says(bool perHost, int polledMeanwhile)
    {
        await using var paper = await PolledSite.StartAsync(
            http =>
            {
                http.Response.Headers.RetryAfter = "3600";
                return http.Request.Path == "/busy" ? Status(http, 429) : http.Response.WriteAsync(feed);
            },
            new PollingOptions { RetryAfterPerHost = perHost });
        var busy = await paper.AddAsync("/busy");
        await paper.PollAsync();
        Assert.True((await paper.FindAsync(busy)).Polls.NextPollAt >= paper.Site.Clock.GetUtcNow().AddHours(1));
        var neighbour = await paper.AddAsync("/neighbour");
        // It was postponed with its host where the host counts, though it was made due before that.
        await paper.Sources.MakeDueAsync(busy.Id, paper.Site.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        await paper.PollAsync();
        paper.Site.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(polledMeanwhile, await paper.PollAsync());
        Assert.NotNull(neighbour);
    }

    [Fact]
    public async Task Failures_back_off_and_say_why()
    {
        await using var paper = await PolledSite.StartAsync(http => Status(http, 500));
        var source = await paper.AddAsync();
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            source = await paper.PollAsync(source);
            waits.Add((source.Polls.NextPollAt!.Value - paper.Site.Clock.GetUtcNow()).TotalMinutes);
        }

        Assert.Equal((SourceState.Failing, 4), (source.State, source.Polls.Failures));
        Assert.Contains("500", source.Polls.Problem, StringComparison.Ordinal);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1.6, 2.5));
    }

    [Fact]
    public async Task What_is_no_feed_any_more_is_a_failure_that_says_so()
    {
        feed = "<html><body><h1>We have moved</h1></body></html>";
        await using var paper = await StartAsync();
        var source = await paper.PollAsync(await paper.AddAsync());
        Assert.Equal((SourceState.Failing, 0), (source.State, source.Polls.Articles));
        Assert.Contains("no feed", source.Polls.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_gone_quiet_against_its_own_rhythm_is_told_of_until_it_speaks_again()
    {
        await using var paper = await StartAsync();
        var now = paper.Site.Clock.GetUtcNow();
        feed = BayPost.Feed(Enumerable.Range(0, 5).Select(i => BayPost.Item($"{i}", date: now.AddHours(-6 * i).ToString("R"))));
        var source = await paper.PollAsync(await paper.AddAsync());
        Assert.Equal((SourceState.Active, 6 * 3600d), (source.State, source.Polls.Rhythm));
        paper.Site.Clock.Advance(TimeSpan.FromHours(61));
        Assert.Equal(SourceState.Quiet, (await paper.PollAsync(source)).State);
        feed = BayPost.Feed(BayPost.Item("new", date: paper.Site.Clock.GetUtcNow().ToString("R")));
        Assert.Equal(SourceState.Active, (await paper.PollAsync(source)).State);
    }

    [Fact]
    public async Task More_entries_than_one_poll_takes_come_with_the_next()
    {
        feed = BayPost.Feed(Enumerable.Range(0, 25).Select(i => BayPost.Item($"{i}")));
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(feed), new PollingOptions { MostEntries = 10 });
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

    [Fact]
    public async Task A_poll_and_each_of_its_articles_are_traces_that_link_to_each_other()
    {
        var spans = new List<Activity>();
        await using var paper = await StartAsync();
        feed = BayPost.Feed(BayPost.Item("a"), BayPost.Item("b"));
        var source = await paper.AddAsync();
        using var listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name == "Newsroom.Ingest",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await paper.PollAsync(source);
        var mine = spans.Where(span => Equals(span.GetTagItem("newsroom.source.id"), source.Id.ToString())).ToList();
        var poll = Assert.Single(mine, span => span.OperationName == "ingest.poll-source");
        var entries = mine.Where(span => span.OperationName == "ingest.take-entry").ToList();
        Assert.Equal(2, entries.Count);
        Assert.Equal(3, mine.Select(span => span.TraceId).Distinct().Count());
        Assert.All(entries, entry => Assert.Equal(poll.SpanId, Assert.Single(entry.Links).Context.SpanId));
        Assert.Equal(entries.Select(entry => entry.SpanId.ToString()).Order(), poll.Links.Select(link => link.Context.SpanId.ToString()).Order());
        Assert.All(mine, span => Assert.Equal(default, span.ParentSpanId));
    }

    private Task<PolledSite> StartAsync() => PolledSite.StartAsync(http => http.Request.Path.Value switch
    {
        "/feed" => http.Response.WriteAsync(feed),
        "/robots.txt" => Status(http, 404),
        _ => page?.Invoke(http) ?? Html(http, BayPost.Page("Story")),
    });

    private static Task Html(HttpContext http, string html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
