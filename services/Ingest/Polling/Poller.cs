using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Polls what is due, as many sources at a time as <see cref="PollingOptions.AtOnce"/> says and one of a host, until the process ends. Any number of
/// replicas may do the same: a source is in the hands of one.
/// </summary>
internal sealed class Poller(
    ISourceStore sources,
    SourcePolling polling,
    PollBell bell,
    StoreSetup stores,
    IOptions<PollingOptions> options,
    IOptions<FetchingOptions> manners,
    TimeProvider clock,
    ILogger<Poller> log) : BackgroundService
{
    private readonly PollingOptions settings = options.Value;
    private readonly HostLine line = new(manners.Value.PausePerHost);
    private readonly Dictionary<Task, string> running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.AtOnce == 0)
            return;
        await stores.Done.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            Reap();
            var free = settings.AtOnce - running.Count;
            var leased = free > 0 ? await LeaseAsync(free, stoppingToken) : [];
            await BeginAsync(leased, stoppingToken);
            // Those that were put back made room for others that are due.
            if (leased.Count < free || running.Count == settings.AtOnce)
                await WaitAsync(stoppingToken);
        }

        await Task.WhenAll(running.Keys);
    }

    private void Reap()
    {
        foreach (var over in running.Keys.Where(task => task.IsCompleted).ToList())
        {
            running.Remove(over, out var host);
            line.Leave(host!, clock.GetUtcNow());
        }
    }

    /// <summary>Polls those whose hosts are free, and puts the others back until they are.</summary>
    private async Task BeginAsync(IReadOnlyList<LeasedSource> leased, CancellationToken stopping)
    {
        var waiting = new List<WaitingSource>();
        foreach (var source in leased)
        {
            var host = new Uri(source.Source.Settings.Url).Authority;
            // Due before its own time: somebody made it so.
            var isUrgent = source.Due < source.Source.Polls.NextPollAt;
            if (line.Enter(host, isUrgent, clock.GetUtcNow()) is { } turn)
                waiting.Add(new WaitingSource(source, turn));
            else
                Begin(source, host, stopping);
        }

        if (waiting.Count > 0)
            await PutBackAsync(waiting, stopping);
    }

    private void Begin(LeasedSource source, string host, CancellationToken stopping)
    {
        var poll = Task.Run(() => PollAsync(source, stopping), CancellationToken.None);
        running.Add(poll, host);
        // Not by the poll itself: whoever wakes must see that it is over.
        _ = poll.ContinueWith(_ => bell.Ring(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Until somebody rings, a host is free that others wait for, or it is time to look again; with all hands full, until one is free.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        try
        {
            if (running.Count == settings.AtOnce)
            {
                await Task.WhenAny(running.Keys).WaitAsync(stopping);
                return;
            }

            var now = clock.GetUtcNow();
            var wait = line.NextTurn(now) - now is { } turn && turn < settings.Sweep ? turn : settings.Sweep;
            await bell.WaitAsync(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    private async Task PutBackAsync(IReadOnlyList<WaitingSource> waiting, CancellationToken stopping)
    {
        using var quiet = Unseen.Begin();
        try
        {
            await sources.PutBackAsync(waiting, stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // They come back when their leases end.
            log.PollingFailed(problem.Message);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    private async Task<IReadOnlyList<LeasedSource>> LeaseAsync(int free, CancellationToken stopping)
    {
        using var quiet = Unseen.Begin();
        try
        {
            return await sources.LeaseAsync(free, clock.GetUtcNow(), settings.Lease, stopping);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.PollingFailed(problem.Message);
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task PollAsync(LeasedSource source, CancellationToken stopping)
    {
        try
        {
            await polling.PollAsync(source, stopping);
        }
        catch (LeaseLostException)
        {
            // Whoever has it now goes on.
        }
        // The lease ends, and the source is polled again, by this replica or another.
#pragma warning disable CA1031
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (!stopping.IsCancellationRequested)
                log.PollFailed(source.Source.Id, source.Source.Settings.Url, problem);
        }
    }
}

/// <summary>Tells the poller in this process that a source is due.</summary>
internal sealed class PollBell : IDisposable
{
    private readonly Bell bell = new();

    public void Ring() => bell.Ring();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => bell.WaitAsync(atMost, cancellation);

    public void Dispose() => bell.Dispose();
}
