using Microsoft.Extensions.Time.Testing;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

public sealed class HostTurnsTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task A_host_is_asked_by_one_at_a_time_in_order_with_a_pause()
    {
        var turns = new HostTurns(clock);
        var first = await Enter(turns);
        var second = Enter(turns);
        var third = Enter(turns);
        Assert.False(second.IsCompleted);
        first.Dispose();
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(second.IsCompleted);
        await EndsAfter(second, TimeSpan.FromSeconds(0.1));
        Assert.False(third.IsCompleted);
        (await second).Dispose();
        await EndsAfter(third, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Other_hosts_do_not_wait()
    {
        var turns = new HostTurns(clock);
        using var one = await Enter(turns);
        using var other = await Enter(turns, "other.example");
    }

    [Fact]
    public async Task Whoever_gives_up_lets_the_next_one_wait_for_the_one_before()
    {
        var turns = new HostTurns(clock);
        using var tired = new CancellationTokenSource();
        var first = await Enter(turns);
        var second = turns.EnterAsync("site.example", TimeSpan.Zero, tired.Token).AsTask();
        var third = turns.EnterAsync("site.example", TimeSpan.Zero, TestContext.Current.CancellationToken).AsTask();
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var last = await third;
    }

    [Fact]
    public async Task Whether_a_host_is_asked_or_waited_for_can_be_told()
    {
        var turns = new HostTurns(clock);
        Assert.False(turns.IsTaken("site.example"));
        var first = await Enter(turns);
        Assert.True(turns.IsTaken("SITE.example"));
        var second = Enter(turns);
        first.Dispose();
        Assert.True(turns.IsTaken("site.example"));
        await EndsAfter(second, TimeSpan.FromSeconds(1));
        (await second).Dispose();
        Assert.False(turns.IsTaken("site.example"));
    }

    [Fact]
    public async Task Hosts_of_long_ago_are_forgotten()
    {
        var turns = new HostTurns(clock);
        for (var i = 0; i < 10_000; i++)
        {
            (await Enter(turns, $"{i}.example")).Dispose();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(turns.Remembered, 1, 400);
    }

    private static Task<IDisposable> Enter(HostTurns turns, string host = "site.example") =>
        turns.EnterAsync(host, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken).AsTask();

    /// <summary>The wait may be about to begin on another thread; the clock goes on until it has ended.</summary>
    private async Task EndsAfter(Task waiting, TimeSpan time)
    {
        clock.Advance(time);
        while (!waiting.IsCompleted)
        {
            await Task.Yield();
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }
}
