using System.Collections.Concurrent;
using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Takes what is due out of a store and asks others' servers for it, so many at a time and one of a host, until the process ends. What would have to
/// wait for its host goes back into the store until its turn. Any number of replicas may do the same: what one holds is not given to another.
/// </summary>
/// <typeparam name="T">Something that is due, held under a lease.</typeparam>
internal abstract class TurnLoop<T>(int atOnce, TimeSpan sweep, TimeSpan pausePerHost, Bell bell, StoreSetup stores, TimeProvider clock) : BackgroundService
{
    private readonly HostLine line = new(pausePerHost);
    private readonly Dictionary<Task, Turn> running = [];
    private readonly ConcurrentQueue<Turn> left = new();

    protected TimeProvider Clock => clock;

    /// <summary>What is due and in nobody's hands, the longest due first.</summary>
    protected abstract Task<IReadOnlyList<T>> LeaseAsync(int most, CancellationToken stopping);

    protected abstract Task PutBackAsync(IReadOnlyList<(T Leased, DateTimeOffset Turn)> waiting, CancellationToken stopping);

    /// <param name="leased">What is due.</param>
    /// <param name="leaveHost">To be called before the end where what remains to be done asks other hosts: those behind need not wait for that.</param>
    /// <param name="stopping">The process ends.</param>
    protected abstract Task WorkAsync(T leased, Action leaveHost, CancellationToken stopping);

    protected abstract Uri Address(T leased);

    /// <summary>Whether it goes before others of its host.</summary>
    protected virtual bool IsUrgent(T leased) => false;

    /// <summary>Whether the host has to be left to somebody else now.</summary>
    protected virtual bool IsTaken(Uri address) => false;

    protected abstract void TellStoreAway(Exception problem);

    /// <summary>What was worked on comes again when its lease ends.</summary>
    protected abstract void TellFailed(T leased, Exception problem);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (atOnce == 0)
            return;
        await stores.Done.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            Reap();
            var free = atOnce - running.Count;
            IReadOnlyList<T> leased = [];
            if (free > 0)
                await UnseenAsync(async () => leased = await LeaseAsync(free, stoppingToken));
            await BeginAsync(leased, stoppingToken);
            // Those that were put back made room for others that are due.
            if (leased.Count < free || running.Count == atOnce)
                await WaitAsync(stoppingToken);
        }

        await Task.WhenAll(running.Keys);
    }

    private void Reap()
    {
        foreach (var over in running.Keys.Where(task => task.IsCompleted).ToList())
        {
            running.Remove(over, out var turn);
            left.Enqueue(turn!);
        }

        while (left.TryDequeue(out var turn))
        {
            if (!turn.IsOver)
                line.Leave(turn.Host, clock.GetUtcNow());
            turn.IsOver = true;
        }
    }

    /// <summary>Works on those whose hosts are free, and puts the others back until they are.</summary>
    private async Task BeginAsync(IReadOnlyList<T> leased, CancellationToken stopping)
    {
        var waiting = new List<(T, DateTimeOffset)>();
        foreach (var one in leased)
        {
            var address = Address(one);
            if (line.Enter(address.Authority, IsUrgent(one), clock.GetUtcNow(), IsTaken(address)) is { } turn)
                waiting.Add((one, turn));
            else
                Begin(one, address.Authority, stopping);
        }

        if (waiting.Count > 0)
            await UnseenAsync(() => PutBackAsync(waiting, stopping));
    }

    private void Begin(T leased, string host, CancellationToken stopping)
    {
        var turn = new Turn(host);
        var work = Task.Run(() => TryAsync(leased, () => Leave(turn), stopping), CancellationToken.None);
        running.Add(work, turn);
        // Not by the work itself: whoever wakes must see that it is over.
        _ = work.ContinueWith(_ => bell.Ring(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Leave(Turn turn)
    {
        left.Enqueue(turn);
        bell.Ring();
    }

    /// <summary>Until somebody rings, a turn comes, or it is time to look again; with all hands full, until one is free.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            if (running.Count == atOnce)
            {
                await Task.WhenAny(running.Keys).WaitAsync(stopping);
                return;
            }

            var now = clock.GetUtcNow();
            await bell.WaitAsync(line.NextTurn(now) - now is { } turn && turn < sweep ? turn : sweep, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    private async Task UnseenAsync(Func<Task> ask)
    {
        using var quiet = Unseen.Begin();
        try
        {
            await ask();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            TellStoreAway(problem);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    private async Task TryAsync(T leased, Action leaveHost, CancellationToken stopping)
    {
        try
        {
            await WorkAsync(leased, leaveHost, stopping);
        }
        catch (LeaseLostException)
        {
            // Whoever has it now goes on.
        }
#pragma warning disable CA1031 // One that fails must not end the loop.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
                TellFailed(leased, problem);
        }
    }

    /// <summary>Of one host, until it is left.</summary>
    private sealed class Turn(string host)
    {
        public string Host => host;

        public bool IsOver;
    }
}
