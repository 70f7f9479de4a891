using System.Diagnostics;
using Microsoft.Extensions.Options;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Takes the entries of a feed that are news, each as a trace of its own. An entry that cannot be taken does not keep the others
/// from it: it waits (<see cref="EntryWaiting"/>), and is taken with what the feed says of it in the end, or goes to quarantine where that is no text.
/// </summary>
internal sealed class EntryTaking(
    EntryPages pages,
    EntryReader reader,
    ArticleIntake intake,
    IOriginalStore originals,
    Revisiting revisits,
    Quarantining quarantine,
    IOptions<PollingOptions> options,
    TimeProvider clock,
    ILogger<EntryTaking> log)
{
    /// <summary>So often it says 404 until visits look whether its article is gone; the entry itself may only be late, and waits.</summary>
    private const int TriesUntilAbsent = 3;

    /// <summary>The SDK keeps 128 links of a span.</summary>
    private const int MostLinks = 128;

    /// <param name="hold">By which the source is held.</param>
    /// <param name="source">As it is to be read.</param>
    /// <param name="feed">As it stands, or as a hub delivered it.</param>
    /// <param name="isWhole">What the feed does not name it has forgotten. Else what waits is not tried now either: somebody waits for an answer.</param>
    /// <param name="cancellation">Ends it early.</param>
    public Task<TakenEntries> TakeAsync(SourceHold hold, Source source, ParsedFeed feed, bool isWhole, CancellationToken cancellation) =>
        TakeAsync(hold, source, EntryPlan.Of(feed, isWhole, source.Polls.Seen, isWhole ? DueBy(hold) : DateTimeOffset.MinValue), isLast: false, cancellation);

    /// <summary>Tries the entries again that wait for their pages, where there is nothing else to take.</summary>
    /// <param name="hold">By which the source is held.</param>
    /// <param name="isLast">There is no other time.</param>
    /// <param name="cancellation">Ends it early.</param>
    public Task<TakenEntries> TakeWaitingAsync(SourceHold hold, bool isLast, CancellationToken cancellation) =>
        TakeAsync(hold, hold.Leased.Source, EntryPlan.Of(null, isWhole: false, hold.Leased.Source.Polls.Seen, isLast ? DateTimeOffset.MaxValue : DueBy(hold)), isLast, cancellation);

    /// <summary>Whoever has a source polled by hand wants to see whether its pages are there now.</summary>
    private DateTimeOffset DueBy(SourceHold hold) => hold.Leased.IsUrgent ? DateTimeOffset.MaxValue : clock.GetUtcNow();

    private async Task<TakenEntries> TakeAsync(SourceHold hold, Source source, PlannedEntries plan, bool isLast, CancellationToken cancellation)
    {
        var taken = new TakenEntries(plan);
        hold.Progress = () => taken.Into(hold.Leased.Source.Polls, SubmissionRules.Now(clock), traceId: null);
        var host = new Uri(source.Settings.Url).Authority;
        if (plan.News.All(planned => EntryDraft.Address(planned.Entry)?.Authority != host))
            hold.LeaveHost();
        foreach (var (planned, number) in plan.News.Select((planned, number) => (planned, number)))
        {
            if (number >= options.Value.MostEntries && !isLast)
            {
                taken.Leave();
                break;
            }

            await hold.NoteAsync(cancellation);
            await TakeAsync(source, planned, taken, isLast, cancellation);
        }

        return taken;
    }

    private async Task TakeAsync(Source source, PlannedEntry planned, TakenEntries taken, bool isLast, CancellationToken cancellation)
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
            await TryAsync(source, planned, taken, isLast, activity, cancellation);
        }
        // A fault of ours over one entry must not stop the feed behind it; a store that is away shows again when the poll is written down.
#pragma warning disable CA1031
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
            log.EntryFailed(source.Id, planned.Entry.Link ?? planned.Entry.Id ?? "", (planned.Known?.Tries ?? 0) + 1, problem);
            if (!Wait(planned, new PageOfEntry.Later(problem.Message, RetryAfter: null), taken, isLast))
            {
                await quarantine.KeepAsync(reader.Raw(source, planned.Feed, planned.Entry, page: null), $"It could not be taken: {problem.Message}", source.Id.ToString(), cancellation);
                taken.Done(planned);
            }
        }
        finally
        {
            Activity.Current = poll;
        }
    }

    private async Task TryAsync(Source source, PlannedEntry planned, TakenEntries taken, bool isLast, Activity? activity, CancellationToken cancellation)
    {
        if (EntryDraft.Of(source, planned.Feed, planned.Entry, SubmissionRules.Now(clock)) is not { } draft)
        {
            taken.Done(planned);
            return;
        }

        if (!EntryDraft.WantsPage(source, draft))
        {
            await CompleteAsync(source, planned, draft, page: null, problem: null, taken, activity, cancellation);
            return;
        }

        var url = new Uri(draft.Url!);
        var now = SubmissionRules.Now(clock);
        if (taken.IsTroubled(url) && (isLast || !EntryWaiting.IsOver(planned, now)))
        {
            var spared = new PageOfEntry.Later($"{url.Host} did not answer several times.", taken.BusyFor(url, now)) { WasAsked = false };
            if (!Wait(planned, spared, taken, isLast))
                await CompleteAsync(source, planned, draft, page: null, spared.Reason, taken, activity, cancellation);
            return;
        }

        var before = await PageBeforeAsync(planned, draft, url, cancellation);
        var found = await pages.FetchAsync(url, before?.ETag, before?.LastModified, cancellation);
        if (found is PageOfEntry.Absent absent && (absent.IsForGood || planned.Known?.Tries + 1 >= TriesUntilAbsent))
            await revisits.AbsentAsync(source, draft, absent, cancellation);
        if (found is PageOfEntry.Absent { IsForGood: true })
        {
            taken.Done(planned);
            return;
        }

        var (page, problem) = found switch
        {
            PageOfEntry.There there when EntryPages.LeadsToFrontPage(url, there.Page.Url) => (null, $"Its page leads to the front page of {there.Page.Url.Host}."),
            PageOfEntry.There there => (there.Page, null),
            PageOfEntry.Absent => (null, $"Its page {url} is not there (404)."),
            PageOfEntry.Forbidden forbidden => (null, forbidden.Reason),
            PageOfEntry.Later later => (later.Had, later.Reason),
            _ => (before, (string?)null),
        };
        if (problem is not null)
            activity?.SetTag("newsroom.page.problem", problem);
        if (found is PageOfEntry.Later late)
            taken.NotAnswered(url, late.RetryAfter, SubmissionRules.Now(clock));
        else
            taken.Answered(url);
        if (problem is null || found is PageOfEntry.Forbidden || !Wait(planned, found, taken, isLast))
            await CompleteAsync(source, planned, draft, page, problem, taken, activity, cancellation);
    }

    /// <summary>The page as it was when the entry was taken the last time: feeds touch entries whose pages stay as they are.</summary>
    private async Task<Fetched?> PageBeforeAsync(PlannedEntry planned, ArticleDraft draft, Uri url, CancellationToken cancellation) =>
        planned.Known is not null && await intake.FindAsync(draft, cancellation) is { } known && await originals.NewestAsync(known.Article.ArticleId, cancellation) is { } original
            ? reader.PageAt(url, original.Opened())
            : null;

    /// <summary>False where it has waited for long enough, or there is no room for it.</summary>
    private bool Wait(PlannedEntry planned, PageOfEntry page, TakenEntries taken, bool isLast)
    {
        var now = SubmissionRules.Now(clock);
        return !isLast && !EntryWaiting.IsOver(planned, now) && taken.Wait(planned, EntryWaiting.Next(planned, page, options.Value.Shortest, now));
    }

    /// <summary>With its page, or with what the feed says where that is a text.</summary>
    private async Task CompleteAsync(
        Source source, PlannedEntry planned, ArticleDraft draft, Fetched? page, string? problem, TakenEntries taken, Activity? activity, CancellationToken cancellation)
    {
        var raw = reader.Raw(source, planned.Feed, planned.Entry, page);
        if (reader.Complete(draft, page is null ? null : raw, source.Settings.Extraction).Failed(out var refusal, out var complete))
        {
            var reason = page is null && problem is not null ? $"The entry has a title and no text. {problem}" : refusal.Sentence;
            activity?.SetTag("newsroom.page.problem", reason);
            await quarantine.KeepAsync(raw, reason, source.Id.ToString(), cancellation);
            taken.Done(planned);
            return;
        }

        // A summary is less than what was read from the page before.
        var isSummary = (page is not null || problem is not null) && complete.Extraction == EntryDraft.Extraction;
        if (isSummary && await intake.FindAsync(complete, cancellation) is { Withdrawn: null } known && known.Article.Provenance.Extraction != EntryDraft.Extraction)
        {
            log.PageTextKept(source.Id, draft.Url!, known.Article.ArticleId, problem ?? "No article can be read there.");
            taken.Done(planned);
        }
        else
        {
            var result = await intake.TakeAsync(complete, raw, cancellation);
            await quarantine.SettleAsync(raw, result, cancellation);
            if (page is not null && complete.Extraction != EntryDraft.Extraction && result.Refused is null)
                await revisits.PlanAsync(source, result.ArticleId, complete, page, cancellation);
            taken.Done(planned, result.Outcome);
        }
    }
}
