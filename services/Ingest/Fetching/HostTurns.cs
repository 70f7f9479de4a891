namespace Newsroom.Ingest.Fetching;

/// <summary>
/// One request to a host at a time, in the order in which they asked, with a pause between. Remembers only hosts that are in use or were
/// so within <see cref="LongestPause"/>.
/// </summary>
internal sealed class HostTurns(TimeProvider clock)
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private const int SweepEvery = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Host> hosts = new(StringComparer.OrdinalIgnoreCase);
    private int sinceSweep;

    public int Remembered
    {
        get
        {
            lock (gate)
                return hosts.Count;
        }
    }

    /// <summary>Whether somebody has the host's turn, or waits for it.</summary>
    public bool IsTaken(string name)
    {
        lock (gate)
            return hosts.TryGetValue(name, out var host) && host.Users > 0;
    }

    /// <summary>Waits for the host to be free, and then until <paramref name="pause"/> has passed since it was left. The turn ends when disposed.</summary>
    public async ValueTask<IDisposable> EnterAsync(string name, TimeSpan pause, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Host host;
        Task before;
        lock (gate)
        {
            Sweep();
            if (!hosts.TryGetValue(name, out host!))
                hosts[name] = host = new Host();
            host.Users++;
            before = host.Last;
            host.Last = mine.Task;
        }

        try
        {
            await before.WaitAsync(cancellation);
            if (host.LeftAt is { } left && pause - clock.GetElapsedTime(left) is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest < LongestPause ? rest : LongestPause, clock, cancellation);
            return new Turn(this, host, mine);
        }
        catch
        {
            // Whoever comes next still waits for whoever came before.
            _ = before.ContinueWith(_ => mine.SetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            lock (gate)
                host.Users--;
            throw;
        }
    }

    private void Leave(Host host, TaskCompletionSource mine)
    {
        lock (gate)
        {
            host.LeftAt = clock.GetTimestamp();
            host.Users--;
        }

        mine.SetResult();
    }

    private void Sweep()
    {
        if (++sinceSweep < SweepEvery)
            return;
        sinceSweep = 0;
        foreach (var (name, host) in hosts)
        {
            if (host.Users == 0 && (host.LeftAt is not { } left || clock.GetElapsedTime(left) >= LongestPause))
                hosts.Remove(name);
        }
    }

    private sealed class Host
    {
        public Task Last = Task.CompletedTask;
        public long? LeftAt;
        public int Users;
    }

    private sealed class Turn(HostTurns turns, Host host, TaskCompletionSource mine) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
                turns.Leave(host, mine);
        }
    }
}
