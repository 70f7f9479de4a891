using Newsroom.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

public sealed class HostLineTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly HostLine line = new(Pause);

    [Fact]
    public void A_host_is_polled_by_one_and_the_others_stand_in_line()
    {
        Assert.Null(Enter(0));
        Assert.Equal([1.5, 3, 4.5], new[] { Enter(0), Enter(0), Enter(0) });
        Assert.Null(Enter(0, "other.example"));
    }

    [Fact]
    public void A_host_is_free_a_pause_after_a_poll_and_the_line_goes_on_as_fast_as_that_one_was()
    {
        Assert.Null(Enter(0));
        line.Leave("one.example", At(0.2));
        Assert.Equal(1.2, Enter(0.3));
        Assert.Equal(2.4, Enter(0.4));
        Assert.Null(Enter(1.2));
    }

    [Fact]
    public void A_host_that_others_ask_who_go_first_is_not_free()
    {
        Assert.Equal(At(1.5), line.Enter("one.example", isUrgent: false, At(0), isTaken: true));
        Assert.Null(Enter(1.5));
    }

    [Fact]
    public void What_was_asked_for_by_hand_is_next()
    {
        Assert.Null(Enter(0));
        for (var i = 0; i < 500; i++)
            Assert.NotNull(Enter(0));
        Assert.Equal(1.5, Enter(0, isUrgent: true));
        Assert.Equal(501 * 1.5, Enter(0));
    }

    [Fact]
    public void A_poll_of_minutes_does_not_draw_the_line_out()
    {
        Assert.Null(Enter(0));
        Assert.InRange(Enter(100)!.Value, 100, 103);
        line.Leave("one.example", At(200));
        Assert.Null(Enter(201));
        Assert.Equal(204, Enter(201));
    }

    [Fact]
    public void The_next_turn_of_any_line_is_known()
    {
        Assert.Null(line.NextTurn(At(0)));
        Enter(0);
        Enter(0);
        Enter(0.2, "other.example");
        Enter(0.2, "other.example");
        Assert.Equal([At(1.5), At(1.7)], new[] { line.NextTurn(At(0)), line.NextTurn(At(1.5)) });
        Assert.Null(line.NextTurn(At(2)));
    }

    [Fact]
    public void Hosts_that_nobody_polls_or_waits_for_are_forgotten()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(Enter(i, $"{i}.example"));
            line.Leave($"{i}.example", At(i));
        }

        Assert.InRange(line.Remembered, 1, 300);
    }

    /// <summary>The turn, in seconds since the start; null if it may begin.</summary>
    private double? Enter(double second, string host = "one.example", bool isUrgent = false) => (line.Enter(host, isUrgent, At(second)) - Start)?.TotalSeconds;

    private static DateTimeOffset At(double second) => Start + TimeSpan.FromSeconds(second);
}
