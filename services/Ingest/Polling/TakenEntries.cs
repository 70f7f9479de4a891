using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>What became of the entries that a poll or a delivery had to take; at any time, so that it can be written down before all are taken.</summary>
internal sealed class TakenEntries(PlannedEntries plan)
{
    /// <summary>What is kept of the entries that wait, in characters: some thousand summaries, and less than a document of the store may have. Beyond, nothing waits.</summary>
    public const int MostKept = 4 * 1024 * 1024;

    /// <summary>A host that failed so often in a row is left alone for this time.</summary>
    private const int MostFailures = 3;

    private readonly List<SeenEntry> settled = [];
    private readonly Dictionary<long, SeenEntry> open = plan.News.Select(planned => planned.Known).OfType<SeenEntry>()
        .Where(known => known.Waiting is not null).ToDictionary(known => known.Key);

    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> busy = new(StringComparer.Ordinal);
    private int kept = plan.Kept.Concat(plan.News.Select(planned => planned.Known).OfType<SeenEntry>()).Sum(entry => entry.Waiting?.Entry.Length ?? 0);

    public IReadOnlyList<SeenEntry> Seen => [.. settled.Concat(plan.Kept).Concat(open.Values).OrderBy(entry => entry.Waiting is null).Take(FeedBounds.MaxEntries)];

    /// <summary>How many were news in the end.</summary>
    public int Taken { get; private set; }

    public int Added { get; private set; }

    /// <summary>Those of <see cref="Added"/> that the feed has only named now.</summary>
    public int AddedAtOnce { get; private set; }

    public int Links { get; set; }

    /// <summary>Whether nothing was left for which the feed has to be had again.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The hosts of pages that asked to be left alone, and until when.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Busy => busy;

    /// <param name="planned">The entry.</param>
    /// <param name="outcome">What became of its article; null if it made none.</param>
    public void Done(PlannedEntry planned, IntakeOutcome? outcome = null)
    {
        Settle(planned, new SeenEntry(planned.Key, planned.Hash));
        Taken += outcome is IntakeOutcome.Added or IntakeOutcome.Revised ? 1 : 0;
        Added += outcome is IntakeOutcome.Added ? 1 : 0;
        AddedAtOnce += outcome is IntakeOutcome.Added && planned.Known?.Waiting is null ? 1 : 0;
    }

    /// <summary>False where there is no room for it. What waited before has its room, if only for what its feed said then.</summary>
    public bool Wait(PlannedEntry planned, SeenEntry next)
    {
        var before = planned.Known?.Waiting;
        if (kept - (before?.Entry.Length ?? 0) + next.Waiting!.Entry.Length > MostKept)
        {
            if (before is null)
                return false;
            next = next with { Waiting = next.Waiting with { Entry = before.Entry } };
        }

        Settle(planned, next);
        return true;
    }

    /// <summary>The rest comes with the next poll.</summary>
    public void Leave() => IsComplete = false;

    /// <summary>Whether there is no use in asking the host of a page now.</summary>
    public bool IsTroubled(Uri page) => failures.GetValueOrDefault(SourceAddress.Authority(page)) >= MostFailures;

    /// <summary>For how long the host of a page wants to be left alone from now on, as it said while this was taken; null if it did not.</summary>
    public TimeSpan? BusyFor(Uri page, DateTimeOffset now) => busy.TryGetValue(SourceAddress.Authority(page), out var until) && until > now ? until - now : null;

    public void Answered(Uri page) => failures.Remove(SourceAddress.Authority(page));

    /// <param name="page">What could not be had.</param>
    /// <param name="retryAfter">For how long its host wants to be left alone, if it says so.</param>
    /// <param name="now">The time.</param>
    public void NotAnswered(Uri page, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var host = SourceAddress.Authority(page);
        failures[host] = failures.GetValueOrDefault(host) + 1;
        if (retryAfter > TimeSpan.Zero && now + retryAfter.Value is var until && until > busy.GetValueOrDefault(host))
            busy[host] = until;
    }

    /// <summary>How polling stands with what was taken so far.</summary>
    public SourcePolls Into(SourcePolls before, DateTimeOffset now, string? traceId) => before with
    {
        Seen = Seen,
        Articles = before.Articles + Added,
        LastNewAt = Added > 0 ? now : before.LastNewAt,
        TraceId = Taken > 0 ? traceId ?? before.TraceId : before.TraceId,
    };

    private void Settle(PlannedEntry planned, SeenEntry entry)
    {
        kept += (entry.Waiting?.Entry.Length ?? 0) - (planned.Known?.Waiting?.Entry.Length ?? 0);
        open.Remove(planned.Key);
        settled.Add(entry);
    }
}
