using System.Text;

namespace Newsroom.Enrichment.Texts;

/// <summary>
/// Minutes that an adult needs for a text, at least 1. The rates are those of Trauzettel-Klosinski and Dietz, "Standardized
/// Assessment of Reading Performance: The New International Reading Speed Texts IReST", Invest. Ophthalmol. Vis. Sci. 53 (2012),
/// 5452–5461, measured aloud on 436 adults in 17 languages. Silent reading is faster (English non-fiction 238 words a minute,
/// Brysbaert, J. Mem. Lang. 109, 2019), but comparable rates of it exist for few languages.
/// </summary>
internal static class ReadingTime
{
    /// <summary>Mean of the 17 languages; stands for those that were not measured.</summary>
    private const double OtherWordsPerMinute = 184;

    private static readonly Dictionary<string, double> WordsPerMinute = new(StringComparer.Ordinal)
    {
        ["ar"] = 138,
        ["de"] = 179,
        ["en"] = 228,
        ["es"] = 218,
        ["fi"] = 161,
        ["fr"] = 195,
        ["he"] = 187,
        ["it"] = 188,
        ["nl"] = 202,
        ["pl"] = 166,
        ["pt"] = 181,
        ["ru"] = 184,
        ["sl"] = 180,
        ["sv"] = 199,
        ["tr"] = 166,
    };

    /// <summary>
    /// Korean was not among the languages: a Hangul block is a syllable, and the mean of all languages is 370 syllables a minute.
    /// </summary>
    private static readonly Dictionary<string, double> CharactersPerMinute = new(StringComparer.Ordinal)
    {
        ["ja"] = 357,
        ["ko"] = 370,
        ["zh"] = 255,
    };

    /// <param name="text">Plain text.</param>
    /// <param name="language">BCP 47, <c>und</c> where it is not known.</param>
    /// <param name="wordCount">What <see cref="WordCount"/> found; counted here if absent.</param>
    public static int Minutes(string text, string language, int? wordCount = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        var primary = language.Split('-')[0];
        var minutes = CharactersPerMinute.TryGetValue(primary, out var characters)
            ? Characters(text) / characters
            : (wordCount ?? WordCount.Of(text, language)) / WordsPerMinute.GetValueOrDefault(primary, OtherWordsPerMinute);

        // Half a minute more or less is noise; "0 minutes" would be a lie.
        return Math.Max(1, (int)Math.Round(minutes, MidpointRounding.AwayFromZero));
    }

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
            count += Rune.IsLetterOrDigit(rune) ? 1 : 0;
        return count;
    }
}
