using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

public sealed class RobotsTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("user-agent:*\r\ndisallow:/private # ours", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/Private", true)]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /", "/a", false)]
    [InlineData("Disallow: /", "/a", true)] // of no group
    [InlineData("User-agent: newsroom/2.0\nDisallow: /", "/a", false)]
    [InlineData("User-agent: NEWSROOM\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", true)]
    [InlineData("User-agent: Newsroom-Images\nDisallow: /", "/a", true)]
    [InlineData("User-agent: other\nUser-agent: newsroom\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: newsroom\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: newsroom\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: newsroom\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: newsroom\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: newsroom\n\nSitemap: /s\nUser-agent: *\nDisallow: /a", "/a", false)] // agents one after another
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true)]
    [InlineData("User-agent: *\nDisallow: /*?", "/x?y=1", false)]
    [InlineData("User-agent: *\nDisallow: /a*c$", "/abcabc", false)]
    [InlineData("User-agent: *\nDisallow: /a*bc*c$", "/abc", true)]
    [InlineData("User-agent: *\nDisallow: /$", "/", false)]
    [InlineData("User-agent: *\nDisallow: /$", "/a", true)]
    [InlineData("User-agent: *\nDisallow: *.gif", "/a.gif", false)]
    [InlineData("User-agent: *\nDisallow: private", "/private", false)]
    [InlineData("User-agent: *\nDisallow: /café", "/caf%C3%A9", false)]
    [InlineData("User-agent: *\nDisallow: /caf%c3%a9", "/café", false)]
    [InlineData("User-agent: *\nDisallow: /%61b", "/ab", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    [InlineData("<html><body>User-agent: none of it</body></html>", "/a", true)]
    public void Rules_are_read_as_rfc_9309_says(string text, string path, bool allowed) =>
        Assert.Equal(allowed, Parse(text).Allows(new Uri("https://site.example" + path)));

    [Fact]
    public void Delays_and_sitemaps_are_found()
    {
        var rules = Parse("Sitemap: https://site.example/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nsitemap:/b.xml\nDisallow: /x");
        Assert.Equal(["https://site.example/a.xml", "/b.xml"], rules.Sitemaps);
        Assert.Equal(TimeSpan.FromSeconds(2.5), rules.CrawlDelay);
        Assert.Equal(TimeSpan.FromSeconds(30), Parse("User-agent: *\nCrawl-delay: 86400").CrawlDelay);
        Assert.Null(Parse("User-agent: *\nCrawl-delay: -1").CrawlDelay);
    }

    [Fact]
    public void No_bytes_and_no_path_trouble_it() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Array, Gen.String[Gen.Char["UserAgnt-:*$/\n %4aé#"], 0, 200].Select(Encoding.UTF8.GetBytes)), Gen.String)
            .Sample((bytes, path) => _ = RobotsRules.Parse(bytes, "newsroom").Allows(new Uri("https://site.example/" + Uri.EscapeDataString(path))));

    [Fact]
    public void A_spiteful_pattern_takes_no_longer_than_it_is()
    {
        var text = "User-agent: *\n" + string.Concat(Enumerable.Repeat($"Disallow: /{string.Concat(Enumerable.Repeat("*a", 200))}b$\n", 1_000)) + "Disallow: /%41" + string.Concat(Enumerable.Repeat("%41", 100_000));
        Assert.True(Parse(text).Allows(new Uri("https://site.example/" + new string('a', 2_000))));
    }

    [Fact]
    public async Task Pages_that_robots_txt_forbids_are_not_asked_for()
    {
        await using var site = await TestSite.StartAsync(http => http.Response.WriteAsync(http.Request.Path == "/robots.txt" ? "User-agent: *\nDisallow: /private" : "page"));
        var fetcher = site.Fetcher();
        var refused = await fetcher.GetAsync(Page(site, "/private/1"), TestContext.Current.CancellationToken);
        Assert.Equal((FetchOutcome.Refused, "robots.txt of site.example does not allow Newsroom to fetch /private/1."), (refused.Outcome, refused.Reason));
        Assert.Equal(FetchOutcome.Fetched, (await fetcher.GetAsync(Page(site, "/open"), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(FetchOutcome.Fetched, (await fetcher.GetAsync(new FetchRequest(site.Url("/private/feed")), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(["/robots.txt", "/open", "/private/feed"], site.Asked);
    }

    [Fact]
    public async Task A_redirect_into_what_robots_txt_forbids_is_not_followed()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            if (http.Request.Path == "/robots.txt")
                return http.Response.WriteAsync("User-agent: *\nDisallow: /private");
            http.Response.Redirect("/private");
            return Task.CompletedTask;
        });
        Assert.Equal(FetchOutcome.Refused, (await site.GetAsync(Page(site, "/open"))).Outcome);
    }

    [Theory]
    [InlineData(404, FetchOutcome.Fetched)]
    [InlineData(403, FetchOutcome.Fetched)]
    [InlineData(429, FetchOutcome.Busy)]
    [InlineData(500, FetchOutcome.Busy)]
    public async Task Without_rules_everything_is_allowed_and_with_rules_that_cannot_be_had_nothing_for_a_time(int status, object outcome)
    {
        var answers = new Queue<int>([status, 200]);
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Path == "/robots.txt" ? answers.Dequeue() : 200;
            return Task.CompletedTask;
        });
        var fetcher = site.Fetcher();
        Assert.Equal((FetchOutcome)outcome, (await fetcher.GetAsync(Page(site, "/a"), TestContext.Current.CancellationToken)).Outcome);
        site.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal((FetchOutcome)outcome, (await fetcher.GetAsync(Page(site, "/b"), TestContext.Current.CancellationToken)).Outcome);
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(FetchOutcome.Fetched, (await fetcher.GetAsync(Page(site, "/c"), TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task Rules_are_asked_for_once_a_day_however_many_wait()
    {
        await using var site = await TestSite.StartAsync(http => http.Response.WriteAsync(""));
        var fetcher = site.Fetcher();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fetcher.GetAsync(Page(site, $"/{i}"), TestContext.Current.CancellationToken)));
        site.Clock.Advance(TimeSpan.FromHours(23));
        await fetcher.GetAsync(Page(site, "/later"), TestContext.Current.CancellationToken);
        Assert.Single(site.Asked, path => path == "/robots.txt");
        site.Clock.Advance(TimeSpan.FromHours(1));
        await fetcher.GetAsync(Page(site, "/tomorrow"), TestContext.Current.CancellationToken);
        Assert.Equal(2, site.Asked.Count(path => path == "/robots.txt"));
    }

    [Fact]
    public async Task Requests_to_a_host_do_not_overlap_and_pause_as_the_host_asks()
    {
        var now = 0;
        var most = 0;
        var times = new List<DateTimeOffset>();
        TestSite site = null!;
        await using var started = site = await TestSite.StartAsync(async http =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            times.Add(site.Clock.GetUtcNow());
            await http.Response.WriteAsync(http.Request.Path == "/robots.txt" ? "User-agent: *\nCrawl-delay: 5" : "page");
            Interlocked.Decrement(ref now);
        });
        var fetcher = site.Fetcher(new OutgoingOptions { TotalTimeout = TimeSpan.FromMinutes(10) }, pause: TimeSpan.FromSeconds(1));
        var all = Task.WhenAll(Enumerable.Range(0, 5).Select(i => fetcher.GetAsync(Page(site, $"/{i}"), TestContext.Current.CancellationToken)));
        while (!all.IsCompleted)
        {
            site.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(all, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        Assert.All(await all, fetched => Assert.Equal(FetchOutcome.Fetched, fetched.Outcome));
        Assert.Equal(1, most);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(5), $"{pair}"));
    }

    private static FetchRequest Page(TestSite site, string path) => new(site.Url(path)) { ObeyRobots = true };

    private static RobotsRules Parse(string text) => RobotsRules.Parse(Encoding.UTF8.GetBytes(text), "Newsroom");
}
