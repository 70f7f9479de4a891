#:package RabbitMQ.Client@7.2.2
// Reads what the newsroom publishes and takes back, until it is stopped, and says it a line each.
//
//   dotnet run subscribe.cs -- NAME
//
// NAME names its queue, newsroom.readers.NAME: what comes while it is away waits there. Of several with one name, one reads and the
// others stand by.
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

if (args is not [var name])
{
    Console.Error.WriteLine("subscribe NAME");
    return 2;
}

var broker = Environment.GetEnvironmentVariable("NEWSROOM_AMQP") ?? "amqp://subscriber:subscriber@127.0.0.1:5672/";
var seen = new HashSet<string>();
var order = new Queue<string>();
using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

// One loop for the first connection and for every later one: 1, 2, 4 … 30 seconds apart, not all readers at the same moment.
for (var pause = 1.0; !stop.IsCancellationRequested; pause = Math.Min(pause * 2, 30))
{
    try
    {
        await ReadAsync(onReady: () => pause = 0.5);
    }
    catch (Exception problem) when (problem is RabbitMQClientException or IOException or TimeoutException && !stop.IsCancellationRequested)
    {
        var wait = TimeSpan.FromSeconds(pause * (0.5 + Random.Shared.NextDouble() / 2));
        Console.Error.WriteLine($"{problem.Message} Again in {wait.TotalSeconds:0.0} s.");
        await Task.Delay(wait, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
    }
}

return 0;

async Task ReadAsync(Action onReady)
{
    var factory = new ConnectionFactory { Uri = new Uri(broker), ClientProvidedName = $"example-subscriber-{name}", AutomaticRecoveryEnabled = false };
    await using var connection = await factory.CreateConnectionAsync(stop.Token);
    await using var channel = await connection.CreateChannelAsync(cancellationToken: stop.Token);
    // Replicated and on disk. The newsroom's broker deletes it when nobody reads it for a week.
    var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true };
    var queue = await channel.QueueDeclareAsync($"newsroom.readers.{name}", durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop.Token);
    await channel.QueueBindAsync(queue, "newsroom.article-published.v1", routingKey: "", cancellationToken: stop.Token);
    await channel.QueueBindAsync(queue, "newsroom.article-unpublished.v1", routingKey: "", cancellationToken: stop.Token);
    // As many as it may hold unacknowledged; without, the broker sends all that there is.
    await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 20, global: false, stop.Token);

    var deliveries = Channel.CreateUnbounded<BasicDeliverEventArgs>();
    channel.ChannelShutdownAsync += (_, end) => Task.FromResult(deliveries.Writer.TryComplete(new IOException(end.ReplyText)));
    var consumer = new AsyncEventingBasicConsumer(channel);
    consumer.UnregisteredAsync += (_, _) => Task.FromResult(deliveries.Writer.TryComplete(new IOException("The queue is gone.")));
    // The body is the client's and is used again after this, hence the copy.
    consumer.ReceivedAsync += async (_, one) => await deliveries.Writer.WriteAsync(
        new BasicDeliverEventArgs(one.ConsumerTag, one.DeliveryTag, one.Redelivered, one.Exchange, one.RoutingKey, one.BasicProperties, one.Body.ToArray()));
    await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stop.Token);
    Console.Error.WriteLine($"reading {queue.QueueName}");
    onReady();

    // In turn, one after the other, and by one reader only: a kill must not be overtaken. What is held when it stops goes back to the queue.
    await foreach (var delivery in deliveries.Reader.ReadAllAsync(stop.Token))
    {
        try
        {
            Take(delivery);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        }
        catch (JsonException problem)
        {
            // Again would not help: said, and let go.
            Console.Error.WriteLine($"Unreadable: {problem.Message}");
            await channel.BasicRejectAsync(delivery.DeliveryTag, requeue: false);
        }
    }
}

// An event comes at least once: after a lost connection the same one, by its CloudEvents id, comes again. A real reader keeps the ids with
// its data, in the same transaction; here they last as long as the program.
void Take(BasicDeliverEventArgs delivery)
{
    var id = Header(delivery, "cloudEvents:id");
    if (seen.Contains(id))
        return;
    Handle(Header(delivery, "cloudEvents:type"), JsonNode.Parse(delivery.Body.Span)!, Header(delivery, "traceparent"));
    seen.Add(id);
    order.Enqueue(id);
    if (order.Count > 10_000)
        seen.Remove(order.Dequeue());
}

// What is yours to do. An unpublished article must go, from caches too, whatever was done with it before.
static void Handle(string type, JsonNode article, string traceparent)
{
    var trace = traceparent.Split('-') is [_, var traceId, ..] ? traceId : "none";
    var what = type == "newsroom.article-unpublished.v1" ? "take it down" : $"show {article["url"] ?? article["slug"]}";
    Console.WriteLine($"{article["change"]} {article["articleId"]} revision {article["revision"]} trace {trace}: {what}: {article["title"]}");
}

static string Header(BasicDeliverEventArgs delivery, string name) =>
    delivery.BasicProperties.Headers?.TryGetValue(name, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : "";

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
