using System.Diagnostics.Metrics;
using Newsroom.Ingest.Revisions;

namespace Newsroom.Ingest;

/// <summary>The instruments of ingest.</summary>
internal static class IngestTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Ingest");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "What came in about articles, each counted once by its outcome: added, revised, unchanged, killed, withdrawn, refused, quarantined");

    /// <summary>Every series is there from the start: an increase from nothing is seen as none.</summary>
    public static void FromZero()
    {
        foreach (var via in new[] { "http", "amqp" })
        {
            foreach (var outcome in new[] { "added", "revised", "unchanged", "killed", "withdrawn", via == "http" ? "refused" : "quarantined" })
                Add(0, outcome, via);
        }
    }

    /// <param name="isKill">A kill that changes something is "killed"; "withdrawn" is what came too late for a killed article.</param>
    public static void Count(IntakeOutcome outcome, string via, bool isKill) =>
        Add(1, isKill && outcome != IntakeOutcome.Unchanged ? "killed" : outcome.ToString().ToLowerInvariant(), via);

    public static void Refused(string via) => Add(1, "refused", via);

    public static void Quarantined(string via) => Add(1, "quarantined", via);

    private static void Add(int number, string outcome, string via) => Articles.Add(number,
        new("newsroom.service", IngestModule.Name), new("outcome", outcome), new("via", via));
}
