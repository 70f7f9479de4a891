using Newsroom.Tests.Support;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>Holds log records against the lines that say which there are.</summary>
internal sealed class LogContract(IReadOnlyList<LogLine> lines, IReadOnlyList<ReceivedLog> logs)
{
    public IReadOnlyList<string> Faults() => [.. lines.SelectMany(FaultsOf), .. Unknown()];

    private IEnumerable<string> FaultsOf(LogLine line)
    {
        var ours = logs.Where(log => log.Event == line.Event).ToList();
        if (line.When.Length == 0)
        {
            foreach (var service in line.Services.Where(service => ours.TrueForAll(log => log.Service != service)))
                yield return $"There is no log event {line.Event} of {service}.";
        }

        foreach (var other in ours.Where(log => log.Level != line.Level).Take(1))
            yield return $"The log event {line.Event} is of level {other.Level}.";
        // Whatever else is going on is in scopes of others: the request, the connection.
        foreach (var fault in Attributes.Faults($"The log event {line.Event}", line.Attributes, [.. ours.Select(log => log.Attributes)], strict: false))
            yield return fault;
    }

    private IEnumerable<string> Unknown() =>
        from log in logs
        where log.Category.StartsWith("Newsroom.", StringComparison.Ordinal) && lines.All(line => line.Event != log.Event)
        group log by (log.Event, log.Category) into unknown
        select $"The log event '{unknown.Key.Event}' of {unknown.Key.Category} is in no line.";
}
