using Newsroom.Contracts;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Summaries;

/// <summary>
/// Chooses a summary from the article's own sentences. News puts first what matters, so that the lead is hard to beat (the
/// "lead-3" baseline of summarisation research); what the title speaks of and what returns throughout the text decides the rest.
/// </summary>
internal static class Summariser
{
    /// <summary>Characters of two or three sentences together. Half of it in Chinese and Japanese, which say as much in half the room.</summary>
    private const int UsualLength = 320;

    /// <summary>Characters of a sentence that stands alone because it is long.</summary>
    private const int LongestSentence = 500;

    private const int MostSentences = 3;

    /// <summary>Share of the best sentence's score that another must have: asides that only fill the room stay out.</summary>
    private const double WorthIt = 0.33;

    /// <summary>Whole sentences in their order; empty for a body of one or two sentences, and where none is fit to stand.</summary>
    public static string Summarise(IReadOnlyList<Block> body, string title, string language)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(language);
        var primary = language.Split('-')[0];
        var candidates = Candidates.Of(body, title, primary, out var sentences);
        if (sentences <= 2 || candidates.Count == 0)
            return string.Empty;

        var isDense = Scripts.IsIdeographic(Scripts.MainOf(candidates[0].Text));
        var room = isDense ? UsualLength / 2 : UsualLength;
        var scores = Scores(candidates, Terms.Of(title, primary), room);
        var chosen = Choose(candidates, scores, room, isDense ? LongestSentence / 2 : LongestSentence);
        return string.Join(isDense ? "" : " ", chosen.OrderBy(candidate => candidate.Index).Select(candidate => candidate.Text));
    }

    private static double[] Scores(IReadOnlyList<Candidate> candidates, HashSet<string> title, int room)
    {
        var sentencesWith = candidates.SelectMany(candidate => candidate.Terms)
            .GroupBy(term => term, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var centrality = candidates
            .Select(candidate => candidate.Terms.Sum(term => sentencesWith[term] - 1.0) / Math.Sqrt(candidate.Terms.Count + 1))
            .ToArray();
        var mostCentral = Math.Max(centrality.Max(), double.Epsilon);

        var scores = new double[candidates.Count];
        for (var at = 0; at < candidates.Count; at++)
        {
            var candidate = candidates[at];
            // The lead's advantage halves by the third sentence. Title and centrality together weigh a little less than the lead.
            var position = 1.2 / (1 + 0.4 * candidate.Index);
            var ofTitle = title.Count == 0 ? 0 : title.Count(candidate.Terms.Contains) / (double)title.Count;
            scores[at] = position + 0.7 * ofTitle + 0.5 * centrality[at] / mostCentral - Faults(candidate, room);
        }

        return scores;
    }

    private static double Faults(Candidate candidate, int room)
    {
        var text = candidate.Text;
        var faults = 0.0;
        if (text.Length < room / 8)
            faults += 0.6;
        if (text.Length > room)
            faults += 0.3;
        if (text.AsSpan().TrimEnd("\"'”’»」』) ").EndsWith("?") || text.EndsWith('？') || text.EndsWith('؟'))
            faults += 0.5;
        // A bare quotation needs its speaker.
        if ("\"“„«「『‘'".Contains(text[0]))
            faults += 0.6;
        return faults;
    }

    private static List<Candidate> Choose(IReadOnlyList<Candidate> candidates, double[] scores, int room, int longest)
    {
        var chosen = new List<Candidate>();
        var length = 0;
        var firstScore = 0.0;
        while (chosen.Count < MostSentences)
        {
            Candidate? best = null;
            var bestScore = double.NegativeInfinity;
            for (var at = 0; at < candidates.Count; at++)
            {
                var candidate = candidates[at];
                var fits = chosen.Count == 0 ? candidate.Text.Length <= longest : length + 1 + candidate.Text.Length <= room;
                if (!fits || chosen.Contains(candidate) || chosen.Exists(other => Repeats(candidate, other)))
                    continue;
                var score = scores[at] - Hanging(candidate, chosen);
                if (score > bestScore)
                    (best, bestScore) = (candidate, score);
            }

            // The first is needed; another has to be worth it, not just to fill the room that is left.
            if (best is null || chosen.Count > 0 && bestScore < WorthIt * firstScore)
                break;
            firstScore = chosen.Count == 0 ? bestScore : firstScore;
            chosen.Add(best);
            length += (length > 0 ? 1 : 0) + best.Text.Length;
        }

        return chosen;
    }

    /// <summary>
    /// Hanging in the air is only for where nothing else is left: 3 is more than any sentence can score. A lead has nothing before it
    /// to hang on; if it seems to, the next best may come first.
    /// </summary>
    private static double Hanging(Candidate candidate, List<Candidate> chosen)
    {
        if (!candidate.HangsOnPrevious || chosen.Exists(other => other.Index == candidate.Index - 1))
            return 0;
        return candidate.Index == 0 && chosen.Count == 0 ? 0.8 : 3;
    }

    /// <summary>Two thirds of the shorter one's terms in common: it says the same again.</summary>
    private static bool Repeats(Candidate one, Candidate other)
    {
        var fewer = Math.Min(one.Terms.Count, other.Terms.Count);
        return fewer > 2 && one.Terms.Count(other.Terms.Contains) * 3 >= fewer * 2;
    }
}
