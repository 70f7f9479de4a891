using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest.Submissions;

/// <summary>Takes drafts and kills in, by whichever door they came: identifies, decides, saves state and event as one.</summary>
internal sealed class ArticleIntake(IArticleStore store, TimeProvider clock, ILogger<ArticleIntake> log)
{
    public async Task<IntakeResult> TakeAsync(ArticleDraft draft, CancellationToken cancellation)
    {
        var articleId = ArticleIdentity.Of(draft.Source.Id, draft.Guid, draft.CanonicalUrl, ContentHash.OfWords(draft));
        if (draft.Status == ArticleStatus.Canceled)
            return await WithdrawAsync(articleId, draft.Source, draft.EdNote, draft.Via, cancellation);

        var (decided, revision) = await Optimistic.SaveAsync<(IntakeOutcome, int)>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var decision = Revising.Decide(stored?.Article, draft, articleId);
            if (decision.Next is null)
                return (decision.Outcome, decision.Revision);
            var received = OutboxEntry.For(new ArticleReceived { Article = decision.Next.Article }, articleId.ToString(), clock.GetUtcNow());
            return await store.SaveAsync(decision.Next, stored?.Version ?? 0, [received], cancellation) == SaveOutcome.Saved
                ? (decision.Outcome, decision.Revision)
                : null;
        });
        return Done(new IntakeResult(articleId, revision, decided), draft.Via);
    }

    /// <summary>Kills an article. What is killed already stays so, with its first reason.</summary>
    public async Task<IntakeResult> WithdrawAsync(Guid articleId, ArticleSource source, string? reason, string via, CancellationToken cancellation)
    {
        var (decided, revision) = await Optimistic.SaveAsync<(IntakeOutcome, int)>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var now = SubmissionRules.Now(clock);
            var next = Revising.Withdraw(stored?.Article, articleId, source, reason, now, via);
            if (next is null)
                return (IntakeOutcome.Unchanged, stored!.Article.Article.Revision);
            var withdrawn = OutboxEntry.For(
                new ArticleWithdrawn { ArticleId = articleId, Revision = next.Article.Revision, Title = next.Article.Title, Reason = reason, WithdrawnAt = now },
                articleId.ToString(), clock.GetUtcNow());
            return await store.SaveAsync(next, stored?.Version ?? 0, [withdrawn], cancellation) == SaveOutcome.Saved
                ? (stored is null ? IntakeOutcome.Added : IntakeOutcome.Revised, next.Article.Revision)
                : null;
        });
        return Done(new IntakeResult(articleId, revision, decided, IsKill: true), via);
    }

    /// <summary>The page of an article is not there any more: it is withdrawn, if it is known.</summary>
    public async Task WithdrawAbsentAsync(ArticleDraft draft, string reason, CancellationToken cancellation)
    {
        var articleId = ArticleIdentity.Of(draft.Source.Id, draft.Guid, draft.CanonicalUrl, ContentHash.OfWords(draft));
        if (await store.FindAsync(articleId, cancellation) is { Article.Withdrawn: null })
            await WithdrawAsync(articleId, draft.Source, reason, draft.Via, cancellation);
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
    /// <summary>For the sender of an article that is not taken any more.</summary>
    public string WasKilled() => $"The article {ArticleId} was withdrawn and is never used again, whatever its source sends.";

    /// <summary>The one outcome under which it is counted.</summary>
    public string Counted() => this switch
    {
        { Outcome: IntakeOutcome.Unchanged } => "unchanged",
        { IsKill: true } => "withdrawn",
        { Outcome: IntakeOutcome.Withdrawn } => "refused",
        { Outcome: IntakeOutcome.Added } => "added",
        _ => "revised",
    };
}
