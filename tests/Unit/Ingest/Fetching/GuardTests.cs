using System.Net;
using Microsoft.AspNetCore.Http;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

/// <summary>The guard at work, redirects included.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Redirect(http.Request.Path == "/name" ? "http://intranet.example/" : "http://169.254.169.254/latest/meta-data/");
            return Task.CompletedTask;
        });
        site.Resolve = (host, _) => Task.FromResult<IPAddress[]>([host == "intranet.example" ? IPAddress.Parse("10.0.0.5") : IPAddress.Loopback]);
        var byAddress = await site.GetAsync("/address");
        Assert.Equal(FetchOutcome.Refused, byAddress.Outcome);
        Assert.StartsWith("The URL names 169.254.169.254, which is not a public address", byAddress.Reason, StringComparison.Ordinal);
        var byName = await site.GetAsync("/name");
        Assert.Equal(FetchOutcome.Refused, byName.Outcome);
        Assert.StartsWith("intranet.example resolves to 10.0.0.5, which is not a public address", byName.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://site.example/")]
    [InlineData("http://me:secret@site.example/")]
    public async Task A_redirect_to_another_scheme_or_with_a_password_is_refused(string location)
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.Location = location;
            http.Response.StatusCode = 302;
            return Task.CompletedTask;
        });
        Assert.Equal(FetchOutcome.Refused, (await site.GetAsync("/")).Outcome);
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_judged_again_for_each_connection()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Headers.Connection = "close";
            return http.Response.WriteAsync("public");
        });
        var resolved = new Queue<string>(["127.0.0.1", "127.0.0.2"]);
        site.Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(resolved.Dequeue())]);
        var fetcher = site.Fetcher();
        var first = await fetcher.GetAsync(new FetchRequest(site.Url("/")), TestContext.Current.CancellationToken);
        // The first connection went to the address that was judged: nothing was resolved a second time for it.
        Assert.Equal((FetchOutcome.Fetched, 1), (first.Outcome, resolved.Count));
        var second = await fetcher.GetAsync(new FetchRequest(site.Url("/")), TestContext.Current.CancellationToken);
        Assert.Equal(FetchOutcome.Refused, second.Outcome);
        Assert.StartsWith("site.example resolves to 127.0.0.2,", second.Reason, StringComparison.Ordinal);
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_leaves_the_others_a_chance()
    {
        await using var site = await TestSite.StartAsync(http => http.Response.WriteAsync("here"));
        // 127.0.0.1 twice: at ::1 nobody listens, and it may be refused by the guard as well; either way it is not the end.
        site.Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]);
        Assert.Equal(FetchOutcome.Fetched, (await site.GetAsync("/")).Outcome);
    }

    [Fact]
    public async Task A_chain_of_permanent_redirects_tells_the_new_address_and_one_between_ends_it()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = http.Request.Path.Value switch
            {
                "/1" => (301, "/2"),
                "/2" => (308, "/3"),
                "/3" => (302, "/4"),
                "/4" => (301, "/5"),
                "/gone" => (301, "/410"),
                "/410" => (410, ""),
                _ => (200, ""),
            };
            return Task.CompletedTask;
        });
        var moved = await site.GetAsync("/2");
        Assert.Equal((FetchOutcome.Fetched, site.Url("/5"), site.Url("/3")), (moved.Outcome, moved.Url, moved.PermanentUrl));
        Assert.Equal(site.Url("/3"), (await site.GetAsync("/1")).PermanentUrl);
        Assert.Null((await site.GetAsync("/3")).PermanentUrl);
        Assert.Null((await site.GetAsync("/5")).PermanentUrl);
        var gone = await site.GetAsync("/gone");
        Assert.Equal((FetchOutcome.Gone, site.Url("/410")), (gone.Outcome, gone.PermanentUrl));
    }

    [Fact]
    public async Task Circles_and_endless_ways_end()
    {
        await using var site = await TestSite.StartAsync(http =>
        {
            http.Response.Redirect(http.Request.Path == "/circle" ? "/circle" : http.Request.Path + "x");
            return Task.CompletedTask;
        });
        var circle = await site.GetAsync("/circle");
        Assert.Equal((FetchOutcome.Failed, "Redirects lead in a circle at site.example."), (circle.Outcome, circle.Reason));
        var endless = await site.GetAsync("/x", new OutgoingOptions { MaxRedirects = 3 });
        Assert.Equal((FetchOutcome.Failed, "More than 3 redirects, the last to site.example."), (endless.Outcome, endless.Reason));
        Assert.Equal(5, site.Asked.Count);
    }
}
