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

    // Elements that have no end tag, or whose end tag is left out on ordinary pages.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NeverClosed = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup", "html", "head", "body",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    // What stands in them is text.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Raw =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "title", "textarea", "iframe", "noembed", "noframes", "xmp" }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Whether it has at most so many start tags, never more than so many elements open at once, and little to be opened again
    /// (<see cref="MostOpenedAgain"/>). Linear. An end tag ends an element of its name; one that ends none ends nothing, nor does one in a comment
    /// or in a value, or one that <see cref="OpenFormatting"/> knows to be passed over.
    /// </summary>
    public static bool Holds(string html, int maxTags, int maxOpen)
    {
        ArgumentNullException.ThrowIfNull(html);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var attributes = new TagAttributes(html, isXml: false);
        var formatting = new OpenFormatting();
        var comments = new CommentEnds();
        // Within a tag that has a bracket of another in it, and before the end of what is text.
        var (isCut, rawEnd) = (false, -1);
        var (tags, open, again) = (0, 0, 0L);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            var next = html[at + 1];
            var isEnd = next == '/';
            if (next is '!' or '?' || (isEnd && at + 2 < html.Length && !char.IsAsciiLetter(html[at + 2])))
            {
                at = comments.After(html, at);
                continue;
            }

            if (!isEnd && !char.IsAsciiLetter(next))
            {
                at++;
                continue;
            }

            var name = NameAt(html, isEnd ? at + 2 : at + 1);
            var isFormatting = OpenFormatting.IsFormatting(name);
            if (!isFormatting && (again += formatting.Count) > MostOpenedAgain)
                return false;
            var isOfNone = isCut || at < rawEnd;
            attributes.Start(at + (isEnd ? 2 : 1) + name.Length);
            while (attributes.Next(out _, out _))
            {
            }

            (at, isCut) = (attributes.End, !attributes.IsClosed);
            if (isEnd)
            {
                if (!isOfNone && Ends(formatting, name, isFormatting) && !NeverClosed.Contains(name) && names.TryGetValue(name, out var count) && count > 0)
                {
                    names[name] = count - 1;
                    open--;
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
            }

            if (isFormatting)
                formatting.Open(name);
            else if (OpenFormatting.IsBoundary(name))
                formatting.Begin(name);
            if (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase))
            {
                var end = html.AsSpan(at).IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
                if (end < 0)
                    return true;
                at += end;
            }
            else if (at > rawEnd && Raw.Contains(name))
            {
                var end = html.AsSpan(at).IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
                rawEnd = end < 0 ? html.Length : at + end;
            }
        }

        return true;
    }

    private static bool Ends(OpenFormatting formatting, ReadOnlySpan<char> name, bool isFormatting)
    {
        if (isFormatting)
            return formatting.Close(name);
        return !OpenFormatting.IsBoundary(name) || formatting.End(name);
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

    /// <summary>Where comments end; what was looked for in vain is not looked for again.</summary>
    private ref struct CommentEnds
    {
        private int end;
        private int bang;

        public int After(string html, int start)
        {
            if (string.CompareOrdinal(html, start, "<!--", 0, 4) == 0)
            {
                var close = Next(html, "-->", start + 2, ref end);
                var other = Next(html, "--!>", start + 4, ref bang);
                if (close < int.MaxValue || other < int.MaxValue)
                    return other < close ? other + 4 : close + 3;
            }

            var bracket = html.IndexOf('>', start);
            return bracket < 0 ? html.Length : bracket + 1;
        }

        private static int Next(string html, string mark, int from, ref int known)
        {
            if (known < from)
                known = from < html.Length && html.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var found ? found : int.MaxValue;
            return known;
        }
    }
}
