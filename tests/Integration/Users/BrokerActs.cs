using Newsroom.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Newsroom.Tests.Integration.Users;

/// <summary>What a user of the broker tries, and whether it is let.</summary>
internal static class BrokerActs
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Does this as the user, on a channel of its own; fails if the broker refuses.</summary>
    public static async Task DoAsync(this GuardedBroker broker, string user, Func<IChannel, Task> work)
    {
        await using var stranger = await Stranger.ConnectAsync(await broker.AddressAsync(user));
        await work(stranger.Channel);
    }

    /// <summary>The same, which the broker has to refuse for the lack of permission.</summary>
    public static async Task IsRefusedAsync(this GuardedBroker broker, string user, Func<IChannel, Task> work)
    {
        var problem = await Assert.ThrowsAnyAsync<Exception>(() => broker.DoAsync(user, work));
        // A publish hears of it as its channel closes, everything else in the answer.
        var reason = problem switch
        {
            OperationInterruptedException interrupted => interrupted.ShutdownReason,
            _ => (problem.InnerException as OperationInterruptedException)?.ShutdownReason,
        };
        Assert.True(reason?.ReplyCode == Constants.AccessRefused, $"It was not refused but failed: {problem}");
    }

    public static Task DeclareAsync(this IChannel channel, string queue, Dictionary<string, object?>? arguments = null) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Cancelled);

    public static Task BindAsync(this IChannel channel, string queue, string exchange) =>
        channel.QueueBindAsync(queue, exchange, routingKey: "", cancellationToken: Cancelled);

    public static Task ReadAsync(this IChannel channel, string queue) => channel.BasicGetAsync(queue, autoAck: true, Cancelled);

    public static async Task PublishAsync(this IChannel channel, string exchange, string routingKey = "") =>
        await channel.BasicPublishAsync(exchange, routingKey, "{}"u8.ToArray(), Cancelled);
}
