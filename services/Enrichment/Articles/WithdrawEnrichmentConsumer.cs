using MassTransit;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;

namespace Newsroom.Enrichment.Articles;

/// <summary>Drops what is known about a killed article, and lets nothing that comes late through.</summary>
internal sealed class WithdrawEnrichmentConsumer(IEnrichedStore store, TimeProvider clock, ILogger<WithdrawEnrichmentConsumer> log) : IConsumer<ArticleWithdrawn>
{
    public async Task Consume(ConsumeContext<ArticleWithdrawn> context)
    {
        var withdrawn = context.Message;
        using var about = log.AboutArticle(withdrawn.ArticleId, withdrawn.Revision);
        var outcome = await Optimistic.SaveAsync<EnrichmentOutcome>(withdrawn.ArticleId, async () =>
        {
            var stored = await store.FindAsync(withdrawn.ArticleId, context.CancellationToken);
            var next = Enriching.Withdraw(stored?.Article, withdrawn, clock.GetUtcNow());
            if (next is null)
                return EnrichmentOutcome.Stale;
            return await store.SaveAsync(next, stored?.Version ?? 0, [], context.CancellationToken) == SaveOutcome.Saved ? EnrichmentOutcome.Withdrawn : null;
        });
        EnrichmentTelemetry.Count(outcome);
        log.Enriched(withdrawn.ArticleId, withdrawn.Revision, outcome);
    }
}
