using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Keeps a source in these hands while it is worked on, however long that takes: its lease is renewed in the background. How far the work has come is
/// written down with it from time to time, so that whoever goes on need not begin anew.
/// </summary>
internal sealed class SourceHold : IAsyncDisposable
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    private readonly ISourceStore sources;
    private readonly TimeSpan lease;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource over = new();
    private readonly PeriodicTimer timer;
    private readonly Task renewing;
    private long notedAt;
    private volatile bool isLost;

    /// <param name="sources">Where it is held.</param>
    /// <param name="leased">As it was taken.</param>
    /// <param name="lease">How long it is held by each sign of life; there are four in that time.</param>
    /// <param name="clock">The time.</param>
    /// <param name="leaveHost">Lets others ask the source's host.</param>
    public SourceHold(ISourceStore sources, LeasedSource leased, TimeSpan lease, TimeProvider clock, Action? leaveHost = null)
    {
        (this.sources, Leased, this.lease, this.clock) = (sources, leased, lease, clock);
        LeaveHost = leaveHost ?? (() => { });
        notedAt = clock.GetTimestamp();
        timer = new PeriodicTimer(lease / 4, clock);
        renewing = Task.Run(RenewAsync);
    }

    public LeasedSource Leased { get; }

    /// <summary>What remains to be done has nothing to do with the source's host.</summary>
    public Action LeaveHost { get; }

    /// <summary>How polling stands with what was done so far; null while nothing was.</summary>
    public Func<SourcePolls>? Progress { get; set; }

    /// <summary>Between two pieces of work: writes down how far it has come, if that was a quarter of the lease ago.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the source now.</exception>
    public async Task NoteAsync(CancellationToken cancellation)
    {
        if (!isLost && clock.GetElapsedTime(notedAt) < lease / 4)
            return;
        notedAt = clock.GetTimestamp();
        if (isLost || !await sources.NoteAsync(Leased, Unfinished(), clock.GetUtcNow() + lease, cancellation))
            throw new LeaseLostException();
    }

    /// <summary>The process ends: writes down how far the work has come, and leaves the rest to others, who need not wait for the lease to end.</summary>
    public async Task LetGoAsync()
    {
        await DisposeAsync();
        using var last = new CancellationTokenSource(LongestGoodbye);
        if (Progress is null)
            await sources.RenewAsync(Leased, clock.GetUtcNow(), last.Token);
        else
            await sources.CompleteAsync(Leased, Unfinished() with { NextPollAt = Leased.Due }, null, last.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (over.IsCancellationRequested)
            return;
        await over.CancelAsync();
        await renewing;
        timer.Dispose();
        over.Dispose();
    }

    /// <summary>Whoever goes on has to have the whole feed.</summary>
    private SourcePolls Unfinished() => (Progress?.Invoke() ?? Leased.Source.Polls) with { ETag = null, LastModified = null, BodyHash = null, AskAt = null };

    private async Task RenewAsync()
    {
        using var quiet = Unseen.Begin();
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
                isLost = isLost || !await TryRenewAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    /// <summary>False only where it is certain that it is held no more.</summary>
    private async Task<bool> TryRenewAsync()
    {
        try
        {
            return await sources.RenewAsync(Leased, clock.GetUtcNow() + lease, over.Token);
        }
#pragma warning disable CA1031 // The store is away: it may be there at the next time.
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return true;
        }
    }
}

/// <summary>Somebody else polls the source now, or it was changed or removed: whatever was taken is safe, the rest is theirs.</summary>
internal sealed class LeaseLostException : Exception;
