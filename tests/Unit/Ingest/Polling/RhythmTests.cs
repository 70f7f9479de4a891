using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>The rhythm of feeds that do not say when an article was published.</summary>
public sealed class RhythmTests : PollingTests
{
    [Fact]
    public async Task Where_entries_say_only_when_they_changed_that_tells_the_rhythm()
    {
        await using var paper = await StartAsync();
        var now = paper.Site.Clock.GetUtcNow();
        Feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bay Post</title><id>f</id>" + string.Concat(Enumerable.Range(1, 4).Select(hour =>
            $"<entry><id>{hour}</id><title>Story {hour}</title><updated>{now.AddHours(-hour):O}</updated><summary>{BayPost.Ferry} {hour}</summary></entry>")) + "</feed>";
        var source = await paper.PollAsync(await paper.AddAsync());
        Assert.Equal(3600, source.Polls.Rhythm);
        paper.Site.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(SourceState.Quiet, (await paper.PollAsync(source)).State);
    }

    [Fact]
    public async Task A_feed_without_dates_is_known_by_when_its_articles_came()
    {
        await using var paper = await StartAsync();
        var source = await paper.PollAsync(await paper.AddAsync());
        Assert.Null(source.Polls.Pace);
        paper.Site.Clock.Advance(TimeSpan.FromHours(2));
        Feed = BayPost.Feed(BayPost.Item("3"), BayPost.Item("2"), BayPost.Item("1"));
        source = await paper.PollAsync(source);
        Assert.Equal(3600, source.Polls.Pace);
        paper.Site.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(SourceState.Quiet, (await paper.PollAsync(source)).State);
    }

    [Fact]
    public void What_an_earlier_poll_left_over_tells_nothing()
    {
        var now = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
        var before = new SourcePolls { LastNewAt = now.AddMinutes(-1) };
        Assert.Null(PollSchedule.Pace(before, 50, now));
        Assert.Equal(TimeSpan.FromMinutes(1), PollSchedule.Pace(before with { BodyHash = "1" }, 1, now));
        Assert.Equal(TimeSpan.FromMinutes(31), PollSchedule.Pace(before with { BodyHash = "1", Pace = 2460 }, 1, now));
    }
}
