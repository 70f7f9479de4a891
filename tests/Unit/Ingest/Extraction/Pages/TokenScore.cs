namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>How alike two texts are, by their words; where words have no spaces between them, by their characters.</summary>
internal static class TokenScore
{
    /// <summary>F1 over the words with their numbers: 1 is the same words.</summary>
    public static double F1(string expected, string actual)
    {
        var (wanted, got) = (Count(expected), Count(actual));
        var shared = wanted.Sum(word => Math.Min(word.Value, got.GetValueOrDefault(word.Key)));
        var all = wanted.Values.Sum() + got.Values.Sum();
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    private static Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            var isAlone = isWord && text[i] >= '\u3040' && text[i] <= '\u9FFF';
            if (start >= 0 && (!isWord || isAlone))
            {
                Add(counts, text[start..i].ToLowerInvariant());
                start = -1;
            }

            if (isAlone)
                Add(counts, text[i].ToString());
            else if (isWord && start < 0)
                start = i;
        }

        return counts;
    }

    private static void Add(Dictionary<string, int> counts, string word) => counts[word] = counts.GetValueOrDefault(word) + 1;
}
