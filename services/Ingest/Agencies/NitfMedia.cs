using System.Net;
using System.Text;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>Pictures of NITF: a <c>media</c> is one picture in several sizes, with its words.</summary>
internal static class NitfMedia
{
    /// <summary>The largest of its references that has an address on the web.</summary>
    public static IEnumerable<Media> Of(XElement media)
    {
        var isImage = media.Get("media-type")?.ToLowerInvariant() is null or "image" or "photo" or "picture" or "graphic";
        var references = media.All("media-reference")
            .Where(reference => reference.Get("mime-type") is { } type ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) : isImage)
            .Select(reference => (Reference: reference, Url: WebAddress.Absolute(reference.Get("source"), null) ?? WebAddress.Absolute(reference.Get("data-location"), null)))
            .Where(one => one.Url is not null)
            .OrderByDescending(one => one.Reference.Number("width") ?? 0)
            .ToList();
        if (references is not [var largest, ..])
            yield break;
        yield return new Media
        {
            Url = largest.Url!,
            Type = largest.Reference.Get("mime-type"),
            Alt = TextShape.Line(largest.Reference.Get("alternate-text") ?? largest.Reference.Get("name")),
            Caption = Caption(media),
            Credit = media.TextAt("media-producer") ?? largest.Reference.Get("source-credit") ?? media.TextAt("media-caption/credit"),
            Width = largest.Reference.Number("width"),
            Height = largest.Reference.Number("height"),
        };
    }

    /// <summary>To a film or a sound, which is shown nowhere.</summary>
    public static Link? Link(XElement media) => Of(media).Any() ? null : media.All("media-reference")
        .Select(reference => AgencyDraft.Link(reference.Get("source") ?? reference.Get("data-location"), Caption(media) ?? reference.Get("alternate-text"))).FirstOrDefault(link => link is not null);

    /// <summary>Where it stands in the text.</summary>
    public static void Write(XElement media, StringBuilder html)
    {
        foreach (var one in Of(media))
        {
            html.Append("<figure><img src=\"").Append(WebUtility.HtmlEncode(one.Url)).Append("\" alt=\"").Append(WebUtility.HtmlEncode(one.Alt ?? "")).Append('"');
            if (one is { Width: { } width, Height: { } height })
                html.Append(System.Globalization.CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"");
            html.Append('>');
            if (one.Caption is not null || one.Credit is not null)
            {
                html.Append("<figcaption>").Append(WebUtility.HtmlEncode(one.Caption ?? ""));
                if (one.Credit is { } credit)
                    html.Append(" <span class=\"credit\">").Append(WebUtility.HtmlEncode(credit)).Append("</span>");
                html.Append("</figcaption>");
            }

            html.Append("</figure>");
        }
    }

    private static string? Caption(XElement media)
    {
        var captions = media.All("media-caption").Select(XmlParts.Text).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return captions.Count == 0 ? null : string.Join(" ", captions);
    }
}
