using System.Globalization;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Withdrawals;

namespace Newsroom.Ingest.Submissions;

/// <summary>Takes drafts and kills in, by whichever door they came: identifies, decides, saves state and event as one.</summary>
internal sealed class ArticleIntake(IArticleStore store, ArticleNames names, OriginalKeeping originals, TimeProvider clock, ILogger<ArticleIntake> log)
{
    /// <param name="draft">What was read.</param>
    /// <param name="original">What it was read out of, to be read again; null where that is not to be had.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IntakeResult> TakeAsync(ArticleDraft draft, RawInput? original, CancellationToken cancellation)
    {
        var keys = KeysOf(draft);
        if (draft.Status == ArticleStatus.Canceled)
            return await WithdrawAsync((await names.IdentifyAsync(null, keys, cancellation)).ArticleId, draft.Source, draft.EdNote, draft.Via, cancellation);
        var about = await names.IdentifyAsync(Compared(draft), keys, cancellation);
        var result = await SaveAsync(draft, about.ArticleId, about.Note, null, about.Claims.Any(name => name.IsAddress), cancellation);
        if (about.IsDoubtful && result.Outcome == IntakeOutcome.Withdrawn)
            log.OtherStoryRefused(result.ArticleId);
        if (original is not null && result.Outcome is IntakeOutcome.Added or IntakeOutcome.Revised)
            await originals.KeepAsync(original, draft, result.ArticleId, result.Revision, cancellation);
        return result;
    }

    /// <summary>The article that a draft would be a version of, as it is now; null where it would be a new one.</summary>
    public async Task<IngestedArticle?> FindAsync(ArticleDraft draft, CancellationToken cancellation) =>
        (await store.FindAsync((await names.FindAsync(Compared(draft), KeysOf(draft), cancellation)).ArticleId, cancellation))?.Article;

    /// <summary>Takes what an article's original reads as now, whatever the draft calls it.</summary>
    /// <param name="draft">What was read.</param>
    /// <param name="articleId">Whose original it is.</param>
    /// <param name="revision">Which it made the first time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<IntakeResult> TakeAgainAsync(ArticleDraft draft, Guid articleId, int revision, CancellationToken cancellation) =>
        SaveAsync(draft, articleId, Revising.Reprocessed, revision, hasNewAddress: false, cancellation);

    private static IReadOnlyList<ArticleKey> KeysOf(ArticleDraft draft) =>
        ArticleKeys.Of(draft.Source.Id, draft.Guid, draft.CanonicalUrl, draft.Url, ContentHash.OfWords(draft), draft.OtherNames);

    /// <summary>Null for one that names the article it revises, and needs not be like it.</summary>
    private static ArticleDraft? Compared(ArticleDraft draft) => draft.OtherNames.Count > 0 ? null : draft;

    private async Task<IntakeResult> SaveAsync(ArticleDraft draft, Guid articleId, string? note, int? readAgain, bool hasNewAddress, CancellationToken cancellation)
    {
        var (decided, revision) = await Optimistic.SaveAsync<(IntakeOutcome, int)>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var decision = Revising.Decide(stored?.Article, draft, articleId, note, readAgain, hasNewAddress);
            if (decision.Next is null)
                return (decision.Outcome, decision.Revision);
            var received = OutboxEntry.For(new ArticleReceived { Article = decision.Next.Article }, articleId.ToString(), clock.GetUtcNow());
            return await store.SaveAsync(decision.Next, stored?.Version ?? 0, [received], cancellation) == SaveOutcome.Saved
                ? (decision.Outcome, decision.Revision)
                : null;
        });
        return Done(new IntakeResult(articleId, revision, decided), draft.Via);
    }

    /// <summary>
    /// The article that stands on a page; null if there is none. Its address alone tells that: an id that was used again leads to another article, whose
    /// own page may well be there.
    /// </summary>
    public async Task<IngestedArticle?> OfPageAsync(string source, string url, CancellationToken cancellation)
    {
        var found = await names.FindAsync(null, ArticleKeys.Of(source, null, CanonicalUrl.Of(url), url, ""), cancellation);
        return (await store.FindAsync(found.ArticleId, cancellation))?.Article;
    }

    /// <summary>
    /// Withdraws an article whose page its source took down: with 410 (gone) for good, with 404 until it is back. One failure may be a mistake of the
    /// site's: when to believe it is the caller's to decide. Null if it was withdrawn before.
    /// </summary>
    /// <param name="known">The article.</param>
    /// <param name="url">The page that is gone.</param>
    /// <param name="status">What it answers now.</param>
    /// <param name="via">The door, see <see cref="Provenance.Via"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IntakeResult?> GoneAsync(IngestedArticle known, string url, int status, string via, CancellationToken cancellation)
    {
        var isForGood = status == StatusCodes.Status410Gone;
        if (known.Withdrawn is { } withdrawn && (!withdrawn.MayReturn || !isForGood))
            return null;
        var reason = string.Create(CultureInfo.InvariantCulture, $"Its source took it down: {CleanText.Line(url, 500)} answers {status}{(isForGood ? " (gone)" : " (not found)")}.");
        return await WithdrawAsync(known.Article.ArticleId, known.Article.Source, reason, via, mayReturn: !isForGood, cancellation);
    }

    /// <summary>Kills what is named, and what comes under the name later.</summary>
    public async Task<IntakeResult> WithdrawAsync(WithdrawalRules.NamedArticle named, string? reason, string via, CancellationToken cancellation) => await WithdrawAsync(
        named.ArticleId ?? (await names.IdentifyAsync(null, named.Keys, cancellation)).ArticleId, named.Source, reason, via, cancellation);

    /// <summary>Kills an article. What is killed already stays so, with its first reason.</summary>
    public Task<IntakeResult> WithdrawAsync(Guid articleId, ArticleSource source, string? reason, string via, CancellationToken cancellation) =>
        WithdrawAsync(articleId, source, reason, via, mayReturn: false, cancellation);

    private async Task<IntakeResult> WithdrawAsync(Guid articleId, ArticleSource source, string? reason, string via, bool mayReturn, CancellationToken cancellation)
    {
        var (decided, revision) = await Optimistic.SaveAsync<(IntakeOutcome, int)>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var now = SubmissionRules.Now(clock);
            var next = Revising.Withdraw(stored?.Article, articleId, source, reason, now, via, mayReturn);
            if (next is null)
                return (IntakeOutcome.Unchanged, stored!.Article.Article.Revision);
            // A kill is never taken back by anyone who hears of it; a revision that is withheld is, by the next one that is not.
            var withdrawn = mayReturn
                ? OutboxEntry.For(new ArticleReceived { Article = next.Article }, articleId.ToString(), clock.GetUtcNow())
                : OutboxEntry.For(
                    new ArticleWithdrawn { ArticleId = articleId, Revision = next.Article.Revision, Title = next.Article.Title, Reason = reason, WithdrawnAt = now },
                    articleId.ToString(), clock.GetUtcNow());
            return await store.SaveAsync(next, stored?.Version ?? 0, [withdrawn], cancellation) == SaveOutcome.Saved
                ? (stored is null ? IntakeOutcome.Added : IntakeOutcome.Revised, next.Article.Revision)
                : null;
        });
        return Done(new IntakeResult(articleId, revision, decided, IsKill: true), via);
    }

    private IntakeResult Done(IntakeResult result, string via)
    {
        using var about = log.AboutArticle(result.ArticleId, result.Revision);
        IngestTelemetry.Count(result.Counted(), via);
        if (result is { IsKill: true, Outcome: not IntakeOutcome.Unchanged })
            log.Withdrawn(result.ArticleId, result.Revision);
        log.Taken(result.ArticleId, result.Revision, result.Outcome);
        return result;
    }
}

/// <summary>What became of a draft or a kill. <see cref="Revision"/> is the article's newest after it.</summary>
internal sealed record IntakeResult(Guid ArticleId, int Revision, IntakeOutcome Outcome, bool IsKill = false)
{
    /// <summary>Why the article is not taken any more, for its sender; null if it was.</summary>
    public string? Refused => Answer != SubmissionOutcome.Refused ? null : $"The article {ArticleId} was withdrawn and is never used again, whatever its source sends.";

    /// <summary>What its sender is told, at every door.</summary>
    public SubmissionOutcome Answer => this switch
    {
        { Outcome: IntakeOutcome.Unchanged } => SubmissionOutcome.Unchanged,
        { IsKill: true } => SubmissionOutcome.Withdrawn,
        { Outcome: IntakeOutcome.Withdrawn } => SubmissionOutcome.Refused,
        { Outcome: IntakeOutcome.Added } => SubmissionOutcome.Added,
        _ => SubmissionOutcome.Revised,
    };

    /// <summary>The one outcome under which it is counted.</summary>
    public string Counted() => JsonNamingPolicy.CamelCase.ConvertName(Answer.ToString());
}
