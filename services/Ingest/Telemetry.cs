using System.Diagnostics.Metrics;
using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest;

/// <summary>The instruments of ingest.</summary>
internal static class IngestTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Ingest");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "What came in about articles, each counted once by its outcome: added, revised, unchanged, killed, withdrawn, refused, quarantined");

    /// <param name="isKill">A kill that changes something is "killed"; "withdrawn" is what came too late for a killed article.</param>
    public static void Count(IntakeOutcome outcome, string via, bool isKill) =>
        Count(isKill && outcome != IntakeOutcome.Unchanged ? "killed" : outcome.ToString().ToLowerInvariant(), via);

    public static void Refused(string via) => Count("refused", via);

    public static void Quarantined(string via) => Count("quarantined", via);

    private static void Count(string outcome, string via) => Articles.Add(1,
        new("newsroom.service", IngestModule.Name), new("outcome", outcome), new("via", via));
}
