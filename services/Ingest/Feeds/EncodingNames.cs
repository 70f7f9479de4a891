using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Feeds;

/// <summary>Encodings by the names that feeds, pages and the programs that make them give to them.</summary>
internal static class EncodingNames
{
    public static bool IsUtf8(string? name) => name is "utf-8" or "utf8" or "utf_8" or "u8" or "utf" or "unicode-1-1-utf-8";

    public static bool IsAscii(string? name) => name is "us-ascii" or "ascii" or "us" or "646" or "ansi_x3.4-1968" or "iso646-us";

    /// <summary>
    /// What the WHATWG Encoding Standard makes of a label on the web, where several names mean a larger one: ISO 8859-1 is windows-1252, GB 2312
    /// is GB 18030. "replacement" encodings, which hide markup, are none.
    /// </summary>
    /// <param name="label">In lower case.</param>
    public static string OfWeb(string label) => label.Trim().Replace('_', '-') switch
    {
        "ansi-x3.4-1968" or "ascii" or "us-ascii" or "iso-8859-1" or "iso8859-1" or "iso88591" or "iso-8859-1:1987" or "iso-ir-100" or "latin1" or "l1" or "cp819" or "ibm819"
            or "cp1252" or "x-cp1252" or "csisolatin1" or "x-user-defined" => "windows-1252",
        "iso-8859-9" or "iso8859-9" or "iso88599" or "iso-ir-148" or "latin5" or "l5" or "csisolatin5" or "cp1254" or "x-cp1254" => "windows-1254",
        "iso-8859-11" or "iso8859-11" or "iso885911" or "tis-620" or "dos-874" => "windows-874",
        "iso-8859-2" or "iso88592" or "iso-8859-2:1987" or "iso-ir-101" or "csisolatin2" => "iso-8859-2",
        "iso-8859-15" or "iso885915" or "csisolatin9" => "iso-8859-15",
        "iso-8859-10" or "iso8859-10" or "iso885910" or "iso-ir-157" or "l6" or "latin6" or "csisolatin6" or "iso-8859-14" or "iso8859-14" or "iso-8859-16" => "windows-1252",
        "iso-8859-6-e" or "iso-8859-6-i" or "asmo-708" or "ecma-114" or "iso-ir-127" or "csisolatinarabic" or "csiso88596e" or "csiso88596i" => "iso-8859-6",
        "iso-ir-144" or "csisolatincyrillic" or "iso88595" => "iso-8859-5",
        "ecma-118" or "elot-928" or "iso-ir-126" or "sun-eu-greek" or "csisolatingreek" or "iso88597" => "iso-8859-7",
        "iso-ir-138" or "visual" or "logical" or "csisolatinhebrew" or "csiso88598e" or "csiso88598i" or "iso88598" => "iso-8859-8",
        "koi" or "koi8" or "koi8-r" or "cskoi8r" => "koi8-r",
        "866" or "cp866" or "csibm866" => "ibm866",
        "x-cp1250" or "win-1250" => "windows-1250",
        "x-cp1251" or "win-1251" or "win1251" => "windows-1251",
        "x-cp1253" => "windows-1253",
        "x-cp1255" => "windows-1255",
        "x-cp1256" => "windows-1256",
        "x-cp1257" => "windows-1257",
        "x-cp1258" => "windows-1258",
        "gb2312" or "gb-2312" or "gb-2312-80" or "gbk" or "x-gbk" or "csgb2312" or "iso-ir-58" or "chinese" or "csiso58gb231280" or "gb18030" => "gb18030",
        "big5" or "cn-big5" or "big5-hkscs" or "csbig5" or "x-x-big5" => "big5",
        "csshiftjis" or "ms932" or "ms-kanji" or "windows-31j" or "x-sjis" or "sjis" or "shift-jis" => "shift_jis",
        "cseucpkdfmtjapanese" or "x-euc-jp" or "euc-jp" => "euc-jp",
        "cseuckr" or "csksc56011987" or "euc-kr" or "iso-ir-149" or "korean" or "ks-c-5601-1987" or "ks-c-5601-1989" or "ks-c-5601" or "ksc5601" or "ksc-5601" or "windows-949" => "euc-kr",
        "hz-gb-2312" or "iso-2022-cn" or "iso-2022-cn-ext" or "iso-2022-kr" or "csiso2022kr" or "replacement" => "",
        "unicode-1-1-utf-8" or "unicode11utf8" or "unicode20utf8" or "utf8" or "utf-8" or "x-unicode20utf8" or "utf8mb4" => "utf-8",
        "unicode" or "csunicode" or "iso-10646-ucs-2" or "ucs-2" or "unicodefeff" or "utf-16" or "utf16" => "utf-16le",
        "unicodefffe" => "utf-16be",
        "macintosh" or "csmacintosh" or "mac" or "x-mac-roman" => "macintosh",
        "x-mac-ukrainian" => "x-mac-cyrillic",
        var other => other,
    };

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
