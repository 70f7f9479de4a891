using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>A sender's W3C trace goes on through the door, the store and the outbox, to the reader.</summary>
public sealed class TraceTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Sender = "00f067aa0ba902b7";

    [Theory]
    [InlineData("traceparent")]
    [InlineData("cloudEvents:traceparent")]
    public async Task A_strangers_traceparent_is_the_root_of_everything_that_follows(string header)
    {
        await using var inbox = await OtlpInbox.StartAsync();
        var newsroom = await TracedAsync(inbox);
        try
        {
            var stranger = await fixture.StrangerAsync();
            var traceId = Guid.NewGuid().ToString("N");
            var properties = new BasicProperties
            {
                ContentType = "application/json",
                Headers = new Dictionary<string, object?> { [header] = $"00-{traceId}-{Sender}-01", ["tracestate"] = "desk=7" },
            };
            await stranger.SendAsync(Sample.Json("traced by " + header), properties);

            var trace = await Eventually.BecomesAsync(
                () => Task.FromResult(inbox.Spans.Where(span => span.TraceId == traceId).ToList()),
                spans => spans.Any(span => span.Name == "newsroom.article-published.v1 send")
                    && spans.All(span => span.ParentId == Sender || spans.Any(other => other.SpanId == span.ParentId)),
                "the trace does not end with the publication, or has holes");
            var receive = Assert.Single(trace, span => span.ParentId == Sender);
            Assert.Equal(("ingest.take-submission receive", "consumer"), (receive.Name, receive.Kind));
            var take = Child(trace, receive, "ingest.take-submission process");
            Child(trace, take, "insert newsroom-ingest.articles");
            // The answer to the sender is relayed beside it.
            var relays = trace.Where(span => span.ParentId == take.SpanId && span.Name == "outbox relay");
            var relay = Assert.Single(relays, span => span.Attributes["newsroom.outbox.message.type"] == "newsroom.article-received.v1");
            var sent = Child(trace, relay, "newsroom.article-received.v1 send");
            var enriching = Child(trace, Child(trace, sent, "enrichment.enrich-article receive"), "enrichment.enrich-article process");
            Child(trace, enriching, "insert newsroom-enrichment.articles");
            Child(trace, enriching, "outbox relay");
            Assert.Equal(Sample.IdOf("traced by " + header).ToString(), take.Attributes["newsroom.article.id"]);
            // MassTransit's own span of the receive would begin a trace of nobody's.
            Assert.DoesNotContain(inbox.Spans, span => span.Name == "ingest.take-submission receive" && span.TraceId != traceId);
        }
        finally
        {
            await fixture.EndAsync(newsroom);
        }
    }

    [Fact]
    public async Task Without_a_traceparent_a_trace_begins_at_the_door()
    {
        await using var inbox = await OtlpInbox.StartAsync();
        var newsroom = await TracedAsync(inbox);
        try
        {
            var stranger = await fixture.StrangerAsync();
            await stranger.SendAsync(Sample.Json("untraced"));

            var published = (await Eventually.BecomesAsync(
                () => Task.FromResult(inbox.Spans.FirstOrDefault(span => span.Name == "newsroom.article-published.v1 send")),
                span => span is not null, "nothing was published"))!;
            var root = await Eventually.BecomesAsync(
                () => Task.FromResult(inbox.Spans.Where(span => span.TraceId == published.TraceId && span.ParentId.Length == 0).ToList()),
                roots => roots.Count > 0, "the trace has no root");
            Assert.Equal("ingest.take-submission receive", Assert.Single(root).Name);
        }
        finally
        {
            await fixture.EndAsync(newsroom);
        }
    }

    [Fact]
    public async Task A_trace_that_its_sender_does_not_keep_is_kept_nowhere()
    {
        await using var inbox = await OtlpInbox.StartAsync();
        var newsroom = await TracedAsync(inbox);
        try
        {
            var stranger = await fixture.StrangerAsync();
            await SendAsync("unwanted", $"00-{Guid.NewGuid():N}-{Sender}-00");
            await newsroom.Client.ChangesBecomeAsync(Sample.IdOf("unwanted"), "published 1");
            var wanted = Guid.NewGuid().ToString("N");
            await SendAsync("wanted", $"00-{wanted}-{Sender}-01");

            Task SendAsync(string guid, string traceparent) => stranger.SendAsync(
                Sample.Json(guid), new BasicProperties { ContentType = "application/json", Headers = new Dictionary<string, object?> { ["traceparent"] = traceparent } });

            await Eventually.TrueAsync(
                () => Task.FromResult(inbox.Spans.Any(span => span.TraceId == wanted && span.Name == "newsroom.article-published.v1 send")), "the wanted trace does not come");
            // Every span of the way, which was gone before, is in a trace of somebody who wants it.
            Assert.DoesNotContain(inbox.Spans, span => span.TraceId != wanted && (span.Kind is "consumer" or "producer" or "internal"));
        }
        finally
        {
            await fixture.EndAsync(newsroom);
        }
    }

    private Task<HostedNewsroom> TracedAsync(OtlpInbox inbox) => fixture.StartAsync(
        modules: null,
        "--OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{inbox.Port}",
        "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "--OTEL_BSP_SCHEDULE_DELAY", "200");

    private static ReceivedSpan Child(List<ReceivedSpan> trace, ReceivedSpan parent, string name)
    {
        var children = trace.Where(span => span.ParentId == parent.SpanId).ToList();
        var found = children.FirstOrDefault(span => span.Name == name);
        Assert.True(found is not null, $"There is no '{name}' below '{parent.Name}', only: {string.Join(", ", children.Select(span => span.Name))}");
        return found;
    }
}
