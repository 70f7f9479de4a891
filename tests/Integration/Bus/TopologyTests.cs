using System.Text.Json;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>What the services make on the broker, as the broker's own tool shows it.</summary>
public sealed class TopologyTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    [Fact]
    public async Task Queues_are_durable_quorum_queues_without_a_delivery_limit_named_after_service_and_consumer()
    {
        await fixture.UpAsync();
        var broker = await fixture.BrokerAsync();
        var queues = await broker.ListAsync("list_queues", "name", "type", "durable", "auto_delete", "arguments");

        Assert.Equal(
            [
                "enrichment.enrich-article", "enrichment.withdraw-enrichment", "ingest.take-submission",
                "publishing.publish-article", "publishing.release-embargo", "publishing.unpublish-article",
            ],
            queues.Select(Name).Where(name => name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(queues.Where(queue => Name(queue).Contains('.', StringComparison.Ordinal)), queue =>
        {
            Assert.Equal("quorum", queue.GetProperty("type").GetString());
            Assert.True(queue.GetProperty("durable").GetBoolean());
            Assert.False(queue.GetProperty("auto_delete").GetBoolean());
            Assert.Contains("\"x-delivery-limit\"", queue.GetProperty("arguments").ToString(), StringComparison.Ordinal);
            Assert.Contains("-1", queue.GetProperty("arguments").ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Exchanges_carry_the_names_of_events_and_strangers_publish_on_a_durable_topic()
    {
        await fixture.UpAsync();
        var broker = await fixture.BrokerAsync();
        var exchanges = (await broker.ListAsync("list_exchanges", "name", "type", "durable", "auto_delete")).ToDictionary(Name);

        AssertExchange(exchanges, "newsroom.submissions", "topic");
        foreach (var name in new[] { "received", "enriched", "withdrawn", "published", "unpublished" })
            AssertExchange(exchanges, $"newsroom.article-{name}.v1", "fanout");
        // Names of .NET types would break when a type moves.
        Assert.DoesNotContain(exchanges.Keys, name => name.Contains(':', StringComparison.Ordinal) || name.Contains("Fault", StringComparison.Ordinal));
    }

    private static void AssertExchange(Dictionary<string, JsonElement> exchanges, string name, string type)
    {
        Assert.True(exchanges.TryGetValue(name, out var exchange), $"There is no exchange {name}, only {string.Join(", ", exchanges.Keys)}");
        Assert.Equal(type, exchange.GetProperty("type").GetString());
        Assert.True(exchange.GetProperty("durable").GetBoolean());
        Assert.False(exchange.GetProperty("auto_delete").GetBoolean());
    }

    private static string Name(JsonElement row) => row.GetProperty("name").GetString()!;
}
