using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>How a source is kept in one pair of hands, and what is left of work that breaks off.</summary>
public sealed class SourceHoldTests : PollingTests
{
    /// <summary>Shorter than a fetch may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly PollingOptions Hasty = new() { Lease = Lease };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_is_held_while_others_are_slow()
    {
        PolledSite? paper = null;
        Source? source = null;
        await using var started = paper = await PolledSite.StartAsync(async http =>
        {
            if (http.Request.Path == "/sitemaps.xml")
            {
                await http.Response.WriteAsync("<sitemapindex>" + string.Concat(Enumerable.Range(0, 6).Select(i => $"<sitemap><loc>http://{http.Request.Host}/{i}.xml</loc></sitemap>")) + "</sitemapindex>");
                return;
            }

            await WaitAsync(Lease / 2);
            await http.Response.WriteAsync($"<urlset><url><loc>http://{http.Request.Host}/story{http.Request.Path}</loc></url></urlset>");
        }, Hasty);
        source = await paper.AddAsync("/sitemaps.xml", settings => settings with { Form = SourceForm.Sitemap, FullText = false });
        var after = await paper.PollAsync(source);
        Assert.Equal((0, 6), (after.Polls.Failures, after.Polls.Seen.Count));

        // In steps in which a replica would give a sign of life.
        async Task WaitAsync(TimeSpan time)
        {
            for (var step = 0; step < 2; step++)
            {
                paper!.Site.Clock.Advance(time / 2);
                await Eventually.BecomesAsync(() => paper.HeldUntilAsync(source!), until => until >= paper.Site.Clock.GetUtcNow() + (Lease * 0.9), "the lease is renewed");
            }
        }
    }

    [Fact]
    public async Task What_a_poll_took_before_its_process_died_is_not_read_again()
    {
        await using var paper = await StartAsync();
        using var dying = new CancellationTokenSource();
        Page = async http =>
        {
            if (http.Request.Path == "/story/3" && !dying.IsCancellationRequested)
                await dying.CancelAsync();
            await Html(http, BayPost.Page("Story"));
        };
        Feed = BayPost.Feed(Enumerable.Range(0, 6).Select(i => BayPost.Item($"{i}", paper.Site.Url($"/story/{i}").AbsoluteUri, $"{i}.")));
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paper.PollOnceAsync(dying.Token));
        // Others go on at once.
        Assert.Equal(1, await paper.PollAsync());
        Assert.Equal(6, (await paper.FindAsync(source)).Polls.Articles);
        Assert.Equal(["/story/0", "/story/1", "/story/2", "/story/3", "/story/3", "/story/4", "/story/5"], paper.Site.Asked.Where(path => path.StartsWith("/story/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_poll_took_is_written_down_while_it_goes_on()
    {
        await using var paper = await StartAsync(Hasty);
        IReadOnlyList<SeenEntry> seen = [];
        Source? source = null;
        Page = async http =>
        {
            paper.Site.Clock.Advance(Lease / 4);
            if (http.Request.Path == "/story/3")
                seen = (await paper.FindAsync(source!)).Polls.Seen;
            await Html(http, BayPost.Page("Story"));
        };
        Feed = BayPost.Feed(Enumerable.Range(0, 4).Select(i => BayPost.Item($"{i}", paper.Site.Url($"/story/{i}").AbsoluteUri, $"{i}.")));
        source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_pages_elsewhere_does_not_keep_others_from_the_feeds_host()
    {
        var pages = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var paper = await PolledSite.StartAsync(async http =>
        {
            switch (http.Request.Path.Value)
            {
                case "/robots.txt":
                    await Status(http, 404);
                    break;
                case "/first":
                    await http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1", "http://pages.example/story/1", "One.")).Replace("http://pages.example", $"http://pages.example:{http.Connection.LocalPort}", StringComparison.Ordinal));
                    break;
                case "/second":
                    asked.TrySetResult();
                    await http.Response.WriteAsync(BayPost.Feed());
                    break;
                default:
                    await pages.Task;
                    await Html(http, BayPost.Page("Story"));
                    break;
            }
        });
        await paper.AddAsync("/first", settings => settings with { FullText = true });
        using var poller = await paper.PollerAsync(TimeSpan.Zero);
        await poller.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => Task.FromResult(paper.Site.Asked.Contains("/story/1")), "the first source waits for its page");
        await paper.AddAsync("/second");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        pages.SetResult();
        await poller.StopAsync(Cancellation);
    }
}
