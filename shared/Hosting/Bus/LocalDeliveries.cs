using System.Collections.Concurrent;
using MassTransit;

namespace Newsroom.Hosting.Bus;

/// <summary>
/// Without a broker, nothing but the outbox survives the end of the process. So a message stays there until every reader in the
/// process is done with it: this keeps count. With a broker it has nothing to do.
/// </summary>
internal sealed class LocalDeliveries
{
    private readonly ConcurrentDictionary<Guid, Delivery> open = new();

    /// <summary>A task that ends when <paramref name="readers"/> readers are done with the message.</summary>
    public Task Expect(Guid message, int readers)
    {
        if (readers == 0)
            return Task.CompletedTask;
        var delivery = new Delivery(readers);
        open[message] = delivery;
        return delivery.Done;
    }

    public void Forget(Guid message) => open.TryRemove(message, out _);

    public void Report(Guid message, Exception? failure)
    {
        if (open.TryGetValue(message, out var delivery) && delivery.Report(failure))
            open.TryRemove(message, out _);
    }

    private sealed class Delivery(int readers)
    {
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int left = readers;
        private Exception? failure;

        public Task Done => done.Task;

        public bool Report(Exception? problem)
        {
            if (problem is not null)
                Interlocked.CompareExchange(ref failure, problem, null);
            if (Interlocked.Decrement(ref left) > 0)
                return false;
            if (failure is null)
                done.TrySetResult();
            else
                done.TrySetException(new ReaderFailedException("A reader gave up: " + failure.Message, failure));
            return true;
        }
    }
}

/// <summary>Stands around a whole receive, retries included, and tells <see cref="LocalDeliveries"/> how it ended.</summary>
internal sealed class ReportDelivery(LocalDeliveries deliveries) : IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("reportDelivery");

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception problem)
        {
            Report(context, problem);
            throw;
        }

        Report(context, null);
    }

    private void Report(ReceiveContext context, Exception? problem)
    {
        if (context.GetMessageId() is { } id)
            deliveries.Report(id, problem);
    }
}
