using System.Text.RegularExpressions;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Telemetry;

/// <summary>
/// The tables of <c>shared/Hosting/README.md</c> against the source: lines too that no test brings about, such as those about a store that is away.
/// </summary>
public sealed partial class TelemetryTableTests
{
    private static readonly IReadOnlyList<string> Sources =
    [
        .. from folder in new[] { "services", "shared" }
           from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
           where !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
           select File.ReadAllText(file),
    ];

    private readonly TelemetryTables tables = TelemetryTables.Read();

    [Fact]
    public void Every_log_event_is_in_the_table_with_its_id_level_and_attributes()
    {
        var written = Sources.SelectMany(source => LogEvent().Matches(source)).Select(found =>
            $"{found.Groups["id"]} {found.Groups["event"]} {found.Groups["level"]} {string.Join(' ', Word().Matches(found.Groups["text"].Value).Select(word => word.Groups[1].Value))}".TrimEnd());
        var said = tables.Logs.Select(line =>
            $"{line.Id} {line.Event} {line.Level} {string.Join(' ', line.Attributes.Select(attribute => attribute.Name).Where(name => char.IsUpper(name[0])))}".TrimEnd());
        Assert.Equal(said.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_log_event_has_an_id_a_level_a_sentence_and_a_name_of_its_own()
    {
        Assert.Equal(Sources.Sum(source => Attribute().Count(source)), Sources.Sum(source => LogEvent().Count(source)));
        Assert.Equal(tables.Logs.Count, tables.Logs.Select(line => line.Id).Distinct().Count());
        Assert.Equal(tables.Logs.Count, tables.Logs.Select(line => line.Event).Distinct().Count());
        Assert.All(tables.Logs, line => Assert.Matches("^[a-z]+(\\.[a-z]+)+$", line.Event));
    }

    [Fact]
    public void Every_instrument_is_in_the_table_with_its_kind_and_unit()
    {
        var written = Sources.SelectMany(source => Instrument().Matches(source)).Select(found => $"{found.Groups["name"]} {Kind(found.Groups["kind"].Value)}").Distinct();
        var said = tables.Metrics.Where(line => !OfOthers().IsMatch(line.Name)).Select(line => $"{line.Name} {line.Instrument}").Distinct();
        Assert.Equal(said.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_logged_but_by_events_of_the_table() => Assert.All(Sources, source => Assert.DoesNotMatch(
        @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(", source));

    private static string Kind(string created) => created.Replace("Observable", "", StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex(@"\[LoggerMessage\(")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\[LoggerMessage\((?<id>\d+), LogLevel\.(?<level>\w+), ""(?<text>[^""]+)"", EventName = ""(?<event>[^""]+)""")]
    private static partial Regex LogEvent();

    [GeneratedRegex("{(\\w+)(?::\\w+)?}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.Create(?<kind>Counter|Histogram|UpDownCounter|Gauge|ObservableGauge|ObservableCounter|ObservableUpDownCounter)(<\w+>)?\(\s*""(?<name>[^""]+)""")]
    private static partial Regex Instrument();

    /// <summary>Made by .NET, and in the table because dashboards use them.</summary>
    [GeneratedRegex(@"^(http|dotnet)\.")]
    private static partial Regex OfOthers();
}
