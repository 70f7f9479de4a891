using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>The pictures of a ninjs item: its associations of that type, and renditions of its own that are images; what else it comes with, as links.</summary>
internal static class NinjsPictures
{
    private const int MostPictures = 100;

    /// <param name="item">The article.</param>
    /// <param name="shownFrom">When it is first seen: what is killed, withheld or embargoed beyond that is not shown with it.</param>
    public static IEnumerable<Media> Of(NinjsItem item, DateTimeOffset shownFrom)
    {
        var associated = Usable(item, shownFrom).Where(IsPicture).Select(one => Picture(one, one));
        return associated.Prepend(Picture(item, default)).OfType<Media>().Take(MostPictures);
    }

    /// <summary>To associated texts, films and sounds that stand on the web.</summary>
    public static IEnumerable<Link> Links(NinjsItem item, DateTimeOffset shownFrom) => Usable(item, shownFrom).Where(one => !IsPicture(one))
        .Select(one => AgencyDraft.Link(one.Items("renditions").Select(rendition => rendition.Text("href")).FirstOrDefault(href => href is not null) ?? one.Text("href"), one.Headline ?? one.Text("name")))
        .OfType<Link>().Take(MostPictures);

    public static IEnumerable<string?> Terms(NinjsItem item, DateTimeOffset shownFrom) =>
        Usable(item, shownFrom).Where(IsPicture).Select(picture => AgencyText.Joined(picture.OneOrMore("usageTerms"))).Take(MostPictures);

    private static IEnumerable<NinjsItem> Usable(NinjsItem item, DateTimeOffset shownFrom) => item.Items("associations")
        .Where(one => one.Standing(out var standing) is null && standing.Status == ArticleStatus.Usable && !(standing.EmbargoedUntil > shownFrom));

    private static bool IsPicture(NinjsItem item) => item.Text("type")?.ToLowerInvariant() is "picture" or "graphic";

    /// <summary>The largest rendition of several, with the words of the item that it is of.</summary>
    private static Media? Picture(NinjsItem item, NinjsItem words)
    {
        var images = item.Items("renditions").Where(rendition => IsImage(rendition, item) && WebAddress.Absolute(rendition.Text("href"), null) is not null)
            .OrderByDescending(rendition => rendition.Number("width") ?? 0).ToList();
        if (images.Count == 0)
            return null;
        var largest = images[0];
        var descriptions = words.Texts("descriptions", "description_");
        return new Media
        {
            Url = largest.Text("href")!,
            Type = largest.Text("contentType", "mimetype"),
            Alt = words.Headline,
            Caption = (descriptions.Find(text => text.IsPlain) ?? descriptions.Find(text => text.IsHtml))?.Plain,
            Credit = Credit(words),
            Width = largest.Number("width"),
            Height = largest.Number("height"),
        };
    }

    private static bool IsImage(NinjsItem rendition, NinjsItem item) =>
        rendition.Text("contentType", "mimetype") is { } type ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) : IsPicture(item);

    private static string? Credit(NinjsItem words) =>
        (words.Text("by", "byline"), words.Text("copyrightHolder")) switch
        {
            ({ } by, { } holder) when !by.Contains(holder, StringComparison.OrdinalIgnoreCase) => $"{by}/{holder}",
            ({ } by, _) => by,
            (null, var holder) => holder,
        };
}
