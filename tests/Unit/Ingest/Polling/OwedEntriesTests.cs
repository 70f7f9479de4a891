using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What bounds there are to waiting: refusals, the end of a feed, hosts in trouble, room, time.</summary>
public sealed class OwedEntriesTests : PollingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(451)]
    public async Task Nobody_waits_for_a_page_that_a_site_refuses(int status)
    {
        await using var paper = await StartAsync();
        Page = http => Status(http, status);
        var source = await PolledAsync(paper, 1);
        Assert.Equal("1.", PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body));
    }

    [Fact]
    public async Task A_feed_that_ends_has_all_that_waits_taken_and_its_host_is_not_asked_for_each()
    {
        var isGone = false;
        await using var paper = await PolledSite.StartAsync(
            http => http.Request.Path != "/feed" ? Status(http, http.Request.Path == "/robots.txt" ? 404 : 500) : isGone ? Status(http, 410) : http.Response.WriteAsync(Feed),
            new PollingOptions { MostEntries = 4 });
        var source = await PolledAsync(paper, 1, 2, 3, 4);
        Feed = Items(paper, 5, 6, 7, 8);
        await paper.PollAsync(source);
        isGone = true;
        var asked = paper.Site.Asked.Count;
        Assert.Equal(8, (await paper.PollAsync(source)).Polls.Articles);
        Assert.InRange(paper.Site.Asked.Count - asked, 1, 5);
    }

    [Fact]
    public async Task All_entries_of_a_host_wait_for_as_long_as_it_says()
    {
        await using var paper = await StartAsync();
        Page = http =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Status(http, 503);
        };
        var source = await PolledAsync(paper, 1, 2, 3, 4, 5, 6);
        var due = paper.Site.Clock.GetUtcNow().AddHours(1);
        Assert.All((await paper.FindAsync(source)).Polls.Seen, entry => Assert.True(entry.Waiting!.Due >= due));
        Assert.Single(paper.Site.Asked, path => path.StartsWith("/story/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_times_404_has_the_page_looked_at_again_also_where_another_fault_came_between()
    {
        await using var paper = await StartAsync();
        var source = await PolledAsync(paper, 1);
        while (await paper.VisitAsync(TimeSpan.FromDays(7)) > 0)
        {
        }

        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "One, again."));
        foreach (var status in new[] { 404, 404, 503 })
        {
            Page = http => Status(http, status);
            await paper.PollAsync(source);
        }

        Page = http => Status(http, 404);
        Assert.Equal(0, await paper.VisitAsync(TimeSpan.FromHours(4)));
        await paper.PollAsync(source);
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(4)));
    }

    [Fact]
    public async Task A_page_that_is_read_again_leaves_nothing_of_its_earlier_state_in_quarantine()
    {
        await using var paper = await StartAsync();
        var item = $"<item><guid>1</guid><title>A line closes</title><link>{paper.Site.Url("/story/1")}</link></item>";
        Feed = BayPost.Feed(item);
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Page = http => Html(http, "<html><title>Log in</title><form><input type=password></form></html>");
        Feed = BayPost.Feed(item.Replace("</item>", "<pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate></item>", StringComparison.Ordinal));
        await paper.PollAsync(source);
        Assert.Single(await paper.Quarantine.ListAsync(new QuarantineFilter(), 10, null, TestContext.Current.CancellationToken));
        Page = http => Html(http, BayPost.Page("A line closes", "A bridge takes its place. It opens to cars in September, and not in May as we wrote at first; we are sorry for that."));
        await paper.VisitAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, (await paper.ArticleAsync(source, "1"))!.Article.Revision);
        Assert.Empty(await paper.Quarantine.ListAsync(new QuarantineFilter(), 10, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_grows_beyond_the_room_there_is_waits_as_it_was_and_what_is_new_does_not()
    {
        var half = new string('x', TakenEntries.MostKept / 2);
        var (old, fresh) = (Planned(1, new SeenEntry(1, 0, 2, new WaitingEntry(Now, Now, half))), Planned(2, null));
        var taken = new TakenEntries(new PlannedEntries([old, fresh], [new SeenEntry(3, 0, 0, new WaitingEntry(Now, Now, half))]));
        Assert.True(taken.Wait(old, new SeenEntry(1, 0, 3, new WaitingEntry(Now, Now.AddHours(1), half + "!"))));
        Assert.False(taken.Wait(fresh, new SeenEntry(2, 0, 1, new WaitingEntry(Now, Now.AddHours(1), "!"))));
        Assert.True(taken.IsComplete);
        Assert.Equal(new SeenEntry(1, 0, 3, new WaitingEntry(Now, Now.AddHours(1), half)), taken.Seen.Single(entry => entry.Key == 1));
    }

    [Fact]
    public void What_was_taken_now_is_remembered_before_what_was_taken_long_ago()
    {
        var taken = new TakenEntries(new PlannedEntries([Planned(-1, null)], [.. Enumerable.Range(1, FeedBounds.MaxEntries).Select(key => new SeenEntry(key, 1))]));
        taken.Done(Planned(-1, null));
        Assert.Equal((-1, FeedBounds.MaxEntries), (taken.Seen[0].Key, taken.Seen.Count));
    }

    [Fact]
    public void Entries_that_are_due_one_soon_after_the_other_are_tried_together()
    {
        var polls = new SourcePolls { Seen = [Waiting(10), Waiting(120), Waiting(35)] };
        var after = EntryWaiting.Schedule(polls, Now.AddHours(1), Minute);
        Assert.Equal((Now.AddSeconds(35), Now.AddHours(1)), (after.NextPollAt, after.AskAt));
    }

    private static SeenEntry Waiting(int seconds) => new(seconds, 0, 1, new WaitingEntry(Now, Now.AddSeconds(seconds), ""));

    private static PlannedEntry Planned(long key, SeenEntry? known) =>
        new(new Feed { Format = "rss20", Authors = [], Tags = [] }, new FeedEntry { Authors = [], Tags = [], Enclosures = [] }, key, 1, known);

    private static string Items(PolledSite paper, params IEnumerable<int> stories) => BayPost.Feed(stories.Select(story => BayPost.Item($"{story}", paper.Site.Url($"/story/{story}").AbsoluteUri, $"{story}.")));

    /// <summary>A source whose feed sums up these stories, polled once.</summary>
    private async Task<Source> PolledAsync(PolledSite paper, params IEnumerable<int> stories)
    {
        Feed = Items(paper, stories);
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        return source;
    }
}
