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
        return Done(articleId, revision, decided, draft.Via);
    }

    /// <summary>Kills an article. What is killed already stays so, with its first reason.</summary>
    public async Task<IntakeResult> WithdrawAsync(Guid articleId, ArticleSource source, string? reason, string via, CancellationToken cancellation)
    {
        var (decided, revision) = await Optimistic.SaveAsync<(IntakeOutcome, int)>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var now = Now();
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
        return Done(articleId, revision, decided, via, isKill: true);
    }

    /// <summary>In the milliseconds that every store keeps.</summary>
    public DateTimeOffset Now() => SubmissionRules.Milliseconds(clock.GetUtcNow())!.Value;

    private IntakeResult Done(Guid articleId, int revision, IntakeOutcome outcome, string via, bool isKill = false)
    {
        using var about = log.AboutArticle(articleId, revision);
        IngestTelemetry.Count(outcome, via, isKill);
        if (isKill && outcome != IntakeOutcome.Unchanged)
            log.Withdrawn(articleId, revision);
        log.Taken(articleId, revision, outcome);
        return new IntakeResult(articleId, revision, outcome);
    }
}

internal sealed record IntakeResult(Guid ArticleId, int Revision, IntakeOutcome Outcome);
