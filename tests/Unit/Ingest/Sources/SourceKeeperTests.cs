using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Sources;

public sealed class SourceKeeperTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_alone_makes_a_source_named_as_the_feed_calls_itself()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1"))));
        var added = await AddAsync(paper, new SourceRequest { Url = paper.Site.Url("/feed").AbsoluteUri });
        Assert.True(added.IsNew);
        Assert.Equal(("Bay Post", "https://bay.example/", SourceForm.Feed), (added.Source.Settings.Name, added.Source.Settings.HomePage, added.Source.Settings.Form));
        paper.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await AddAsync(paper, new SourceRequest { Url = paper.Site.Url("/feed").AbsoluteUri, Name = "Another" })).IsNew);
    }

    [Fact]
    public async Task The_address_of_a_page_leads_to_the_feed_that_it_names()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            if (http.Request.Path == "/rss")
                return http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1")));
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync("<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head><body>Bay Post</body></html>");
        });
        var added = await AddAsync(paper, new SourceRequest { Url = paper.Site.Url("/").AbsoluteUri });
        Assert.Equal(paper.Site.Url("/rss").AbsoluteUri, added.Source.Settings.Url);
    }

    [Fact]
    public void A_selector_that_is_none_is_refused_by_its_field()
    {
        Assert.True(SourceRules.Check(new SourceRequest { Url = "https://news.example/feed", Extraction = new ExtractionRules { Keep = ["p["] } }, null).Failed(out var refusal, out _));
        Assert.Equal(["/extraction/keep"], refusal.Fields!.Select(field => field.Pointer));
    }

    [Fact]
    public async Task A_source_that_is_made_again_has_the_same_id()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1"))));
        var request = new SourceRequest { Url = paper.Site.Url("/feed").AbsoluteUri };
        var first = await AddAsync(paper, request);
        await paper.Sources.RemoveAsync(first.Source.Id, Cancellation);
        Assert.Equal(first.Source.Id, (await AddAsync(paper, request)).Source.Id);
    }

    [Fact]
    public async Task Where_nothing_can_be_polled_the_answer_says_why_and_how_to_insist()
    {
        await using var paper = await PolledSite.StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var request = new SourceRequest { Url = paper.Site.Url("/feed").AbsoluteUri };
        Assert.True((await paper.Keeper.AddAsync(request, @unchecked: false, Cancellation)).Failed(out var refusal, out _));
        Assert.Contains("404", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("unchecked=true", refusal.Detail, StringComparison.Ordinal);
        Assert.False((await paper.Keeper.AddAsync(request, @unchecked: true, Cancellation)).Failed(out _, out var added));
        Assert.Equal("site.example", added.Source.Settings.Name);
    }

    [Fact]
    public async Task A_private_address_is_refused_before_anybody_is_asked()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync("never"));
        Assert.True((await paper.Keeper.AddAsync(new SourceRequest { Url = "http://10.1.2.3/feed" }, @unchecked: false, Cancellation)).Failed(out var refusal, out _));
        Assert.Contains("not a public address", refusal.Detail, StringComparison.Ordinal);
        Assert.Empty(paper.Site.Asked);
    }

    [Theory]
    [InlineData("ftp://news.example/feed", "/url")]
    [InlineData("/feed", "/url")]
    [InlineData("https://user:secret@news.example/feed", "/url")]
    [InlineData(null, "/url")]
    public void An_address_that_cannot_be_polled_is_refused_by_its_field(string? url, string pointer)
    {
        Assert.True(SourceRules.Check(new SourceRequest { Url = url }, null).Failed(out var refusal, out _));
        Assert.Equal([pointer], refusal.Fields!.Select(field => field.Pointer));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var request = new SourceRequest
        {
            Url = "x",
            HomePage = "x",
            Language = "not a language",
            PollMinutes = 0,
            Name = new string('n', 201),
            Section = new string('s', 201),
        };
        Assert.True(SourceRules.Check(request, null).Failed(out var refusal, out _));
        Assert.Equal(["/homePage", "/language", "/name", "/pollMinutes", "/section", "/url"], refusal.Fields!.Select(field => field.Pointer).Order());
    }

    [Fact]
    public void A_patch_changes_what_it_names_and_null_takes_back()
    {
        var before = new SourceRequest { Url = "https://news.example/feed", Name = "News", Section = "Harbour", Rights = new Rights { CopyrightHolder = "A", UsageTerms = "B" } };
        var patch = JsonNode.Parse("""{ "section": null, "paused": true, "trust": "review", "rights": { "usageTerms": null } }""")!.AsObject();
        Assert.False(SourceKeeper.Merge(before, patch).Failed(out _, out var after));
        Assert.Equal(before with { Section = null, Paused = true, Trust = SourceTrust.Review, Rights = new Rights { CopyrightHolder = "A" } }, after);
        Assert.True(SourceKeeper.Merge(before, JsonNode.Parse("""{ "nmae": "x" }""")!.AsObject()).Failed(out var refusal, out _));
        Assert.Contains("nmae", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_name_stays_and_of_address_has_to_be_free()
    {
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1"))));
        var one = await paper.AddAsync("/one");
        var two = await paper.AddAsync("/two");
        Assert.False((await paper.Keeper.ChangeAsync(one.Id, before => before with { Name = "One" }, Cancellation)).Failed(out _, out var changed));
        Assert.Equal("One", changed.Settings.Name);
        Assert.True((await paper.Keeper.ChangeAsync(one.Id, before => before with { Url = two.Settings.Url }, Cancellation)).Failed(out var taken, out _));
        Assert.Equal(StatusCodes.Status409Conflict, taken.Status);
        Assert.True((await paper.Keeper.ChangeAsync(Guid.NewGuid(), before => before, Cancellation)).Failed(out var missing, out _));
        Assert.Equal(StatusCodes.Status404NotFound, missing.Status);
    }

    private static async Task<AddedSource> AddAsync(PolledSite paper, SourceRequest request)
    {
        Assert.False((await paper.Keeper.AddAsync(request, @unchecked: false, Cancellation)).Failed(out var refusal, out var added), refusal?.Sentence);
        return added;
    }
}
