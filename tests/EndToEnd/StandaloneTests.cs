using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The standalone program, started as its user starts it.</summary>
public sealed class StandaloneTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scraped_page_as_text_is_published_on_the_site_and_in_all_feeds()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        foreach (var page in ScrapedPage.All())
        {
            using var content = new StringContent(page.Text, Encoding.UTF8, "text/plain");
            var answer = await newsroom.Client.SubmitAsync(content);
            var id = answer["articleId"]!.GetValue<string>();
            var published = await newsroom.Client.PublishedAsync(id);

            Assert.Equal(page.Title, published["title"]!.GetValue<string>());
            Assert.Equal("id", published["language"]!.GetValue<string>());
            var text = published["text"]!.GetValue<string>();
            Assert.All(page.Boilerplate, line => Assert.DoesNotContain(line, text, StringComparison.Ordinal));
            Assert.Contains(WebUtility.HtmlEncode(page.Title), await newsroom.Client.TextAsync("/"), StringComparison.Ordinal);
            var rss = XDocument.Parse(await newsroom.Client.TextAsync("/feed.rss"));
            Assert.Contains(rss.Descendants("item"), item => item.Element("title")!.Value == page.Title);
            var atom = XDocument.Parse(await newsroom.Client.TextAsync("/feed.atom"));
            XNamespace ns = "http://www.w3.org/2005/Atom";
            Assert.Contains(atom.Descendants(ns + "entry"), entry => entry.Element(ns + "title")!.Value == page.Title);
            var json = JsonNode.Parse(await newsroom.Client.TextAsync("/feed.json"))!;
            Assert.Contains(json["items"]!.AsArray(), item => item!["title"]!.GetValue<string>() == page.Title);
        }
    }

    [Fact]
    public async Task A_withdrawn_article_is_gone_from_every_list_and_stands_in_the_changes()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        using var content = NewsroomClient.Json("Desk", "a", "The bridge at Lamat opens early", Sample.Text);
        var id = (await newsroom.Client.SubmitAsync(content))["articleId"]!.GetValue<string>();
        var slug = (await newsroom.Client.PublishedAsync(id))["slug"]!.GetValue<string>();

        using var withdrawal = new StringContent("""{"reason":"The report was wrong."}""", Encoding.UTF8, "application/json");
        using var answer = await newsroom.Client.Ingest.PostAsync($"/v1/articles/{id}/withdraw", withdrawal, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        var changes = await Eventually.BecomesAsync(newsroom.Client.ChangesAsync, all => all.Count >= 2, "the withdrawal is not among the changes");
        Assert.Equal(["published", "withdrawn"], changes.Select(change => change["change"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Gone, (await newsroom.Client.Site.GetAsync($"/articles/{slug}", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await newsroom.Client.Site.GetAsync($"/v1/published/{id}", Cancelled)).StatusCode);
        foreach (var list in new[] { "/", "/en", "/feed.rss", "/feed.atom", "/feed.json", "/v1/published" })
        {
            using var page = await newsroom.Client.Site.GetAsync(list, Cancelled);
            Assert.DoesNotContain("bridge at Lamat", await page.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        using var again = NewsroomClient.Json("Desk", "a", "The bridge at Lamat opens early, again", Sample.Text);
        using var refused = await newsroom.Client.Ingest.PostAsync("/v1/articles", again, Cancelled);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task What_was_accepted_before_a_kill_is_published_exactly_once_after_the_next_start()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        var load = new Load(newsroom.Client, 600);
        var sending = load.SendAsync();
        // Killed in the middle: some are published by then, some are accepted and not yet published.
        await Eventually.TrueAsync(() => Task.FromResult(load.Accepted.Count >= 150), "the load does not get going", TimeSpan.FromSeconds(60));
        newsroom.Kill();
        await sending;
        Assert.True(load.Accepted.Count < 600, "The kill came too late to interrupt anything.");

        await newsroom.StartAsync();
        await load.AssertPublishedExactlyOnceAsync();
    }

    [Fact]
    public async Task The_demonstration_feeds_a_dozen_articles_and_says_where_to_look()
    {
        await using var newsroom = new StandaloneProcess(arguments: "--demo");
        await newsroom.StartAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(newsroom.Output.Contains("The demonstration is in", StringComparison.Ordinal)), "the demonstration does not end", TimeSpan.FromSeconds(90));

        var published = await Eventually.BecomesAsync(
            async () => JsonNode.Parse(await newsroom.Client.TextAsync("/v1/published"))!["items"]!.AsArray(), items => items.Count == 12, "there are not twelve articles");
        Assert.True(published.Select(item => item!["language"]!.GetValue<string>()).Distinct().Count() >= 7);
        var changes = await newsroom.Client.ChangesAsync();
        Assert.Contains(changes, change => change["change"]!.GetValue<string>() == "corrected");
        Assert.Contains(changes, change => change["change"]!.GetValue<string>() == "withdrawn");
    }

    [Fact]
    public async Task The_articles_of_a_feed_that_the_settings_name_are_published_unaided()
    {
        await using var paper = await PolledPaper.StartAsync();
        await using var newsroom = new StandaloneProcess(new()
        {
            ["Newsroom__Polling__Sources__0__Url"] = paper.Url("/feed", "127.0.0.1"),
            ["Newsroom__Outgoing__AllowedNetworks"] = "127.0.0.0/8",
        });
        await newsroom.StartAsync();
        await Eventually.TrueAsync(
            async () => (await newsroom.Client.TextAsync("/v1/published")).Contains(PolledPaper.Title, StringComparison.Ordinal), "nothing is published", TimeSpan.FromMinutes(1));
        Assert.Contains("three hundred people", await newsroom.Client.TextAsync("/feed.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargoed_article_is_published_when_its_time_comes()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        var until = DateTimeOffset.UtcNow.AddSeconds(4);
        var body = new JsonObject
        {
            ["source"] = "Desk",
            ["guid"] = "e",
            ["title"] = "Budget figures",
            ["embargoedUntil"] = until.ToString("O"),
            ["body"] = new JsonObject { ["text"] = Sample.Text },
        };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var id = (await newsroom.Client.SubmitAsync(content))["articleId"]!.GetValue<string>();
        using (var early = await newsroom.Client.Site.GetAsync($"/v1/published/{id}", Cancelled))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        await newsroom.Client.PublishedAsync(id);
        Assert.True(DateTimeOffset.UtcNow >= until, "It was published before its time.");
    }

    [Fact]
    public async Task Two_processes_cannot_use_the_same_data()
    {
        await using var newsroom = new StandaloneProcess();
        await newsroom.StartAsync();
        await using var second = new StandaloneProcess(new() { ["Newsroom__Data"] = newsroom.DataDirectory });
        var problem = await Assert.ThrowsAnyAsync<Exception>(second.StartAsync);
        Assert.Contains("used by one process only", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_loopback_writing_needs_a_key_and_reading_none()
    {
        const string submitter = "a-key-for-submitting-only";
        await using var newsroom = new StandaloneProcess(new()
        {
            ["Newsroom__Access__Keys__wire__Key"] = submitter,
            ["Newsroom__Access__Keys__wire__Scopes__0"] = "submit",
        }, beyondLoopback: true);
        await newsroom.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(newsroom, "/v1/articles", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(newsroom, "/v1/articles", "a-key-that-nobody-has"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, "/v1/articles", submitter));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(newsroom, $"/v1/articles/{Guid.NewGuid()}/withdraw", submitter));
        // What is embargoed must not be had by guessing its address, which follows from source and guid.
        using var unpublished = await newsroom.Client.Ingest.GetAsync($"/v1/articles/{Guid.NewGuid()}", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, unpublished.StatusCode);
        // Hubs have no key but their callback.
        using var callback = await newsroom.Client.Ingest.GetAsync($"/v1/websub/{new string('x', 43)}?hub.mode=subscribe&hub.topic=https://a.example/&hub.challenge=c", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, callback.StatusCode);
        Assert.Contains("</html>", await newsroom.Client.TextAsync("/"), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(StandaloneProcess newsroom, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = NewsroomClient.Json("Desk", "k", "Keys to the city", Sample.Text) };
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        using var answer = await newsroom.Client.Ingest.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
