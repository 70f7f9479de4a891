using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>Puts the pages of an article together.</summary>
internal static class PartedDraft
{
    // In hundredths: a page that has so much of what was read so far has all of it.
    private const int Held = 80;
    private const int MaxLinks = 200;

    /// <summary>The first with what the next has more. What every page says, the standfirst or a note of rights, is said once.</summary>
    public static ArticleDraft Joined(ArticleDraft first, ArticleDraft next)
    {
        var keys = first.Body.Select(Key).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal);
        var again = next.Body.Select(Key).Where(keys.Contains).Distinct(StringComparer.Ordinal).Sum(key => key.Length);
        var isWhole = again * 100L >= keys.Sum(key => (long)key.Length) * Held;
        var body = isWhole && next.Body.Count >= first.Body.Count ? next.Body : [.. first.Body, .. next.Body.Where(block => keys.Add(Key(block)))];
        return first with
        {
            Byline = first.Byline.Count > 0 ? first.Byline : next.Byline,
            PublishedAt = first.PublishedAt ?? next.PublishedAt,
            Body = BlockTidy.Bounded(body),
            Media = [.. first.Media.Concat(next.Media).DistinctBy(media => media.Url)],
            Links = [.. first.Links.Concat(next.Links).DistinctBy(link => link.Url).Take(MaxLinks)],
        };
    }

    private static string Key(Block block) => TextShape.Key(PlainText.Of(block)) is { Length: > 0 } text ? text : block.Media?.Url ?? "";
}
