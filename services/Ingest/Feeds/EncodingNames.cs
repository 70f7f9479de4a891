using System.Collections.Frozen;
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

    /// <summary>
    /// The names that .NET does not know, without their punctuation, behind the one that it knows: of IANA's registrations, of Python, Java and
    /// iconv, and as people shorten them. Editions of a standard that add letters to it are read as far as the standard goes.
    /// </summary>
    private const string Aliases = """
        utf-32BE utf32be ucs4be
        utf-32 utf32le ucs4 iso10646ucs4 csucs4 u32
        utf-16BE utf16be ucs2be
        utf-16 utf16le ucs2 iso10646ucs2 csunicode unicode u16 utf16
        cp037 ebcdiccpus ebcdiccpca ebcdiccpnl ebcdiccpwt csibm037
        cp500 ebcdiccpch ebcdiccpbe csibm500
        cp424 ebcdiccphe csibm424
        cp1026 csibm1026
        iso-8859-1 latin1 l1 isolatin1 iso8859 8859 88591 iso88591 cp819 ibm819 isoir100
        iso-8859-2 latin2 l2 isolatin2 iso88592 isoir101
        iso-8859-3 latin3 l3 iso88593 isoir109
        iso-8859-4 latin4 l4 iso88594 isoir110
        iso-8859-5 cyrillic iso88595 isoir144
        iso-8859-6 arabic iso88596 iso88596e iso88596i ecma114 asmo708 isoir127
        iso-8859-7 greek greek8 iso88597 ecma118 elot928 isoir126
        iso-8859-8 hebrew iso88598 iso88598e iso88598i isoir138
        iso-8859-9 latin5 l5 iso88599 isoir148
        iso-8859-10 latin6 l6 iso885910 isoir157 csisolatin6
        windows-874 iso885911 iso8859111 tis620 tis6200 tis62025290 tis62025291 tis62025331 isoir166 thai
        iso-8859-13 latin7 l7 iso885913 isoir179
        iso-8859-14 latin8 l8 iso885914 isoir199 isoceltic
        iso-8859-15 latin9 latin0 l9 iso885915 isoir203 csisolatin9
        iso-8859-16 latin10 l10 iso885916 isoir226
        windows-1252 ansi
        koi8-r koi8 koi cskoi8r
        koi8-u koi8ru
        koi8-t koi8t
        ptcp154 csptcp154 pt154 cp154 cyrillicasian
        kz-1048 kz1048 rk1048 strk10482002
        ibm856 cp856 856
        ibm1006 cp1006 1006
        ibm1125 cp1125 1125 cp866u ruscii
        hp-roman8 hproman8 roman8 r8 cshproman8 cp1051 ibm1051
        cp861 cpis
        cp869 cpgr
        shift_jis sjis xsjis shiftjis csshiftjis mskanji windows31j ms932 shiftjis2004 shiftjisx0213 sjis2004 sjisx0213
        euc-jp eucjp xeucjp ujis eucjis2004 eucjisx0213 jisx0213
        iso-2022-jp iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpext
        ks_c_5601-1987 euckr korean ksc5601 ksc56011987 ksc56011989 ksx1001 uhc ms949
        iso-2022-kr iso2022kr csiso2022kr
        Johab johab ms1361
        big5 big5tw big5hkscs hkscs xxbig5 csbig5 ms950
        gb18030 chinese csiso58gb231280 euccn eucgb2312cn gb18030 gb180302000 gb23121980 gb231280 isoir58 ms936 xgbk
        hz-gb-2312 hz hzgb hzgb2312
        macintosh macroman xmacroman
        x-mac-cyrillic maccyrillic macukrainian xmacukrainian
        x-mac-greek macgreek
        x-mac-ce maclatin2 maccentraleurope maccenteuro
        x-mac-turkish macturkish
        x-mac-icelandic maciceland macicelandic
        x-mac-croatian maccroatian
        x-mac-romanian macromanian macromania
        """;

    private static readonly FrozenDictionary<string, string> Known = Aliases.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(' '))
        .SelectMany(names => names[1..].Select(alias => (Alias: alias, Name: names[0]))).ToFrozenDictionary(pair => pair.Alias, pair => pair.Name);

    /// <summary>Null if the name is not known, and for UTF-7, in which markup can be hidden from whoever looks for it.</summary>
    /// <param name="name">In lower case.</param>
    /// <param name="isLenient">Whether bytes that do not fit become U+FFFD, or throw.</param>
    public static Encoding? Find(string name, bool isLenient)
    {
        var compact = Compact(name);
        var known = Known.GetValueOrDefault(compact, name.Replace('_', '-'));
        if (compact.Length == 0 || compact.Contains("utf7", StringComparison.Ordinal))
            return null;
        if (SingleByteEncoding.Find(known, isLenient) is { } own)
            return own;
        DecoderFallback fallback = isLenient ? DecoderFallback.ReplacementFallback : DecoderFallback.ExceptionFallback;
        try
        {
            // cp437, csIBM850, windows-1250: most names are a page's number and what stands before it.
            var digits = compact.AsSpan().TrimStart("abcdeimnopswx").TrimStart('0');
            if (!compact.StartsWith("iso", StringComparison.Ordinal) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 36 and < 60_000
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

    /// <summary>Letters and digits, without the year of the standard: <c>ISO_8859-2:1987</c> is <c>iso88592</c>.</summary>
    private static string Compact(string name)
    {
        var year = name.IndexOf(':', StringComparison.Ordinal);
        return string.Concat((year > 0 ? name[..year] : name).Where(char.IsAsciiLetterOrDigit));
    }
}
