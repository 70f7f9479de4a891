using System.Net;
using System.Text;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The distributed newsroom, as compose brings it up.</summary>
[Collection<ComposeCollection>]
public sealed class ComposeTests(ComposeFixture compose)
{
    private static readonly string[] Services = ["ingest", "enrichment", "publishing"];

    [Fact]
    public async Task One_trace_holds_every_step_of_an_article_through_all_services()
    {
        var newsroom = await compose.UpAsync();
        var page = ScrapedPage.All().Last();
        const string sender = "00f067aa0ba902b7";
        var traceId = Guid.NewGuid().ToString("N");
        using var content = new StringContent(page.Text, Encoding.UTF8, "text/plain");
        var id = (await newsroom.SubmitAsync(content, traceparent: $"00-{traceId}-{sender}-01"))["articleId"]!.GetValue<string>();
        var published = await newsroom.PublishedAsync(id);
        Assert.Equal(page.Title, published["title"]!.GetValue<string>());
        Assert.Equal("id", published["language"]!.GetValue<string>());
        Assert.Contains(WebUtility.HtmlEncode(page.Title), await newsroom.TextAsync("/"), StringComparison.Ordinal);

        var trace = new Trace(await Eventually.BecomesAsync(
            () => Task.FromResult(compose.Inbox.Spans.Where(span => span.TraceId == traceId).ToList()),
            spans => Trace.IsWhole(spans, sender, "newsroom.article-published.v1 send"), "the trace does not reach from the request to the publication without a gap"));

        // At the door.
        var post = trace.Child(sender, "POST /v1/articles", "server", "newsroom-ingest");
        trace.Child(post, "insert newsroom-ingest.articles", "client", "newsroom-ingest");
        var received = trace.Child(trace.Child(post, "outbox relay", "internal", "newsroom-ingest"), "newsroom.article-received.v1 send", "producer", "newsroom-ingest");
        // Understood.
        var enriching = trace.Child(trace.Child(received, "enrichment.enrich-article receive", "consumer", "newsroom-enrichment"),
            "enrichment.enrich-article process", "consumer", "newsroom-enrichment");
        trace.Child(enriching, "insert newsroom-enrichment.articles", "client", "newsroom-enrichment");
        var enriched = trace.Child(trace.Child(enriching, "outbox relay", "internal", "newsroom-enrichment"), "newsroom.article-enriched.v1 send", "producer", "newsroom-enrichment");
        // Published.
        var publishing = trace.Child(trace.Child(enriched, "publishing.publish-article receive", "consumer", "newsroom-publishing"),
            "publishing.publish-article process", "consumer", "newsroom-publishing");
        trace.Child(publishing, "insert newsroom-publishing.articles", "client", "newsroom-publishing");
        trace.Child(trace.Child(publishing, "outbox relay", "internal", "newsroom-publishing"), "newsroom.article-published.v1 send", "producer", "newsroom-publishing");

        Assert.All([post, enriching, publishing], span => Assert.Equal(id, span.Attributes["newsroom.article.id"]));
        Assert.All([post, enriching, publishing], span => Assert.Equal("1", span.Attributes["newsroom.article.revision"]));
        Assert.All(trace.Spans, span => Assert.True(span.ParentId == sender || trace.Spans.Any(other => other.SpanId == span.ParentId), $"{span.Name} hangs in the air"));
    }

    [Fact]
    public async Task Services_killed_in_turn_under_load_lose_nothing_and_publish_nothing_twice()
    {
        var newsroom = await compose.UpAsync();
        var before = (await newsroom.ChangesAsync()).Count;
        var load = new Load(newsroom, 1_000);
        var sending = load.SendAsync(insist: true);
        foreach (var service in Services)
        {
            var soFar = load.Accepted.Count;
            await Eventually.TrueAsync(() => Task.FromResult(load.Accepted.Count >= Math.Min(soFar + 100, 900)), "the load does not go on", TimeSpan.FromMinutes(2));
            await compose.ComposeAsync("kill", "--signal", "KILL", service);
            await compose.ComposeAsync("up", "--detach", "--no-build", "--no-recreate", service);
        }

        await sending;
        Assert.Equal(1_000, load.Accepted.Count);
        await load.AssertPublishedExactlyOnceAsync(TimeSpan.FromMinutes(4), before);
    }
}
