namespace Newsroom.Ingest.Extraction;

/// <summary>
/// How alike a headline is to some others, from 0 to 1: as one says what the other says and more (a kicker, a site's name), or by the words that
/// they share. Scripts without spaces are compared by pairs of signs.
/// </summary>
internal sealed class HeadlineLikeness(IEnumerable<string> headlines)
{
    // Most pages declare the same headline several times.
    private readonly List<Compared> others = [.. headlines.Distinct(StringComparer.Ordinal).Select(other => new Compared(other))];

    public bool HasNone => others.Count == 0;

    /// <summary>To the likest; 0 where there is none.</summary>
    public double Of(string headline)
    {
        var one = new Compared(headline);
        var most = 0.0;
        foreach (var other in others)
            most = Math.Max(most, Of(one, other));
        return most;
    }

    private static double Of(Compared one, Compared other)
    {
        if (one.Key.Length == 0 || other.Key.Length == 0)
            return 0;
        var (shorter, longer) = one.Key.Length <= other.Key.Length ? (one.Key, other.Key) : (other.Key, one.Key);
        var share = (double)shorter.Length / longer.Length;
        if (longer.Contains(shorter, StringComparison.Ordinal))
            return share >= 0.35 ? 0.5 + (share / 2) : share;
        var least = Math.Min(one.Words.Count, other.Words.Count);
        return least < 2 ? 0 : 0.95 * one.Words.Count(other.Words.Contains) / least;
    }

    private sealed class Compared(string text)
    {
        private HashSet<string>? words;

        public string Key { get; } = TextShape.Key(text);

        public HashSet<string> Words => words ??= Parts(text);
    }

    private static HashSet<string> Parts(string text)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in text.Split([' ', '-', '–', '—', ':', '|', ',', '/', '\u00A0', '"', '“', '”', '「', '」', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            var key = TextShape.Key(word);
            if (key.Length > 0 && TextShape.IsIdeograph(key[0]))
            {
                for (var i = 0; i + 1 < key.Length; i++)
                    parts.Add(key.Substring(i, 2));
            }
            else if (key.Length > 2 || (key.Length > 0 && char.IsDigit(key[0])))
            {
                parts.Add(key);
            }
        }

        return parts;
    }
}
