using System.Globalization;
using System.Text;

namespace Newsroom.Publishing.Articles;

/// <summary>
/// The last segment of an article's address: words that a reader recognises, and enough of the id to be alone with them.
/// </summary>
internal static class Slug
{
    private const int LongestTitle = 80;

    /// <summary>
    /// Lower-case letters and digits of every script stay, Latin ones without their diacritics; everything between them
    /// becomes one hyphen. At most 80 UTF-16 units, cut between words, then a hyphen and the first eight hex digits of the id.
    /// </summary>
    public static string For(string title, Guid articleId)
    {
        ArgumentNullException.ThrowIfNull(title);
        var words = Cut(Fold(title));
        var id = articleId.ToString("N")[..8];
        return words.Length == 0 ? id : $"{words}-{id}";
    }

    private static string Fold(string title)
    {
        var decomposed = Normalisable(title).Normalize(NormalizationForm.FormKD);
        var slug = new StringBuilder(decomposed.Length);
        var afterLetter = false;
        var keepsMarks = false;
        var pendingHyphen = false;
        foreach (var rune in decomposed.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // Accents on Latin letters go; vowel signs of Thai, Hindi, Arabic … are part of the word.
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark:
                    if (afterLetter && keepsMarks)
                        slug.Append(rune.ToString());
                    continue;
                // Soft hyphens, joiners, direction marks: inside words, and unseen.
                case UnicodeCategory.Format:
                    continue;
            }

            afterLetter = Rune.IsLetterOrDigit(rune);
            if (!afterLetter)
            {
                pendingHyphen = slug.Length > 0;
                continue;
            }

            if (pendingHyphen)
                slug.Append('-');
            pendingHyphen = false;
            keepsMarks = !IsLatin(rune);
            slug.Append(Latin(Rune.ToLowerInvariant(rune)));
        }

        return slug.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Normalize throws on lone surrogates, which here become U+FFFD, and on noncharacters such as U+FFFE.</summary>
    private static string Normalisable(string title) => string.Concat(title.EnumerateRunes().Select(static rune =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned ? Rune.ReplacementChar : rune));

    private static string Cut(string words)
    {
        if (words.Length <= LongestTitle)
            return words;
        var end = words[LongestTitle] == '-' ? LongestTitle : words.LastIndexOf('-', LongestTitle - 1);
        if (end > 0)
            return words[..end];

        // One long word, as in scripts without spaces: cut before whatever belongs to the letter that would be split.
        end = LongestTitle;
        while (end > 1 && !StartsLetter(words, end))
            end--;
        return words[..end];
    }

    private static bool StartsLetter(string words, int index) =>
        !char.IsLowSurrogate(words[index])
        && CharUnicodeInfo.GetUnicodeCategory(words, index) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static bool IsLatin(Rune rune) =>
        rune.Value is < 0x250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF);

    /// <summary>Latin letters that have no canonical decomposition into a plain one and a mark.</summary>
    private static string Latin(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŋ' => "n",
        'þ' => "th",
        'ŧ' => "t",
        'ə' => "e",
        _ => rune.ToString(),
    };
}
