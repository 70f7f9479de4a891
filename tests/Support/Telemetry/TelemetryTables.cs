using System.Text.RegularExpressions;

namespace Newsroom.Tests.Support;

/// <summary>The tables of <c>shared/Hosting/README.md</c>, which say what a newsroom exports.</summary>
public sealed partial class TelemetryTables
{
    private static readonly string[] Distributed = ["ingest", "enrichment", "publishing"];

    private TelemetryTables(string text)
    {
        Spans = [.. Rows(text, "Spans").Select(row => new SpanLine(
            Names(row[0]).Single(), row[1], Services(row[2]), [.. Names(row[3])], row[3].Contains("sender", StringComparison.Ordinal), Attributes(row[4]), row[5]))];
        Metrics = [.. Rows(text, "Metrics").Select(row => new MetricLine(
            Names(row[0]).Single(), row[1], Names(row[2]).Single(), Services(row[3]), Attributes(row[4]), row[5]))];
        Logs = [.. Rows(text, "Log events").Select(row => new LogLine(
            int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture), Names(row[1]).Single(), row[2], Services(row[3]), Attributes(row[4]), row[5]))];
    }

    public IReadOnlyList<SpanLine> Spans { get; }

    public IReadOnlyList<MetricLine> Metrics { get; }

    public IReadOnlyList<LogLine> Logs { get; }

    public static TelemetryTables Read() => new(File.ReadAllText(Path.Combine(Repository.Root, "shared", "Hosting", "README.md")));

    /// <summary>The cells of the first table below a heading.</summary>
    private static IEnumerable<string[]> Rows(string text, string heading) =>
        text.Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal)).Split('\n')
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(match => match.Groups[1].Value);

    private static IReadOnlyList<string> Services(string cell) =>
        [.. cell.Split(',', StringSplitOptions.TrimEntries).SelectMany(word => word == "each" ? Distributed : [word]).Select(word => "newsroom-" + word)];

    /// <summary><c>`a`; `b` = `one`, `two`; `c` if it is there; `d` on failure</c>.</summary>
    private static IReadOnlyList<AttributeLine> Attributes(string cell) =>
    [
        .. from part in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let names = Names(part).ToList()
           let condition = part.Contains('=', StringComparison.Ordinal) ? "" : part[(part.LastIndexOf('`') + 1)..].Trim()
           select new AttributeLine(names[0], [.. names.Skip(1)], condition.Length == 0, condition.StartsWith("on ", StringComparison.Ordinal)),
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

/// <summary>
/// An attribute, and its values where only those may be. One that is not <see cref="Always"/> there must be seen, unless it comes with a
/// failure or the like (<see cref="Rare"/>).
/// </summary>
public sealed record AttributeLine(string Name, IReadOnlyList<string> Values, bool Always, bool Rare);

public sealed partial record SpanLine(
    string Name, string Kind, IReadOnlyList<string> Services, IReadOnlyList<string> Below, bool BySender, IReadOnlyList<AttributeLine> Attributes, string When)
{
    /// <summary>Whether the name stands for many, which other lines may be more exact about.</summary>
    public bool IsGeneral => Placeholder().IsMatch(Name);

    public bool Matches(ReceivedSpan span) => span.Kind == Kind && Matches(Name, span.Name);

    /// <summary>Whether <paramref name="name"/> is what <paramref name="pattern"/> says, <c>{word}</c> for any word; <c>{id:guid}</c> is part of a route.</summary>
    public static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, "^" + string.Join("[^ ]+", Placeholder().Split(pattern).Select(Regex.Escape)) + "$");

    [GeneratedRegex("{(?:operation|collection|command|service|method|route)}")]
    private static partial Regex Placeholder();
}

public sealed record MetricLine(
    string Name, string Instrument, string Unit, IReadOnlyList<string> Services, IReadOnlyList<AttributeLine> Attributes, string When);

public sealed record LogLine(int Id, string Event, string Level, IReadOnlyList<string> Services, IReadOnlyList<AttributeLine> Attributes, string When);
