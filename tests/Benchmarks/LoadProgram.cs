using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Newsroom.Benchmarks;

/// <summary>
/// Sends articles to a running newsroom and watches <c>/v1/changes</c> until every one is published. Latency is from the start of the POST until the
/// article is seen among the changes, by the clock of this one process.
/// </summary>
internal static class LoadProgram
{
    private const string Help = """
        load [--ingest URL] [--site URL] [--count N] [--bytes N] [--side-by-side N] [--rate N]
          --ingest        where articles go to             http://127.0.0.1:8080
          --site          where they come out              http://127.0.0.1:8080
          --count         how many                         2000
          --bytes         size of each text, in bytes      4000
          --side-by-side  requests under way at a time     16
          --rate          articles a second, 0: as fast as they are taken
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        var ingest = new Uri(Option(args, "--ingest", "http://127.0.0.1:8080"));
        var site = new Uri(Option(args, "--site", "http://127.0.0.1:8080"));
        var count = Number(args, "--count", 2_000);
        var bytes = Number(args, "--bytes", 4_000);
        var sideBySide = Number(args, "--side-by-side", 16);
        var rate = Number(args, "--rate", 0);

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var run = new Run(client, ingest, site, Guid.NewGuid().ToString("N")[..8]);
        await run.SkipKnownChangesAsync();
        var watch = Stopwatch.StartNew();
        var watching = run.WatchAsync(count);
        await run.SendAsync(count, bytes, sideBySide, rate);
        var accepted = watch.Elapsed;
        await watching;
        var published = watch.Elapsed;

        var latencies = run.Latencies().Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {count} articles of {bytes} bytes, {sideBySide} at a time{(rate > 0 ? $", {rate} a second" : "")}
              accepted   {count / accepted.TotalSeconds,8:F0} /s   in {accepted.TotalSeconds:F1} s
              published  {count / published.TotalSeconds,8:F0} /s   in {published.TotalSeconds:F1} s
              door to reader  p50 {At(latencies, 0.50):F0} ms   p90 {At(latencies, 0.90):F0} ms   p99 {At(latencies, 0.99):F0} ms   max {latencies[^1]:F0} ms
            """));
        return 0;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    private static string Option(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    private static int Number(string[] args, string name, int otherwise) =>
        int.Parse(Option(args, name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private sealed class Run(HttpClient client, Uri ingest, Uri site, string name)
    {
        private readonly ConcurrentDictionary<string, long> sent = new();
        private readonly ConcurrentDictionary<string, long> seen = new();
        private long after;

        public IEnumerable<double> Latencies() => sent.Select(one => Stopwatch.GetElapsedTime(one.Value, seen[one.Key]).TotalMilliseconds);

        public async Task SkipKnownChangesAsync()
        {
            while (await ReadAsync() > 0)
            {
            }
        }

        public async Task SendAsync(int count, int bytes, int sideBySide, int rate)
        {
            var next = 0;
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, sideBySide).Select(async _ =>
            {
                for (var number = Interlocked.Increment(ref next); number <= count; number = Interlocked.Increment(ref next))
                {
                    if (rate > 0 && TimeSpan.FromSeconds((double)number / rate) - clock.Elapsed is { Ticks: > 0 } early)
                        await Task.Delay(early);
                    await SendOneAsync(number, bytes);
                }
            }));
        }

        public async Task WatchAsync(int count)
        {
            while (seen.Count < count)
            {
                if (await ReadAsync() == 0)
                    await Task.Delay(2);
            }
        }

        private async Task SendOneAsync(int number, int bytes)
        {
            var body = new JsonObject
            {
                ["source"] = "Load",
                ["guid"] = $"{name}-{number}",
                ["title"] = $"Article number {number} of the load {name}",
                ["body"] = new JsonObject { ["text"] = Texts.English(bytes, number) },
            };
            var start = Stopwatch.GetTimestamp();
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri(ingest, "/v1/articles"), content);
            answer.EnsureSuccessStatusCode();
            var accepted = await answer.Content.ReadFromJsonAsync<JsonObject>();
            sent[accepted!["articleId"]!.GetValue<string>()] = start;
        }

        private async Task<int> ReadAsync()
        {
            var page = await client.GetFromJsonAsync<JsonObject>(new Uri(site, $"/v1/changes?limit=500&after={after}"));
            var now = Stopwatch.GetTimestamp();
            var items = page!["items"]!.AsArray();
            foreach (var item in items)
            {
                after = item!["sequence"]!.GetValue<long>();
                if (item["title"]!.GetValue<string>().EndsWith(name, StringComparison.Ordinal))
                    seen[item["articleId"]!.GetValue<string>()] = now;
            }

            return items.Count;
        }
    }
}
