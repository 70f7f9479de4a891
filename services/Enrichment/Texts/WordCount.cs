using System.Text;

namespace Newsroom.Enrichment.Texts;

/// <summary>
/// Counts words as UAX 29 finds them, with two deviations: a hyphen between letters joins ("anak-anak", "well-known" are one
/// word, as in every editor's count), and unspaced scripts are counted without a dictionary. A Han or kana character counts as
/// one, which is how Chinese and Japanese desks measure length; in Thai, Lao, Khmer, Burmese and Tibetan, where marks are left
/// aside, <see cref="LettersPerWord"/> letters do.
/// </summary>
internal static class WordCount
{
    // Thai running text has four to five letters a word once vowel signs above and below and tone marks are left aside; the
    // neighbours are alike. An estimate, and an article is long enough for it.
    private const int LettersPerWord = 4;

    /// <param name="text">Plain text.</param>
    /// <param name="language">BCP 47. Only the script of the text matters so far.</param>
    public static int Of(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        int words = 0, letters = 0;
        var inWord = false;
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var script = Scripts.Of(rune);
            if (Scripts.IsUnspaced(script))
            {
                inWord = false;
                if (!Scripts.IsIdeographic(script))
                    letters += Scripts.IsMark(rune) ? 0 : 1;
                else if (!Scripts.IsMark(rune))
                    words++;
            }
            else if (Rune.IsLetterOrDigit(rune) || Scripts.IsMark(rune))
            {
                words += inWord ? 0 : 1;
                inWord = true;
            }
            else if (inWord && !JoinsWords(text, at, length))
            {
                inWord = false;
            }

            at += length;
        }

        return words + (letters + LettersPerWord - 1) / LettersPerWord;
    }

    /// <summary>UAX 29 MidLetter, MidNum and MidNumLet (rules WB6, WB7, WB11, WB12), the hyphen, and signs without width.</summary>
    private static bool JoinsWords(string text, int at, int length)
    {
        var sign = text[at];
        if (sign is '\u00AD' or '\u200C' or '\u200D' or '\u2060')
            return true;
        if (at == 0 || at + length >= text.Length)
            return false;

        char before = text[at - 1], after = text[at + length];
        return sign switch
        {
            '\'' or '\u2019' or '-' or '\u2010' or '\u2011' or '_' => char.IsLetterOrDigit(after),
            '.' or ':' or '\u00B7' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
            ',' or ';' or '/' => char.IsDigit(before) && char.IsDigit(after),
            _ => false,
        };
    }
}
