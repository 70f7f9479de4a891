using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Newsroom.Hosting.Html;

/// <summary>HTML from strangers, made fit to be shown.</summary>
public static class SafeHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>
    /// Inline HTML in, inline HTML out that is safe to write into a page; null if nothing is left. Links are made absolute
    /// against <paramref name="baseUrl"/>. Keeps no markup at all for now.
    /// </summary>
    public static string? Inline(string html, Uri? baseUrl)
    {
        _ = baseUrl;
        return string.IsNullOrWhiteSpace(html) ? null : Encoder.Encode(html);
    }
}
