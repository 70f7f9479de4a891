using System.Text.Json.Nodes;
using Newsroom.Ingest.Identity;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Submissions;

/// <summary>Programs that know AMQP and nothing of MassTransit hand articles in on the exchange <c>newsroom.submissions</c>.</summary>
public sealed class AmqpDoorTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Json = "application/json";
    private const string CloudEvent = "application/cloudevents+json";
    private const string SubmitType = "newsroom.submit-article.v1";
    private const string WithdrawType = "newsroom.withdraw-article.v1";

    [Theory]
    [InlineData(Json)]
    [InlineData("application/json; charset=utf-8")]
    [InlineData(null)]
    public async Task A_json_submission_is_published_with_or_without_a_content_type(string? contentType) =>
        await SubmittedAsync("json " + contentType, contentType is null ? new BasicProperties() : new BasicProperties { ContentType = contentType });

    [Fact]
    public async Task A_submission_as_a_structured_cloud_event_is_published()
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        await stranger.SendAsync(Structured(SubmitType, Sample.Json("structured")), new BasicProperties { ContentType = CloudEvent });
        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf("structured"), "published 1");
    }

    [Theory]
    [InlineData(Json)]
    [InlineData("application/ninjs+json")]
    public async Task A_ninjs_item_is_published_revised_and_killed_as_its_versions_say(string contentType)
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        var uri = $"urn:newsml:wire.example:20260301:{contentType.Length}";
        var id = ArticleKeys.Of("wire.example", uri, null, null, "")[0].Id;
        await stranger.SendAsync(Ninjs(uri, 1, "The bridge opens"), With("test", uri, contentType));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1");
        await stranger.SendAsync(Ninjs(uri, 3, "The bridge is open"), With("test", uri, contentType));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1", "revised 2");
        // Late.
        await stranger.SendAsync(Ninjs(uri, 2, "The bridge opens soon"), With("test", uri, contentType));
        await stranger.SendAsync(new JsonObject { ["uri"] = uri, ["version"] = "4", ["pubstatus"] = "canceled" }.ToJsonString(), With("test", uri, contentType));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1", "revised 2", "withdrawn 3");
        Assert.Empty(await newsroom.Client.QuarantinedAsync(uri));
    }

    [Fact]
    public async Task A_routing_key_that_ends_in_withdraw_kills()
    {
        await SubmittedAsync("killed by key");
        await KillsAsync("killed by key", new BasicProperties { ContentType = Json }, Sample.Withdrawal("killed by key"), "desk.articles.withdraw");
    }

    [Theory]
    [InlineData("cloudEvents:type")]
    [InlineData("cloudEvents_type")]
    public async Task A_type_in_the_header_of_a_binary_cloud_event_kills(string header)
    {
        var guid = "killed by " + header;
        await SubmittedAsync(guid);
        await KillsAsync(guid, With(header, WithdrawType), Sample.Withdrawal(guid));
    }

    [Fact]
    public async Task A_withdrawal_as_a_structured_cloud_event_kills()
    {
        await SubmittedAsync("killed structured");
        await KillsAsync("killed structured", new BasicProperties { ContentType = CloudEvent }, Structured(WithdrawType, Sample.Withdrawal("killed structured")));
    }

    [Fact]
    public async Task A_message_id_that_is_no_guid_does_no_harm()
    {
        var newsroom = await SubmittedAsync("message id", new BasicProperties { ContentType = Json, MessageId = "order/66 ünïcode", CorrelationId = "no guid", Type = "whatever" });
        Assert.Empty(await newsroom.Client.QuarantinedAsync("message id"));
    }

    [Fact]
    public async Task A_message_sent_twice_is_published_once()
    {
        var newsroom = await SubmittedAsync("twice");
        var stranger = await fixture.StrangerAsync();
        await stranger.SendAsync(Sample.Json("twice"));
        await newsroom.Log.SeesAsync("ingest.article.taken", $"{Sample.IdOf("twice")} revision 1: Unchanged");
        Assert.Equal(["published 1"], await newsroom.Client.ChangesOfAsync(Sample.IdOf("twice")));
    }

    [Theory]
    [InlineData("MT-Fault-Address", "rabbitmq://localhost/evil?bind=true&queue=evil")]
    [InlineData("MT-Response-Address", "exchange:evil")]
    [InlineData("MT-Fault-Address", "not a uri at all")]
    [InlineData("MT-MessageType", "urn:message:MassTransit:Fault")]
    [InlineData("MT-Message-Id", "not a guid")]
    [InlineData("MT-Request-Id", "00000000-0000-0000-0000-000000000001")]
    [InlineData("MT-Host-Info", "{\"machineName\":")]
    [InlineData("MT-Activity-Id", "00-garbage-01")]
    [InlineData("MT-Redelivery-Count", "many")]
    [InlineData("traceparent", "00-not-a-trace")]
    public async Task What_a_stranger_says_in_headers_of_the_bus_does_no_harm(string header, string value)
    {
        var guid = $"header {header} {value}";
        await SubmittedAsync(guid, With(header, value));
        if (header.EndsWith("Address", StringComparison.Ordinal))
            Assert.DoesNotContain("evil", await (await fixture.BrokerAsync()).NamesAsync("list_exchanges"));
    }

    private async Task<HostedNewsroom> SubmittedAsync(string guid, BasicProperties? properties = null)
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        await stranger.SendAsync(Sample.Json(guid), properties ?? new BasicProperties { ContentType = Json });
        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf(guid), "published 1");
        return newsroom;
    }

    private async Task KillsAsync(string guid, BasicProperties properties, string body, string routingKey = "articles")
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        await stranger.SendAsync(body, properties, routingKey);
        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf(guid), "published 1", "withdrawn 2");
        using var answer = await newsroom.Http.GetAsync($"/v1/published/{Sample.IdOf(guid)}", TestContext.Current.CancellationToken);
        Assert.Equal(410, (int)answer.StatusCode);
    }

    private static string Ninjs(string uri, int version, string headline) => new JsonObject
    {
        ["uri"] = uri,
        ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["headline"] = headline,
        ["body_html"] = "<p>" + Sample.Text.Replace("\n\n", "</p><p>", StringComparison.Ordinal) + "</p>",
    }.ToJsonString();

    private static BasicProperties With(string header, string value, string contentType = Json) =>
        new() { ContentType = contentType, Headers = new Dictionary<string, object?> { [header] = value } };

    private static string Structured(string type, string data) => new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = Guid.NewGuid().ToString(),
        ["source"] = "/desk",
        ["type"] = type,
        ["datacontenttype"] = Json,
        ["data"] = JsonNode.Parse(data),
    }.ToJsonString();
}
