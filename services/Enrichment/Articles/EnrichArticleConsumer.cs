using MassTransit;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment.Articles;

/// <summary>Understands each revision that came in, and says what it found.</summary>
internal sealed class EnrichArticleConsumer(IEnrichedStore store, ArticleAnalysis analysis, TimeProvider clock, ILogger<EnrichArticleConsumer> log)
    : IConsumer<ArticleReceived>
{
    public async Task Consume(ConsumeContext<ArticleReceived> context)
    {
        var article = context.Message.Article;
        using var about = log.AboutArticle(article.ArticleId, article.Revision);
        var outcome = await EnrichAsync(article, context.CancellationToken);
        EnrichmentTelemetry.Count(outcome);
        log.Enriched(article.ArticleId, article.Revision, outcome);
    }

    private async Task<EnrichmentOutcome> EnrichAsync(Article article, CancellationToken cancellation)
    {
        Contracts.Enrichment? enrichment = null;
        return await Optimistic.SaveAsync<EnrichmentOutcome>(article.ArticleId, async () =>
        {
            var stored = await store.FindAsync(article.ArticleId, cancellation);
            var outcome = Enriching.Judge(stored?.Article, article);
            if (outcome != EnrichmentOutcome.Enriched)
                return outcome;

            enrichment ??= await analysis.OfAsync(article, cancellation);
            var now = clock.GetUtcNow();
            var next = new EnrichedArticle { ArticleId = article.ArticleId, Revision = article.Revision, Enrichment = enrichment, At = now };
            var enriched = OutboxEntry.For(new ArticleEnriched { Article = article, Enrichment = enrichment }, article.ArticleId.ToString(), now);
            return await store.SaveAsync(next, stored?.Version ?? 0, [enriched], cancellation) == SaveOutcome.Saved ? outcome : null;
        });
    }
}
