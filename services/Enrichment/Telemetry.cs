using System.Diagnostics.Metrics;
using Newsroom.Enrichment.Articles;

namespace Newsroom.Enrichment;

/// <summary>The instruments of enrichment.</summary>
internal static class EnrichmentTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Enrichment");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Revisions that came to be understood, each counted once by its outcome: enriched, stale, withdrawn");

    /// <summary>Every series is there from the start: an increase from nothing is seen as none.</summary>
    public static void FromZero()
    {
        foreach (var outcome in Enum.GetValues<EnrichmentOutcome>())
            Add(0, outcome);
    }

    public static void Count(EnrichmentOutcome outcome) => Add(1, outcome);

    private static void Add(int number, EnrichmentOutcome outcome) => Articles.Add(number,
        new("newsroom.service", EnrichmentModule.Name), new("outcome", outcome.ToString().ToLowerInvariant()));
}
