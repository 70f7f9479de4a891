using System.Text.Encodings.Web;
using System.Text.Unicode;
using Newsroom.Contracts;
using Newsroom.Hosting.Html;

namespace Newsroom.Publishing.Site;

/// <summary>The one door through which markup and addresses from outside come into a page. Everything else is encoded by Razor.</summary>
internal static class SafeMarkup
{
    /// <summary>Encodes what has a meaning in HTML. Letters of every script stay: as references they take thrice the room.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>
    /// A block's text as inline HTML. It was sanitised when it was taken in; a page does not rely on that.
    /// </summary>
    public static string SafeInline(Block block, Uri? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(block);
        return (block.Html is { } html ? SafeHtml.Inline(html, baseUrl) : null) ?? Encode(block.Text ?? string.Empty);
    }

    public static string Encode(string text) => Encoder.Encode(text);

    /// <summary>The address if it is one of the web, else null: <c>javascript:</c> and the like end here.</summary>
    public static string? Link(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri
            : null;

    /// <summary>As <see cref="Link"/>; pictures may also be inline data, but no SVG, which can hold more than a picture.</summary>
    public static string? Image(string? url) =>
        Link(url) ?? (url is not null && InlineImages.Any(type => url.StartsWith(type, StringComparison.OrdinalIgnoreCase)) ? url : null);

    private static readonly string[] InlineImages =
        ["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;", "data:image/avif;"];
}
