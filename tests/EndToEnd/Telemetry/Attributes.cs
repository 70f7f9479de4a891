using Newsroom.Tests.Support;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>Holds attributes against what a line says of them.</summary>
internal static class Attributes
{
    /// <param name="what">Whose they are, as a sentence begins.</param>
    /// <param name="lines">What is said of them.</param>
    /// <param name="seen">The attributes of each span, series or log line.</param>
    /// <param name="strict">Whether what is not said may not be.</param>
    public static IEnumerable<string> Faults(
        string what, IReadOnlyList<AttributeLine> lines, IReadOnlyList<IReadOnlyDictionary<string, string>> seen, bool strict)
    {
        if (seen.Count == 0)
            yield break;
        foreach (var line in lines)
        {
            var values = seen.Where(one => one.ContainsKey(line.Name)).Select(one => one[line.Name]).ToHashSet(StringComparer.Ordinal);
            if (line.Always && seen.Any(one => !one.ContainsKey(line.Name)))
                yield return $"{what} comes without {line.Name}.";
            if (!line.Always && !line.Rare && values.Count == 0)
                yield return $"{what} never has {line.Name}.";
            if (line.Values.Count == 0)
                continue;
            foreach (var missing in line.Values.Except(values))
                yield return $"{what} never has {line.Name} = {missing}.";
            foreach (var unknown in values.Except(line.Values))
                yield return $"{what} has {line.Name} = {unknown}, which the table does not say.";
        }

        foreach (var unknown in strict ? seen.SelectMany(one => one.Keys).Distinct().Except(lines.Select(line => line.Name)) : [])
            yield return $"{what} has {unknown}, which the table does not say.";
    }
}
