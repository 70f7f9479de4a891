using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Newsroom.Load;

/// <summary>
/// One run. Latency is from the start of the POST until the article is seen among the changes, by the clock of this one process. An article that
/// is not answered is sent again, as a program that must not lose it would.
/// </summary>
internal sealed class LoadRun : IDisposable
{
    /// <summary>How long the changes must stay as they are for nothing more to come.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly LoadOptions options;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string name = Guid.NewGuid().ToString("N")[..8];
    private readonly ConcurrentDictionary<string, long> sent = new();
    private readonly Dictionary<string, (long At, int Times)> seen = [];
    private readonly Dictionary<string, int> refusals = new(StringComparer.Ordinal);
    private long after;
    private int gaps;
    private int retries;

    public LoadRun(LoadOptions options)
    {
        this.options = options;
        if (options.Key is { } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<LoadResult> RunAsync()
    {
        using var limit = new CancellationTokenSource(options.Limit);
        var watch = Stopwatch.StartNew();
        var accepted = TimeSpan.Zero;
        var published = TimeSpan.Zero;
        var inTime = true;
        try
        {
            while (await ReadAsync(limit.Token) > 0)
            {
            }

            gaps = 0;
            watch.Restart();
            await Task.WhenAll(WatchAsync(limit.Token), SendAsync());
            published = watch.Elapsed;
            await WaitForMoreAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            inTime = false;
        }

        return new LoadResult
        {
            Options = options,
            Accepted = sent.Count,
            Retries = retries,
            Refused = refusals,
            Published = sent.Keys.Count(seen.ContainsKey),
            Twice = seen.Values.Count(one => one.Times > 1),
            Strangers = seen.Keys.Count(id => !sent.ContainsKey(id)),
            Gaps = gaps,
            InTime = inTime,
            AcceptedIn = accepted,
            PublishedIn = published,
            Latencies = [.. sent.Where(one => seen.ContainsKey(one.Key)).Select(one => Stopwatch.GetElapsedTime(one.Value, seen[one.Key].At).TotalMilliseconds).Order()],
        };

        async Task SendAsync()
        {
            await SendAllAsync(limit.Token);
            accepted = watch.Elapsed;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.SideBySide).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number <= options.Count; number = Interlocked.Increment(ref next))
            {
                if (options.Rate > 0 && TimeSpan.FromSeconds((double)number / options.Rate) - clock.Elapsed is { Ticks: > 0 } early)
                    await Task.Delay(early, cancellation);
                await SendAsync(number, cancellation);
            }
        }));
    }

    private async Task SendAsync(int number, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["source"] = "Load",
            ["guid"] = $"{name}-{number}",
            ["title"] = $"{Texts.Title(number)} {number} {name}",
            ["body"] = new JsonObject { ["text"] = Texts.Body(options.Bytes, number) },
        }.ToJsonString();
        var start = Stopwatch.GetTimestamp();
        for (var pause = 100; ; pause = Math.Min(2 * pause, 5_000))
        {
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri(options.Ingest, "/v1/articles"), content, cancellation);
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    var accepted = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
                    sent[accepted!["articleId"]!.GetValue<string>()] = start;
                    return;
                }

                if ((int)answer.StatusCode < 500 && answer.StatusCode is not HttpStatusCode.TooManyRequests)
                {
                    lock (refusals)
                        refusals[$"{(int)answer.StatusCode}"] = refusals.GetValueOrDefault($"{(int)answer.StatusCode}") + 1;
                    return;
                }
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or IOException && !cancellation.IsCancellationRequested)
            {
                // Not answered: whether it was taken is not known, and sending it again is no news to a newsroom that has it.
            }

            Interlocked.Increment(ref retries);
            await Task.Delay(pause, cancellation);
        }
    }

    /// <summary>Ends when as many of the run's articles were seen as are to be sent, less what was refused.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        while (seen.Count < options.Count - Refused())
        {
            if (await ReadAsync(cancellation) == 0)
                await Task.Delay(2, cancellation);
        }
    }

    /// <summary>Whatever would be published twice comes after the first time.</summary>
    private async Task WaitForMoreAsync(CancellationToken cancellation)
    {
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Quiet;)
        {
            if (await ReadAsync(cancellation) > 0)
                since = Stopwatch.GetTimestamp();
            else
                await Task.Delay(100, cancellation);
        }
    }

    /// <summary>Reads on in the changes. A site that is away for a moment is asked again.</summary>
    private async Task<int> ReadAsync(CancellationToken cancellation)
    {
        JsonArray items;
        try
        {
            var page = await client.GetFromJsonAsync<JsonObject>(new Uri(options.Site, $"/v1/changes?limit=500&after={after}"), cancellation);
            items = page!["items"]!.AsArray();
        }
        catch (HttpRequestException)
        {
            await Task.Delay(200, cancellation);
            return 0;
        }

        var now = Stopwatch.GetTimestamp();
        foreach (var item in items)
        {
            var sequence = item!["sequence"]!.GetValue<long>();
            gaps += sequence == after + 1 ? 0 : 1;
            after = sequence;
            if (!item["title"]!.GetValue<string>().EndsWith(name, StringComparison.Ordinal))
                continue;
            var id = item["articleId"]!.GetValue<string>();
            seen[id] = seen.TryGetValue(id, out var before) ? (before.At, before.Times + 1) : (now, 1);
        }

        return items.Count;
    }

    private int Refused()
    {
        lock (refusals)
            return refusals.Values.Sum();
    }
}
