using System.Diagnostics;
using Microsoft.Extensions.Options;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Takes the entries of a feed that are news, each as a trace of its own. An entry that cannot be taken does not keep the others
/// from it.
/// </summary>
internal sealed class EntryTaking(
    ISourceStore sources,
    EntryPages pages,
    EntryReader reader,
    ArticleIntake intake,
    Revisiting revisits,
    Quarantining quarantine,
    IOptions<PollingOptions> options,
    TimeProvider clock,
    ILogger<EntryTaking> log)
{
    /// <summary>So often in a row it says 404 until that is believed.</summary>
    public const int TriesUntilAbsent = 3;

    /// <summary>A page that could not be had so often, or an entry that failed so often, is taken without it, or not at all.</summary>
    private const int MostTries = 5;

    /// <summary>The SDK keeps 128 links of a span.</summary>
    private const int MostLinks = 128;

    public async Task<TakenEntries> TakeAsync(LeasedSource leased, ParsedFeed feed, CancellationToken cancellation)
    {
        var plan = EntryPlan.Of(feed.Entries, leased.Source.Polls.Seen);
        var taken = new TakenEntries { Seen = [.. plan.Where(planned => !planned.IsNews).Select(planned => new SeenEntry(planned.Key, planned.Hash))] };
        var news = plan.Where(planned => planned.IsNews).ToList();
        var held = leased.Until;
        foreach (var (planned, number) in news.Select((planned, number) => (planned, number)))
        {
            if (number >= options.Value.MostEntries || taken.RetryAfter is not null)
            {
                taken.Leave(planned, 0);
                continue;
            }

            held = await HoldAsync(leased, held, cancellation);
            await TakeAsync(leased.Source, feed.Feed, planned, taken, cancellation);
        }

        return taken;
    }

    /// <summary>Holds the source for longer once a quarter of the lease is over: a write for each entry would cost as much as what it keeps.</summary>
    private async Task<DateTimeOffset> HoldAsync(LeasedSource leased, DateTimeOffset until, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var lease = options.Value.Lease;
        if (until - now > lease * 0.75)
            return until;
        return await sources.RenewAsync(leased, now + lease, cancellation) ? now + lease : throw new LeaseLostException();
    }

    private async Task TakeAsync(Source source, Feed feed, PlannedEntry planned, TakenEntries taken, CancellationToken cancellation)
    {
        var poll = Activity.Current;
        Activity.Current = null;
        using var activity = IngestTelemetry.Source.StartActivity(
            "ingest.take-entry", ActivityKind.Internal, default(ActivityContext), links: poll is null ? null : [new ActivityLink(poll.Context)]);
        try
        {
            activity?.SetTag("newsroom.source.id", source.Id.ToString());
            if (taken.Links++ < MostLinks && activity is not null)
                poll?.AddLink(new ActivityLink(activity.Context));
            await TakeAsync(source, feed, planned, taken, activity, cancellation);
        }
        // A fault of ours over one entry must not stop the feed behind it; a store that is away shows again when the poll is written down.
#pragma warning disable CA1031
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
            log.EntryFailed(source.Id, planned.Entry.Link ?? planned.Entry.Id ?? "", planned.Tries + 1, problem);
            taken.TryAgain(planned, MostTries);
        }
        finally
        {
            Activity.Current = poll;
        }
    }

    private async Task TakeAsync(Source source, Feed feed, PlannedEntry planned, TakenEntries taken, Activity? activity, CancellationToken cancellation)
    {
        if (EntryDraft.Of(source, feed, planned.Entry, SubmissionRules.Now(clock)) is not { } draft)
        {
            taken.Done(planned);
            return;
        }

        Fetched? page = null;
        if (EntryDraft.WantsPage(source, draft))
        {
            switch (await pages.FetchAsync(new Uri(draft.Url!), cancellation))
            {
                case PageOfEntry.There there:
                    page = there.Page;
                    break;
                case PageOfEntry.Later later when planned.Tries + 1 < MostTries:
                    activity?.SetTag("newsroom.page.problem", later.Reason);
                    taken.Leave(planned, planned.Tries + 1, later.RetryAfter);
                    return;
                case PageOfEntry.Later later:
                    page = later.Had;
                    break;
                case PageOfEntry.Absent absent when absent.IsForGood || planned.Tries + 1 >= TriesUntilAbsent:
                    await intake.GoneAsync(draft.Source.Id, draft.Guid, draft.Url!, absent.Status, EntryDraft.Via, cancellation);
                    taken.Done(planned);
                    return;
                case PageOfEntry.Absent:
                    taken.Leave(planned, planned.Tries + 1);
                    return;
                case PageOfEntry.Forbidden forbidden:
                    activity?.SetTag("newsroom.page.problem", forbidden.Reason);
                    break;
                default:
                    break;
            }
        }

        taken.Done(planned, await CompleteAsync(draft, reader.Raw(source, feed, planned.Entry, page), page, source, activity, cancellation));
    }

    private async Task<IntakeOutcome?> CompleteAsync(
        ArticleDraft draft, RawInput raw, Fetched? page, Source source, Activity? activity, CancellationToken cancellation)
    {
        if (!reader.Complete(draft, page is null ? null : raw, source.Settings.Extraction).Failed(out var refusal, out var complete))
        {
            var result = await intake.TakeAsync(complete, raw, cancellation);
            await quarantine.SettleAsync(raw, result, cancellation);
            if (page is not null && complete.Extraction != EntryDraft.Extraction && result.Refused is null)
                await revisits.PlanAsync(source, result.ArticleId, complete, page, cancellation);
            return result.Outcome;
        }

        activity?.SetTag("newsroom.page.problem", refusal.Sentence);
        // A headline alone is no article. A page that could not be read may be one when it can.
        if (page is null)
            log.EntryWithoutText(source.Id, draft.Url ?? draft.Guid ?? "");
        else
            await quarantine.KeepAsync(raw, refusal.Sentence, source.Id.ToString(), cancellation);
        return null;
    }
}

/// <summary>What became of a feed's entries.</summary>
internal sealed class TakenEntries
{
    public required List<SeenEntry> Seen { get; init; }

    /// <summary>How many were news in the end.</summary>
    public int Taken { get; private set; }

    public int Added { get; private set; }

    public int Links { get; set; }

    /// <summary>Whether nothing was left for the next poll.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The host of the pages asked to be left alone for so long.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    public void Done(PlannedEntry planned, IntakeOutcome? outcome = null)
    {
        Seen.Add(new SeenEntry(planned.Key, planned.Hash));
        Taken += outcome is IntakeOutcome.Added or IntakeOutcome.Revised ? 1 : 0;
        Added += outcome is IntakeOutcome.Added ? 1 : 0;
    }

    public void Leave(PlannedEntry planned, int tries, TimeSpan? retryAfter = null)
    {
        IsComplete = false;
        RetryAfter ??= retryAfter;
        if (tries > 0 || planned.Tries > 0)
            Seen.Add(new SeenEntry(planned.Key, 0, Math.Max(tries, planned.Tries)));
    }

    public void TryAgain(PlannedEntry planned, int most)
    {
        if (planned.Tries + 1 >= most)
            Done(planned);
        else
            Leave(planned, planned.Tries + 1);
    }
}

/// <summary>Somebody else polls the source now, or it was changed or removed: whatever was taken is safe, the rest is theirs.</summary>
internal sealed class LeaseLostException : Exception;
