using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>The pictures of a ninjs item: its associations of that type, and renditions of its own that are images.</summary>
internal static class NinjsPictures
{
    private const int MostPictures = 100;

    public static IEnumerable<Media> Of(NinjsItem item)
    {
        var associated = item.Items("associations").Where(one => one.Text("type")?.ToLowerInvariant() is "picture" or "graphic").Select(one => Picture(one, one));
        return associated.Prepend(Picture(item, default)).OfType<Media>().Take(MostPictures);
    }

    /// <summary>The largest rendition of several, with the words of the item that it is of.</summary>
    private static Media? Picture(NinjsItem item, NinjsItem words)
    {
        var images = item.Items("renditions").Where(rendition => IsImage(rendition, item) && WebAddress.Absolute(rendition.Text("href"), null) is not null)
            .OrderByDescending(rendition => rendition.Number("width") ?? 0).ToList();
        if (images.Count == 0)
            return null;
        var largest = images[0];
        var descriptions = words.Texts("descriptions", "description_");
        var headlines = words.Texts("headlines", "headline_");
        return new Media
        {
            Url = largest.Text("href")!,
            Type = largest.Text("contentType", "mimetype"),
            Alt = words.Text("headline") ?? (headlines is [var headline, ..] ? headline.Value : null),
            Caption = descriptions.Find(text => text.IsPlain)?.Value
                ?? (descriptions.Find(text => text.IsHtml) is { } html ? PlainText.Of(BodyBlocks.FromHtml(html.Value, null)) : null),
            Credit = Credit(words),
            Width = largest.Number("width"),
            Height = largest.Number("height"),
        };
    }

    private static bool IsImage(NinjsItem rendition, NinjsItem item) =>
        rendition.Text("contentType", "mimetype") is { } type
            ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            : item.Text("type")?.ToLowerInvariant() is "picture" or "graphic";

    private static string? Credit(NinjsItem words) =>
        (words.Text("by", "byline"), words.Text("copyrightHolder")) switch
        {
            ({ } by, { } holder) when !by.Contains(holder, StringComparison.OrdinalIgnoreCase) => $"{by}/{holder}",
            ({ } by, _) => by,
            (null, var holder) => holder,
        };
}
