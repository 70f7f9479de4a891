using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>What goes over the wire, as a subscriber reads it that has never heard of MassTransit.</summary>
public sealed partial class WireTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Received = "newsroom.article-received.v1";
    private const string Enriched = "newsroom.article-enriched.v1";
    private const string Published = "newsroom.article-published.v1";
    private const string Withdrawn = "newsroom.article-withdrawn.v1";
    private const string Unpublished = "newsroom.article-unpublished.v1";
    private static readonly string[] Exchanges = [Received, Enriched, Published, Withdrawn, Unpublished];

    [Fact]
    public async Task Every_event_is_bare_json_in_a_binary_cloud_event()
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        // Before anything was ever published: a subscriber may be the first to come.
        var subscription = await stranger.SubscribeAsync(Exchanges);
        var id = Sample.IdOf("on the wire");
        await newsroom.Client.SubmitAsync(Sample.Json("on the wire"));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1");
        using var withdrawal = new StringContent("""{"reason":"Wrong bridge"}""");
        using var answer = await newsroom.Http.PostAsync($"/v1/articles/{id}/withdraw", withdrawal, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)answer.StatusCode);

        var deliveries = new Dictionary<string, Delivery>();
        foreach (var exchange in Exchanges)
            deliveries[exchange] = await subscription.GetsAsync(exchange, id);
        Assert.All(deliveries.Values, delivery => AssertCloudEvent(delivery, id));
        Assert.Equal(Exchanges.Length, deliveries.Values.Select(delivery => delivery.Headers["cloudEvents:id"]).Distinct().Count());
        // One article revision is one trace; the kill is another.
        Assert.Single(new[] { Received, Enriched, Published }.Select(one => deliveries[one].Headers["traceparent"][3..35]).Distinct());

        Assert.Equal(id, Json(deliveries[Received]).GetProperty("article").GetProperty("articleId").GetGuid());
        Assert.Equal("en", Json(deliveries[Enriched]).GetProperty("enrichment").GetProperty("language").GetProperty("code").GetString());
        Assert.Equal(Sample.Source, Json(deliveries[Enriched]).GetProperty("article").GetProperty("source").GetProperty("name").GetString());
        Assert.Equal("published", Json(deliveries[Published]).GetProperty("change").GetString());
        Assert.Equal("Wrong bridge", Json(deliveries[Withdrawn]).GetProperty("reason").GetString());
        Assert.Equal(2, Json(deliveries[Unpublished]).GetProperty("revision").GetInt32());
    }

    private static void AssertCloudEvent(Delivery delivery, Guid articleId)
    {
        Assert.Equal("application/json", delivery.ContentType);
        Assert.Equal("1.0", delivery.Headers["cloudEvents:specversion"]);
        Assert.NotEqual(Guid.Empty, Guid.Parse(delivery.Headers["cloudEvents:id"]));
        Assert.Equal("/newsroom-test", delivery.Headers["cloudEvents:source"]);
        Assert.Equal(delivery.Exchange, delivery.Headers["cloudEvents:type"]);
        Assert.Equal(articleId.ToString(), delivery.Headers["cloudEvents:subject"]);
        var time = DateTimeOffset.ParseExact(delivery.Headers["cloudEvents:time"], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.InRange(time, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.Matches(TraceParent(), delivery.Headers["traceparent"]);
        Assert.Equal("urn:message:" + delivery.Exchange, delivery.Headers["MT-MessageType"]);

        var root = Json(delivery);
        Assert.Equal(JsonValueKind.Object, root.ValueKind);
        Assert.All(Names(root), name => Assert.Matches(CamelCase(), name));
        Assert.False(root.TryGetProperty("message", out _), "There is an envelope around the event.");
        Assert.False(root.TryGetProperty("messageType", out _), "There is an envelope around the event.");
    }

    private static JsonElement Json(Delivery delivery) => JsonSerializer.Deserialize<JsonElement>(delivery.Body);

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex CamelCase();

    [GeneratedRegex("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$")]
    private static partial Regex TraceParent();
}
