using System.Globalization;
using AngleSharp.Dom;
using Newsroom.Contracts;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>Pictures as pages hold them: loaded later, in several sizes, with captions and credits in one line.</summary>
internal static class HtmlImages
{
    // Counting pixels and icons are no pictures.
    private const int SmallestSide = 33;

    private const int LongestCaption = 400;

    private static readonly string[] CreditNames = ["credit", "copyright", "photographer", "attribution"];

    /// <summary>Null where there is no absolute http(s) address, or the picture is too small to be one.</summary>
    public static Media? Read(IElement image, Uri? baseUrl)
    {
        if (image.LocalName == "picture" && HtmlElements.Find(image, static element => element.LocalName == "img") is { } inner)
            image = inner;
        if (Side(image, "width") is > 0 and < SmallestSide || Side(image, "height") is > 0 and < SmallestSide)
            return null;

        var url = Addresses(image).Select(address => WebAddress.Absolute(address, baseUrl)).FirstOrDefault(address => address is not null);
        return url is null ? null : new Media
        {
            Url = url,
            Alt = TextShape.Line(image.GetAttribute("alt")),
            Width = Side(image, "width"),
            Height = Side(image, "height"),
        };
    }

    public static IElement? CaptionElement(IElement figure) =>
        HtmlElements.Find(figure, static element => element.LocalName == "figcaption" || Names(element, "caption"));

    /// <summary>A figure without a caption that is called one; what it says beside its picture is one then.</summary>
    public static bool IsCaptioned(IElement figure) =>
        figure.LocalName is "figure" or "dl" && figure.TextContent.Length <= LongestCaption && IsPlain(figure);

    /// <summary>A figure may hold a table or a post of a network, too.</summary>
    public static bool IsOnlyPictures(IElement figure) =>
        HtmlElements.Find(figure, static inner => inner.LocalName is "p" or "blockquote" or "iframe" or "table") is null;

    /// <summary>A figure that says no more than its pictures need: no lists, listings or parts of a text with headings of their own.</summary>
    public static bool IsPlain(IElement figure) =>
        IsOnlyPictures(figure) && HtmlElements.Find(figure, static inner => inner.LocalName is "ul" or "ol" or "pre" or "h2" or "h3" or "h4" or "h5" or "h6") is null;

    /// <summary>An element called so, and of such a length, outside of a figure.</summary>
    public static bool IsCaption(IElement element) =>
        element.ClassName is { Length: > 0 } name && (name is "credit" or "credits" || (PageNames.Of(name) & (NameMeaning.Caption | NameMeaning.Body)) == NameMeaning.Caption) && element.TextContent.Length <= LongestCaption;

    private static bool Names(IElement element, string word) =>
        element.ClassName?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The caption and, where one stands apart or is announced by a word ("Photo:"), the credit.</summary>
    public static (string? Text, string? Credit) Caption(IElement caption)
    {
        if (HtmlElements.Find(caption, IsCredit) is { } apart && HtmlElements.TextOf(apart) is { } credit)
            return (HtmlElements.TextOf(caption, element => element == apart || HtmlElements.IsHidden(element)), WithoutLabel(credit));
        return HtmlElements.TextOf(caption) is { } text ? Split(text) : (null, null);
    }

    private static bool IsCredit(IElement element) =>
        element.GetAttribute("itemprop") == "copyrightHolder" || Array.Exists(CreditNames, name => Names(element, name));

    private static (string? Text, string? Credit) Split(string caption)
    {
        foreach (var label in Phrases.Of("credit"))
        {
            var at = caption.LastIndexOf(label, StringComparison.OrdinalIgnoreCase);
            var startsWord = at == 0 || (at > 0 && !char.IsLetterOrDigit(caption[at - 1]));
            if (!startsWord || caption.Length - at - label.Length is < 2 or > 120)
                continue;
            return (TextShape.Line(caption[..at].TrimEnd(' ', '(', '[', '/', '|', '-', '–')), WithoutLabel(caption[at..]));
        }

        return (caption, null);
    }

    private static string? WithoutLabel(string credit)
    {
        var label = Phrases.Of("credit").FirstOrDefault(label => credit.StartsWith(label, StringComparison.OrdinalIgnoreCase));
        return TextShape.Line(credit[(label?.Length ?? 0)..].Trim(' ', ':', '(', ')', '[', ']', '/', '|'));
    }

    private static IEnumerable<string?> Addresses(IElement image)
    {
        foreach (var name in PictureAddress.LaterNames)
            yield return PictureAddress.Largest(image.GetAttribute(name));
        if (image.GetAttribute("src") is { } src && !src.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            yield return src;
        yield return PictureAddress.Largest(image.GetAttribute("srcset"));
        if (image.ParentElement is { LocalName: "picture" } picture)
        {
            foreach (var source in picture.Children.Where(child => child.LocalName == "source"))
                yield return PictureAddress.Largest(source.GetAttribute("srcset") ?? source.GetAttribute("data-srcset"));
        }
    }

    private static int? Side(IElement image, string name)
    {
        var given = (image.GetAttribute(name) ?? image.GetAttribute($"data-{name}"))?.Replace("px", "", StringComparison.Ordinal);
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels is > 0 and < 100_000 ? pixels : null;
    }
}
