using Newsroom.Contracts;

namespace Newsroom.Enrichment.Articles;

/// <summary>Decides whether a message about an article still says something new.</summary>
internal static class Enriching
{
    /// <summary>Whether a revision is to be understood: not if a newer one was, and never again after a kill.</summary>
    public static EnrichmentOutcome Judge(EnrichedArticle? current, Article received) => current switch
    {
        { Withdrawn: true } => EnrichmentOutcome.Withdrawn,
        not null when current.Revision >= received.Revision => EnrichmentOutcome.Stale,
        _ => EnrichmentOutcome.Enriched,
    };

    /// <summary>What remains of a killed article, so that nothing that comes late is understood; null if it was killed already.</summary>
    public static EnrichedArticle? Withdraw(EnrichedArticle? current, ArticleWithdrawn withdrawn, DateTimeOffset now) =>
        current is { Withdrawn: true } ? null : new EnrichedArticle
        {
            ArticleId = withdrawn.ArticleId,
            Revision = Math.Max(withdrawn.Revision, current?.Revision ?? 0),
            Withdrawn = true,
            At = now,
        };
}

internal enum EnrichmentOutcome
{
    Enriched,

    /// <summary>This revision, or a newer one, was understood before.</summary>
    Stale,

    Withdrawn,
}
