using System.Net;
using System.Text;

namespace Newsroom.Hosting.Html;

/// <summary>
/// A look at HTML before it is parsed. The parser takes time by the square of the number of unclosed elements (100,000 open
/// <c>&lt;b&gt;</c> took minutes, measured on AngleSharp 1.10), and a bound on the tree's depth does not help against that.
/// </summary>
public static class HtmlBounds
{
    // Elements that have no end tag, or whose end tag is left out on ordinary pages.
    private static readonly HashSet<string> NeverClosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup", "html", "head", "body",
    };

    /// <summary>Whether it has at most so many start tags, and never more than so many elements open at once. Linear.</summary>
    public static bool Holds(string html, int maxTags, int maxOpen)
    {
        ArgumentNullException.ThrowIfNull(html);
        var (tags, open) = (0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] == '/')
            {
                if (open > 0 && !NeverClosed.Contains(NameAt(html, at + 2)))
                    open--;
            }
            else if (char.IsAsciiLetter(html[at + 1]))
            {
                var name = NameAt(html, at + 1);
                if (++tags > maxTags || (!NeverClosed.Contains(name) && ++open > maxOpen))
                    return false;
                if (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase))
                {
                    var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                    if (end < 0)
                        return true;
                    at = end - 1;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The text between the tags, for input that is not worth a parser. It is plain text and must be encoded before it is put into
    /// HTML. Linear.
    /// </summary>
    public static string WithoutTags(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder();
        var at = 0;
        while (at < html.Length)
        {
            var start = html.IndexOf('<', at);
            if (start < 0)
                start = html.Length;
            text.Append(html, at, start - at);
            var end = start < html.Length ? html.IndexOf('>', start) : -1;
            if (end < 0)
                break;
            text.Append(' ');
            at = end + 1;
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string NameAt(string html, int at)
    {
        var end = at;
        while (end < html.Length && end - at < 20 && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return html[at..end];
    }
}
