using System.Diagnostics.Metrics;
using Newsroom.Contracts;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Decisions;

namespace Newsroom.Publishing;

/// <summary>The instruments of publishing.</summary>
internal static class PublishingTelemetry
{
    private static readonly Meter Meter = new("Newsroom.Publishing");

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "newsroom.articles", "{article}", "Messages about articles, each counted once by its outcome: published, embargoed, withheld, withdrawn, stale");

    private static readonly Histogram<double> Door = Meter.CreateHistogram(
        "newsroom.article.door_to_reader", "s", "From a revision's arrival at the door until readers can read it, embargoes left out",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800] });

    /// <summary>Every series is there from the start: an increase from nothing is seen as none.</summary>
    public static void FromZero()
    {
        foreach (var outcome in Enum.GetValues<PublicationOutcome>())
            Add(0, outcome);
    }

    public static void Count(PublicationOutcome outcome) => Add(1, outcome);

    private static void Add(int number, PublicationOutcome outcome) => Articles.Add(number,
        new("newsroom.service", PublishingModule.Name), new("outcome", outcome.ToString().ToLowerInvariant()));

    public static void DoorToReader(PublishedArticle article, DateTimeOffset now, PublicationChange change)
    {
        if (article.Article is { EmbargoedUntil: null } revision)
            Door.Record((now - revision.Provenance.ReceivedAt).TotalSeconds, new KeyValuePair<string, object?>("change", change.ToString().ToLowerInvariant()));
    }
}
