using System.Diagnostics;
using System.Diagnostics.Metrics;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Stores;

/// <summary>
/// One operation in the histogram <c>db.client.operation.duration</c>, name, unit, attributes and bounds as in OpenTelemetry's semantic
/// conventions for database client metrics. Measured from here until disposed.
/// </summary>
internal sealed class DatabaseOperation(string system, string database, string operation) : IDisposable
{
    private static readonly Histogram<double> Duration = HostingTelemetry.Meter.CreateHistogram(
        "db.client.operation.duration", "s", "How long database operations took, as their caller saw it",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    private readonly long started = Stopwatch.GetTimestamp();
    private string? errorType;

    public void Failed(Exception problem) => errorType = problem.GetType().Name;

    public void Dispose() => Record(system, database, operation, collection: null, errorType, Stopwatch.GetElapsedTime(started));

    public static void Record(string system, string? database, string operation, string? collection, string? errorType, TimeSpan took)
    {
        var tags = new TagList { { "db.system.name", system }, { "db.namespace", database }, { "db.operation.name", operation } };
        if (collection is not null)
            tags.Add("db.collection.name", collection);
        if (errorType is not null)
            tags.Add("error.type", errorType);
        Duration.Record(took.TotalSeconds, tags);
    }
}
