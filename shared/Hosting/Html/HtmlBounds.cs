using System.Net;
using System.Text;

namespace Newsroom.Hosting.Html;

/// <summary>
/// A look at HTML before it is parsed. The parser takes time by the square of the number of unclosed elements (100,000 open
/// <c>&lt;b&gt;</c> took minutes, measured on AngleSharp 1.10), and a bound on the tree's depth does not help against that. Elements that format,
/// and are still open where a block ends, it opens again in the next (WHATWG HTML, "reconstruct the active formatting elements"): 900 of them
/// above 20,000 blocks took half a minute and eight gigabytes.
/// </summary>
public static class HtmlBounds
{
    /// <summary>How often elements may be opened again; so many take some tenths of a second.</summary>
    public const int MostOpenedAgain = 300_000;

    /// <summary>The elements that are opened again.</summary>
    public const string Formatting = "a b big code em font i nobr s small strike strong tt u";

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FormattingNames =
        Formatting.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Elements that have no end tag, or whose end tag is left out on ordinary pages.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverClosed = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup", "html", "head", "body",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Whether it has at most so many start tags, never more than so many elements open at once, and little to be opened again
    /// (<see cref="MostOpenedAgain"/>). Linear. An end tag ends an element of its name; one that ends none ends nothing.
    /// </summary>
    public static bool Holds(string html, int maxTags, int maxOpen)
    {
        ArgumentNullException.ThrowIfNull(html);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var (tags, open, formatting, again) = (0, 0, 0, 0L);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var isEnd = html[at + 1] == '/';
            if (!isEnd && !char.IsAsciiLetter(html[at + 1]))
                continue;
            var name = NameAt(html, isEnd ? at + 2 : at + 1);
            var isFormatting = FormattingNames.Contains(name);
            if (!isFormatting && (again += formatting) > MostOpenedAgain)
                return false;
            if (isEnd)
            {
                if (!NeverClosed.Contains(name) && names.TryGetValue(name, out var count) && count > 0)
                {
                    names[name] = count - 1;
                    open--;
                    formatting -= isFormatting ? 1 : 0;
                }

                continue;
            }

            if (++tags > maxTags)
                return false;
            if (!NeverClosed.Contains(name))
            {
                if (++open > maxOpen)
                    return false;
                names[name] = names.TryGetValue(name, out var count) ? count + 1 : 1;
                formatting += isFormatting ? 1 : 0;
            }

            if (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase))
            {
                var end = html.AsSpan(at).IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
                if (end < 0)
                    return true;
                at += end - 1;
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

    private static ReadOnlySpan<char> NameAt(string html, int at)
    {
        var end = at;
        while (end < html.Length && end - at < 20 && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return html.AsSpan(at, end - at);
    }
}
