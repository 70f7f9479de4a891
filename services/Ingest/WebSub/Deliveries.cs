using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Requests;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Takes what hubs deliver. Before the hub has its answer the source is held and due, in one write: should this process die with the entries in its hands,
/// the hold ends and the source is polled. So the answer comes within milliseconds, however long the entries' pages take, and nothing that was answered is
/// lost. Whatever cannot be believed or taken at once makes the source due for a poll.
/// </summary>
internal sealed class Deliveries(
    ISubscriptionStore subscriptions,
    SubscriptionKeeping keeping,
    ISourceStore sources,
    EntryTaking taking,
    IOptions<WebSubOptions> options,
    IOptions<PollingOptions> polling,
    TimeProvider clock,
    ILogger<Deliveries> log) : IHostedService, IDisposable
{
    private readonly WebSubOptions settings = options.Value;
    private readonly SemaphoreSlim room = new(options.Value.AtOnce);
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private readonly CancellationTokenSource stopping = new();

    public async Task<DeliveryOutcome> ReceiveAsync(string token, Stream body, DeliveryHeaders headers, CancellationToken cancellation)
    {
        var outcome = await TakeInAsync(token, body, headers, cancellation);
        IngestTelemetry.CountDelivery(outcome);
        return outcome;
    }

    /// <summary>Until all that is being taken is taken.</summary>
    public Task IdleAsync() => Task.WhenAll(running.Keys);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await IdleAsync().WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        room.Dispose();
        stopping.Dispose();
    }

    private async Task<DeliveryOutcome> TakeInAsync(string token, Stream body, DeliveryHeaders headers, CancellationToken cancellation)
    {
        if (!CallbackKey.IsToken(token) || await subscriptions.FindByTokenAsync(token, cancellation) is not { } subscription)
            return DeliveryOutcome.Unknown;
        if (!settings.IsOn || subscription.EndingSince is not null
            || await sources.FindAsync(subscription.SourceId, cancellation) is not { Settings: { Paused: false, WebSub: not false } } source)
        {
            return DeliveryOutcome.Gone;
        }

        var content = await BoundedBody.ReadAsync(body, settings.MaxBytes, cancellation);
        var now = SubmissionRules.Now(clock);
        var outcome = DeliveryJudgement.Of(subscription, content, headers.Signatures, now);
        var isTaken = outcome == DeliveryOutcome.Taken && await TryTakeAsync(source.Id, subscription, content!, headers, now, cancellation);
        if (!isTaken)
            await keeping.PollAsync(source.Id, DeliveryJudgement.PollAt(source.Polls, now, outcome, polling.Value.Shortest), cancellation);
        await keeping.ChangeAsync(subscription.Id, current => DeliveryJudgement.Remember(current, outcome, now, Random.Shared.NextDouble()), cancellation);
        if (outcome is DeliveryOutcome.Unsigned or DeliveryOutcome.Wrong)
            log.DeliveryNotBelieved(source.Id, subscription.Hub, outcome);
        return outcome == DeliveryOutcome.Taken && !isTaken ? DeliveryOutcome.Polled : outcome;
    }

    /// <summary>False if there is no room, or the source is in other hands.</summary>
    private async Task<bool> TryTakeAsync(Guid sourceId, Subscription subscription, byte[] content, DeliveryHeaders headers, DateTimeOffset now, CancellationToken cancellation)
    {
        if (stopping.IsCancellationRequested || !await room.WaitAsync(TimeSpan.Zero, cancellation))
            return false;
        LeasedSource? held = null;
        try
        {
            held = await sources.HoldAsync(sourceId, now, polling.Value.Lease, cancellation);
            return held is not null;
        }
        finally
        {
            if (held is null)
                room.Release();
            else
                Run(held, subscription, content, headers);
        }
    }

    private void Run(LeasedSource held, Subscription subscription, byte[] content, DeliveryHeaders headers)
    {
        var task = Task.Run(() => TakeAsync(held, subscription, content, headers), CancellationToken.None);
        running.TryAdd(task, true);
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task TakeAsync(LeasedSource held, Subscription subscription, byte[] content, DeliveryHeaders headers)
    {
        var source = held.Source;
        using var activity = IngestTelemetry.Source.StartActivity("ingest.take-delivery", ActivityKind.Consumer);
        using var about = log.About(new("newsroom.source.id", source.Id.ToString()), new("url.full", subscription.Topic));
        await using var hold = new SourceHold(sources, held, polling.Value.Lease, clock);
        try
        {
            var polls = await ReadAsync(hold, subscription, content, headers);
            await sources.CompleteAsync(held, polls, null, stopping.Token);
        }
        catch (LeaseLostException)
        {
            // Whoever has it now goes on.
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It is due.
            await hold.LetGoAsync();
        }
        // The hold ends, and the source is polled.
#pragma warning disable CA1031
        catch (Exception problem)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
            log.DeliveryFailed(source.Id, problem);
        }
        finally
        {
            room.Release();
        }
    }

    private async Task<SourcePolls> ReadAsync(SourceHold hold, Subscription subscription, byte[] content, DeliveryHeaders headers)
    {
        var held = hold.Leased;
        var now = SubmissionRules.Now(clock);
        // Read as if it had been fetched: addresses in it are relative to the feed.
        var origin = new Fetched(FetchOutcome.Fetched, new Uri(subscription.Topic)) { ContentType = headers.ContentType }.Origin;
        using var packed = new MemoryStream(content);
        var isRead = !(await BodyReader.ReadAsync(packed, headers.ContentEncoding, settings.MaxBytes, stopping.Token)).Failed(out _, out var body);
        if (!isRead || FeedReader.Read(body, origin) is not { } feed)
            return held.Source.Polls with { NextPollAt = held.Source.Polls.NotBusy(now) };
        var taken = await taking.TakeAsync(hold, held.Source, feed, isWhole: false, stopping.Token);
        if (taken.Taken > 0)
            log.DeliveryTaken(held.Source.Id, subscription.Hub, taken.Added, taken.Taken - taken.Added);
        return DeliveryJudgement.After(held, taken, SubmissionRules.Now(clock), polling.Value.Shortest, Activity.Current?.TraceId.ToString());
    }
}

/// <summary>What a delivery says of its body.</summary>
/// <param name="Signatures">Values of <c>X-Hub-Signature</c>.</param>
/// <param name="ContentType">The whole header.</param>
/// <param name="ContentEncoding">The whole header.</param>
internal sealed record DeliveryHeaders(IReadOnlyList<string?> Signatures, string? ContentType, string? ContentEncoding)
{
    public static DeliveryHeaders Of(IHeaderDictionary headers) => new([.. headers[HubSignature.Header]], headers.ContentType, headers.ContentEncoding);
}
