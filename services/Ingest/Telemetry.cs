using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Newsroom.Ingest;

/// <summary>The instruments and spans of ingest.</summary>
internal static class IngestTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Ingest");

    private static readonly ActivitySource Source = new("Newsroom.Ingest");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Articles that came in, each counted once by its outcome: added, revised, unchanged, repeated, withdrawn, refused, quarantined");

    /// <summary>Every series is there from the start: an increase from nothing is seen as none.</summary>
    public static void FromZero()
    {
        string[] everywhere = ["added", "revised", "unchanged", "repeated", "withdrawn", "refused"];
        foreach (var outcome in everywhere)
        {
            Add(0, outcome, "http");
            Add(0, outcome, "amqp");
            Add(0, outcome, "folder");
        }

        Add(0, "quarantined", "amqp");
    }

    public static void Count(string outcome, string via) => Add(1, outcome, via);

    /// <summary>One of several articles that came together, so that each has a span to be found by.</summary>
    public static Activity? StartItem(int number) => Source.StartActivity("ingest.take-item")?.SetTag("newsroom.item.number", number);

    /// <summary>A file of a watched folder.</summary>
    public static Activity? StartFile(string name) => Source.StartActivity("ingest.take-file", ActivityKind.Consumer)?.SetTag("newsroom.file.name", name);

    private static void Add(int number, string outcome, string via) => Articles.Add(number,
        new("newsroom.service", IngestModule.Name), new("outcome", outcome), new("via", via));
}
