using CsCheck;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly PollingOptions Options = new();

    [Fact]
    public void Two_polls_for_each_article_that_is_to_be_expected() =>
        Assert.Equal(Now.AddMinutes(30), PollSchedule.AfterSuccess(Source(rhythm: TimeSpan.FromHours(1), lastNew: Now), null, Now, Options, 0.5));

    [Fact]
    public void A_source_of_which_no_rhythm_is_known_is_polled_as_usual() =>
        Assert.Equal(Now + Options.Usual, PollSchedule.AfterSuccess(Source(), null, Now, Options, 0.5));

    [Fact]
    public void Silence_makes_polls_rarer() =>
        Assert.Equal(Now.AddHours(1), PollSchedule.AfterSuccess(Source(rhythm: TimeSpan.FromMinutes(10), lastNew: Now.AddHours(-10)), null, Now, Options, 0.5));

    [Fact]
    public void What_a_source_asks_for_is_the_least() =>
        Assert.Equal(Now.AddHours(2), PollSchedule.AfterSuccess(Source(rhythm: TimeSpan.FromMinutes(10), lastNew: Now), TimeSpan.FromHours(2), Now, Options, 0.5));

    [Fact]
    public void Whoever_keeps_it_knows_better() =>
        Assert.Equal(Now.AddMinutes(5), PollSchedule.AfterSuccess(Source(minutes: 5), TimeSpan.FromHours(2), Now, Options, 0.5));

    [Fact]
    public void No_source_is_polled_more_than_once_a_minute_or_less_than_once_a_day() => Gen.Select(
        Gen.Double[0, 1e10], Gen.Double[0, 1e9], Gen.Double[0, 1], Gen.Int[1, 1000]).Sample((rhythm, asked, chance, failures) =>
    {
        var source = Source(rhythm: TimeSpan.FromSeconds(rhythm), lastNew: Now);
        var next = PollSchedule.AfterSuccess(source, TimeSpan.FromSeconds(asked), Now, Options, chance);
        var after = PollSchedule.AfterFailure(source, failures, null, Now, Options, chance);
        return Within(next) && Within(after);

        static bool Within(DateTimeOffset time) => time >= Now + Options.Shortest && time <= Now + Options.Longest;
    });

    [Fact]
    public void Retry_after_is_honoured_where_it_is_longer()
    {
        Assert.Equal(Now.AddHours(6), PollSchedule.AfterFailure(Source(), 1, TimeSpan.FromHours(6), Now, Options, 0.5));
        Assert.Equal(Now.AddMinutes(15), PollSchedule.AfterFailure(Source(), 1, TimeSpan.FromMinutes(2), Now, Options, 0.5));
    }

    [Fact]
    public void The_rhythm_is_the_median_of_the_gaps_and_dates_to_come_do_not_count()
    {
        DateTimeOffset[] dates = [Now.AddDays(3), Now, Now.AddHours(-1), Now.AddHours(-2), Now.AddHours(-3), Now.AddDays(-300)];
        Assert.Equal(TimeSpan.FromHours(1), PollSchedule.Rhythm(dates, Now));
        Assert.Null(PollSchedule.Rhythm(dates.Take(3), Now));
    }

    [Fact]
    public void Quiet_is_ten_times_the_rhythm_and_at_least_a_day()
    {
        Assert.Null(PollSchedule.QuietSince(Source(rhythm: TimeSpan.FromMinutes(1), lastNew: Now.AddHours(-23)).Polls, Now));
        Assert.Equal(Now.AddHours(-1), PollSchedule.QuietSince(Source(rhythm: TimeSpan.FromMinutes(1), lastNew: Now.AddHours(-25)).Polls, Now));
        Assert.Null(PollSchedule.QuietSince(Source(rhythm: TimeSpan.FromDays(1), lastNew: Now.AddDays(-9)).Polls, Now));
    }

    private static Source Source(TimeSpan? rhythm = null, DateTimeOffset? lastNew = null, int? minutes = null) => new()
    {
        Id = Guid.NewGuid(),
        CreatedAt = Now,
        Settings = new SourceSettings { Url = "https://feeds.example/1", Name = "One", PollMinutes = minutes },
        Polls = new SourcePolls { Rhythm = rhythm?.TotalSeconds, LastNewAt = lastNew },
    };
}
