using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>Which entries have to be taken: those of a feed that are new or changed, and those that wait for their pages and are due.</summary>
internal static class EntryPlan
{
    /// <summary>Of the words of a title: two versions of an entry that a feed shows at once (RFC 4287 §4.1.1) share most of them.</summary>
    private const double SameWords = 0.5;

    /// <summary>Each is compared with those before it.</summary>
    private const int MostOfOneId = 200;

    /// <param name="feed">As it stands; null where only what waits is to be looked at.</param>
    /// <param name="isWhole">What it does not name it has forgotten; else it may hold the newest alone.</param>
    /// <param name="seen">Entries as they were taken, or tried, by earlier polls.</param>
    /// <param name="dueBy">What waits is tried where it is due by then.</param>
    /// <returns>News in the feed's order, and behind them what waits, the least tried first. An entry that stands there twice is taken once, the first time; under one id with
    /// another link, or a title of other words, it is another entry: which article that is, is not for the feed to say.</returns>
    public static PlannedEntries Of(ParsedFeed? feed, bool isWhole, IReadOnlyList<SeenEntry> seen, DateTimeOffset dueBy)
    {
        var before = new Dictionary<long, SeenEntry>(seen.Count);
        foreach (var one in seen)
            before.TryAdd(one.Key, one);
        var kept = new List<SeenEntry>(seen.Count);
        var news = new List<PlannedEntry>();
        var waiting = new List<PlannedEntry>();
        var keys = new HashSet<long>(seen.Count);
        foreach (var (entry, key) in Different(feed?.Entries ?? []))
        {
            if (!keys.Add(key))
                continue;
            var planned = new PlannedEntry(feed!.Feed, entry, key, HashOf(entry), before.GetValueOrDefault(key));
            if (planned.Known?.Waiting is { } waits)
                Wait(planned.Known, waits, planned);
            else if (planned.Known?.Hash == planned.Hash)
                kept.Add(planned.Known);
            else
                news.Add(planned);
        }

        foreach (var one in before.Values.Where(one => !keys.Contains(one.Key)))
        {
            if (one.Waiting is { } waits)
                Wait(one, waits, null);
            else if (!isWhole)
                kept.Add(one);
        }

        return new PlannedEntries([.. news, .. waiting.OrderBy(planned => planned.Known!.Tries)], kept);

        void Wait(SeenEntry known, WaitingEntry waits, PlannedEntry? planned)
        {
            if (waits.Due > dueBy)
                kept.Add(known);
            else if ((planned ?? Kept(known, waits)) is { } due)
                waiting.Add(due);
        }
    }

    /// <summary>What an entry says, to be kept while it waits.</summary>
    public static string Keep(PlannedEntry planned) => JsonSerializer.Serialize(new KeptEntry(planned.Feed, planned.Entry), WireJson.Options);

    private static PlannedEntry? Kept(SeenEntry known, WaitingEntry waits) =>
        JsonSerializer.Deserialize<KeptEntry>(waits.Entry, WireJson.Options) is { } kept ? new PlannedEntry(kept.Feed, kept.Entry, known.Key, HashOf(kept.Entry), known) : null;

    /// <summary>Whether an entry is among those of the last poll.</summary>
    public static bool Has(IReadOnlyList<SeenEntry> seen, FeedEntry entry)
    {
        var key = KeyOf(entry);
        return seen.Any(one => one.Key == key || one.Key == KeyAmongSeveral(entry, key));
    }

    /// <summary>Each with its key, which holds the link and the title too where the feed gives one id to several.</summary>
    private static IEnumerable<(FeedEntry Entry, long Key)> Different(IReadOnlyList<FeedEntry> entries)
    {
        var alike = new Dictionary<long, List<FeedEntry>>(entries.Count);
        var kept = new List<(FeedEntry Entry, long Key)>(entries.Count);
        foreach (var entry in entries)
        {
            var key = KeyOf(entry);
            if (!alike.TryGetValue(key, out var others))
                alike[key] = [entry];
            else if (others.Count < MostOfOneId && !others.Exists(other => IsSame(entry, other)))
                others.Add(entry);
            else
                continue;
            kept.Add((entry, key));
        }

        return kept.Select(one => alike[one.Key].Count == 1 ? one : (one.Entry, KeyAmongSeveral(one.Entry, one.Key)));
    }

    private static long KeyAmongSeveral(FeedEntry entry, long key) => Short($"{key} {Link(entry)}\n{Words(entry)}");

    private static bool IsSame(FeedEntry entry, FeedEntry other) =>
        Link(entry) == Link(other) && (Words(entry) == Words(other) || Likeness.OfWords(Words(entry), Words(other)) >= SameWords);

    private static string? Link(FeedEntry entry) => entry.OriginalLink ?? entry.Link;

    private static string Words(FeedEntry entry) => entry.Title ?? entry.Content ?? entry.Summary ?? "";

    /// <summary>The entry's own id, else its address, else its words: feeds without either say each thing once.</summary>
    private static long KeyOf(FeedEntry entry) => Short(
        entry.Id is { Length: > 0 } id ? "id " + id
        : Link(entry) is { Length: > 0 } link ? "link " + link
        : "words " + entry.Title + "\n" + (entry.Content ?? entry.Summary));

    private static long HashOf(FeedEntry entry) => Short(JsonSerializer.Serialize(ToldOfArticle.By(entry), WireJson.Options));

    /// <summary>Eight bytes of SHA-256, never 0, which stands for an entry that has not been taken.</summary>
    private static long Short(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) is var value and not 0 ? value : 1;
    }

    private sealed record KeptEntry(Feed Feed, FeedEntry Entry);
}

/// <param name="News">To be taken now.</param>
/// <param name="Kept">Of the others, what is known.</param>
internal sealed record PlannedEntries(IReadOnlyList<PlannedEntry> News, IReadOnlyList<SeenEntry> Kept);

/// <summary>An entry that has to be taken, as it is now.</summary>
/// <param name="Feed">What its feed says of itself.</param>
/// <param name="Entry">What it says.</param>
/// <param name="Key">See <see cref="SeenEntry.Key"/>.</param>
/// <param name="Hash">See <see cref="SeenEntry.Hash"/>.</param>
/// <param name="Known">As it was taken, or tried, before; null if it never was.</param>
internal sealed record PlannedEntry(Feed Feed, FeedEntry Entry, long Key, long Hash, SeenEntry? Known);
