using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <content>Enclosures, and what Media RSS says of them.</content>
internal sealed partial class FeedDetails
{
    private readonly List<FeedEnclosure> enclosures = [];
    private int groups;
    private int? group;
    private FeedElement? mediaTitle;
    private FeedElement? mediaDescription;
    private FeedElement? mediaCredit;
    private string? thumbnail;

    /// <summary>Pictures have the caption and the credit that stand beside them where they have none of their own.</summary>
    public IReadOnlyList<FeedEnclosure> Enclosures
    {
        get
        {
            var caption = IsOfPictures ? Line(mediaDescription) : null;
            var credit = Line(mediaCredit);
            return caption is null && credit is null ? enclosures
                : [.. enclosures.Select(one => FeedPictures.IsPicture(one) ? one with { Caption = one.Caption ?? caption, Credit = one.Credit ?? credit } : one)];
        }
    }

    /// <summary>Its description tells of pictures, and not of what the entry is about.</summary>
    private bool IsOfPictures => enclosures.Count > 0 && enclosures.TrueForAll(FeedPictures.IsPicture);

    private void Media(FeedElement element)
    {
        switch (element.Name)
        {
            case FeedName.Group:
                group = ++groups;
                TakeChildren(element);
                group = null;
                break;
            case FeedName.Content:
                Contained(element);
                break;
            case FeedName.Title:
                mediaTitle ??= element;
                break;
            case FeedName.Description:
                mediaDescription ??= element;
                break;
            case FeedName.Credit:
                mediaCredit ??= element;
                break;
            case FeedName.Thumbnail:
                thumbnail ??= element.Url("url") ?? element.Url();
                break;
            case FeedName.Category:
                Categorised(element);
                break;
            case FeedName.Keywords:
                Keywords(element.Text());
                break;
        }
    }

    private void TakeChildren(FeedElement element)
    {
        foreach (var child in element.Children)
        {
            if (child.Space == FeedSpace.Media)
                Media(child);
        }
    }

    /// <summary>One <c>media:content</c>, whose description and credit are its own.</summary>
    private void Contained(FeedElement element)
    {
        var (description, credit) = (mediaDescription, mediaCredit);
        (mediaDescription, mediaCredit) = (null, null);
        TakeChildren(element);
        if (element.Url("url") is { } url)
        {
            var one = new FeedEnclosure(url, Type(element.Attribute("type")), Whole(element.Attribute("fileSize")))
            {
                Medium = SafeMarkup.OneLine(element.Attribute("medium"))?.ToLowerInvariant(),
                Width = Pixels(element.Attribute("width")),
                Height = Pixels(element.Attribute("height")),
                Caption = Line(mediaDescription),
                Credit = Line(mediaCredit),
                IsDefault = element.Attribute("isDefault")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true,
                Group = group,
            };
            Enclose(one);
            if (!FeedPictures.IsPicture(one))
                description ??= mediaDescription;
        }
        else
        {
            description ??= mediaDescription;
        }

        (mediaDescription, mediaCredit) = (description, credit);
    }

    private void Enclose(string? url, string? type, string? length)
    {
        if (url is not null)
            Enclose(new FeedEnclosure(url, Type(type), Whole(length)));
    }

    /// <summary>Once, with all that is said of it.</summary>
    private void Enclose(FeedEnclosure one)
    {
        if (enclosures.Count == FeedBounds.MaxList)
            return;
        if (enclosures.FindIndex(other => other.Url == one.Url) is >= 0 and var known)
        {
            var other = enclosures[known];
            enclosures[known] = one with
            {
                Type = other.Type ?? one.Type,
                Length = other.Length ?? one.Length,
                Caption = other.Caption ?? one.Caption,
                Credit = other.Credit ?? one.Credit,
            };
        }
        else
        {
            enclosures.Add(one);
        }
    }

    private static string? Type(string? type) => SafeMarkup.OneLine(type)?.ToLowerInvariant();

    private static int? Pixels(string? text) => Whole(text?.Replace("px", "", StringComparison.OrdinalIgnoreCase)) is > 0 and < 100_000 and { } pixels ? (int)pixels : null;
}
