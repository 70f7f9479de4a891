using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Polls what is due, as many sources at a time as <see cref="PollingOptions.AtOnce"/> says, until the process ends. Any number of replicas may do the
/// same: a source is in the hands of one.
/// </summary>
internal sealed class Poller(
    ISourceStore sources, SourcePolling polling, PollBell bell, StoreSetup stores, IOptions<PollingOptions> options, TimeProvider clock, ILogger<Poller> log) : BackgroundService
{
    private readonly PollingOptions settings = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.AtOnce == 0)
            return;
        await stores.Done.WaitAsync(stoppingToken);
        var running = new HashSet<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            var free = settings.AtOnce - running.Count;
            var leased = free > 0 ? await LeaseAsync(free, stoppingToken) : [];
            foreach (var source in leased)
                running.Add(Task.Run(() => PollAsync(source, stoppingToken), CancellationToken.None));
            await WaitAsync(running, leased.Count < free, stoppingToken);
        }

        await Task.WhenAll(running);
    }

    /// <summary>Until somebody rings or it is time to look again; with all hands full, until one is free.</summary>
    private async Task WaitAsync(HashSet<Task> running, bool hasRoom, CancellationToken stopping)
    {
        try
        {
            if (hasRoom)
                await bell.WaitAsync(settings.Sweep, stopping);
            else
                await Task.WhenAny(running).WaitAsync(stopping);
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
        finally
        {
            bell.Ring();
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
