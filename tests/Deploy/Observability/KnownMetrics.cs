using Newsroom.Tests.Support;

namespace Newsroom.Tests.Deploy.Observability;

/// <summary>
/// What Prometheus has, with the labels of each: the metrics of <c>shared/Hosting/README.md</c> under the names that its OTLP receiver gives them
/// (https://prometheus.io/docs/guides/opentelemetry/, UnderscoreEscapingWithSuffixes), and some of others.
/// </summary>
internal static class KnownMetrics
{
    /// <summary>Resource attributes that <c>prometheus.yaml</c> promotes, and what it makes of the service's name itself.</summary>
    private static readonly string[] OfEachSeries = ["service_name", "service_instance_id", "service_version", "job", "instance"];

    /// <summary>RabbitMQ's: https://www.rabbitmq.com/docs/prometheus. Prometheus' own: up, ALERTS.</summary>
    private static readonly Dictionary<string, string[]> OfOthers = new(StringComparer.Ordinal)
    {
        ["rabbitmq_alarms_memory_used_watermark"] = ["job", "instance"],
        ["rabbitmq_alarms_free_disk_space_watermark"] = ["job", "instance"],
        ["rabbitmq_detailed_queue_messages_unacked"] = ["job", "instance", "vhost", "queue"],
        ["up"] = ["job", "instance"],
        ["ALERTS"] = ["alertname", "alertstate", "severity"],
    };

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> All { get; } = Make();

    private static Dictionary<string, IReadOnlySet<string>> Make()
    {
        var all = OfOthers.ToDictionary(one => one.Key, one => (IReadOnlySet<string>)one.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var metric in TelemetryTables.Read().Metrics.GroupBy(line => line.Name))
        {
            var labels = metric.SelectMany(line => line.Attributes).Select(attribute => Escaped(attribute.Name)).Concat(OfEachSeries).ToHashSet(StringComparer.Ordinal);
            foreach (var name in Names(metric.First()))
                all[name] = name.EndsWith("_bucket", StringComparison.Ordinal) ? labels.Append("le").ToHashSet(StringComparer.Ordinal) : labels;
        }

        return all;
    }

    private static IEnumerable<string> Names(MetricLine line)
    {
        var unit = line.Unit switch { "s" => "_seconds", "By" => "_bytes", "1" when line.Instrument == "gauge" => "_ratio", _ => "" };
        var name = Escaped(line.Name);
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return line.Instrument switch
        {
            "counter" => [name + "_total"],
            "histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }

    private static string Escaped(string name) => name.Replace('.', '_');
}
