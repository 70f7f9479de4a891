namespace Newsroom.Ingest.Fetching;

/// <summary>
/// The robots.txt of each host, kept for as long as RFC 9309 §2.4 allows. Asked for once, however many wait for it; the least recently asked
/// are dropped beyond <see cref="MostHosts"/>.
/// </summary>
internal sealed class RobotsCache(TimeProvider clock, string product)
{
    public const int MostHosts = 2_000;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>What could not be had is asked for again after so long.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rules for <paramref name="url"/>; <paramref name="fetch"/> gets a robots.txt and throws nothing.</summary>
    public async Task<RobotsRules> ForAsync(Uri url, Func<Uri, Task<Fetched>> fetch, CancellationToken cancellation)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        Task<RobotsRules> rules;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!hosts.TryGetValue(origin, out var kept))
                hosts[origin] = kept = new Kept { AskedAt = now };
            kept.AskedAt = now;
            if (kept.Rules is null || (kept.Rules.IsCompleted && now >= kept.Until))
            {
                // Not cancelled with whoever asked first: others wait for it, and it has limits of its own.
                kept.Rules = RefreshAsync(kept, new Uri(origin + "/robots.txt"), fetch);
                Trim();
            }

            rules = kept.Rules;
        }

        return await rules.WaitAsync(cancellation);
    }

    private async Task<RobotsRules> RefreshAsync(Kept kept, Uri url, Func<Uri, Task<Fetched>> fetch)
    {
        await Task.Yield();
        var answer = await fetch(url);
        var (rules, lifetime) = Read(answer);
        if (rules is not null)
            kept.LastKnown = rules;
        kept.Until = clock.GetUtcNow() + lifetime;
        // While it cannot be had, the last one holds.
        return rules ?? kept.LastKnown ?? RobotsRules.Away;
    }

    /// <summary>Null rules: it could not be had.</summary>
    private (RobotsRules? Rules, TimeSpan Lifetime) Read(Fetched answer)
    {
        var given = answer.MaxAge ?? Longest;
        var lifetime = given < Shortest ? Shortest : given > Longest ? Longest : given;
        return answer switch
        {
            { Outcome: FetchOutcome.Fetched } => (RobotsRules.Parse(answer.Body, product), lifetime),
            // There is none, it is for others only, or lies where we do not go (§2.3.1.2, 3); 429 asks us to stay away for now.
            { Status: >= 300 and < 500 and not 429 } or { Outcome: FetchOutcome.Refused } => (RobotsRules.AllowAll, lifetime),
            _ => (null, AfterFailure),
        };
    }

    private void Trim()
    {
        if (hosts.Count <= MostHosts)
            return;
        foreach (var origin in hosts.OrderBy(host => host.Value.AskedAt).Take(MostHosts / 10).Select(host => host.Key).ToList())
            hosts.Remove(origin);
    }

    private sealed class Kept
    {
        public Task<RobotsRules>? Rules;
        public RobotsRules? LastKnown;
        public DateTimeOffset Until;
        public DateTimeOffset AskedAt;
    }
}
