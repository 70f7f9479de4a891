using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Newsroom.Ingest.Sources;

namespace Newsroom.Benchmarks.Polling;

/// <summary>Polls thousands of feeds, with one replica and with several, and sees that none is polled twice.</summary>
internal static class PollingProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(PollingLoad.Help);
            return 0;
        }

        PollingLoad load;
        try
        {
            load = PollingLoad.Parse(args);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException)
        {
            await Console.Error.WriteLineAsync($"{problem.Message}\n\n{PollingLoad.Help}");
            return 1;
        }

        await WarmAsync(load);
        await using var server = await FeedServer.StartAsync(load);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{load.Sources:N0} sources of {load.Hosts:N0} hosts, {load.Entries} articles each, {server.Bytes / 1e6:F1} MB in all, {load.AtOnce} at a time a replica, in {(load.Mongo is null ? "SQLite" : "MongoDB")}"));
        var rounds = new List<PollingRound>();
        foreach (var replicas in load.Replicas == 1 ? [1] : new[] { 1, load.Replicas })
        {
            foreach (var round in await RunAsync(load, server, replicas))
            {
                Console.WriteLine(round.ToText());
                Console.WriteLine(round.ToJson());
                rounds.Add(round);
            }
        }

        Summarise(rounds);
        return rounds.TrueForAll(round => round.Passed) ? 0 : 1;
    }

    /// <summary>Without it, the run with one replica would be that with the compiler at work, and several would look better than they are.</summary>
    private static async Task WarmAsync(PollingLoad load)
    {
        var few = load with { Sources = Math.Min(load.Sources, 500), Hosts = Math.Min(load.Hosts, 500) };
        await using var server = await FeedServer.StartAsync(few);
        await RunAsync(few, server, count: 1);
    }

    private static async Task<IReadOnlyList<PollingRound>> RunAsync(PollingLoad load, FeedServer server, int count)
    {
        using var store = new PollingStore(load.Mongo);
        var stores = Enumerable.Range(0, count).Select(_ => store.ForReplica()).ToList();
        using (await stores[0].AsSetUpAsync())
        {
            foreach (var chunk in Enumerable.Range(0, load.Sources).Chunk(100))
                await Task.WhenAll(chunk.Select(number => stores[0].Sources.AddAsync(Source(number, server), CancellationToken.None)));
        }

        var replicas = new List<PollingReplica>();
        try
        {
            server.Forget();
            var first = await RoundAsync(load, server, store, stores[0].Sources, count, "new", async () =>
            {
                foreach (var one in stores)
                    replicas.Add(await PollingReplica.StartAsync(load, one));
            });
            server.Forget();
            var second = await RoundAsync(load, server, store, stores[0].Sources, count, "unchanged", async () =>
            {
                var now = DateTimeOffset.UtcNow;
                foreach (var chunk in Enumerable.Range(1, load.Sources).Chunk(100))
                    await Task.WhenAll(chunk.Select(number => stores[0].Sources.MakeDueAsync(Id(number), now.AddSeconds(5), CancellationToken.None)));
                // All are due from one moment on, so that making them so is not in the figure.
                while (DateTimeOffset.UtcNow < now.AddSeconds(5))
                    await Task.Delay(10);
                replicas.ForEach(replica => replica.Ring());
            });
            return [first, second];
        }
        finally
        {
            foreach (var replica in replicas)
                await replica.DisposeAsync();
        }
    }

    /// <summary>From when all are due until all were asked, and written down.</summary>
    private static async Task<PollingRound> RoundAsync(
        PollingLoad load, FeedServer server, PollingStore store, ISourceStore sources, int replicas, string what, Func<Task> begin)
    {
        await begin();
        var since = DateTimeOffset.UtcNow;
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var peak = 0L;
        while (watch.Elapsed < load.Limit && server.Asked.Count < load.Sources)
        {
            await Task.Delay(20);
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
        }

        var time = watch.Elapsed;
        process.Refresh();
        processor = process.TotalProcessorTime - processor;
        // The last of them are being written down, and whatever would be polled twice comes after the first time.
        var settled = await SettledAsync(sources, since.AddSeconds(-10), load);
        var round = new PollingRound
        {
            What = what,
            Replicas = replicas,
            Sources = load.Sources,
            Polled = server.Asked.Count,
            Twice = server.Asked.Values.Count(times => times > 1),
            Failed = settled.Failed,
            Articles = settled.Articles,
            Stored = await store.ArticlesAsync(),
            Expected = (long)load.Sources * load.Entries,
            Time = time,
            Processor = processor,
            PeakBytes = peak,
        };
        return round;
    }

    private static async Task<(int Failed, long Articles)> SettledAsync(ISourceStore sources, DateTimeOffset since, PollingLoad load)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(500))
        {
            var (failed, late, articles) = (0, 0, 0L);
            Guid? after = null;
            while (await sources.ListAsync(500, after, null, CancellationToken.None) is { Count: > 0 } page)
            {
                failed += page.Count(source => source.Polls.Failures > 0);
                late += page.Count(source => source.Polls.LastPollAt is not { } last || last < since);
                articles += page.Sum(source => source.Polls.Articles);
                after = page[^1].Id;
            }

            if (late == 0 || watch.Elapsed > TimeSpan.FromSeconds(Math.Min(30, load.Limit.TotalSeconds)))
                return (failed + late, articles);
        }
    }

    private static void Summarise(List<PollingRound> rounds)
    {
        foreach (var pair in rounds.GroupBy(round => round.What).Where(group => group.Count() == 2).Select(group => group.ToList()))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{pair[0].What,-10} {pair[1].Replicas} replicas to 1: {pair[1].PerSecond / pair[0].PerSecond:F2}"));
        }
    }

    private static Guid Id(int number) => new(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 1);

    private static Source Source(int number, FeedServer server) => new()
    {
        Id = Id(number + 1),
        CreatedAt = DateTimeOffset.UtcNow,
        Settings = new SourceSettings { Url = server.Url(number), Name = $"Paper {number}", FullText = false },
    };
}

/// <summary>What came of one round.</summary>
internal sealed record PollingRound
{
    public required string What { get; init; }
    public required int Replicas { get; init; }
    public required int Sources { get; init; }
    public required int Polled { get; init; }

    /// <summary>Sources that were asked more than once.</summary>
    public required int Twice { get; init; }

    /// <summary>Sources whose poll failed or was not written down.</summary>
    public required int Failed { get; init; }

    /// <summary>As the sources count them.</summary>
    public required long Articles { get; init; }

    /// <summary>As the store of articles counts them.</summary>
    public required long Stored { get; init; }
    public required long Expected { get; init; }
    public required TimeSpan Time { get; init; }

    /// <summary>Of this process, feed server and all.</summary>
    public required TimeSpan Processor { get; init; }
    public required long PeakBytes { get; init; }

    public double PerSecond => Polled / Time.TotalSeconds;

    public bool Passed => Polled == Sources && Twice == 0 && Failed == 0 && Articles == Expected && Stored == Expected;

    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"{What,-10} {Replicas} replica(s): {(Passed ? "passed" : "FAILED")}, {Polled:N0} polled in {Time.TotalSeconds:F1} s, {PerSecond:F0} a second; {Processor.TotalMilliseconds / Math.Max(1, Polled):F2} ms of processor a poll, "
        + $"{Processor / Time:F2} of {Environment.ProcessorCount} in use; {Twice} twice, {Failed} failed, {Stored:N0} of {Expected:N0} articles; {PeakBytes / 1e6:F0} MB at most");

    public string ToJson() => JsonSerializer.Serialize(new
    {
        passed = Passed,
        round = What,
        replicas = Replicas,
        polled = Polled,
        twice = Twice,
        failed = Failed,
        articles = Stored,
        seconds = Math.Round(Time.TotalSeconds, 2),
        pollsPerSecond = Math.Round(PerSecond, 1),
        processorsInUse = Math.Round(Processor / Time, 2),
        processorMillisecondsAPoll = Math.Round(Processor.TotalMilliseconds / Math.Max(1, Polled), 3),
        peakMegabytes = Math.Round(PeakBytes / 1e6),
    });
}
