using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Tests.Unit.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Discovery;

public sealed class SlowSiteTests
{
    [Fact]
    public async Task Whoever_gave_the_address_of_a_page_does_not_wait_for_every_guess()
    {
        await using var site = await TestSite.StartAsync(async http =>
        {
            if (http.Request.Path != "/")
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html><body>Bay Post</body></html>");
        });
        var fetcher = site.Fetcher();
        var finder = new SourceFinder(fetcher, new SitemapCollecting(fetcher)) { Within = TimeSpan.FromMilliseconds(200) };
        var found = await finder.FindAsync(site.Url("/"), TestContext.Current.CancellationToken);
        Assert.Equal(DiscoveredForm.Nothing, found.Form);
        Assert.Contains("takes so long", found.Reason, StringComparison.Ordinal);
    }
}
