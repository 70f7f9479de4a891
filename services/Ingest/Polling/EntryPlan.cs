using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>Which entries of a feed have to be taken: those that are new, changed, or could not be had the last time.</summary>
internal static class EntryPlan
{
    /// <param name="entries">As they stand in the feed.</param>
    /// <param name="seen">As they were taken by earlier polls.</param>
    /// <returns>In the feed's order. An entry that stands there twice is taken once.</returns>
    public static IReadOnlyList<PlannedEntry> Of(IReadOnlyList<FeedEntry> entries, IReadOnlyList<SeenEntry> seen)
    {
        var before = new Dictionary<long, SeenEntry>(seen.Count);
        foreach (var one in seen)
            before.TryAdd(one.Key, one);
        var planned = new List<PlannedEntry>(entries.Count);
        var keys = new HashSet<long>(entries.Count);
        foreach (var entry in entries)
        {
            var key = KeyOf(entry);
            if (!keys.Add(key))
                continue;
            var hash = HashOf(entry);
            before.TryGetValue(key, out var known);
            planned.Add(new PlannedEntry(entry, key, hash, known?.Tries ?? 0, known?.Hash != hash));
        }

        return planned;
    }

    /// <summary>The entry's own id, else its address, else its words: feeds without either say each thing once.</summary>
    private static long KeyOf(FeedEntry entry) => Short(
        entry.Id is { Length: > 0 } id ? "id " + id
        : (entry.OriginalLink ?? entry.Link) is { Length: > 0 } link ? "link " + link
        : "words " + entry.Title + "\n" + (entry.Content ?? entry.Summary));

    private static long HashOf(FeedEntry entry) => Short(JsonSerializer.Serialize(entry, WireJson.Options));

    /// <summary>Eight bytes of SHA-256, never 0, which stands for an entry that has not been taken.</summary>
    private static long Short(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) is var value and not 0 ? value : 1;
    }
}

/// <summary>An entry of the feed as it is now.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="Key">See <see cref="SeenEntry.Key"/>.</param>
/// <param name="Hash">See <see cref="SeenEntry.Hash"/>.</param>
/// <param name="Tries">How often it was tried before.</param>
/// <param name="IsNews">Whether it has to be taken.</param>
internal sealed record PlannedEntry(FeedEntry Entry, long Key, long Hash, int Tries, bool IsNews);
