using Microsoft.AspNetCore.Http;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What a host that wants to be left alone means for the source that heard it.</summary>
public sealed class RetryAfterTests : PollingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/feed")]
    [InlineData("/story/1")]
    public async Task A_source_that_is_to_wait_is_due_by_itself_afterwards_and_not_as_if_somebody_wanted_it(string busy)
    {
        await using var paper = await StartAsync(busy, "5");
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        var next = (await paper.FindAsync(source)).Polls.NextPollAt!.Value;
        Assert.True(next >= paper.Site.Clock.GetUtcNow().AddSeconds(30));
        Assert.Empty(await paper.Sources.LeaseAsync(1, next.AddSeconds(-1), paper.Options.Lease, Cancellation));
        Assert.False(Assert.Single(await paper.Sources.LeaseAsync(1, next, paper.Options.Lease, Cancellation)).IsUrgent);
    }

    [Theory]
    [InlineData("/feed")]
    [InlineData("/story/1")]
    public async Task No_time_at_all_is_no_reason_to_come_at_once(string busy)
    {
        await using var paper = await StartAsync(busy, "0");
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        paper.Site.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, await paper.PollAsync());
    }

    private async Task<PolledSite> StartAsync(string busy, string retryAfter)
    {
        PolledSite? paper = null;
        paper = await PolledSite.StartAsync(http =>
        {
            // Some time has passed since it was due.
            paper!.Site.Clock.Advance(TimeSpan.FromMilliseconds(100));
            if (http.Request.Path == busy)
            {
                http.Response.Headers.RetryAfter = retryAfter;
                return Status(http, 429);
            }

            return http.Request.Path == "/feed" ? http.Response.WriteAsync(Feed) : Status(http, 404);
        });
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        return paper;
    }
}
