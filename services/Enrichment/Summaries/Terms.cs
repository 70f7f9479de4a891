using System.Text;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Summaries;

/// <summary>
/// What a sentence is about, as a set of terms: words of four letters or more that are not among the commonest, cut to
/// <see cref="StemLength"/> letters so that inflected forms meet; in unspaced scripts character bigrams of Han and katakana (one
/// kana of grammar tells nothing) and trigrams of Thai and its neighbours.
/// </summary>
internal static class Terms
{
    // Seven letters hold most stems of European words and the prefix-bearing ones of Indonesian apart from others.
    private const int StemLength = 7;

    public static HashSet<string> Of(string text, string language)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var run = new StringBuilder();
        var runScript = Script.None;
        foreach (var rune in text.ToLowerInvariant().EnumerateRunes())
        {
            var script = Scripts.Of(rune);
            var isWord = script != Script.None || Rune.IsDigit(rune);
            if (run.Length > 0 && (!isWord || KindOf(script) != KindOf(runScript)))
                AddRun(terms, run, runScript, language);
            if (!isWord || script == Script.Kana && rune.Value <= 0x309F)
                continue;
            run.Append(rune);
            runScript = script;
        }

        AddRun(terms, run, runScript, language);
        return terms;
    }

    private static int KindOf(Script script) => script switch
    {
        Script.Han => 1,
        Script.Kana => 2,
        _ => Scripts.IsUnspaced(script) ? 3 : 0,
    };

    private static void AddRun(HashSet<string> terms, StringBuilder run, Script script, string language)
    {
        var word = run.ToString();
        run.Clear();
        if (Scripts.IsUnspaced(script))
        {
            var size = Scripts.IsIdeographic(script) ? 2 : 3;
            for (var at = 0; at + size <= word.Length; at++)
                terms.Add(word.Substring(at, size));
        }
        else if (word.Length >= MinimumLength(script) && !SummaryWords.IsCommon(word, language))
        {
            terms.Add(word.Length > StemLength ? word[..StemLength] : word);
        }
    }

    /// <summary>Hangul words are two syllables; Arabic and Hebrew ones leave vowels out.</summary>
    private static int MinimumLength(Script script) => script switch
    {
        Script.Hangul => 2,
        Script.Arabic or Script.Hebrew or Script.Ethiopic => 3,
        _ => 4,
    };
}
