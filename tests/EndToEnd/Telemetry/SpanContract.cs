using Newsroom.Tests.Support;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>Holds spans against the lines that say which there are, and below what.</summary>
/// <param name="lines">The table.</param>
/// <param name="whole">Spans of traces that were exported whole.</param>
/// <param name="all">All spans, parents that were never exported among them.</param>
internal sealed class SpanContract(IReadOnlyList<SpanLine> lines, IReadOnlyList<ReceivedSpan> whole, IReadOnlyList<ReceivedSpan> all)
{
    private readonly Dictionary<string, ReceivedSpan> byId = all.GroupBy(span => span.SpanId).ToDictionary(group => group.Key, group => group.First());

    public IReadOnlyList<string> Faults() => [.. lines.SelectMany(FaultsOf), .. Unknown()];

    private IEnumerable<string> FaultsOf(SpanLine line)
    {
        var spans = whole.Where(span => line.Services.Contains(span.Service) && LineOf(span) == line).ToList();
        foreach (var service in line.Services.Where(service => spans.TrueForAll(span => span.Service != service)))
            yield return $"There is no span '{line.Name}' ({line.Kind}) of {service}.";
        foreach (var fault in Attributes.Faults($"The span '{line.Name}'", line.Attributes, [.. spans.Select(span => span.Attributes)], strict: false))
            yield return fault;
        foreach (var stray in spans.Where(span => !IsBelow(line, span)))
            yield return $"A span '{stray.Name}' of {stray.Service} is below {ParentOf(stray)?.Name ?? "the sender"}, which the table does not say.";
        foreach (var edge in line.Below.Where(below => !spans.Exists(span => ParentOf(span) is { } parent && SpanLine.Matches(below, parent.Name))))
            yield return $"No span '{line.Name}' is below a span '{edge}'.";
        if (line.BySender && spans.Count > 0 && !spans.Exists(span => ParentOf(span) is null))
            yield return $"No span '{line.Name}' is below a sender's.";
    }

    private bool IsBelow(SpanLine line, ReceivedSpan span) => ParentOf(span) is { } parent
        ? line.Below.Any(below => SpanLine.Matches(below, parent.Name))
        : line.BySender && span.ParentId is TelemetryRun.Sender or "";

    private ReceivedSpan? ParentOf(ReceivedSpan span) => byId.GetValueOrDefault(span.ParentId);

    /// <summary>The first line about a span of this service, those without placeholders before others.</summary>
    private SpanLine? LineOf(ReceivedSpan span) =>
        lines.OrderBy(line => line.IsGeneral).FirstOrDefault(line => line.Services.Contains(span.Service) && line.Matches(span));

    private IEnumerable<string> Unknown()
    {
        // In one process, any service's span may come.
        var strangers = all.Where(span => span.Service.StartsWith("newsroom-", StringComparison.Ordinal)
            && LineOf(span) is null && !(span.Service == "newsroom-standalone" && lines.Any(line => line.Matches(span))));
        foreach (var span in strangers.DistinctBy(span => (span.Service, span.Name)))
            yield return $"The span '{span.Name}' ({span.Kind}, {span.Scope}) of {span.Service} is in no line.";
        foreach (var name in all.SelectMany(span => span.Attributes.Keys).Distinct()
            .Where(name => name.StartsWith("newsroom.", StringComparison.Ordinal) && !lines.Any(line => line.Attributes.Any(attribute => attribute.Name == name))))
        {
            yield return $"The attribute {name} of a span is in no line.";
        }
    }
}
