using System.Diagnostics.Metrics;
using Newsroom.Enrichment.Articles;

namespace Newsroom.Enrichment;

/// <summary>The instruments of enrichment.</summary>
internal static class EnrichmentTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Enrichment");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Revisions that came to be understood, each counted once by its outcome: enriched, stale, withdrawn");

    public static void Count(EnrichmentOutcome outcome) => Articles.Add(1,
        new("newsroom.service", EnrichmentModule.Name), new("outcome", outcome.ToString().ToLowerInvariant()));
}
