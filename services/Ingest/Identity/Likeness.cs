using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// How much of one text stands in another: the share of its runs of three words (shingles, Broder 1997) that the longer one has too. Two reports of
/// one event share a few; a later version of a report shares most, even if it grew to ten times its length.
/// </summary>
internal static class Likeness
{
    /// <summary>Below it, nobody who reads both would take one for a version of the other.</summary>
    public const double OtherStory = 0.08;

    private const int Run = 3;

    /// <summary>Fewer say too little either way.</summary>
    private const int FewestRuns = 12;

    private const int MostWords = 5_000;

    private const int LongestFiller = 3;

    /// <summary>0 to 1; null where there is too little text to tell.</summary>
    public static double? Of(string one, string other)
    {
        var (left, right) = (Runs(one), Runs(other));
        if (Math.Min(left.Count, right.Count) < FewestRuns)
            return null;
        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        return (double)few.Count(many.Contains) / few.Count;
    }

    /// <summary>
    /// The share of its words, 0 to 1, that the shorter text has in common with the longer one: for what is too short to have runs. Words of up to three
    /// letters ("the", "in") are in any two texts, and count only where there are no others.
    /// </summary>
    public static double OfWords(string one, string other)
    {
        var (left, right) = (Telling(one), Telling(other));
        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        return few.Count == 0 ? 0 : (double)few.Count(many.Contains) / few.Count;
    }

    /// <summary>Words in lower case; where a script parts no words, every character is one.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = IsAlone(rune);
            // Marks are part of a word: without them the vowels of Hindi would part it.
            var isPart = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (isPart && !isAlone)
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
            if (isPart)
                yield return rune.ToString();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static HashSet<string> Telling(string text)
    {
        var words = Words(text).Take(MostWords).ToHashSet(StringComparer.Ordinal);
        var telling = words.Where(word => word.Length > LongestFiller || char.IsDigit(word[0]) || IsAlone(word.EnumerateRunes().First())).ToHashSet(StringComparer.Ordinal);
        return telling.Count > 0 ? telling : words;
    }

    /// <summary>Of a script that parts no words.</summary>
    private static bool IsAlone(Rune rune) =>
        rune.Value is >= 0x0E00 and < 0x0F00 or >= 0x1000 and < 0x10A0 or >= 0x1780 and < 0x1800 or >= 0x3040 and < 0xA000 or >= 0xF900 and < 0xFB00 or >= 0x20000;

    private static HashSet<int> Runs(string text)
    {
        var words = Words(text).Take(MostWords).Select(word => word.GetHashCode(StringComparison.Ordinal)).ToArray();
        var runs = new HashSet<int>(words.Length);
        for (var i = 0; i + Run <= words.Length; i++)
            runs.Add(HashCode.Combine(words[i], words[i + 1], words[i + 2]));
        return runs;
    }
}
