using System.Diagnostics;
using Microsoft.Extensions.Options;
using Newsroom.Contracts;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisits;

/// <summary>
/// Looks again at a page that an article was read from: what changed there is a new revision, as if its feed had told of it, and an article whose page is
/// gone is withdrawn until it is back. A trace of its own, and that of the revision if there is one.
/// </summary>
internal sealed class Revisiting(
    IRevisitStore visits,
    ISourceStore sources,
    IArticleStore articles,
    IOriginalStore originals,
    EntryPages pages,
    EntryReader reader,
    ArticleIntake intake,
    Quarantining quarantine,
    IOptions<RevisitOptions> options,
    TimeProvider clock,
    ILogger<Revisiting> log)
{
    /// <summary>Plans the first visit to the page of an article that was just taken; whatever was planned before is over.</summary>
    public async Task PlanAsync(Source source, Guid articleId, ArticleDraft draft, Fetched page, CancellationToken cancellation)
    {
        if (options.Value.AtOnce > 0 && source.Settings.Revisit && RevisitPlan.First(source.Id, articleId, draft, page, SubmissionRules.Now(clock), options.Value) is { } first)
            await visits.PlanAsync(first, cancellation);
    }

    /// <summary>
    /// The page of an entry was not there when its source was polled. Gone for good (410), its article goes with it; not found (404), which may be a mistake
    /// of the site's, it is visited soon.
    /// </summary>
    public async Task AbsentAsync(Source source, ArticleDraft draft, PageOfEntry.Absent absent, CancellationToken cancellation)
    {
        if (await intake.OfPageAsync(draft.Source.Id, draft.Url!, cancellation) is not { } known)
            return;
        if (absent.IsForGood)
            await intake.GoneAsync(known, draft.Url!, absent.Status, EntryDraft.Via, cancellation);
        else if (known.Withdrawn is null && options.Value.AtOnce > 0 && source.Settings.Revisit)
            await visits.HastenAsync(RevisitPlan.Missed(source.Id, known.Article.ArticleId, draft.Url!, SubmissionRules.Now(clock), options.Value), cancellation);
    }

    public async Task VisitAsync(LeasedRevisit leased, CancellationToken cancellation)
    {
        var visit = leased.Visit;
        Activity.Current = null;
        using var activity = IngestTelemetry.Source.StartActivity("ingest.revisit-page");
        using var about = log.About(
            new("newsroom.source.id", visit.SourceId.ToString()), new("newsroom.article.id", visit.ArticleId.ToString()), new("url.full", visit.Url));
        var made = await LookAsync(visit, cancellation);
        var outcome = made.Outcome.ToString().ToLowerInvariant();
        activity?.SetTag("outcome", outcome);
        IngestTelemetry.CountRevisit(outcome);
        if (made.Problem is { } problem)
            log.PageNotRead(visit.Url, visit.ArticleId, problem);
        await visits.CompleteAsync(leased, made.Next, cancellation);
    }

    private async Task<MadeVisit> LookAsync(Revisit visit, CancellationToken cancellation)
    {
        if (await sources.FindAsync(visit.SourceId, cancellation) is not { Settings: { Revisit: true, FullText: not false } } source
            || await articles.FindAsync(visit.ArticleId, cancellation) is not { Article: { Withdrawn: null or { MayReturn: true } } known }
            // Its text has come with the feed since.
            || (known.Article.Provenance.Extraction == EntryDraft.Extraction && visit.NotFound == 0 && known.Withdrawn is null))
            return new MadeVisit(RevisitOutcome.Dropped, null);
        if (source.Settings.Paused)
            return GoesOn(RevisitOutcome.Skipped, visit);
        var isAway = known.Withdrawn is not null;
        switch (await pages.FetchAsync(new Uri(visit.Url), isAway ? null : visit.ETag, isAway ? null : visit.LastModified, cancellation))
        {
            case PageOfEntry.There there when isAway || RevisitPlan.HashOf(there.Page) != visit.PageHash:
                return await ReadAsync(visit, source, known, there, cancellation);
            case PageOfEntry.There or PageOfEntry.Unchanged:
                return GoesOn(RevisitOutcome.Unchanged, visit);
            case PageOfEntry.Absent { IsForGood: true } gone:
                await intake.GoneAsync(known, visit.Url, gone.Status, EntryDraft.Via, cancellation);
                return new MadeVisit(RevisitOutcome.Withdrawn, null);
            case PageOfEntry.Absent when isAway:
                return GoesOn(RevisitOutcome.Missing, visit);
            case PageOfEntry.Absent absent when visit.NotFound + 1 >= RevisitPlan.LooksUntilAbsent:
                await intake.GoneAsync(known, visit.Url, absent.Status, EntryDraft.Via, cancellation);
                return new MadeVisit(RevisitOutcome.Withdrawn, RevisitPlan.AfterWithdrawn(visit, SubmissionRules.Now(clock), options.Value));
            case PageOfEntry.Absent:
                return new MadeVisit(RevisitOutcome.Missing, RevisitPlan.AfterNotFound(visit, SubmissionRules.Now(clock), options.Value));
            case PageOfEntry.Forbidden forbidden:
                return GoesOn(RevisitOutcome.Refused, visit) with { Problem = forbidden.Reason };
            case PageOfEntry.Later later:
                return new MadeVisit(RevisitOutcome.Failed, RevisitPlan.After(visit, SubmissionRules.Now(clock), options.Value, later.RetryAfter)) { Problem = later.Reason };
            default:
                throw new UnreachableException();
        }
    }

    private async Task<MadeVisit> ReadAsync(Revisit visit, Source source, IngestedArticle known, PageOfEntry.There there, CancellationToken cancellation)
    {
        var page = there.Page;
        var original = await originals.NewestAsync(visit.ArticleId, cancellation);
        // An older entry must not undo what a later one said.
        if (original is null || Revising.NewestTaken(known) > original.Revision || reader.Renewed(original.Opened(), source, page) is not { } raw)
            return GoesOn(RevisitOutcome.Unreadable, visit) with { Problem = "What its feed said of it is not kept (Newsroom:Originals), so that it cannot be read again." };
        if (known.Withdrawn is not null && !EntryReader.IsBrought(raw, source))
            return GoesOn(RevisitOutcome.Unreadable, visit) with { Problem = "The page is there again, and its feed does not bring it any more." };
        if (reader.Read(raw).Failed(out var refusal, out var draft))
            return GoesOn(RevisitOutcome.Unreadable, visit) with { Problem = refusal.Sentence };
        // The feed's summary, because the page could not be read, is less than what is there.
        if (draft.Extraction == EntryDraft.Extraction)
            return GoesOn(RevisitOutcome.Unreadable, visit) with { Problem = "No article can be read there." };
        if (RevisitPlan.Mismatch(visit.Url, page.Url, known.Article, draft) is { } mismatch)
            return GoesOn(RevisitOutcome.Unreadable, visit) with { Problem = mismatch };
        // What was taken is not undone because a page of it is away.
        if (there.Missing is { } missing && PlainText.Of(draft.Body).Length < PlainText.Of(known.Article.Body).Length)
            return GoesOn(RevisitOutcome.Failed, visit) with { Problem = missing };
        var result = await intake.TakeAsync(draft, raw, cancellation);
        await quarantine.SettleAsync(raw, result, cancellation);
        var next = RevisitPlan.After(visit, page, SubmissionRules.Now(clock), options.Value);
        if (result.Outcome != IntakeOutcome.Revised)
            return new MadeVisit(RevisitOutcome.Unchanged, next);
        log.PageRevised(visit.Url, result.ArticleId, result.Revision);
        return new MadeVisit(RevisitOutcome.Revised, next);
    }

    private MadeVisit GoesOn(RevisitOutcome outcome, Revisit visit) => new(outcome, RevisitPlan.After(visit, SubmissionRules.Now(clock), options.Value));

    /// <param name="Outcome">What came of it.</param>
    /// <param name="Next">The visit after it; null if there is none.</param>
    private sealed record MadeVisit(RevisitOutcome Outcome, Revisit? Next)
    {
        public string? Problem { get; init; }
    }
}

/// <summary>What came of looking at a page again.</summary>
internal enum RevisitOutcome
{
    Revised,

    /// <summary>As it was, but for furniture perhaps.</summary>
    Unchanged,

    /// <summary>The page is gone (410), or was not there three times (404), and its article with it, for good or until it is back.</summary>
    Withdrawn,

    /// <summary>404, which is not believed yet, or still.</summary>
    Missing,

    /// <summary>The network, a time limit, 5xx, 429.</summary>
    Failed,

    /// <summary>By us, for robots.txt, the address or too many bytes; or by the site, as by 403.</summary>
    Refused,

    /// <summary>It is there, but no version of the article.</summary>
    Unreadable,

    /// <summary>Its source is paused.</summary>
    Skipped,

    /// <summary>Source or article is no more, or the source's keeper wants no visits.</summary>
    Dropped,
}
