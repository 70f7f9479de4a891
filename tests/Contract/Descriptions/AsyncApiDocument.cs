using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Descriptions;
using Newsroom.Tests.Contract.Messages;

namespace Newsroom.Tests.Contract.Descriptions;

/// <summary>
/// AsyncAPI 3.0 of everything that travels, from the newsroom's point of view as the specification wants it: what it receives is what others send.
/// A channel is an exchange, and is called by its name.
/// </summary>
internal static class AsyncApiDocument
{
    private const string Head = "The events and commands of a newsroom over RabbitMQ (AMQP 0-9-1). Operations are the newsroom's: publish to what it receives, "
        + "bind a queue of your own to what it sends. Bodies are plain JSON, headers make them CloudEvents in binary mode; readers ignore members that they "
        + "don't know. The same schemas are served below `/schemas/`.";

    public static JsonObject Make()
    {
        var channels = new JsonObject();
        var operations = new JsonObject();
        var messages = new JsonObject();
        foreach (var message in MessageType.All)
            messages[message.Name] = Message(message);
        foreach (var exchange in MessageType.All.GroupBy(WireNames.Exchange).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var fromOutside = exchange.Key == SchemaRules.Submissions;
            var names = exchange.Select(message => message.Name).ToList();
            if (fromOutside)
            {
                messages[OtherSubmissions.Page] = OtherSubmissions.Text("text/html", "An article as an HTML page");
                messages[OtherSubmissions.PlainText] = OtherSubmissions.Text("text/plain", "An article as a headline and the text below it");
                messages[OtherSubmissions.Ninjs] = OtherSubmissions.NewsInJson();
                foreach (var (format, described) in OtherSubmissions.OfAgencies())
                    messages[format] = described;
                messages[OtherSubmissions.Structured] = OtherSubmissions.CloudEvent();
                names.AddRange([OtherSubmissions.Page, OtherSubmissions.PlainText, OtherSubmissions.Ninjs, .. OtherSubmissions.OfAgencies().Keys, OtherSubmissions.Structured]);
            }

            channels[exchange.Key] = Channel(exchange.Key, fromOutside, names);
            foreach (var message in exchange)
            {
                string[] taken = message == typeof(SubmitArticle) ? [.. names.Where(name => name != nameof(WithdrawArticle))] : [message.Name];
                var name = fromOutside ? JsonNamingPolicy.CamelCase.ConvertName(message.Name) : "send" + message.Name;
                operations[name] = Operation(message, exchange.Key, fromOutside, taken);
            }
        }

        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Newsroom",
                ["version"] = "1.0.0",
                ["description"] = Head,
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["url"] = "https://www.apache.org/licenses/LICENSE-2.0" },
            },
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject { ["broker"] = Broker() },
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject
            {
                ["messages"] = messages,
                ["securitySchemes"] = new JsonObject { ["account"] = new JsonObject { ["type"] = "userPassword", ["description"] = "A user of the broker." } },
            },
        };
    }

    private static JsonObject Broker() => new()
    {
        ["host"] = "{host}:{port}",
        ["protocol"] = "amqp",
        ["protocolVersion"] = "0.9.1",
        ["description"] = "RabbitMQ, with the virtual host of ConnectionStrings:broker.",
        ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = "127.0.0.1" }, ["port"] = new JsonObject { ["default"] = "5672" } },
        ["security"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/securitySchemes/account" }),
    };

    private static JsonObject Channel(string exchange, bool fromOutside, IEnumerable<string> messages) => new()
    {
        ["address"] = exchange,
        ["description"] = fromOutside
            ? "What programs outside send. The routing key is submit or withdraw, or ends in one of them after a dot; a CloudEvents type goes before it. "
                + "What cannot be taken is kept in quarantine with its reason."
            : "Bind a queue to it to receive every one.",
        ["messages"] = new JsonObject(messages.Select(name => KeyValuePair.Create(name, (JsonNode?)Reference("components/messages", name)))),
        ["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject
                {
                    ["name"] = exchange,
                    ["type"] = fromOutside ? "topic" : "fanout",
                    ["durable"] = true,
                    ["autoDelete"] = false,
                    ["vhost"] = "/",
                },
                ["bindingVersion"] = "0.3.0",
            },
        },
    };

    private static JsonObject Operation(Type message, string exchange, bool fromOutside, IEnumerable<string> messages)
    {
        var amqp = new JsonObject { ["deliveryMode"] = 2, ["mandatory"] = !WireNames.IsOptional(message), ["bindingVersion"] = "0.3.0" };
        if (fromOutside)
            amqp.Insert(0, "cc", new JsonArray(message == typeof(WithdrawArticle) ? "withdraw" : "submit"));
        var operation = new JsonObject
        {
            ["action"] = fromOutside ? "receive" : "send",
            ["channel"] = Reference("channels", exchange),
            ["summary"] = MemberDocs.Of(message),
            ["messages"] = new JsonArray([.. messages.Select(name => Reference($"channels/{exchange}/messages", name))]),
            ["bindings"] = new JsonObject { ["amqp"] = amqp },
        };
        if (fromOutside)
        {
            var answers = WireNames.Exchange(typeof(SubmissionAnswered));
            operation["reply"] = new JsonObject
            {
                ["channel"] = Reference("channels", answers),
                ["messages"] = new JsonArray(Reference($"channels/{answers}/messages", nameof(SubmissionAnswered))),
            };
        }

        return operation;
    }

    private static JsonObject Message(Type message)
    {
        var fromOutside = MessageType.Exchange(message) == SchemaRules.Submissions;
        var described = new JsonObject
        {
            ["name"] = WireNames.TypeName(message),
            ["title"] = message.Name,
            ["summary"] = MemberDocs.Of(message),
            ["contentType"] = "application/json",
            ["headers"] = CloudEventHeaders.Schema(message, required: !fromOutside),
            ["payload"] = new JsonObject { ["$ref"] = "./Schemas/" + MessageSchema.FileName(message) },
            ["examples"] = new JsonArray([.. MessageSamples.Of(message).Select(sample => new JsonObject
            {
                ["name"] = sample.Key,
                ["headers"] = CloudEventHeaders.Example(message),
                ["payload"] = JsonSerializer.SerializeToNode(sample.Value, message, WireJson.Options),
            })]),
        };
        if (WireNames.Correlation(message) is { } correlation)
        {
            described["correlationId"] = new JsonObject
            {
                ["description"] = "The AMQP correlation-id too.",
                ["location"] = "$message.payload#/" + JsonNamingPolicy.CamelCase.ConvertName(correlation.Name),
            };
        }

        return described;
    }

    private static JsonObject Reference(string place, string name) => new() { ["$ref"] = $"#/{place}/{name}" };
}
