#:package RabbitMQ.Client@7.2.2
// Hands an article in, or kills one, over AMQP, and waits for the newsroom's answer. An AMQP client is all that it needs.
//
//   dotnet run publish.cs -- article.json
//   dotnet run publish.cs -- --cloudevent binary|structured --id MY-ID article.json
//   dotnet run publish.cs -- --withdraw ARTICLE-ID --reason TEXT
//
// Ends with 0: taken; 1: refused; 2: wrong command line; 3: not delivered or not answered, send it again with the same --id. It makes one
// attempt: whoever starts it knows better how often, and the same article again does no harm.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

const string Usage = "publish [--cloudevent binary|structured] [--id ID] FILE | --withdraw ARTICLE-ID [--reason TEXT]";
var broker = Environment.GetEnvironmentVariable("NEWSROOM_AMQP") ?? "amqp://publisher:publisher@127.0.0.1:5672/";
var limit = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("NEWSROOM_TIMEOUT") ?? "30", CultureInfo.InvariantCulture));

string? file = null;
var option = new Dictionary<string, string>();
for (var at = 0; at < args.Length; at++)
{
    if (args[at] is "--cloudevent" or "--id" or "--withdraw" or "--reason" && at + 1 < args.Length)
        option[args[at]] = args[++at];
    else if (file is null && !args[at].StartsWith('-'))
        file = args[at];
    else
        return Say(2, Usage);
}

var withdraw = option.GetValueOrDefault("--withdraw");
var form = option.GetValueOrDefault("--cloudevent");
if ((file is null) == (withdraw is null) || form is not (null or "binary" or "structured"))
    return Say(2, Usage);

// The id of this submission, by which its answer is known; as a CloudEvent, the same id again gets the same answer.
var id = option.GetValueOrDefault("--id") ?? Guid.NewGuid().ToString();
// A program that is traced by OpenTelemetry sends its current span.
var traceId = ActivityTraceId.CreateRandom();
var headers = new Dictionary<string, object?> { ["traceparent"] = $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01" };
var contentType = "application/json";
try
{
    var body = withdraw is null
        ? await File.ReadAllBytesAsync(file!)
        : Encoding.UTF8.GetBytes(new JsonObject { ["articleId"] = withdraw, ["reason"] = option.GetValueOrDefault("--reason") }.ToJsonString());
    var attributes = new Dictionary<string, string>
    {
        ["specversion"] = "1.0",
        ["id"] = id,
        ["source"] = "/examples/csharp",
        ["type"] = withdraw is null ? "newsroom.submit-article.v1" : "newsroom.withdraw-article.v1",
    };
    if (form == "binary")
    {
        foreach (var (name, value) in attributes)
            headers["cloudEvents:" + name] = value;
    }
    else if (form == "structured")
    {
        var envelope = new JsonObject { ["datacontenttype"] = contentType, ["data"] = JsonNode.Parse(body) };
        foreach (var (name, value) in attributes)
            envelope[name] = value;
        (contentType, body) = ("application/cloudevents+json", Encoding.UTF8.GetBytes(envelope.ToJsonString()));
    }

    using var deadline = new CancellationTokenSource(limit);
    var factory = new ConnectionFactory { Uri = new Uri(broker), ClientProvidedName = "example-publisher", AutomaticRecoveryEnabled = false };
    await using var connection = await factory.CreateConnectionAsync(deadline.Token);
    // With confirms and their tracking, a publish is over when the broker has the message safe, and throws if it is refused or returned.
    var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    await using var channel = await connection.CreateChannelAsync(confirmed, deadline.Token);

    // Listens before it speaks, so that the answer cannot be missed. Everyone's answers come: one's own has the id.
    var answered = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
    connection.ConnectionShutdownAsync += (_, end) => Task.FromResult(answered.TrySetException(new IOException(end.ReplyText)));
    var queue = $"newsroom.answers.{Guid.NewGuid():N}";
    await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true, cancellationToken: deadline.Token);
    await channel.QueueBindAsync(queue, "newsroom.submission-answered.v1", routingKey: "", cancellationToken: deadline.Token);
    var consumer = new AsyncEventingBasicConsumer(channel);
    consumer.ReceivedAsync += (_, delivery) =>
    {
        if (delivery.BasicProperties.CorrelationId == id)
            answered.TrySetResult(JsonNode.Parse(delivery.Body.Span)!);
        return Task.CompletedTask;
    };
    await channel.BasicConsumeAsync(queue, autoAck: true, consumer, deadline.Token);

    Console.WriteLine($"trace {traceId}");
    var properties = new BasicProperties { MessageId = id, ContentType = contentType, Persistent = true, Headers = headers };
    await channel.BasicPublishAsync("newsroom.submissions", withdraw is null ? "submit" : "withdraw", mandatory: true, properties, body, deadline.Token);

    JsonNode answer;
    try
    {
        answer = await answered.Task.WaitAsync(limit);
    }
    catch (TimeoutException)
    {
        return Say(3, $"The broker has {id}, but the newsroom did not answer within {limit.TotalSeconds} s.");
    }

    if ((string)answer["outcome"]! == "refused")
    {
        var faults = (answer["faults"] as JsonArray ?? []).Select(fault => $"\n  {fault!["pointer"]}: {fault["detail"]}");
        return Say(1, $"refused: {answer["reason"]}{string.Concat(faults)}");
    }

    Console.WriteLine($"{answer["outcome"]} {answer["articleId"]} revision {answer["revision"]}");
    return 0;
}
catch (PublishException problem)
{
    return Say(3, problem.IsReturn ? $"Nobody takes what is published on newsroom.submissions; {id} came back." : $"The broker did not take {id}.");
}
catch (OperationCanceledException)
{
    return Say(3, $"The broker did not confirm {id} within {limit.TotalSeconds} s.");
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or RabbitMQClientException or System.Text.Json.JsonException)
{
    return Say(3, problem.Message);
}

static int Say(int code, string sentence)
{
    Console.Error.WriteLine(sentence);
    return code;
}
