using System.Diagnostics.Metrics;

namespace Newsroom.Ingest;

/// <summary>The instruments of ingest.</summary>
internal static class IngestTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Ingest");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Articles that came in, each counted once by its outcome: added, revised, unchanged, repeated, withdrawn, refused, quarantined");

    public static void Count(string outcome, string via) => Articles.Add(1,
        new("newsroom.service", IngestModule.Name), new("outcome", outcome), new("via", via));
}
