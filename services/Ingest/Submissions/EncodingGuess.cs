using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// Guesses what bytes are text in that nothing declares and that are not UTF-8: each encoding that may be is tried on a sample, and the one wins whose
/// text looks most like writing, by how letters of its scripts follow each other.
/// </summary>
internal static class EncodingGuess
{
    private const int Sample = 60_000;

    private static readonly string[] Candidates =
        ["windows-1252", "windows-1251", "koi8-r", "koi8-u", "windows-1250", "iso-8859-2", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1258", "windows-874", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "ibm866", "x-mac-cyrillic"];

    /// <summary>What a language is written in where it is not UTF-8.</summary>
    private static readonly Dictionary<string, string[]> ByLanguage = """
        en de fr es pt it nl sv da no nb fi is ca id ms: windows-1252
        ru: windows-1251 koi8-r
        uk: windows-1251 koi8-u
        bg be: windows-1251
        sr: windows-1251 windows-1250
        pl hu ro: iso-8859-2 windows-1250
        cs sk: windows-1250 iso-8859-2
        hr sl: windows-1250
        el: windows-1253
        tr az: windows-1254
        he: windows-1255
        ar fa ur: windows-1256
        vi: windows-1258
        th: windows-874
        ja: shift_jis euc-jp
        zh: gb18030 big5
        ko: euc-kr
        """.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(": "))
        .SelectMany(line => line[0].Split(' ').Select(language => (language, encodings: line[1].Split(' '))))
        .ToDictionary(entry => entry.language, entry => entry.encodings, StringComparer.Ordinal);

    // The commonest letters of Russian and its neighbours; the others are in a page as well, but seldom more than these.
    private const string CyrillicVowels = "оеаитнсрвлкмд";

    private const string Greek = "αειοτσνςρκπόίάήηέυμλ";

    private const string Hebrew = "יוהלאתרבשמנ";

    // Accented letters by how surely they are of a language: those of two code pages at one place have to differ.
    private const string Sure = "éäöüßáíóçãàåâîôñúýžš";
    private const string Likely = "èčêęøřěůőűłąśżćńźşğıățýæùïë";

    // The signs that are most of any Chinese and Japanese text.
    private const string CommonHan = "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里用道行所然家种事成方多经經么去法学學如都同现現当當没動面起看定天分还還进進好小部其些主样理心她本前开但因只从想实日月新者年市県会社発表東京";

    // Those of Korean endings and particles.
    private const string CommonHangul = "이다의는을를에가로하고한지서기사은도자시인대어정리해전일부수";

    public static string Of(ReadOnlySpan<byte> bytes, string? language)
    {
        var sample = SampleOf(bytes);
        var preferred = language is not null ? ByLanguage.GetValueOrDefault(language) : null;
        var questions = sample.AsSpan().Count((byte)'?');
        var (best, most) = ("windows-1252", double.MinValue);
        foreach (var name in Candidates)
        {
            if (EncodingNames.Find(name, isLenient: true) is not { } encoding)
                continue;
            var text = encoding.GetString(sample);
            // Some of the decoders write a question mark for what they cannot read.
            var unread = text.AsSpan().Count('?') - questions;
            var score = Score(text) - (6.0 * Math.Max(0, unread) / Math.Max(1, text.Length)) + (preferred is not null ? Array.IndexOf(preferred, name) switch { 0 => 0.5, 1 => 0.48, _ => 0.0 } : 0);
            // Most pages that declare nothing are of the West.
            if (name == "windows-1252")
                score += 0.015;
            if (score > most)
                (best, most) = (name, score);
        }

        return best;
    }

    /// <summary>The stretches beyond ASCII with a few letters around them: markup says nothing.</summary>
    private static byte[] SampleOf(ReadOnlySpan<byte> bytes)
    {
        var sample = new List<byte>(4_096);
        while (sample.Count < Sample && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at)
        {
            var start = Math.Max(0, at - 1);
            sample.AddRange(bytes[start..at]);
            bytes = bytes[at..];
            var end = bytes.IndexOfAny((byte)'<', (byte)'>', (byte)'\n');
            if (end < 0)
                end = bytes.Length;
            sample.AddRange(bytes[..Math.Min(end, Sample)]);
            sample.Add((byte)'\n');
            bytes = bytes[end..];
        }

        return [.. sample];
    }

    /// <summary>From some -2 (noise) to 1 (writing), per character beyond ASCII.</summary>
    private static double Score(string text)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (one < 0x80)
                continue;
            count++;
            sum += Worth(one, i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
        }

        return count == 0 ? -2 : sum / count;
    }

    private static double Worth(char one, char before, char after) => one switch
    {
        '\uFFFD' => -6,
        < '\u00A0' => -8,
        >= '\u0400' and <= '\u045F' => Cyrillic(one, before, after),
        >= '\u0386' and <= '\u03CE' => IsWord(before, after, '\u0370', '\u03FF') ? char.IsUpper(one) && char.IsLower(before) ? -1.5 : Greek.Contains(one, StringComparison.Ordinal) ? 1 : 0.2 : -0.5,
        >= '\u05D0' and <= '\u05EA' => IsWord(before, after, '\u0590', '\u05FF') ? Hebrew.Contains(one, StringComparison.Ordinal) ? 1.1 : 0.6 : -0.5,
        >= '\u0621' and <= '\u064A' => IsWord(before, after, '\u0600', '\u06FF') ? 0.9 : -0.5,
        >= '\u0E01' and <= '\u0E5B' => IsWord(before, after, '\u0E00', '\u0E7F') ? Thai(one, before, after) : -0.5,
        >= '\u3041' and <= '\u30FF' => 1,
        >= '\uFF61' and <= '\uFF9F' => -1.5,
        >= '\uAC00' and <= '\uD7A3' => !IsWord(before, after, '\uAC00', '\uD7A3') ? -0.5 : CommonHangul.Contains(one, StringComparison.Ordinal) ? 1.1 : 0.6,
        >= '\u4E00' and <= '\u9FFF' => !IsWord(before, after, '\u3041', '\u9FFF') ? -0.5 : CommonHan.Contains(one, StringComparison.Ordinal) ? 1.2 : 0.35,
        >= '\u3000' and <= '\u3002' or '，' or '：' or '「' or '」' or '！' or '？' => 0.9,
        >= '\uE000' and <= '\uF8FF' => -3,
        '’' or '‘' when char.IsAsciiLetter(before) && char.IsAsciiLetter(after) => 0.9,
        '’' or '‘' or '“' or '”' or '–' or '—' or '…' or '«' or '»' or '\u00A0' or '©' or '·' or '•' or '€' or '°' or '„' => 0.5,
        '¿' or '¡' => char.IsLetter(after) && !char.IsLetter(before) ? 1 : -1,
        _ when char.IsLetter(one) && one < '\u0250' => Latin(one, before, after),
        _ => -1,
    };

    private static double Cyrillic(char one, char before, char after)
    {
        if (!IsWord(before, after, '\u0400', '\u04FF'))
            return -0.5;
        // KOI8-R taken for windows-1251 has its capitals within words.
        if (char.IsUpper(one) && (char.IsLower(before) || (before is < '\u0400' && char.IsLower(after) == false && after >= '\u0400')))
            return -1;
        return CyrillicVowels.Contains(char.ToLowerInvariant(one), StringComparison.Ordinal) ? 1 : 0.4;
    }

    /// <summary>
    /// Marks stand on a letter or on another mark; digits and old signs are next to never met, and fill what is no Thai. Most consonants have a
    /// vowel or a mark beside them.
    /// </summary>
    private static double Thai(char one, char before, char after) => one switch
    {
        '\u0E31' or (>= '\u0E34' and <= '\u0E3A') or (>= '\u0E47' and <= '\u0E4D') =>
            before is (>= '\u0E01' and <= '\u0E2E') or '\u0E31' or (>= '\u0E34' and <= '\u0E3A') or (>= '\u0E47' and <= '\u0E4D') ? 0.8 : -1,
        '\u0E03' or '\u0E05' or '\u0E3F' or >= '\u0E4E' => -1,
        <= '\u0E2E' when before is not (> '\u0E2E' and < '\u0E4E') && after is not (> '\u0E2E' and < '\u0E4E') => 0.3,
        _ => 0.8,
    };

    /// <summary>A letter with an accent stands among plain ones.</summary>
    private static double Latin(char one, char before, char after)
    {
        if (one is 'Ã' or 'Â' or 'Ð' or 'Þ' or 'ð' or 'þ' or '×' or '÷')
            return -1;
        var isAmong = char.IsAsciiLetter(before) || char.IsAsciiLetter(after);
        if (!isAmong)
            return before >= 0x80 || after >= 0x80 ? -1 : 0.3;
        if (char.IsUpper(one) && char.IsLower(before))
            return -1.5;
        if (one is 'õ')
            return after is 'e' ? 0.95 : 0.45;
        if (one is 'ø' or 'ù' or 'ì' or 'ò' or 'ê' or 'æ')
            return 0.6;
        return Sure.Contains(one, StringComparison.Ordinal) ? 0.9 : Likely.Contains(one, StringComparison.Ordinal) ? 0.8 : 0.2;
    }

    private static bool IsWord(char before, char after, char first, char last) =>
        (before >= first && before <= last) || (after >= first && after <= last) || (!char.IsLetter(before) && !char.IsLetter(after));
}
