using System.Globalization;

namespace Newsroom.Load;

/// <summary>
/// Sends articles to a running newsroom, waits until every one is published, and sees that none is lost and none is published twice. Bounded in
/// count, rate and time.
/// </summary>
public static class LoadProgram
{
    private const string Help = """
        load [--ingest URL] [--site URL] [--count N] [--bytes N] [--side-by-side N] [--rate N] [--limit SECONDS] [--key-file FILE] [--json FILE]
          --ingest        where articles go to                                  http://127.0.0.1:8080
          --site          where they come out                                   http://127.0.0.1:8080
          --count         how many, at most 1000000                             2000
          --bytes         size of each text, in bytes                           4000
          --side-by-side  requests under way at a time                          16
          --rate          articles a second, 0: as fast as they are taken       0
          --limit         give up after so many seconds                         1800
          --key-file      holds an API key, where writing needs one
          --json          also writes the result there, besides the last line

        The texts are in seven languages and all different. Ends with 0 if every article was accepted and published once, else with 1.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(args);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException or IOException)
        {
            await Console.Error.WriteLineAsync($"{problem.Message}\n\n{Help}");
            return 1;
        }

        using var run = new LoadRun(options);
        var result = await run.RunAsync();
        Console.WriteLine(result.ToText());
        Console.WriteLine(result.ToJson());
        if (options.Json is { } file)
            await File.WriteAllTextAsync(file, result.ToJson() + "\n");
        return result.Passed ? 0 : 1;
    }
}

/// <summary>What the command line said.</summary>
public sealed record LoadOptions
{
    public required Uri Ingest { get; init; }

    public required Uri Site { get; init; }

    public required int Count { get; init; }

    public required int Bytes { get; init; }

    public required int SideBySide { get; init; }

    /// <summary>Articles a second; 0 is as fast as they are taken.</summary>
    public required int Rate { get; init; }

    public required TimeSpan Limit { get; init; }

    public string? Key { get; init; }

    public string? Json { get; init; }

    /// <exception cref="ArgumentException">An option is not known, or its value is out of its range.</exception>
    public static LoadOptions Parse(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], ++i < args.Length ? args[i] : null);
            given[name] = value ?? throw new ArgumentException($"'{name}' has no value.");
        }

        var options = new LoadOptions
        {
            Ingest = new Uri(Take("--ingest", "http://127.0.0.1:8080")),
            Site = new Uri(Take("--site", "http://127.0.0.1:8080")),
            Count = Number("--count", 2_000, 1, 1_000_000),
            Bytes = Number("--bytes", 4_000, 200, 100_000),
            SideBySide = Number("--side-by-side", 16, 1, 256),
            Rate = Number("--rate", 0, 0, 100_000),
            Limit = TimeSpan.FromSeconds(Number("--limit", 1_800, 1, 86_400)),
            // The file is there but empty where writing needs no key.
            Key = Take("--key-file", "") is { Length: > 0 } file && File.ReadAllText(file).Trim() is { Length: > 0 } key ? key : null,
            Json = Take("--json", "") is { Length: > 0 } json ? json : null,
        };
        return given.Count == 0 ? options : throw new ArgumentException($"'{given.Keys.First()}' is no option.");

        string Take(string name, string otherwise) => given.Remove(name, out var value) ? value : otherwise;

        int Number(string name, int otherwise, int least, int most)
        {
            var value = int.Parse(Take(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
            return value >= least && value <= most ? value : throw new ArgumentException($"{name} must be between {least} and {most}.");
        }
    }
}
