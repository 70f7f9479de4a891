using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>The phrases of sections of <c>Words/Wire.txt</c>, looked for word by word.</summary>
internal sealed class WireWords
{
    private readonly Dictionary<string, List<(string[] Keys, HashSet<string> Languages)>> phrases = new(StringComparer.Ordinal);

    public WireWords(params string[] sections)
    {
        foreach (var (language, words) in sections.SelectMany(WordLists.Lines))
        {
            foreach (var word in words)
                Add(word, language);
        }

        foreach (var some in phrases.Values)
            some.Sort((one, other) => other.Keys.Length.CompareTo(one.Keys.Length));
    }

    /// <summary>How many words of a line, from one on, are a phrase; the longest. 0 if none is.</summary>
    public int At(WireLine line, int at) => At(line, at, out _);

    /// <param name="line">A line.</param>
    /// <param name="at">Where the phrase begins.</param>
    /// <param name="languages">In which there is such a phrase.</param>
    public int At(WireLine line, int at, out IReadOnlySet<string> languages)
    {
        if (phrases.TryGetValue(line[at], out var some))
        {
            foreach (var (keys, spoken) in some)
            {
                var same = 1;
                while (same < keys.Length && keys[same] == line[at + same])
                    same++;
                if (same < keys.Length)
                    continue;
                languages = spoken;
                return same;
            }
        }

        languages = new HashSet<string>();
        return 0;
    }

    public bool IsIn(WireLine line) => Find(line) >= 0;

    /// <summary>Where the first phrase begins; -1 if there is none.</summary>
    public int Find(WireLine line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (At(line, i) > 0)
                return i;
        }

        return -1;
    }

    private void Add(string phrase, string language)
    {
        var line = new WireLine(phrase);
        string[] keys = [.. Enumerable.Range(0, line.Count).Select(at => line[at])];
        if (!phrases.TryGetValue(keys[0], out var some))
            phrases.Add(keys[0], some = []);
        if (some.Find(known => known.Keys.AsSpan().SequenceEqual(keys)) is { Keys: not null } same)
            same.Languages.Add(language);
        else
            some.Add((keys, [language]));
    }
}
