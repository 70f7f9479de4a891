using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>What can be said of a text by its looks, in any script.</summary>
internal static class TextShape
{
    private const int LongestPlainKey = 80;
    private const int EndOfLatin = 0x250;

    // A Han, kana or hangul character says as much as some two and a half letters; lengths are compared in letters.
    private const double IdeographWeight = 2.5;

    // Of a headline in such a script.
    private const int LongestLineWithoutStop = 90;

    /// <summary>One line: whitespace of any kind as single spaces, no control characters. Null when nothing is left.</summary>
    public static string? Line(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = new StringBuilder(text.Length);
        foreach (var c in SafeHtml.WithoutControls(text))
            Append(line, c);
        return Finish(line);
    }

    /// <summary>As <see cref="Line"/>, but line ends stay (no empty lines).</summary>
    public static string? Lines(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var lines = SafeHtml.WithoutControls(text).ReplaceLineEndings("\n").Split('\n').Select(Line).Where(line => line is not null);
        var joined = string.Join('\n', lines);
        return joined.Length == 0 ? null : joined;
    }

    /// <summary>Length in letters, ideographs weighted.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        var ideographs = 0;
        foreach (var c in text)
        {
            if (c >= '\u3040' && IsIdeograph(c))
                ideographs++;
        }

        return (int)(text.Length - ideographs + (ideographs * IdeographWeight));
    }

    /// <summary>Words between spaces; two ideographs count as a word.</summary>
    public static int Words(ReadOnlySpan<char> text)
    {
        var (words, ideographs, inside) = (0, 0, false);
        foreach (var c in text)
        {
            if (IsIdeograph(c))
                (ideographs, inside) = (ideographs + 1, false);
            else if (!char.IsLetterOrDigit(c) && char.IsWhiteSpace(c))
                inside = false;
            else if (!inside && char.IsLetterOrDigit(c))
                (words, inside) = (words + 1, true);
        }

        return words + (ideographs / 2);
    }

    /// <summary>Whether the last thing said is the end of a sentence, closing quotes and brackets aside.</summary>
    public static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var rest = text.TrimEnd(" \"'”’»)]】」』）›*_");
        return rest.Length > 0 && rest[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '۔' or '।' or '｡' or '።' or '។' or '။';
    }

    /// <summary>Running text rather than a line of a list or a heading: long, or a whole sentence of some length.</summary>
    public static bool IsParagraph(string text)
    {
        var length = Length(text);
        return length >= 200 || (length >= 60 && EndsSentence(text)) || (length >= LongestLineWithoutStop && text.Length > 0 && IsWithoutStops(text[^1]));
    }

    /// <summary>Thai, Lao, Burmese and Khmer mark no end of a sentence, and the last sentence of a paragraph least of all.</summary>
    public static bool IsWithoutStops(char letter) => letter is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    /// <summary>
    /// A line that reads like a heading: short, not a sentence (a question may be), not begun in lower case, not a fragment of
    /// speech or of a list.
    /// </summary>
    public static bool LooksLikeHeading(string line)
    {
        var length = Length(line);
        if (length is < 2 or > 110 || Words(line) is 0 or > 16 || line.Contains('\n', StringComparison.Ordinal))
            return false;
        if (char.IsLower(line[0]) || line[0] is '-' or '–' or '—' or '•' or '*' or '(' or '[' or '@' or '#' or '/' or '<' or '…')
            return false;
        // "The council decided three things:" leads into a list; "Background:" is a heading.
        if (line[^1] is ':' or '：' && Words(line) > 4)
            return false;
        var last = line.AsSpan().TrimEnd(" \"'”’»)")[^1..];
        if (last is "?" or "？" or "؟")
            return length <= 90;
        return !EndsSentence(line) && line[^1] is not (',' or ';' or '、' or '，' or '；' or '،');
    }

    public static bool IsIdeograph(char c) =>
        c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
            or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Letters and digits alone, in lower case, accents gone: what two names are compared by.</summary>
    public static string Key(string text)
    {
        // What is written in Latin letters is taken apart by a table; the marks beyond it are none of letters.
        var from = text.AsSpan().ContainsAnyExcept(Plain) ? Decomposed(text) : text;
        char[]? rented = null;
        var key = from.Length <= 256 ? stackalloc char[256] : rented = System.Buffers.ArrayPool<char>.Shared.Rent(from.Length);
        var length = 0;
        foreach (var c in from)
        {
            if (char.IsLetterOrDigit(c))
                key[length++] = char.ToLowerInvariant(c < Bases.Length ? Bases[c] : c);
        }

        var made = length == text.Length && key[..length].SequenceEqual(text) ? text : key[..length].ToString();
        if (rented is not null)
            System.Buffers.ArrayPool<char>.Shared.Return(rented);
        return made;
    }

    /// <summary>Whether the key of a text is in a set of keys; nothing is made where the text is short and plain, as most lines of a page are.</summary>
    /// <param name="keys">By <see cref="StringComparer.Ordinal"/>.</param>
    /// <param name="text">Any.</param>
    public static bool IsKeyIn(FrozenSet<string> keys, ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[LongestPlainKey];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsAscii(c) || length == key.Length)
                return keys.Contains(Key(text.ToString()));
            if (char.IsAsciiLetterOrDigit(c))
                key[length++] = char.ToLowerInvariant(c);
        }

        return keys.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key[..length]);
    }

    // Each of the first letters (Latin, with and without marks) without its marks, which Unicode writes behind it.
    private static readonly char[] Bases = [.. Enumerable.Range(0, EndOfLatin).Select(code => ((char)code).ToString().Normalize(NormalizationForm.FormD)[0])];

    // These, and the signs of typography.
    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, EndOfLatin).Concat(Enumerable.Range(0x2000, 0x70)).Select(code => (char)code)]);

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text; // not valid UTF-16
        }
    }

    private static void Append(StringBuilder line, char c)
    {
        if (c is '\u00AD')
            return; // a soft hyphen parts words in search and comparison
        var category = char.GetUnicodeCategory(c);
        var isSpace = char.IsWhiteSpace(c) || category is UnicodeCategory.SpaceSeparator;
        if (!isSpace)
            line.Append(c);
        else if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    private static string? Finish(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] == ' ')
            line.Length--;
        return line.Length == 0 ? null : line.ToString();
    }
}
