using Newsroom.Hosting.Outbox;

namespace Newsroom.Hosting.Bus;

/// <summary>Hands a saved message over to somebody who is answerable for it from then on.</summary>
internal interface IMessagePublisher
{
    /// <summary>Returns when the bus is up and its queues are declared; what is published before finds nobody.</summary>
    Task WaitUntilReadyAsync(CancellationToken cancellation);

    /// <summary>
    /// Returns when the message is safe: confirmed by the broker and routed to a queue, or, in one process without a broker,
    /// dealt with by every reader.
    /// </summary>
    /// <exception cref="ReaderFailedException">Handed over, but a reader in this process gave up on it.</exception>
    Task PublishAsync(OutboxEntry entry, CancellationToken cancellation);
}

/// <summary>A reader in this process gave up on a message, after its retries.</summary>
public sealed class ReaderFailedException(string message, Exception inner) : Exception(message, inner);
