using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Tests.Contract.Messages;
using Xunit;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>The schemas and the AsyncAPI document beside the contracts say what the contracts say.</summary>
public sealed class DescriptionTests
{
    public static TheoryData<Type> Messages => [.. MessageType.All];

    public static TheoryData<string> Samples => [.. MessageSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_schema_of_a_message_is_kept_beside_the_contracts(Type message) =>
        KeptFile.Holds("Schemas/" + MessageSchema.FileName(message), MessageSchema.Of(message));

    [Fact]
    public void Every_schema_belongs_to_a_message() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(KeptFile.Folder, "Schemas")).Select(Path.GetFileName).Except(MessageType.All.Select(MessageSchema.FileName)));

    [Fact]
    public void The_AsyncAPI_document_is_kept_beside_the_contracts() => KeptFile.Holds("asyncapi.json", AsyncApiDocument.Make());

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_fits_the_schema_of_its_message(string name) =>
        Assert.Empty(SchemaCheck.Faults(MessageSchema.Of(MessageSamples.All[name].GetType()), JsonNode.Parse(SampleFile.Json(name))));

    [Fact]
    public void A_cancelled_submission_needs_neither_title_nor_body()
    {
        var schema = MessageSchema.Of(typeof(SubmitArticle));
        Assert.Empty(SchemaCheck.Faults(schema, JsonNode.Parse("""{ "source": "harbour-wire", "guid": "4711", "status": "canceled" }""")));
    }

    [Theory]
    [InlineData("""{ "source": "harbour-wire", "guid": "4711", "status": "usable" }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": {} }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": "It runs.", "html": "<p>It runs." } }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": 7 } }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": "It runs." }, "urgency": 10 }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": "It runs." }, "embargoUntil": "2026-03-01T09:15:00Z" }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": "It runs." }, "embargoedUntil": "tomorrow" }""")]
    [InlineData("""{ "source": "harbour-wire", "title": "Ferry", "body": { "text": "It runs." }, "status": "cancelled" }""")]
    public void What_ingest_would_refuse_does_not_fit_the_schema(string submission) =>
        Assert.NotEmpty(SchemaCheck.Faults(MessageSchema.Of(typeof(SubmitArticle)), JsonNode.Parse(submission)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_required_member_that_is_missing_does_not_fit_the_schema(Type message)
    {
        var schema = MessageSchema.Of(message);
        foreach (var name in schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [])
        {
            var sample = JsonNode.Parse(SampleFile.Json(MessageType.FileName(message)))!.AsObject();
            Assert.True(sample.Remove(name));
            Assert.NotEmpty(SchemaCheck.Faults(schema, sample));
        }
    }

    [Fact]
    public void Every_message_has_a_channel_that_is_called_as_its_exchange_on_the_wire()
    {
        var channels = AsyncApiDocument.Make()["channels"]!.AsObject();
        Assert.Equal(MessageType.All.Select(WireNames.Exchange).Distinct().Order(StringComparer.Ordinal), channels.Select(channel => channel.Key));
        Assert.All(channels, channel =>
        {
            Assert.Equal(channel.Key, channel.Value!["address"]!.GetValue<string>());
            Assert.Equal(channel.Key, channel.Value["bindings"]!["amqp"]!["exchange"]!["name"]!.GetValue<string>());
        });
        Assert.All(MessageType.All, message => Assert.True(channels[WireNames.Exchange(message)]!["messages"]!.AsObject().ContainsKey(message.Name)));
    }

    [Fact]
    public void Every_reference_in_the_AsyncAPI_document_leads_somewhere()
    {
        var document = AsyncApiDocument.Make();
        var references = References(document).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            if (reference.StartsWith("./", StringComparison.Ordinal))
                Assert.True(File.Exists(Path.Combine(KeptFile.Folder, reference)), $"{reference} is no file beside the document.");
            else
                Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part]));
        });
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(References),
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)),
        _ => [],
    };
}
