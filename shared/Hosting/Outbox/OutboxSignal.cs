using System.Collections.Concurrent;

namespace Newsroom.Hosting.Outbox;

/// <summary>Tells the relay in this process that something was saved, so that it does not wait for its next round.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new(StringComparer.Ordinal);

    public void Ring(string outbox)
    {
        var bell = Bell(outbox);
        try
        {
            if (bell.CurrentCount == 0)
                bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody rang at the same moment; once is enough.
        }
    }

    /// <summary>Returns when somebody rings or the time is up.</summary>
    internal Task WaitAsync(string outbox, TimeSpan atMost, CancellationToken cancellation) =>
        Bell(outbox).WaitAsync(atMost, cancellation);

    public void Dispose()
    {
        foreach (var bell in bells.Values)
            bell.Dispose();
    }

    private SemaphoreSlim Bell(string outbox) => bells.GetOrAdd(outbox, static _ => new SemaphoreSlim(0, 1));
}
