using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Hosting.Telemetry;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Embargo;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Decisions;

/// <summary>Loads an article, has it decided what readers see of it, saves that with its events as one, and tells of it.</summary>
internal sealed class Publisher(IPublishedStore store, SiteOptions site, ITraceAddress traces, TimeProvider clock, ILogger<Publisher> log)
{
    public async Task<PublicationOutcome> DecideAsync(
        Guid articleId, int? revision, Func<PublishedArticle?, DateTimeOffset, PublicationDecision> decide, CancellationToken cancellation)
    {
        using var about = log.AboutArticle(articleId, revision);
        PublicationDecision? made = null;
        var outcome = await Optimistic.SaveAsync<PublicationOutcome>(articleId, async () =>
        {
            var stored = await store.FindAsync(articleId, cancellation);
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            made = decide(stored?.Article, now);
            if (made.Next is null)
                return made.Outcome;
            return await store.SaveAsync(made.Next, stored?.Version ?? 0, [.. Outgoing(made, now)], cancellation) == SaveOutcome.Saved ? made.Outcome : null;
        });
        // A note to look again names no revision, what was decided does.
        using var also = revision is null ? log.AboutRevision(made!.Next?.Revision) : null;
        Tell(articleId, made!.Next?.Revision ?? revision, made);
        return outcome;
    }

    private IEnumerable<OutboxEntry> Outgoing(PublicationDecision decision, DateTimeOffset now)
    {
        var article = decision.Next!;
        var subject = article.ArticleId.ToString();
        if (decision.Change == PublicationChange.Withdrawn)
        {
            yield return OutboxEntry.For(
                new ArticleUnpublished { ArticleId = article.ArticleId, Revision = article.Revision, Change = PublicationChange.Withdrawn, Title = article.Title, Reason = decision.Reason, At = now },
                subject, now);
        }
        else if (decision.Change is { } change)
        {
            yield return OutboxEntry.For(
                new ArticlePublished
                {
                    ArticleId = article.ArticleId,
                    Revision = article.Revision,
                    Change = change,
                    Title = article.Title,
                    Slug = article.Slug,
                    Url = UrlOf(article),
                    Language = article.Language,
                    Source = article.Article!.Source.Name,
                    Summary = article.Enrichment!.Summary,
                    PublishedAt = article.Article.PublishedAt ?? article.SortAt,
                    At = now,
                },
                subject, now);
        }

        if (decision.Release is { } release)
            yield return OutboxEntry.For(new ReleaseEmbargo { ArticleId = article.ArticleId }, subject, now, notBefore: release);
    }

    /// <summary>Absolute if the site's address is configured, else a path: there is no request here to tell it from.</summary>
    private string UrlOf(PublishedArticle article) => site.BaseUrl?.TrimEnd('/') + SiteAddress.ArticlePath(article.Slug);

    private void Tell(Guid articleId, int? revision, PublicationDecision decision)
    {
        PublishingTelemetry.Count(decision.Outcome);
        if (decision is { Outcome: PublicationOutcome.Published, Next: { } published })
        {
            PublishingTelemetry.DoorToReader(published, clock.GetUtcNow(), decision.Change!.Value);
            log.Published(articleId, published.Revision, decision.Change.Value, UrlOf(published), traces.Of(articleId.ToString()));
        }
        else
        {
            log.Decided(articleId, revision, decision.Outcome);
        }
    }
}
