using System.Globalization;
using System.Text;

namespace Newsroom.Enrichment.Texts;

/// <summary>
/// The script of a character. .NET does not carry the Unicode script property (UAX 24), so the blocks stand for it: enough to
/// tell writing systems apart, not to judge every sign.
/// </summary>
internal static class Scripts
{
    /// <summary>First and last code point of a block, in rising order.</summary>
    private static readonly (int First, int Last, Script Script)[] Blocks =
    [
        (0x0041, 0x024F, Script.Latin),
        (0x0250, 0x02AF, Script.Latin),
        (0x0370, 0x03FF, Script.Greek),
        (0x0400, 0x052F, Script.Cyrillic),
        (0x0530, 0x058F, Script.Armenian),
        (0x0590, 0x05FF, Script.Hebrew),
        (0x0600, 0x06FF, Script.Arabic),
        (0x0750, 0x077F, Script.Arabic),
        (0x0780, 0x07BF, Script.Thaana),
        (0x08A0, 0x08FF, Script.Arabic),
        (0x0900, 0x097F, Script.Devanagari),
        (0x0980, 0x09FF, Script.Bengali),
        (0x0A00, 0x0A7F, Script.Gurmukhi),
        (0x0A80, 0x0AFF, Script.Gujarati),
        (0x0B00, 0x0B7F, Script.Oriya),
        (0x0B80, 0x0BFF, Script.Tamil),
        (0x0C00, 0x0C7F, Script.Telugu),
        (0x0C80, 0x0CFF, Script.Kannada),
        (0x0D00, 0x0D7F, Script.Malayalam),
        (0x0D80, 0x0DFF, Script.Sinhala),
        (0x0E00, 0x0E7F, Script.Thai),
        (0x0E80, 0x0EFF, Script.Lao),
        (0x0F00, 0x0FFF, Script.Tibetan),
        (0x1000, 0x109F, Script.Myanmar),
        (0x10A0, 0x10FF, Script.Georgian),
        (0x1100, 0x11FF, Script.Hangul),
        (0x1200, 0x139F, Script.Ethiopic),
        (0x1780, 0x17FF, Script.Khmer),
        (0x1800, 0x18AF, Script.Mongolian),
        (0x1C90, 0x1CBF, Script.Georgian),
        (0x1E00, 0x1EFF, Script.Latin),
        (0x1F00, 0x1FFF, Script.Greek),
        (0x2D00, 0x2D2F, Script.Georgian),
        (0x2D80, 0x2DDF, Script.Ethiopic),
        (0x2DE0, 0x2DFF, Script.Cyrillic),
        (0x2E80, 0x2FDF, Script.Han),
        (0x3005, 0x3007, Script.Han),
        (0x3041, 0x30FF, Script.Kana),
        (0x3130, 0x318F, Script.Hangul),
        (0x31F0, 0x31FF, Script.Kana),
        (0x3400, 0x4DBF, Script.Han),
        (0x4E00, 0x9FFF, Script.Han),
        (0xA640, 0xA69F, Script.Cyrillic),
        (0xA720, 0xA7FF, Script.Latin),
        (0xAC00, 0xD7AF, Script.Hangul),
        (0xF900, 0xFAFF, Script.Han),
        (0xFB1D, 0xFB4F, Script.Hebrew),
        (0xFB50, 0xFDFF, Script.Arabic),
        (0xFE70, 0xFEFE, Script.Arabic),
        (0xFF21, 0xFF5A, Script.Latin),
        (0xFF66, 0xFF9F, Script.Kana),
        (0x20000, 0x323AF, Script.Han),
    ];

    /// <summary>The script of a letter or a mark; <see cref="Script.None"/> for everything else.</summary>
    public static Script Of(Rune rune)
    {
        if (!IsLetterOrMark(rune))
            return Script.None;

        int low = 0, high = Blocks.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var block = Blocks[middle];
            if (rune.Value < block.First)
                high = middle - 1;
            else if (rune.Value > block.Last)
                low = middle + 1;
            else
                return block.Script;
        }

        return Script.None;
    }

    /// <summary>The script that most letters of the text are in. Japanese counts as <see cref="Script.Kana"/>.</summary>
    public static Script MainOf(string text)
    {
        var letters = new int[Enum.GetValues<Script>().Length];
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Of(rune);
            // A Han or kana character says about as much as three Latin letters, a Hangul block as two: a Chinese report full of
            // foreign brands is still Chinese.
            letters[(int)script] += IsIdeographic(script) ? 3 : script == Script.Hangul ? 2 : 1;
        }

        // Japanese mixes kana with Han; Chinese has next to no kana. A twelfth is far below the share of kana in any Japanese prose
        // (about a half) and far above that of a Japanese brand in a Chinese report.
        var kana = letters[(int)Script.Kana];
        if (kana > 0 && kana * 12 >= kana + letters[(int)Script.Han])
        {
            letters[(int)Script.Kana] += letters[(int)Script.Han];
            letters[(int)Script.Han] = 0;
        }

        var main = Script.None;
        var most = 0;
        for (var script = 1; script < letters.Length; script++)
        {
            if (letters[script] > most)
                (main, most) = ((Script)script, letters[script]);
        }

        return main;
    }

    /// <summary>Written without spaces between words; a character is about a syllable or a word.</summary>
    public static bool IsIdeographic(Script script) => script is Script.Han or Script.Kana;

    /// <summary>Written without spaces between words, in letters.</summary>
    public static bool IsUnspacedAlphabet(Script script) =>
        script is Script.Thai or Script.Lao or Script.Khmer or Script.Myanmar or Script.Tibetan;

    public static bool IsUnspaced(Script script) => IsIdeographic(script) || IsUnspacedAlphabet(script);

    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsLetterOrMark(Rune rune) =>
        Rune.IsLetter(rune)
        || !rune.IsAscii && (IsMark(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber);
}
