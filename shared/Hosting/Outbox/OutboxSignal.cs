using System.Collections.Concurrent;

namespace Newsroom.Hosting.Outbox;

/// <summary>Tells the relay in this process that something was saved, so that it does not wait for its next round.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly ConcurrentDictionary<string, Bell> bells = new(StringComparer.Ordinal);

    public void Ring(string outbox) => Of(outbox).Ring();

    /// <summary>Returns when somebody rings or the time is up.</summary>
    internal Task WaitAsync(string outbox, TimeSpan atMost, CancellationToken cancellation) => Of(outbox).WaitAsync(atMost, cancellation);

    public void Dispose()
    {
        foreach (var bell in bells.Values)
            bell.Dispose();
    }

    private Bell Of(string outbox) => bells.GetOrAdd(outbox, static _ => new Bell());
}
