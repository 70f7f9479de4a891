using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>Polls against a web server on loopback: when and where a source is asked.</summary>
public sealed class SourcePollingTests : PollingTests
{
    [Fact]
    public async Task A_feeds_articles_are_taken_once()
    {
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("1"), BayPost.Item("2"));
        var source = await paper.AddAsync();
        Assert.Equal(2, (await paper.PollAsync(source)).Polls.Articles);
        Feed = BayPost.Feed(BayPost.Item("3"), BayPost.Item("1"), BayPost.Item("2"));
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
        Feed = BayPost.Feed(BayPost.Item("1", text: BayPost.Bridge));
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
            return http.Response.StatusCode == 304 ? Task.CompletedTask : http.Response.WriteAsync(Feed);
        });
        var source = await paper.AddAsync();
        await paper.PollAsync(source);
        var after = await paper.PollAsync(source);
        Assert.Equal(["", "\"v1\""], conditions.Select(one => one ?? ""));
        Assert.Equal((0, 1, SourceState.Active), (after.Polls.Failures, after.Polls.Articles, after.State));
    }

    [Fact]
    public async Task A_source_that_is_gone_for_good_ends_and_comes_back_by_hand()
    {
        var isGone = true;
        await using var paper = await PolledSite.StartAsync(http => isGone ? Status(http, 410) : http.Response.WriteAsync(Feed));
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
                return http.Response.WriteAsync(Feed);
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
                return http.Request.Path == "/busy" ? Status(http, 429) : http.Response.WriteAsync(Feed);
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
        Feed = "<html><body><h1>We have moved</h1></body></html>";
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
        Feed = BayPost.Feed(Enumerable.Range(0, 5).Select(i => BayPost.Item($"{i}", date: now.AddHours(-6 * i).ToString("R"))));
        var source = await paper.PollAsync(await paper.AddAsync());
        Assert.Equal((SourceState.Active, 6 * 3600d), (source.State, source.Polls.Rhythm));
        paper.Site.Clock.Advance(TimeSpan.FromHours(61));
        Assert.Equal(SourceState.Quiet, (await paper.PollAsync(source)).State);
        Feed = BayPost.Feed(BayPost.Item("new", date: paper.Site.Clock.GetUtcNow().ToString("R")));
        Assert.Equal(SourceState.Active, (await paper.PollAsync(source)).State);
    }

    [Fact]
    public async Task A_poll_and_each_of_its_articles_are_traces_that_link_to_each_other()
    {
        var spans = new List<Activity>();
        await using var paper = await StartAsync();
        Feed = BayPost.Feed(BayPost.Item("a"), BayPost.Item("b"));
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
}
