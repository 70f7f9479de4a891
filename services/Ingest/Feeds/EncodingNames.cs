using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Feeds;

/// <summary>Encodings by the names that feeds and the programs that make them give to them.</summary>
internal static class EncodingNames
{
    public static bool IsUtf8(string? name) => name is "utf-8" or "utf8" or "utf_8" or "u8" or "utf" or "unicode-1-1-utf-8";

    public static bool IsAscii(string? name) => name is "us-ascii" or "ascii" or "us" or "646" or "ansi_x3.4-1968" or "iso646-us";

    /// <summary>Null if the name is not known, and for UTF-7, in which markup can be hidden from whoever looks for it.</summary>
    /// <param name="name">In lower case.</param>
    /// <param name="isLenient">Whether bytes that do not fit become U+FFFD, or throw.</param>
    public static Encoding? Find(string name, bool isLenient)
    {
        var known = Known(name.Replace('_', '-'));
        if (known.Length == 0 || known.Contains("utf-7", StringComparison.Ordinal) || known.Contains("utf7", StringComparison.Ordinal))
            return null;
        DecoderFallback fallback = isLenient ? DecoderFallback.ReplacementFallback : DecoderFallback.ExceptionFallback;
        try
        {
            // cp437, ibm850, windows-1250: most names are a page's number and what stands before it.
            var digits = known.AsSpan().TrimStart("cpibmwndos-").TrimStart('0');
            if (!known.StartsWith("iso", StringComparison.Ordinal) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 36 and < 60_000
                && CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, fallback) is { } paged)
                return paged;
            return CodePagesEncodingProvider.Instance.GetEncoding(known, EncoderFallback.ReplacementFallback, fallback)
                ?? Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, fallback);
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

    private static string Known(string name) => name switch
    {
        "utf-32be" or "ucs-4be" => "utf-32BE",
        "utf-32le" or "ucs-4" or "iso-10646-ucs-4" or "u32" => "utf-32",
        "utf-16be" => "utf-16BE",
        "utf-16le" or "ucs-2" or "iso-10646-ucs-2" or "u16" or "utf16" => "utf-16",
        "ebcdic-cp-us" or "ebcdic-cp-ca" or "ebcdic-cp-nl" => "cp037",
        "ebcdic-cp-ch" or "ebcdic-cp-be" => "cp500",
        "ebcdic-cp-he" => "cp424",
        "latin1" or "latin-1" or "l1" or "iso8859" or "8859" or "iso-latin-1" or "8859-1" or "cp819" or "ibm819" => "iso-8859-1",
        "latin2" or "l2" => "iso-8859-2",
        "latin3" or "l3" => "iso-8859-3",
        "latin4" or "l4" => "iso-8859-4",
        "latin5" or "l5" => "iso-8859-9",
        "latin9" or "l9" or "latin-9" => "iso-8859-15",
        "cyrillic" => "iso-8859-5",
        "arabic" => "iso-8859-6",
        "greek" or "greek8" => "iso-8859-7",
        "hebrew" or "iso-8859-8-i" or "iso-8859-8-e" => "iso-8859-8",
        "iso-8859-11" or "tis-620" or "tis620" or "thai" => "windows-874",
        "ansi" or "win-1252" => "windows-1252",
        "x-sjis" or "sjis" or "s-jis" or "shift-jis" or "shiftjis" or "ms-kanji" or "windows-31j" or "cp932" or "ms932" or "mskanji" => "shift_jis",
        "eucjp" or "x-euc-jp" or "ujis" or "u-jis" => "euc-jp",
        "iso2022-jp" or "iso2022jp" or "csiso2022jp" => "iso-2022-jp",
        "euc-kr" or "euckr" or "korean" or "ks-c-5601-1987" or "ks-c-5601" or "ksc5601" or "uhc" or "ms949" => "ks_c_5601-1987",
        "iso2022-kr" or "iso2022kr" => "iso-2022-kr",
        "big5-hkscs" or "big5hkscs" or "big5-tw" or "x-x-big5" or "csbig5" => "big5",
        "chinese" or "csiso58gb231280" or "euc-cn" or "euccn" or "gb18030-2000" or "ms936" or "cp936" => "gb18030",
        "hz" or "hz-gb" or "hzgb" => "hz-gb-2312",
        "koi8-ru" => "koi8-u",
        "mac-roman" or "macroman" => "macintosh",
        "mac-cyrillic" or "maccyrillic" => "x-mac-cyrillic",
        "mac-greek" or "macgreek" => "x-mac-greek",
        "mac-latin2" or "maclatin2" or "maccentraleurope" => "x-mac-ce",
        "mac-turkish" or "macturkish" => "x-mac-turkish",
        "mac-iceland" or "maciceland" => "x-mac-icelandic",
        _ when name.StartsWith("iso8859-", StringComparison.Ordinal) => "iso-" + name[3..],
        _ when name.StartsWith("windows125", StringComparison.Ordinal) => "windows-" + name[7..],
        _ => name,
    };
}
