namespace Newsroom.Ingest.Polling;

/// <summary>
/// Who may poll which host now. A host is asked by one at a time, with a pause between; whoever would have to wait for it stands in line in the store,
/// as a source that is due at its turn, and holds neither a hand nor a lease meanwhile. Remembers only hosts that are polled or have a line. Not for
/// several threads.
/// </summary>
/// <param name="pause">From the end of one poll of a host until the next begins.</param>
internal sealed class HostLine(TimeSpan pause)
{
    private const int SweepEvery = 256;

    /// <summary>Of a host whose polls have not been timed yet.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(500);

    /// <summary>One poll that takes minutes, because much is new, should not draw the line out: a turn that is too early costs one write more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Turns that follow on each other at once would be one.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, Host> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> turns = new();
    private int sinceSweep;

    public int Remembered => hosts.Count;

    /// <param name="name">The host, with its port.</param>
    /// <param name="isUrgent">Goes to the head of the line: somebody asked for it by hand.</param>
    /// <param name="now">The time.</param>
    /// <param name="isTaken">Others ask the host, who go first.</param>
    /// <returns>Null: it is polled from now on, until <see cref="Leave"/>. Else when its turn comes, in whole milliseconds.</returns>
    public DateTimeOffset? Enter(string name, bool isUrgent, DateTimeOffset now, bool isTaken = false)
    {
        Sweep(now);
        if (!hosts.TryGetValue(name, out var host))
            hosts[name] = host = new Host { Takes = Usual + pause };
        var free = host.Since is { } since ? since + host.Takes : host.FreeAt;
        if (host.Since is null && free <= now && !isTaken)
        {
            host.Since = now;
            return null;
        }

        // What takes longer than thought may be over any moment.
        if (free <= now)
            free = now + host.Takes;
        var turn = isUrgent || host.LastTurn + host.Takes < free ? free : host.LastTurn + host.Takes;
        turn = Milliseconds(turn);
        if (turn > host.LastTurn)
            host.LastTurn = turn;
        turns.Enqueue(turn, turn);
        return turn;
    }

    /// <summary>The poll of a host is over.</summary>
    public void Leave(string name, DateTimeOffset now)
    {
        if (!hosts.TryGetValue(name, out var host) || host.Since is not { } since)
            return;
        var took = now - since;
        host.Since = null;
        host.Takes = (took < Shortest ? Shortest : took < Longest ? took : Longest) + pause;
        host.FreeAt = now + pause;
    }

    /// <summary>The next turn that was given; null if there is none.</summary>
    public DateTimeOffset? NextTurn(DateTimeOffset now)
    {
        while (turns.TryPeek(out var turn, out _))
        {
            if (turn > now)
                return turn;
            turns.Dequeue();
        }

        return null;
    }

    private void Sweep(DateTimeOffset now)
    {
        if (++sinceSweep < SweepEvery)
            return;
        sinceSweep = 0;
        foreach (var (name, host) in hosts)
        {
            if (host.Since is null && host.FreeAt <= now && host.LastTurn <= now)
                hosts.Remove(name);
        }
    }

    /// <summary>As every store keeps it; up, so that the host is free then.</summary>
    private static DateTimeOffset Milliseconds(DateTimeOffset time)
    {
        const long ticks = TimeSpan.TicksPerMillisecond;
        return new DateTimeOffset((time.UtcTicks + ticks - 1) / ticks * ticks, TimeSpan.Zero);
    }

    private sealed class Host
    {
        /// <summary>When the poll began that goes on; null if none does.</summary>
        public DateTimeOffset? Since;

        public DateTimeOffset FreeAt;

        /// <summary>As the last one did, pause and all.</summary>
        public TimeSpan Takes;

        /// <summary>The last turn that was given.</summary>
        public DateTimeOffset LastTurn;
    }
}
