using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// Takes away what changes between two fetches of an article without the article changing: white space, the shape of quotes and dashes,
/// trackers in links, sizes in the addresses of pictures. What is left serves to compare, and is never shown.
/// </summary>
internal static partial class Furniture
{
    public static string Text(string? text)
    {
        var plain = new StringBuilder(text?.Length ?? 0);
        foreach (var one in (text ?? "").Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(one))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                    plain.Append(' ');
                continue;
            }

            switch (one)
            {
                case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF':
                    break;
                case '‘' or '’' or '‚' or '‛' or '′' or '`' or '´' or 'ʼ':
                    plain.Append('\'');
                    break;
                case '“' or '”' or '„' or '‟' or '″' or '«' or '»':
                    plain.Append('"');
                    break;
                case '‐' or '‑' or '‒' or '–' or '—' or '―' or '−':
                    plain.Append('-');
                    break;
                case '…':
                    plain.Append("...");
                    break;
                default:
                    plain.Append(one);
                    break;
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Inline markup, its links without what only tells where a reader came from.</summary>
    public static string Html(string html) =>
        Text(Address().Replace(html, address => $"{address.Groups[1].Value}{Link(WebUtility.HtmlDecode(address.Groups[2].Value))}\""));

    public static string Link(string url) => CanonicalUrl.Of(url) is { } canonical ? CanonicalUrl.Key(canonical) : url;

    /// <summary>The picture, whichever size of it the address asks for.</summary>
    public static string Picture(string url)
    {
        if (CanonicalUrl.Of(url) is not { } canonical)
            return url;
        var uri = new Uri(canonical);
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(parameter => !IsRendering(parameter.Split('=')[0]));
        var path = SizeInName().Replace(SizeInPath().Replace(uri.AbsolutePath, ""), "");
        // i0.wp.com and i2.wp.com, img1 and img4: any of many servers.
        var host = NumberedHost().Replace(uri.IdnHost, "$1");
        return $"{host}{path}?{string.Join('&', kept)}";
    }

    private static bool IsRendering(string name) => name.ToLowerInvariant() is
        "w" or "h" or "width" or "height" or "wid" or "hei" or "maxwidth" or "maxheight" or "max-w" or "max-h" or "mw" or "mh" or "size" or "sz" or "s" or "resize" or "fit"
        or "crop" or "cropresize" or "rect" or "quality" or "q" or "qlt" or "dpr" or "auto" or "fm" or "fmt" or "format" or "ixlib" or "ixid" or "ssl" or "strip" or "sharpen" or "usm"
        or "im" or "impolicy" or "imwidth" or "imdensity" or "imbypass" or "downsize" or "output-format" or "output-quality" or "interpolation" or "type" or "webp" or "zoom" or "op_usm"
        or "v" or "ver" or "t" or "ts" or "cb" or "rnd" or "expires" or "signature" or "sig" or "token" or "hash" or "key-pair-id" or "policy" or "o" or "a" or "p" or "scale" or "smart" or "bg-color" or "pad" or "blur";

    [GeneratedRegex("((?:href|src|cite)=\")([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary><c>/w_640,h_360,c_fill/</c>, <c>/640x360/</c>, <c>/fit-in/640x0/</c>, <c>/resize/640/</c>, <c>/width=640,quality=80/</c>, <c>/master/1200.jpg</c> is none.</summary>
    [GeneratedRegex(@"/(?:(?:[a-z]{1,3}_[a-z0-9.:]+,?)+(?=/)|[0-9]{2,4}x[0-9]{0,4}(?=/)|fit-in(?=/)|(?:resize|crop|thumbnail|quality)/[0-9x%!>]+(?=/)|(?:(?:width|height|quality|fit|format|w|h|q|f)=[a-z0-9]+,?)+(?=/))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeInPath();

    /// <summary>WordPress's <c>-1024x683.jpg</c> and <c>-scaled.jpg</c>, <c>_640w.jpg</c>, <c>@2x.png</c>.</summary>
    [GeneratedRegex(@"(?:-[0-9]{2,4}x[0-9]{2,4}|-scaled|_[0-9]{2,4}[wh]|@[0-9]x)(?=\.[a-z]{3,4}$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeInName();

    [GeneratedRegex(@"^([a-z]+)[0-9]{1,2}(?=\.)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedHost();
}
