using Newsroom.Tests.Support;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>Holds series against the lines that say which there are. One that counts nothing yet is there, but shows nothing.</summary>
internal sealed class MetricContract(IReadOnlyList<MetricLine> lines, IReadOnlyList<ReceivedPoint> points)
{
    public IReadOnlyList<string> Faults() => [.. lines.SelectMany(FaultsOf), .. Unknown()];

    private IEnumerable<string> FaultsOf(MetricLine line)
    {
        var ours = points.Where(point => point.Name == line.Name && line.Services.Contains(point.Service)).ToList();
        if (line.When.Length == 0)
        {
            foreach (var service in line.Services.Where(service => ours.TrueForAll(point => point.Service != service)))
                yield return $"There is no metric {line.Name} of {service}.";
        }

        foreach (var other in ours.Where(point => point.Instrument != line.Instrument || point.Unit != line.Unit).Take(1))
            yield return $"The metric {line.Name} is a {other.Instrument} in {other.Unit}.";
        var counted = ours.Where(point => point.Value > 0 || line.Instrument is "gauge" or "updowncounter").Select(point => point.Attributes).ToList();
        foreach (var fault in Attributes.Faults($"The metric {line.Name} of {string.Join(", ", line.Services)}", line.Attributes, counted, strict: true))
            yield return fault;
    }

    private IEnumerable<string> Unknown() =>
        from point in points
        where point.Scope.StartsWith("Newsroom.", StringComparison.Ordinal) || point.Name.StartsWith("newsroom.", StringComparison.Ordinal)
        where lines.All(line => line.Name != point.Name)
        group point by point.Name into unknown
        select $"The metric {unknown.Key} is in no line.";
}
