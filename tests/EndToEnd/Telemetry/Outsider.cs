using System.Text;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>A program outside that publishes, and gets what others do.</summary>
internal sealed class Outsider : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private Outsider(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Outsider> ConnectAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(Cancelled);
        return new Outsider(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancelled));
    }

    public async Task SendAsync(string exchange, byte[] body, string traceHeader, string traceparent, string routingKey = "submit", string contentType = "application/json") => await channel.BasicPublishAsync(
        exchange, routingKey, mandatory: true,
        new BasicProperties { ContentType = contentType, DeliveryMode = DeliveryModes.Persistent, Headers = new Dictionary<string, object?> { [traceHeader] = traceparent } },
        body, Cancelled);

    /// <summary>A queue that gets a copy of what goes out on an exchange from now on.</summary>
    public async Task<string> ListenAsync(string exchange)
    {
        var queue = (await channel.QueueDeclareAsync(cancellationToken: Cancelled)).QueueName;
        await channel.QueueBindAsync(queue, exchange, "", cancellationToken: Cancelled);
        return queue;
    }

    /// <summary>The first message in a queue that speaks of <paramref name="articleId"/>.</summary>
    public async Task<byte[]> TakeAsync(string queue, string articleId) => (await Eventually.BecomesAsync(
        async () => await channel.BasicGetAsync(queue, autoAck: true, Cancelled) is { } got && Encoding.UTF8.GetString(got.Body.Span).Contains(articleId, StringComparison.Ordinal)
            ? got.Body.ToArray() : null,
        body => body is not null, $"nothing of {articleId} came by"))!;

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
