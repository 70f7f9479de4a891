using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Writes start tags down without what nobody reads in them: handlers, the state of programs, looks. Half of a tag's letters are such, and each
/// costs the parser more than it costs here.
/// </summary>
internal static class TagCutter
{
    /// <summary>Longer ones are cut.</summary>
    public const int LongTag = 8_192;

    private const int LongValue = 2_048;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\f>");

    private static readonly FrozenSet<string> Data = new[]
    {
        "data-src", "data-original", "data-lazy-src", "data-url", "data-img-url", "data-srcset", "data-lazy-srcset", "data-width", "data-height",
        "data-component", "data-testid", "data-qa", "data-area", "data-type", "data-href", "data-instgrm-permalink",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>All else that anybody reads (<c>GetAttribute</c> in this folder), and what the parser goes by.</summary>
    private static readonly FrozenSet<string> Read = new[]
    {
        "class", "id", "href", "src", "srcset", "alt", "title", "rel", "itemprop", "property", "role", "style", "hidden", "content", "datetime", "pubdate", "type", "name",
        "lang", "xml:lang", "cite", "http-equiv", "size", "width", "height", "encoding", "aria-hidden", "aria-label", "aria-level",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsData = Data.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsRead = Read.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tag with those of its attributes that are read.</summary>
    /// <param name="tag">From bracket to bracket.</param>
    /// <param name="name">Where its name ends.</param>
    /// <param name="kept">What is written to.</param>
    public static void Keep(ReadOnlySpan<char> tag, int name, StringBuilder kept)
    {
        if (tag.Length > LongTag)
        {
            kept.Append(Short(tag, LongTag));
            return;
        }

        // "<li>" and "<p class=a>" are most of a page's tags.
        var (written, at) = (0, name);
        // A name with a sign in it is another name: "<a.smith@site.example>".
        while (at < tag.Length && !IsNameEnd(tag[at]))
            at++;
        while (true)
        {
            var start = at;
            var attribute = PassName(tag, ref at);
            if (attribute.IsEmpty || !TryPassValue(tag, ref at))
                break;
            if (IsOfUse(attribute))
                continue;
            kept.Append(tag[written..start]);
            written = at;
            // What stood between two that were written together.
            if (at < tag.Length && !IsNameEnd(tag[at]))
                kept.Append(' ');
        }

        kept.Append(tag[written..]);
    }

    /// <summary>The value of an attribute; null without one.</summary>
    /// <param name="tag">From bracket to bracket.</param>
    /// <param name="name">The attribute's.</param>
    public static string? Value(ReadOnlySpan<char> tag, string name)
    {
        var at = 1;
        while (at < tag.Length && !IsNameEnd(tag[at]))
            at++;
        while (PassName(tag, ref at) is { Length: > 0 } attribute)
        {
            var from = at;
            if (!TryPassValue(tag, ref at))
                return null;
            if (attribute.Equals(name, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(tag[from..at].TrimStart().TrimStart('=').Trim().Trim("\"'").ToString());
        }

        return null;
    }

    /// <summary>Goes on to where the name of the next attribute ends.</summary>
    private static ReadOnlySpan<char> PassName(ReadOnlySpan<char> tag, ref int at)
    {
        while (at < tag.Length && (char.IsWhiteSpace(tag[at]) || tag[at] == '/'))
            at++;
        var from = at;
        while (at < tag.Length && !IsNameEnd(tag[at]))
            at++;
        return tag[from..at];
    }

    /// <summary>The tag without the values that are longer than addresses and descriptions are; at most so long.</summary>
    private static string Short(ReadOnlySpan<char> tag, int longest)
    {
        var kept = new StringBuilder();
        var at = 0;
        while (at < tag.Length && kept.Length < longest)
        {
            var quote = tag[at..].IndexOfAny('"', '\'');
            if (quote < 0)
            {
                kept.Append(tag[at..Math.Min(tag.Length, at + longest)]);
                break;
            }

            var open = at + quote;
            var length = tag[(open + 1)..].IndexOf(tag[open]);
            var end = length < 0 ? tag.Length : open + 1 + length + 1;
            kept.Append(tag[at..Math.Min(open, at + longest)]);
            if (end - open <= LongValue)
                kept.Append(tag[open..end]);
            else
                kept.Append("\"\"");
            at = end;
        }

        if (kept.Length == 0 || kept[^1] != '>')
            kept.Append('>');
        return kept.ToString();
    }

    private static bool IsOfUse(ReadOnlySpan<char> name) =>
        name.StartsWith("data-", StringComparison.OrdinalIgnoreCase)
            ? IsData.Contains(name) || name[5..].Contains("date", StringComparison.OrdinalIgnoreCase) || name[5..].Contains("time", StringComparison.OrdinalIgnoreCase)
            : IsRead.Contains(name);

    /// <summary>Goes on to where the attribute ends.</summary>
    /// <returns>False where that cannot be told: the rest is left to the parser.</returns>
    private static bool TryPassValue(ReadOnlySpan<char> tag, ref int at)
    {
        var next = at;
        while (next < tag.Length && char.IsWhiteSpace(tag[next]))
            next++;
        if (next >= tag.Length || tag[next] != '=')
            return true;
        next++;
        while (next < tag.Length && char.IsWhiteSpace(tag[next]))
            next++;
        if (next >= tag.Length)
            return false;
        var quote = tag[next];
        var length = quote is '"' or '\'' ? tag[(next + 1)..].IndexOf(quote) + 2 : tag[next..].IndexOfAny(ValueEnds);
        // A quote that is not closed has 1 here, a value that the tag ends with -1 never: the bracket stops it.
        if (length < (quote is '"' or '\'' ? 2 : 1))
            return false;
        at = next + length;
        return true;
    }

    private static bool IsNameEnd(char c) => char.IsWhiteSpace(c) || c is '/' or '>' or '=';
}
