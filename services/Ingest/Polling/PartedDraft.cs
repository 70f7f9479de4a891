using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>Puts the pages of an article together.</summary>
internal static class PartedDraft
{
    // In hundredths.
    private const int Held = 80;
    private const double LeastLikeness = 0.4;
    private const int ShortestTwice = 30;
    private const int MaxLinks = 200;

    /// <summary>The first with what the page that has all of it has; the first as it is, if the other has little of it.</summary>
    public static ArticleDraft Completed(ArticleDraft first, ArticleDraft whole)
    {
        var keys = first.Body.Select(Key).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal);
        var again = whole.Body.Select(Key).Where(keys.Contains).Distinct(StringComparer.Ordinal).Sum(key => key.Length);
        return again * 100L >= keys.Sum(key => (long)key.Length) * Held && whole.Body.Count >= first.Body.Count ? With(first, whole, whole.Body) : Joined(first, whole);
    }

    /// <summary>The first with what the next has more; what every page says, above and below its part or in a whole paragraph, is said once. The first alone, where the other is another article.</summary>
    public static ArticleDraft Joined(ArticleDraft first, ArticleDraft next)
    {
        if (new HeadlineLikeness([next.Title]).Of(first.Title) < LeastLikeness)
            return first;
        var said = first.Body.Select(Key).ToHashSet(StringComparer.Ordinal);
        var (from, to) = (0, next.Body.Count);
        while (from < to && said.Contains(Key(next.Body[from])))
            from++;
        while (to > from && said.Contains(Key(next.Body[to - 1])))
            to--;
        return With(first, next, [.. first.Body, .. next.Body.Take(from..to).Where(block => Key(block) is var key && !(key.Length >= ShortestTwice && said.Contains(key)))]);
    }

    private static ArticleDraft With(ArticleDraft first, ArticleDraft next, IReadOnlyList<Block> body) => first with
    {
        Byline = first.Byline.Count > 0 ? first.Byline : next.Byline,
        PublishedAt = first.PublishedAt ?? next.PublishedAt,
        Paywalled = first.Paywalled == true || next.Paywalled == true ? true : first.Paywalled,
        Body = BlockTidy.Bounded(body),
        Media = [.. first.Media.Concat(next.Media).DistinctBy(media => media.Url)],
        Links = [.. first.Links.Concat(next.Links).DistinctBy(link => link.Url).Take(MaxLinks)],
    };

    /// <summary>Of what is read, and of the picture that is seen.</summary>
    private static string Key(Block block) => TextShape.Key(PlainText.Of(block)) + block.Media?.Url;
}
