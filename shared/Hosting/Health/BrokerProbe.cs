using Newsroom.Hosting.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Newsroom.Hosting.Health;

/// <summary>
/// A connection of its own to the broker, to ask it things beside the bus: whether it answers, and what waits in its queues. Made when first
/// asked for, and again after it was lost.
/// </summary>
internal sealed class BrokerProbe(BrokerConnection broker, ServiceIdentity service) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;

    /// <summary>Opens a channel and closes it.</summary>
    /// <exception cref="Exception">One of those that <see cref="IsAway"/> knows: it does not answer.</exception>
    public async Task AskAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        await using var channel = await OpenAsync(limit.Token);
        await channel.CloseAsync(limit.Token);
    }

    /// <summary>How many messages are ready in a queue, those that a reader has in hand not counted; null if there is no such queue.</summary>
    /// <exception cref="Exception">As for <see cref="AskAsync"/>.</exception>
    public async Task<uint?> ReadyAsync(string queue, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        // The broker closes the channel over a queue that is not there (AMQP 0-9-1, 404), so each question has its own.
        await using var channel = await OpenAsync(limit.Token);
        try
        {
            var ready = await channel.MessageCountAsync(queue, limit.Token);
            await channel.CloseAsync(limit.Token);
            return ready;
        }
        catch (OperationInterruptedException problem) when (problem.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    public static bool IsAway(Exception problem) =>
        problem is BrokerUnreachableException or OperationCanceledException or AlreadyClosedException or OperationInterruptedException or IOException;

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        gate.Dispose();
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (connection is not { IsOpen: true })
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
                var factory = new ConnectionFactory { Uri = broker.Address!, AutomaticRecoveryEnabled = false, ClientProvidedName = service.Name + " health", RequestedConnectionTimeout = Limit };
                connection = await factory.CreateConnectionAsync(cancellation);
            }

            return await connection.CreateChannelAsync(cancellationToken: cancellation);
        }
        finally
        {
            gate.Release();
        }
    }
}
