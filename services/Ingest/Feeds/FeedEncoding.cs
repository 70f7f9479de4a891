using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>A document as text, and the encoding that it was read as.</summary>
internal sealed record FeedDocument(string Text, string Encoding);

/// <summary>
/// Finds what bytes are text in. What fits the bytes wins over what is said of them: byte order marks and the zero bytes of UTF-16 and UTF-32
/// first, then the charset of HTTP and the XML declaration by RFC 3023 (in which <c>text/*</c> without a charset is US-ASCII), then UTF-8,
/// then windows-1252. A document that is UTF-8 but for a few bytes stays UTF-8.
/// </summary>
internal static class FeedEncoding
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(c => c is (< 0x20 and not (9 or 10 or 13)) or >= 0x7F).Select(c => (char)c), '\uFEFF', '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"'? \t\r\n");

    public static FeedDocument Decode(ReadOnlySpan<byte> bytes, FeedOrigin origin)
    {
        if (bytes.Length > FeedBounds.MaxBytes)
            bytes = bytes[..FeedBounds.MaxBytes];
        var (wide, skip) = Sniff(bytes);
        var body = bytes[skip..];
        if (wide is not null && wide != "utf-8" && Strict(wide, isLenient: true) is { } certain)
            return new FeedDocument(Clean(certain.GetString(body)), Named(wide, certain.GetString(body[..Math.Min(body.Length, 800)])));

        var declared = Declared(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 800)]));
        var labelled = Rfc3023(origin, declared);
        // Bytes that are UTF-8 beyond ASCII are that by no accident, whatever a server adds by default.
        var isUtf8 = Utf8.IsValid(body);
        var isAscii = isUtf8 && Ascii.IsValid(body);
        if (isUtf8 && !isAscii && (wide == "utf-8" || declared is "utf-8" or "utf8" || labelled is "utf-8" or "utf8"))
            return new FeedDocument(Clean(Encoding.UTF8.GetString(body)), "utf-8");

        foreach (var name in (ReadOnlySpan<string?>)[labelled, declared, wide])
        {
            if (name is not null && Read(body, Superset(name), isUtf8, isAscii) is { } text)
                return new FeedDocument(Clean(text), Superset(name));
        }

        return isUtf8 ? new FeedDocument(Clean(Encoding.UTF8.GetString(body)), "utf-8") : Mixed(body);
    }

    /// <summary>By RFC 3023, as far as it helps.</summary>
    private static string Rfc3023(FeedOrigin origin, string? declared)
    {
        var charset = origin.Charset?.Trim('"', '\'', ' ').ToLowerInvariant() is { Length: > 0 } given ? given : null;
        var type = origin.MediaType?.ToLowerInvariant() ?? "";
        return type.StartsWith("text/", StringComparison.Ordinal) ? charset ?? "us-ascii" : charset ?? declared ?? "utf-8";
    }

    private static string? Read(ReadOnlySpan<byte> body, string name, bool isUtf8, bool isAscii)
    {
        if (name is "us-ascii" or "ascii")
            return isAscii ? Encoding.ASCII.GetString(body) : null;
        if (name is "utf-8" or "utf8")
            return isUtf8 ? Encoding.UTF8.GetString(body) : null;
        // What has ASCII's angle brackets is neither of these; they were said by mistake.
        if (Strict(name, isLenient: false) is not { } encoding || (!IsAsciiCompatible(name) && body.Length > 1 && body.IndexOf((byte)'<') >= 0 && body.IndexOf((byte)0) < 0))
            return null;
        try
        {
            return encoding.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsAsciiCompatible(string name) =>
        !(name.StartsWith("utf-16", StringComparison.Ordinal) || name.StartsWith("utf-32", StringComparison.Ordinal) || name.Contains("ucs", StringComparison.Ordinal)
          || name.StartsWith("ibm", StringComparison.Ordinal) || name.StartsWith("cp037", StringComparison.Ordinal) || name is "unicode" or "u16" or "u32");

    private static (string? Encoding, int Skip) Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? ("utf-8", 3) : (null, 0);
        return (bytes[0], bytes[1], bytes[2], bytes[3]) switch
        {
            (0, 0, 0xFE, 0xFF) => ("utf-32be", 4),
            (0xFF, 0xFE, 0, 0) => ("utf-32le", 4),
            (0xFE, 0xFF, _, _) => ("utf-16be", 2),
            (0xFF, 0xFE, _, _) => ("utf-16le", 2),
            (0xEF, 0xBB, 0xBF, _) => ("utf-8", 3),
            (0, 0, 0, 0x3C) => ("utf-32be", 0),
            (0x3C, 0, 0, 0) => ("utf-32le", 0),
            (0, 0x3C, 0, not 0) => ("utf-16be", 0),
            (0x3C, 0, not 0, 0) => ("utf-16le", 0),
            (0x4C, 0x6F, 0xA7, 0x94) => ("cp037", 0),
            _ => (null, 0),
        };
    }

    /// <summary>UTF-16 and UTF-32 are named with their byte order; EBCDIC by the declaration, if it can be read.</summary>
    private static string Named(string sniffed, string start) =>
        sniffed == "cp037" && Declared(start) is { } declared && Strict(declared, isLenient: true) is not null ? declared : sniffed;

    /// <summary>The encoding of the XML declaration, in lower case.</summary>
    private static string? Declared(string start)
    {
        var declaration = start.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (declaration < 0)
            return null;
        var end = start.IndexOf('>', declaration);
        var at = start.IndexOf("encoding", declaration, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (end >= 0 && at > end))
            return null;
        var value = start[(at + 8)..(end < 0 ? start.Length : end)].TrimStart(' ', '\t', '\r', '\n', '=').TrimStart('"', '\'', ' ');
        var length = value.AsSpan().IndexOfAny(NameEnds);
        var name = (length < 0 ? value : value[..length]).ToLowerInvariant();
        return name.Length is > 0 and < 40 ? name : null;
    }

    private static string Superset(string name) => name is "gb2312" or "gb-2312" or "x-gbk" or "gbk" ? "gb18030" : name;

    private static Encoding? Strict(string name, bool isLenient)
    {
        var known = name.Replace('_', '-') switch
        {
            "utf-32be" or "ucs-4be" => "utf-32BE",
            "utf-32le" => "utf-32",
            "utf-16le" or "ucs-2" or "iso-10646-ucs-2" => "utf-16",
            "cp037" or "ebcdic-cp-us" or "ibm037" => "IBM037",
            "latin1" or "latin-1" or "l1" or "iso8859-1" or "iso-latin-1" or "8859-1" => "iso-8859-1",
            "cp1252" or "win-1252" or "ansi" or "windows1252" => "windows-1252",
            "iso-8859-11" or "tis-620" or "tis620" => "windows-874",
            "x-sjis" or "sjis" or "shift-jis" or "ms-kanji" or "windows-31j" or "cp932" or "ms932" => "shift_jis",
            "euc-kr" or "ks-c-5601-1987" or "cp949" or "uhc" or "ksc5601" => "ks_c_5601-1987",
            "big5-hkscs" or "big5hkscs" or "cp950" or "x-x-big5" => "big5",
            "eucjp" or "x-euc-jp" or "ujis" => "euc-jp",
            "cp936" or "ms936" => "gb18030",
            "koi8-ru" => "koi8-u",
            "iso-8859-8-i" or "iso-8859-8-e" => "iso-8859-8",
            "iso-8859-10" => "iso-8859-4",
            "iso-8859-14" or "iso-8859-16" => "iso-8859-15",
            var numbered when numbered.StartsWith("cp125", StringComparison.Ordinal) => "windows-" + numbered[2..],
            var numbered when numbered.StartsWith("iso8859-", StringComparison.Ordinal) => "iso-" + numbered[3..],
            "utf-7" or "utf7" or "csunicode11utf7" or "unicode-1-1-utf-7" => "",
            var other => other,
        };
        try
        {
            return known.Length == 0 ? null : CodePagesEncodingProvider.Instance.GetEncoding(known, EncoderFallback.ExceptionFallback, Fallback(isLenient))
                ?? Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, Fallback(isLenient));
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static DecoderFallback Fallback(bool isLenient) => isLenient ? DecoderFallback.ReplacementFallback : DecoderFallback.ExceptionFallback;

    /// <summary>UTF-8 with stretches of windows-1252, or all of it windows-1252.</summary>
    private static FeedDocument Mixed(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        var (sequences, strays) = (0, 0);
        while (!body.IsEmpty)
        {
            var ascii = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            text.Append(Encoding.ASCII.GetString(ascii < 0 ? body : body[..ascii]));
            if (ascii < 0)
                break;
            body = body[ascii..];
            if (Rune.DecodeFromUtf8(body, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                sequences++;
                body = body[used..];
            }
            else
            {
                text.Append(CharacterReferences.FromC1((char)body[0]));
                strays++;
                body = body[1..];
            }
        }

        return new FeedDocument(Clean(text.ToString()), sequences > strays ? "utf-8" : "windows-1252");
    }

    /// <summary>Without control characters; those that are letters of windows-1252 become them.</summary>
    private static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
            return text;
        using var clean = new TextBuffer(text.Length);
        var rest = text.AsSpan();
        while (first >= 0)
        {
            clean.Append(rest[..first]);
            if (CharacterReferences.FromC1(rest[first]) is var one && !char.IsControl(one) && one is not ('\uFEFF' or '\uFFFE' or '\uFFFF'))
                clean.Append(one);
            rest = rest[(first + 1)..];
            first = rest.IndexOfAny(Suspects);
        }

        clean.Append(rest);
        return clean.ToString();
    }
}
