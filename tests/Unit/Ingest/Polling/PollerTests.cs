using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Polling;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>The loop over a store and a web server on loopback.</summary>
public sealed class PollerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crowded_host_that_is_slow_holds_one_hand_and_the_others_are_polled_meanwhile()
    {
        const int crowd = 12;
        const int others = 40;
        var asked = new ConcurrentDictionary<string, int>();
        var crowded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (atOnce, mostAtOnce) = (0, 0);
        await using var paper = await PolledSite.StartAsync(
            async http =>
            {
                asked.AddOrUpdate(http.Request.Host.Host + http.Request.Path, 1, (_, times) => times + 1);
                if (http.Request.Host.Host == "crowded.example")
                {
                    mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref atOnce));
                    await crowded.Task.WaitAsync(http.RequestAborted);
                    Interlocked.Decrement(ref atOnce);
                }

                await http.Response.WriteAsync(BayPost.Feed(), http.RequestAborted);
            },
            new PollingOptions { AtOnce = 4 });
        // The crowd is due first.
        for (var i = 0; i < crowd; i++)
            await AddAsync(paper, $"/{i}", "crowded.example");
        for (var i = 0; i < others; i++)
            await AddAsync(paper, "/feed", $"h{i}.example");
        using var poller = await paper.PollerAsync(TimeSpan.Zero);
        await poller.StartAsync(Cancellation);
        await AskedAsync(others + 1);
        Assert.Single(asked.Keys, key => key.StartsWith("crowded", StringComparison.Ordinal));

        // Once it answers, the crowd is polled too, one after the other, each once, and none was counted as a failure.
        crowded.SetResult();
        await AskedAsync(others + crowd);
        await poller.StopAsync(Cancellation);
        Assert.Equal(1, mostAtOnce);
        Assert.All(asked.Values, times => Assert.Equal(1, times));
        Assert.All(await paper.Sources.ListAsync(500, null, null, Cancellation), source => Assert.Equal(0, source.Polls.Failures));

        Task AskedAsync(int number) => Eventually.BecomesAsync(() => Task.FromResult(asked.Count), count => count == number, $"{number} sources are asked");
    }

    private static Task AddAsync(PolledSite paper, string path, string host) =>
        paper.AddAsync(with: settings => settings with { Url = paper.Site.Url(path, host).AbsoluteUri });
}
