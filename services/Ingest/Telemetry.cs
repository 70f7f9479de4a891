using System.Diagnostics;
using System.Diagnostics.Metrics;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.WebSub;

namespace Newsroom.Ingest;

/// <summary>The spans and instruments of ingest.</summary>
internal static class IngestTelemetry
{
    public static readonly ActivitySource Source = new("Newsroom.Ingest");

    private static readonly Meter Meter = new("Newsroom.Ingest");

    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "newsroom.polls", "{poll}", "Polls of sources, each counted once by its outcome: changed, unchanged, busy, failed, gone");

    private static readonly Counter<long> Revisits = Meter.CreateCounter<long>(
        "newsroom.revisits", "{visit}",
        "Pages that were looked at again, each visit counted once by its outcome: revised, unchanged, withdrawn, missing, failed, refused, unreadable, skipped, dropped");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Articles that came in, each counted once by its outcome: added, revised, unchanged, repeated, withdrawn, refused, quarantined");

    private static readonly Counter<long> Fetches = Meter.CreateCounter<long>(
        "newsroom.fetches", "{fetch}", "What was asked of others, each counted once by its outcome: fetched, not_modified, gone, not_found, busy, refused, too_large, failed");

    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "newsroom.websub.deliveries", "{delivery}", "What WebSub hubs sent, each counted once by its outcome: taken, polled, ping, weak, too_large, unsigned, wrong, unknown, gone");

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

        string[] polled = ["added", "revised", "unchanged", "withdrawn", "refused", "quarantined"];
        foreach (var outcome in polled)
            Add(0, outcome, "feed");
        string[] polls = ["changed", "unchanged", "pages", "busy", "failed", "gone"];
        foreach (var outcome in polls)
            AddPoll(0, outcome);

        foreach (var outcome in Enum.GetNames<RevisitOutcome>())
            AddRevisit(0, outcome.ToLowerInvariant());

        Add(0, "quarantined", "amqp");
        foreach (var outcome in Enum.GetValues<FetchOutcome>())
            Fetches.Add(0, new KeyValuePair<string, object?>("outcome", Fetcher.Word(outcome)));
        foreach (var outcome in Enum.GetValues<DeliveryOutcome>())
            AddDelivery(0, outcome);
    }

    public static void Count(string outcome, string via) => Add(1, outcome, via);

    public static void CountPoll(string outcome) => AddPoll(1, outcome);

    public static void CountRevisit(string outcome) => AddRevisit(1, outcome);

    private static void AddRevisit(int number, string outcome) => Revisits.Add(number, new("newsroom.service", IngestModule.Name), new("outcome", outcome));

    private static void AddPoll(int number, string outcome) => Polls.Add(number, new("newsroom.service", IngestModule.Name), new("outcome", outcome));

    public static void CountFetch(string outcome) => Fetches.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountDelivery(DeliveryOutcome outcome) => AddDelivery(1, outcome);

    private static void AddDelivery(int number, DeliveryOutcome outcome) => Deliveries.Add(
        number, new KeyValuePair<string, object?>("outcome", outcome == DeliveryOutcome.TooLarge ? "too_large" : outcome.ToString().ToLowerInvariant()));

    /// <summary>One of several articles that came together, so that each has a span to be found by.</summary>
    public static Activity? StartItem(int number) => Source.StartActivity("ingest.take-item")?.SetTag("newsroom.item.number", number);

    /// <summary>A file of a watched folder.</summary>
    public static Activity? StartFile(string name) => Source.StartActivity("ingest.take-file", ActivityKind.Consumer)?.SetTag("newsroom.file.name", name);

    private static void Add(int number, string outcome, string via) => Articles.Add(number,
        new("newsroom.service", IngestModule.Name), new("outcome", outcome), new("via", via));
}
