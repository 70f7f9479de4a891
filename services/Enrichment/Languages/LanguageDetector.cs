using Lingua;
using Newsroom.Contracts;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Languages;

/// <summary>
/// Tells the language of a text. Thread-safe; one for the process. The models are read on first use or by <see cref="Warm"/>.
/// </summary>
internal sealed class LanguageDetector
{
    /// <summary>How much likelier the source's own word makes a language, window by window: it decides what is close, no more.</summary>
    private const double GivenOdds = 30;

    /// <summary>Fewer words than this are no ground for a guess in a script that several languages share.</summary>
    private const double FewestWords = 4;

    private const double LowestGuess = 0.3;

    /// <summary>So many windows are enough where the share of one language in them is at least <see cref="Agreed"/>.</summary>
    private const int Enough = 5;

    private const double Agreed = 0.97;

    private readonly Lazy<Lingua.LanguageDetector> _models = new(Build);

    /// <summary>Reads all models now rather than in the first article.</summary>
    public void Warm()
    {
        // Shorter n-grams are read when a longer one is unknown; nonsense in each shared script gets them in.
        foreach (var nonsense in new[] { "xqzj wkvq", "щъэж ыёфц", "ظژگڤ پچۋ", "ऋञङ ॠढ", "ጷጿፏ ፗ", "ףץך זטצ" })
            _models.Value.ComputeLanguageConfidenceValues(nonsense);
    }

    /// <param name="text">Plain text of any length.</param>
    /// <param name="given">What the source says, in any usual spelling of a language tag.</param>
    public LanguageGuess Detect(string text, string? given)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
            return Undetermined;

        var sample = LanguageSample.Of(text);
        var claimed = LanguageTags.Normalise(given);
        if (sample.Size == 0)
            return claimed is null ? Undetermined : Guess(claimed, LowestGuess);

        // A claim that the writing system contradicts is no evidence.
        if (claimed is not null && !LanguageTags.CanBeWrittenIn(claimed, sample.Script))
            claimed = null;
        if (LanguageTags.OnlyLanguageOf(sample.Script) is { } only)
            return OfScript(sample, only, claimed);
        if (claimed is null && sample.Size < FewestWords)
            return Undetermined;

        var shares = Shares(sample, claimed);
        SettleCloseCalls(shares, sample, claimed);
        return Judge(shares, sample, claimed);
    }

    private static LanguageGuess Undetermined { get; } = new() { Code = LanguageGuess.Undetermined, Confidence = 0 };

    /// <summary>
    /// 77 of Lingua's 79 languages, low accuracy (trigrams and shorter). Left out: Latin and Esperanto, which no newsroom receives
    /// and which attract lists of names. Measured on .NET 10, x64, two cores: 120 MB resident for the models (process 145 MB
    /// after a full collection, 250 MB right after loading), 1.2 s to load, 3 to 7 ms an article of any length and 1 ms a short
    /// paragraph once the JIT is warm, 20 ms before.
    /// </summary>
    private static Lingua.LanguageDetector Build() => LanguageDetectorBuilder
        .FromAllLanguagesExcept(Language.Latin, Language.Esperanto)
        .WithLowAccuracyMode()
        .WithPreloadedLanguageModels()
        .Build();

    /// <summary>
    /// How much of the sample each language has, summing to 1: the mean over the windows. One long piece would not do: n-gram
    /// likelihoods multiply, so that every text beyond a sentence comes out at 1.0 whatever is mixed into it.
    /// </summary>
    private Dictionary<string, double> Shares(LanguageSample sample, string? claimed)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        var heard = 0.0;
        foreach (var (window, number) in Spread(sample.Windows).Select((window, at) => (window, at + 1)))
        {
            // Those from beginning to end agree: the rest would cost half of the time and say the same.
            if (number > Enough && shares.Values.Max() > Agreed * heard)
                break;
            var likely = _models.Value.ComputeLanguageConfidenceValues(window)
                .Where(value => value.Value > 0.001)
                .Select(value => (Code: CodeOf(value.Key), value.Value))
                .Select(value => (value.Code, Weight: value.Value * (value.Code == claimed ? GivenOdds : 1)))
                .ToArray();
            var sum = likely.Sum(value => value.Weight);
            foreach (var (code, weight) in likely)
                shares[code] = shares.GetValueOrDefault(code) + weight / sum * window.Length;
            heard += likely.Length > 0 ? window.Length : 0;
        }

        // Lingua's n-grams are of letters alone, and a short Devanagari sentence, full of vowel marks, may have none: then the
        // telling words decide.
        if (heard == 0 && sample.Script == Script.Devanagari)
            return new(StringComparer.Ordinal) { ["hi"] = 0.5, ["mr"] = 0.3, ["ne"] = 0.2 };
        foreach (var code in shares.Keys)
            shares[code] /= heard;
        return shares;
    }

    /// <summary>First those at the quarters, from beginning to end, then those between.</summary>
    private static IEnumerable<string> Spread(IReadOnlyList<string> windows)
    {
        if (windows.Count <= Enough)
            return windows;
        var first = Enumerable.Range(0, Enough).Select(quarter => quarter * (windows.Count - 1) / (Enough - 1)).Distinct().ToArray();
        return [.. first.Select(at => windows[at]), .. windows.Where((_, at) => !first.Contains(at))];
    }

    /// <summary>
    /// Parts the share of a group of close languages anew, counting its telling words: each makes its language three times as
    /// likely. Words that two members share cancel out.
    /// </summary>
    private static void SettleCloseCalls(Dictionary<string, double> shares, LanguageSample sample, string? claimed)
    {
        if (shares.Count == 0 || CloseLanguages.GroupOf(Best(shares).Key) is not { } group)
            return;

        var share = group.Keys.Sum(code => shares.GetValueOrDefault(code));
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (code, telling) in group)
        {
            var hits = sample.Words.Count(word => telling.Contains(word));
            // The model of Serbian is Cyrillic only: in Latin letters nothing but the source's word can speak for it.
            var unheard = code == "sr" && code == claimed && sample.Script == Script.Latin ? GivenOdds : 1;
            weights[code] = (shares.GetValueOrDefault(code) + 0.02 * share * unheard) * Math.Pow(3, Math.Min(hits, 20));
        }

        var all = weights.Values.Sum();
        foreach (var code in group.Keys)
            shares[code] = share * weights[code] / all;
    }

    private static LanguageGuess Judge(Dictionary<string, double> shares, LanguageSample sample, string? claimed)
    {
        var ceiling = Ceiling(sample);
        if (shares.Count == 0)
            return claimed is null ? Undetermined : Guess(claimed, Math.Min(LowestGuess, ceiling));

        var (code, share) = Best(shares);
        if (claimed is null || code == claimed)
            return share * ceiling < LowestGuess && claimed is null ? Undetermined : Guess(code, share * ceiling);

        // The n-grams have no model of the claimed language and hear its neighbours: that speaks for the claim.
        var heard = shares.Where(other => CloseLanguages.MayAnswerFor(other.Key, claimed)).Sum(other => other.Value)
            + shares.GetValueOrDefault(claimed);
        if (CloseLanguages.MayAnswerFor(code, claimed) && CloseLanguages.GroupOf(claimed)?.ContainsKey(code) != true)
            return Guess(claimed, heard * ceiling * 0.8);

        // Eight words are about the shortest headline that a model may trust against the source's word.
        return share >= 0.7 && sample.Size >= 8 && sample.IsRunningText
            ? Guess(code, share * ceiling)
            : Guess(claimed, Math.Min(0.5, Math.Max(LowestGuess, shares.GetValueOrDefault(claimed) * ceiling)));
    }

    /// <summary>A script of one language speaks for itself; Han without kana may still be a Japanese headline.</summary>
    private static LanguageGuess OfScript(LanguageSample sample, string only, string? claimed) =>
        claimed is not null && claimed != only && sample.Size < 12
            ? Guess(claimed, 0.8 * Ceiling(sample))
            : Guess(only, Ceiling(sample));

    /// <summary>
    /// What a text of this size can prove at best: 0.4 with two words, 0.77 with ten, 0.97 with a hundred; half of it where it is
    /// not running text.
    /// </summary>
    private static double Ceiling(LanguageSample sample) => sample.Size / (sample.Size + 3) * (sample.IsRunningText ? 1 : 0.5);

    private static KeyValuePair<string, double> Best(Dictionary<string, double> shares) =>
        shares.MaxBy(share => (share.Value, share.Key));

    private static LanguageGuess Guess(string code, double confidence) =>
        new() { Code = code, Confidence = Math.Round(Math.Clamp(confidence, 0, 1), 3) };

    private static string CodeOf(Language language) => language.IsoCode6391().ToString().ToLowerInvariant();
}
