using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Outbox;

/// <summary>
/// Publishes what waits in one outbox: at once when a save rings, else on a round that finds what another replica left behind.
/// Messages of one document go out one after another, those of different documents side by side; what was published is removed
/// in batches. A document whose message takes long (a reader that retries) holds up nothing but itself.
/// </summary>
internal sealed partial class OutboxPump(
    IOutbox outbox,
    IOutboxJournal? journal,
    OutboxSignal signal,
    IMessagePublisher publisher,
    OutboxOptions options,
    TimeProvider clock,
    ILogger log) : IDisposable
{
    private readonly SemaphoreSlim free = new(options.Documents, options.Documents);
    private readonly Channel<OutboxReceipt> receipts = Channel.CreateUnbounded<OutboxReceipt>(new() { SingleReader = true });
    private int failuresInARow;

    public void Dispose() => free.Dispose();

    public async Task RunAsync(CancellationToken stopping)
    {
        var completing = CompleteAsync();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (failuresInARow > 0)
                    await PauseAsync(stopping);
                if (!await LeaseAndPublishAsync(stopping))
                    await WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                Interlocked.Increment(ref failuresInARow);
                LogFailed(outbox.Name, problem);
            }
        }

        // What is being handed over may end, and is removed: that costs less than publishing it twice.
        for (var i = 0; i < options.Documents; i++)
            await free.WaitAsync(CancellationToken.None);
        receipts.Writer.Complete();
        await completing;
    }

    /// <summary>Returns whether there was anything to do.</summary>
    private async Task<bool> LeaseAndPublishAsync(CancellationToken stopping)
    {
        var room = await RoomAsync(stopping);
        IReadOnlyList<OutboxBatch> batches;
        using (HostingTelemetry.Quiet())
        {
            batches = await outbox.LeaseAsync(room, clock.GetUtcNow(), options.Lease, stopping);
            if (batches.Count > 0)
                await RecordAsync(batches, stopping);
        }

        foreach (var batch in batches)
        {
            await free.WaitAsync(CancellationToken.None);
            _ = HandleAsync(batch, stopping);
        }

        return batches.Count > 0;
    }

    /// <summary>
    /// Waits for a place, and under load a moment longer for half of them: places come free one by one, and asking the store for each alone
    /// would cost a query a document.
    /// </summary>
    private async Task<int> RoomAsync(CancellationToken stopping)
    {
        await free.WaitAsync(stopping);
        free.Release();
        for (var patience = 10; patience > 0 && free.CurrentCount < options.Documents / 2; patience--)
            await Task.Delay(TimeSpan.FromMilliseconds(2), stopping);
        return Math.Max(1, free.CurrentCount);
    }

    /// <summary>What could not be written down does not leave; its leases are given back, for those kept in memory never run out.</summary>
    private async Task RecordAsync(IReadOnlyList<OutboxBatch> batches, CancellationToken stopping)
    {
        if (journal is null)
            return;
        try
        {
            await journal.RecordAsync([.. batches.SelectMany(batch => batch.Due)], stopping);
        }
        catch
        {
            await outbox.CompleteAsync([.. batches.Select(batch => new OutboxReceipt(batch.DocumentId, batch.Lease, [], []))], CancellationToken.None);
            throw;
        }
    }

    private async Task HandleAsync(OutboxBatch batch, CancellationToken stopping)
    {
        var receipt = new OutboxReceipt(batch.DocumentId, batch.Lease, [], []);
        try
        {
            receipt = await PublishAsync(batch, stopping);
        }
        finally
        {
            receipts.Writer.TryWrite(receipt);
        }
    }

    private async Task<OutboxReceipt> PublishAsync(OutboxBatch batch, CancellationToken stopping)
    {
        var published = new List<Guid>(batch.Due.Count);
        var postponed = new List<PostponedEntry>();
        foreach (var entry in batch.Due)
        {
            using var activity = StartActivity(entry);
            try
            {
                await publisher.PublishAsync(entry, stopping);
                published.Add(entry.Id);
                Interlocked.Exchange(ref failuresInARow, 0);
            }
            catch (ReaderFailedException problem)
            {
                // Handed over, but a reader in this process gave up on it. It stays, and comes again later.
                postponed.Add(new PostponedEntry(entry.Id, clock.GetUtcNow() + options.AgainAfterFailure));
                activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
                LogReaderFailed(entry.Type, entry.Subject, options.AgainAfterFailure, problem.InnerException ?? problem);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                Interlocked.Increment(ref failuresInARow);
                activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
                LogFailed(outbox.Name, problem);
                break;
            }
        }

        return new OutboxReceipt(batch.DocumentId, batch.Lease, published, postponed);
    }

    private async Task CompleteAsync()
    {
        // Begun with nothing current: what follows belongs to no trace.
        await Task.Yield();
        using var quiet = HostingTelemetry.Quiet();
        while (await receipts.Reader.WaitToReadAsync())
        {
            var done = new List<OutboxReceipt>();
            while (done.Count < options.Documents && receipts.Reader.TryRead(out var receipt))
                done.Add(receipt);
            try
            {
                await outbox.CompleteAsync(done, CancellationToken.None);
            }
            catch (Exception problem)
            {
                // Their leases run out, and they are published once more: readers take the same message twice without harm.
                Interlocked.Increment(ref failuresInARow);
                LogFailed(outbox.Name, problem);
            }

            free.Release(done.Count);
        }
    }

    private Task PauseAsync(CancellationToken stopping)
    {
        var seconds = Math.Min(30, Math.Pow(2, Math.Min(Volatile.Read(ref failuresInARow), 6) - 1));
        return Task.Delay(TimeSpan.FromSeconds(seconds), clock, stopping);
    }

    /// <summary>With jitter, so that replicas don't look at the same moments.</summary>
    private Task WaitAsync(CancellationToken stopping) =>
        signal.WaitAsync(outbox.Name, options.Sweep * (0.75 + Random.Shared.NextDouble() / 2), stopping);

    /// <summary>Goes on with the trace in which the message was saved.</summary>
    private static Activity? StartActivity(OutboxEntry entry)
    {
        Activity.Current = null;
        var saved = ActivityContext.TryParse(entry.TraceParent, entry.TraceState, isRemote: true, out var context) ? context : default;
        var activity = HostingTelemetry.Source.StartActivity("outbox relay", ActivityKind.Internal, saved);
        activity?.SetTag("newsroom.outbox.message.type", entry.Type);
        if (entry.Subject.Length > 0)
            activity?.SetTag("cloudevents.event_subject", entry.Subject);
        activity?.SetTag("messaging.message.id", entry.Id.ToString());
        return activity;
    }

    [LoggerMessage(1101, LogLevel.Warning, "The outbox {Outbox} could not be relayed; what waits there is safe and is tried again", EventName = "outbox.relay.failed")]
    private partial void LogFailed(string outbox, Exception problem);

    [LoggerMessage(1102, LogLevel.Error, "A reader gave up on {Type} about {Subject}; it comes again in {Pause}", EventName = "outbox.reader.failed")]
    private partial void LogReaderFailed(string type, string subject, TimeSpan pause, Exception problem);
}
