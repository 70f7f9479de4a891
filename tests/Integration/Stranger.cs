using System.Collections.Concurrent;
using System.Text;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Newsroom.Tests.Integration;

/// <summary>A program outside, with nothing but an AMQP client. What it publishes is confirmed and routed, or it fails.</summary>
public sealed class Stranger : IAsyncDisposable
{
    public const string Submissions = "newsroom.submissions";

    private readonly IConnection connection;
    private readonly IChannel channel;

    private Stranger(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public IChannel Channel => channel;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Stranger> ConnectAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker, ClientProvidedName = "stranger" }.CreateConnectionAsync(Cancelled);
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new Stranger(connection, await connection.CreateChannelAsync(options, Cancelled));
    }

    public async Task SendAsync(byte[] body, BasicProperties? properties = null, string routingKey = "articles.submit", string exchange = Submissions) =>
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties ?? new BasicProperties(), body, Cancelled);

    public Task SendAsync(string body, BasicProperties? properties = null, string routingKey = "articles.submit", string exchange = Submissions) =>
        SendAsync(Encoding.UTF8.GetBytes(body), properties, routingKey, exchange);

    /// <summary>Messages that are ready in a queue; null if there is none of this name.</summary>
    public async Task<uint?> CountAsync(string queue)
    {
        await using var own = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        try
        {
            return (await own.QueueDeclarePassiveAsync(queue, Cancelled)).MessageCount;
        }
        catch (OperationInterruptedException problem) when (problem.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>The one message that a queue comes to hold.</summary>
    public async Task<BasicGetResult> TakeAsync(string queue)
    {
        await Eventually.BecomesAsync(() => CountAsync(queue), count => count > 0, $"nothing comes into {queue}");
        return (await channel.BasicGetAsync(queue, autoAck: true, Cancelled))!;
    }

    /// <summary>Reads along from now on whatever goes out on <paramref name="exchanges"/>.</summary>
    public async Task<Subscription> SubscribeAsync(params string[] exchanges)
    {
        var queue = (await channel.QueueDeclareAsync(cancellationToken: Cancelled)).QueueName;
        foreach (var exchange in exchanges)
            await channel.QueueBindAsync(queue, exchange, routingKey: "", cancellationToken: Cancelled);
        var subscription = new Subscription();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => subscription.TakeAsync(delivery);
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, Cancelled);
        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>What a subscriber got so far.</summary>
public sealed class Subscription
{
    private readonly ConcurrentQueue<Delivery> deliveries = new();

    public IReadOnlyList<Delivery> Deliveries => [.. deliveries];

    /// <summary>The first delivery on an exchange about an article.</summary>
    public async Task<Delivery> GetsAsync(string exchange, Guid articleId, Func<Delivery, bool>? also = null) => (await Eventually.BecomesAsync(
        () => Task.FromResult(deliveries.FirstOrDefault(one =>
            one.Exchange == exchange && one.Text.Contains(articleId.ToString(), StringComparison.Ordinal) && also?.Invoke(one) != false)),
        found => found is not null, $"{exchange} says nothing of {articleId}"))!;

    internal Task TakeAsync(BasicDeliverEventArgs delivery)
    {
        var headers = (delivery.BasicProperties.Headers ?? new Dictionary<string, object?>())
            .ToDictionary(header => header.Key, header => header.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : header.Value?.ToString() ?? "");
        deliveries.Enqueue(new Delivery(
            delivery.Exchange, delivery.Body.ToArray(), delivery.BasicProperties.ContentType, delivery.BasicProperties.CorrelationId, headers));
        return Task.CompletedTask;
    }
}

public sealed record Delivery(
    string Exchange, byte[] Body, string? ContentType, string? CorrelationId, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
