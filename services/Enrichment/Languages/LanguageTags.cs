using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Languages;

/// <summary>Language tags as sources write them ("en-GB", "in", "IND", "zh_Hant", "no") as the ISO 639-1 code used here.</summary>
internal static class LanguageTags
{
    /// <summary>Deprecated codes (IANA registry), macrolanguages with one usual written form, ISO 639-2/3 codes seen in feeds.</summary>
    private static readonly Dictionary<string, string> Aliases = Table(
        "in=id iw=he ji=yi no=nb fil=tl mo=ro cmn=zh ara=ar ben=bn ces=cs cze=cs chi=zh dan=da deu=de dut=nl ell=el "
        + "eng=en fas=fa fin=fi fra=fr fre=fr ger=de gre=el heb=he hin=hi hrv=hr hun=hu ind=id ita=it jpn=ja kor=ko "
        + "may=ms msa=ms zsm=ms nld=nl nob=nb nno=nn nor=nb per=fa pes=fa pol=pl por=pt ron=ro rum=ro rus=ru spa=es "
        + "srp=sr swe=sv tam=ta tgl=tl tha=th tur=tr ukr=uk urd=ur vie=vi zho=zh");

    /// <summary>Scripts of languages that are not written in Latin letters; two where both are in use.</summary>
    private static readonly Dictionary<string, Script[]> ScriptsOf = new(StringComparer.Ordinal)
    {
        ["am"] = [Script.Ethiopic],
        ["ar"] = [Script.Arabic],
        ["as"] = [Script.Bengali],
        ["az"] = [Script.Latin, Script.Cyrillic, Script.Arabic],
        ["be"] = [Script.Cyrillic, Script.Latin],
        ["bg"] = [Script.Cyrillic],
        ["bn"] = [Script.Bengali],
        ["bo"] = [Script.Tibetan],
        ["ckb"] = [Script.Arabic],
        ["dv"] = [Script.Thaana],
        ["el"] = [Script.Greek],
        ["fa"] = [Script.Arabic],
        ["gu"] = [Script.Gujarati],
        ["he"] = [Script.Hebrew],
        ["hi"] = [Script.Devanagari],
        ["hy"] = [Script.Armenian],
        ["ja"] = [Script.Kana, Script.Han],
        ["ka"] = [Script.Georgian],
        ["kk"] = [Script.Cyrillic, Script.Latin, Script.Arabic],
        ["km"] = [Script.Khmer],
        ["kn"] = [Script.Kannada],
        ["ko"] = [Script.Hangul],
        ["ku"] = [Script.Latin, Script.Arabic],
        ["ky"] = [Script.Cyrillic],
        ["lo"] = [Script.Lao],
        ["mk"] = [Script.Cyrillic],
        ["ml"] = [Script.Malayalam],
        ["mn"] = [Script.Cyrillic, Script.Mongolian],
        ["mr"] = [Script.Devanagari],
        ["my"] = [Script.Myanmar],
        ["ne"] = [Script.Devanagari],
        ["or"] = [Script.Oriya],
        ["pa"] = [Script.Gurmukhi, Script.Arabic],
        ["ps"] = [Script.Arabic],
        ["ru"] = [Script.Cyrillic],
        ["sd"] = [Script.Arabic, Script.Devanagari],
        ["si"] = [Script.Sinhala],
        ["sr"] = [Script.Cyrillic, Script.Latin],
        ["ta"] = [Script.Tamil],
        ["te"] = [Script.Telugu],
        ["tg"] = [Script.Cyrillic],
        ["th"] = [Script.Thai],
        ["ti"] = [Script.Ethiopic],
        ["tt"] = [Script.Cyrillic],
        ["ug"] = [Script.Arabic],
        ["uk"] = [Script.Cyrillic],
        ["ur"] = [Script.Arabic],
        ["uz"] = [Script.Latin, Script.Cyrillic],
        ["yi"] = [Script.Hebrew],
        ["zh"] = [Script.Han],
    };

    /// <summary>The primary language of a tag in its shortest code; null where there is none to be had.</summary>
    public static string? Normalise(string? tag)
    {
        var primary = tag?.Trim().Split('-', '_')[0].ToLowerInvariant();
        if (primary is null or "und" or "mul" or "zxx" or "mis" || primary.Length is < 2 or > 3 || !primary.All(char.IsAsciiLetterLower))
            return null;
        return Aliases.GetValueOrDefault(primary, primary);
    }

    /// <summary>Could a text in this script be in this language?</summary>
    public static bool CanBeWrittenIn(string code, Script script) =>
        ScriptsOf.TryGetValue(code, out var scripts) ? scripts.Contains(script) : script == Script.Latin;

    /// <summary>The one language of news that is written in a script; null where several are. A bare script needs no statistics.</summary>
    public static string? OnlyLanguageOf(Script script) => script switch
    {
        Script.Greek => "el",
        Script.Armenian => "hy",
        Script.Thaana => "dv",
        Script.Gurmukhi => "pa",
        Script.Gujarati => "gu",
        Script.Oriya => "or",
        Script.Tamil => "ta",
        Script.Telugu => "te",
        Script.Kannada => "kn",
        Script.Malayalam => "ml",
        Script.Sinhala => "si",
        Script.Thai => "th",
        Script.Lao => "lo",
        Script.Tibetan => "bo",
        Script.Myanmar => "my",
        Script.Georgian => "ka",
        Script.Hangul => "ko",
        Script.Khmer => "km",
        Script.Mongolian => "mn",
        Script.Kana => "ja",
        Script.Han => "zh",
        _ => null,
    };

    private static Dictionary<string, string> Table(string pairs) =>
        pairs.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
