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

    /// <summary>0 to 1; null where there is too little text to tell.</summary>
    public static double? Of(string one, string other)
    {
        var (left, right) = (Runs(one), Runs(other));
        if (Math.Min(left.Count, right.Count) < FewestRuns)
            return null;
        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        return (double)few.Count(many.Contains) / few.Count;
    }

    /// <summary>Words in lower case; where a script parts no words, every character is one.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = rune.Value is >= 0x0E00 and < 0x0F00 or >= 0x1000 and < 0x10A0 or >= 0x1780 and < 0x1800 or >= 0x3040 and < 0xA000 or >= 0xF900 and < 0xFB00 or >= 0x20000;
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

    private static HashSet<int> Runs(string text)
    {
        var words = Words(text).Take(MostWords).Select(word => word.GetHashCode(StringComparison.Ordinal)).ToArray();
        var runs = new HashSet<int>(words.Length);
        for (var i = 0; i + Run <= words.Length; i++)
            runs.Add(HashCode.Combine(words[i], words[i + 1], words[i + 2]));
        return runs;
    }
}
