namespace Newsroom.Ingest.Fetching;

/// <summary>The hosts that said when they may be asked again (<c>Retry-After</c>); those that may are forgotten.</summary>
internal sealed class BusyHosts(TimeProvider clock)
{
    private const int MostHosts = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For how long a host, with its port, wants to be left alone from now on; null if it does not.</summary>
    public TimeSpan? For(Uri url)
    {
        lock (gate)
        {
            if (!hosts.TryGetValue(url.Authority, out var until))
                return null;
            var rest = until - clock.GetUtcNow();
            if (rest > TimeSpan.Zero)
                return rest;
            hosts.Remove(url.Authority);
            return null;
        }
    }

    public void Note(Uri url, TimeSpan retryAfter)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (hosts.Count >= MostHosts)
            {
                foreach (var host in hosts.Where(host => host.Value <= now).Select(host => host.Key).ToList())
                    hosts.Remove(host);
            }

            if (hosts.Count < MostHosts)
                hosts[url.Authority] = now + retryAfter;
        }
    }
}
