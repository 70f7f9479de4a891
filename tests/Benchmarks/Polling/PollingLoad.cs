using System.Globalization;

namespace Newsroom.Benchmarks.Polling;

/// <summary>What the command line said.</summary>
internal sealed record PollingLoad
{
    public const string Help = """
        polling [--sources N] [--hosts N] [--entries N] [--bytes N] [--at-once N] [--replicas N] [--wait MS] [--pause MS] [--limit SECONDS] [--mongo CONNECTION]
          --sources   feeds, all due at once                                    10000
          --hosts     by which they are published, from 1 to as many as feeds   as many as feeds
          --entries   articles of each feed, taken with the first round         1
          --bytes     text of each article                                      1000
          --at-once   sources that a replica polls at a time                    32
          --replicas  run with one, then with so many (1: with one only)        2
          --wait      milliseconds that every feed takes to answer              0
          --pause     milliseconds between two requests to a host               0
          --limit     give up after so many seconds a round                     900
          --mongo     a MongoDB to keep it all in, one client a replica; a database is made and dropped.
                      Else in an SQLite file, which one process owns: the replicas share it in this one

        Polls every source once, with a feed that is new, and once again, with one that is as it was (304). Server and replicas are in one process and share
        its processors. Ends with 0 if every source was polled once in each round and every article is there once, else with 1.
        """;

    public required int Sources { get; init; }

    public required int Hosts { get; init; }

    public required int Entries { get; init; }

    public required int Bytes { get; init; }

    public required int AtOnce { get; init; }

    public required int Replicas { get; init; }

    public required TimeSpan Wait { get; init; }

    public required TimeSpan Pause { get; init; }

    public required TimeSpan Limit { get; init; }

    public string? Mongo { get; init; }

    /// <exception cref="ArgumentException">An option is not known, or its value is out of its range.</exception>
    public static PollingLoad Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
            given[args[i]] = ++i < args.Length ? args[i] : throw new ArgumentException($"'{args[i - 1]}' has no value.");
        var sources = Number("--sources", 10_000, 1, 100_000);
        var load = new PollingLoad
        {
            Sources = sources,
            Hosts = Number("--hosts", sources, 1, sources),
            Entries = Number("--entries", 1, 1, 100),
            Bytes = Number("--bytes", 1_000, 100, 100_000),
            AtOnce = Number("--at-once", 32, 1, 500),
            Replicas = Number("--replicas", 2, 1, 8),
            Wait = TimeSpan.FromMilliseconds(Number("--wait", 0, 0, 60_000)),
            Pause = TimeSpan.FromMilliseconds(Number("--pause", 0, 0, 60_000)),
            Limit = TimeSpan.FromSeconds(Number("--limit", 900, 1, 86_400)),
            Mongo = given.Remove("--mongo", out var mongo) ? mongo : null,
        };
        return given.Count == 0 ? load : throw new ArgumentException($"'{given.Keys.First()}' is no option.");

        int Number(string name, int otherwise, int least, int most)
        {
            var value = given.Remove(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
            return value >= least && value <= most ? value : throw new ArgumentException($"{name} must be between {least} and {most}.");
        }
    }
}
