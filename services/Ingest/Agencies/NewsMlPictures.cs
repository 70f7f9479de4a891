using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>Pictures of NewsML-G2: renditions in the item itself, items of their own in the same message, and links to pictures.</summary>
internal static class NewsMlPictures
{
    public const int Most = 100;

    /// <summary>Those that came with an article, and those that it links to.</summary>
    public static IEnumerable<Media> Of(NewsMlItem article, IReadOnlyList<NewsMlItem> pictures)
    {
        foreach (var picture in pictures)
        {
            if (Remote(picture, picture.Item.One("contentSet")).FirstOrDefault() is { } media)
                yield return media;
        }

        foreach (var link in article.Meta.All("link").Concat(article.Item.All("link")))
        {
            if (link.Get("contenttype")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true && WebAddress.Absolute(link.Get("href"), null) is { } url)
                yield return new Media { Url = url, Type = link.Get("contenttype"), Caption = link.TextAt("description"), Alt = NewsMlItem.Label(link), Width = link.Number("width"), Height = link.Number("height") };
        }
    }

    /// <summary>The remote contents of an item that are images: of a picture's renditions the largest, of a text's each.</summary>
    public static IEnumerable<Media> Remote(NewsMlItem item, XElement? set)
    {
        var isPicture = NewsMlMessage.IsPicture(item.Item);
        var images = set.All("remoteContent")
            .Where(remote => remote.Get("contenttype") is { } type ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) : isPicture)
            .Select(remote => (Remote: remote, Url: WebAddress.Absolute(remote.Get("href"), null)))
            .Where(one => one.Url is not null)
            .OrderByDescending(one => one.Remote.Number("width") ?? 0);
        // Renditions of one picture share what they show, and a text has no words for several of them.
        foreach (var (remote, url) in images.Take(isPicture ? 1 : Most))
        {
            yield return new Media
            {
                Url = url!,
                Type = remote.Get("contenttype"),
                Alt = isPicture ? item.Title : NewsMlItem.Label(remote),
                Caption = isPicture ? Caption(item) : remote.TextAt("description"),
                Credit = isPicture ? Credit(item) : remote.TextAt("creditline"),
                Width = remote.Number("width"),
                Height = remote.Number("height"),
            };
        }
    }

    private static string? Caption(NewsMlItem item)
    {
        var descriptions = item.Spoken(item.Content.All("description")).Where(one => one.Text() is not null).ToList();
        return (descriptions.Find(one => AgencyText.Word(one.Get("role"))?.Equals("caption", StringComparison.OrdinalIgnoreCase) == true) ?? descriptions.FirstOrDefault()).Text();
    }

    private static string? Credit(NewsMlItem item) =>
        item.Content.TextAt("creditline")
        ?? (item.Byline is { } names ? string.Join(", ", names) : null, item.Rights?.CopyrightHolder) switch
        {
            ({ } by, { } holder) when !by.Contains(holder, StringComparison.OrdinalIgnoreCase) => $"{by}/{holder}",
            ({ } by, _) => by,
            (null, var holder) => holder,
        };
}
