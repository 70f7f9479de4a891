using System.Diagnostics;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Quarantine;

/// <summary>Puts what cannot be taken into quarantine, and tries it again by the rules of the door that it came by.</summary>
internal sealed class Quarantining(
    IQuarantineStore store, StrangersDoor strangers, RawReaders readers, EntryReader entries, EntryPages pages, ArticleIntake intake, TimeProvider clock, ILogger<Quarantining> log)
{
    private static readonly Guid Namespace = new("6b0e3a52-9c1f-4d7e-8a45-2f9d1c7b60e3");

    /// <summary>For pages, entries of feeds and files, whose senders nobody can answer.</summary>
    /// <param name="raw">What came in; of its body, the first <see cref="QuarantinedMessage.MostBytes"/> are kept.</param>
    /// <param name="reason">A sentence for people.</param>
    /// <param name="source">The source's id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Guid> KeepAsync(RawInput raw, string reason, string? source, CancellationToken cancellation)
    {
        var now = SubmissionRules.Now(clock);
        var message = new QuarantinedMessage
        {
            Id = Guid.CreateVersion7(now),
            ReceivedAt = now,
            Via = raw.Via,
            Reason = reason,
            ContentType = raw.ContentType,
            Size = raw.Body.Length,
            Body = raw.Body[..Math.Min(raw.Body.Length, QuarantinedMessage.MostBytes)],
            Headers = raw.Headers,
            Facts = raw.Facts,
            ReadBy = raw.ReadBy,
            Source = source,
            About = About(raw),
            TraceId = Activity.Current?.TraceId.ToString(),
            TraceParent = Activity.Current?.Id,
        };
        await store.AddAsync(message, cancellation);
        IngestTelemetry.Count("quarantined", raw.Via);
        log.Quarantined(message.Id, reason);
        return message.Id;
    }

    /// <summary>An article was taken: what was kept of it in an earlier state is not to come after it.</summary>
    /// <param name="raw">What it was read out of.</param>
    /// <param name="result">How it was taken.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task SettleAsync(RawInput raw, IntakeResult result, CancellationToken cancellation)
    {
        if (result.Refused is not null || About(raw) is not { } about)
            return;
        foreach (var id in await store.DropAboutAsync(about, cancellation))
            log.LeftQuarantine(id, result.Counted());
    }

    /// <summary>Taken, it leaves quarantine; refused again, it stays with the new reason. It was counted when it came: again only if it is taken.</summary>
    public async Task<Reading<IntakeResult>> RetryAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } message)
            return NotThere(id);
        if (message.Size > message.Body.Length)
        {
            return new Refusal(StatusCodes.Status422UnprocessableEntity,
                $"Of its {message.Size:N0} bytes only the first {message.Body.Length:N0} are kept, so it cannot be tried again: its sender has to send it again.");
        }

        if (ActivityContext.TryParse(message.TraceParent, traceState: null, isRemote: true, out var first))
            Activity.Current?.AddLink(new ActivityLink(first));
        var tried = await TakeAsync(message, cancellation);
        var reason = tried.Failed(out var refusal, out var result) ? refusal.Sentence : result.Refused;
        if (reason is null)
        {
            await store.DropAsync(id, cancellation);
            log.LeftQuarantine(id, result.Counted());
        }
        else
        {
            await store.RefusedAgainAsync(id, reason, SubmissionRules.Now(clock), cancellation);
        }

        return tried;
    }

    /// <summary>Tries those of one page of the list, newest first.</summary>
    public async Task<RetriedMessages> RetryAsync(QuarantineFilter filter, int limit, Guid? before, CancellationToken cancellation)
    {
        var page = await store.ListAsync(filter, limit, before, cancellation);
        var taken = 0;
        foreach (var message in page)
        {
            if (!(await RetryAsync(message.Id, cancellation)).Failed(out _, out var result) && result.Refused is null)
                taken++;
        }

        return new RetriedMessages(page.Count, taken, page.Count - taken, page.Count == limit ? page[^1].Id.ToString() : null);
    }

    public async Task<bool> DropAsync(Guid id, CancellationToken cancellation)
    {
        var was = await store.DropAsync(id, cancellation);
        if (was)
            log.LeftQuarantine(id, "dropped");
        return was;
    }

    public static Refusal NotThere(Guid id) =>
        new(StatusCodes.Status404NotFound, $"Nothing in quarantine has the id {id}; it is kept for {QuarantinedMessage.TimeToLive.Days} days, and leaves once it is taken.");

    private Guid? About(RawInput raw) => readers.Subject(raw) is { } subject ? NameBasedGuid.Create(Namespace, subject) : null;

    private async Task<Reading<IntakeResult>> TakeAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        if (message.ReadBy is { } reader)
        {
            var raw = new RawInput
            {
                Body = message.Body,
                ContentType = message.ContentType,
                Facts = message.Facts ?? new PageFacts(null, null, null, null),
                Via = message.Via,
                ReadBy = reader,
                Headers = message.Headers,
            };
            raw = await WithPageAsync(await readers.AsOfNowAsync(raw, cancellation), cancellation);
            return readers.Read(raw).Failed(out var refusal, out var draft) ? refusal : await intake.TakeAsync(draft, raw, cancellation);
        }

        var letter = new StrangersMessage
        {
            Body = message.Body,
            ContentType = message.ContentType,
            ContentEncoding = message.ContentEncoding,
            RoutingKey = message.RoutingKey,
            Type = message.MessageType,
            Headers = message.Headers,
        };
        var (opened, _) = await strangers.OpenAsync(letter, SubmissionSender.Of(letter), cancellation);
        return await strangers.TakeAsync(opened, cancellation);
    }

    /// <summary>An entry whose page could not be had may have it now.</summary>
    private async Task<RawInput> WithPageAsync(RawInput raw, CancellationToken cancellation) =>
        entries.MissingPage(raw) is { } url && await pages.FetchAsync(url, cancellation) is PageOfEntry.There there && !EntryPages.LeadsToFrontPage(url, there.Page.Url)
            ? entries.WithPage(raw, there.Page)
            : raw;
}

/// <param name="Tried">How many.</param>
/// <param name="Taken">They left quarantine.</param>
/// <param name="Refused">They stay, with their new reasons.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record RetriedMessages(
    int Tried, int Taken, int Refused,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);
