using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>The phrases of a section of <c>Phrases.txt</c> that lines begin with. A word ends where the phrase does.</summary>
internal sealed class LineStarts(string section)
{
    private readonly FrozenDictionary<char, string[]> phrases = Phrases.Of(section)
        .GroupBy(phrase => char.ToLowerInvariant(phrase[0]))
        .ToFrozenDictionary(same => same.Key, same => same.ToArray());

    public bool Begin(string line) =>
        line.Length > 0 && phrases.TryGetValue(char.ToLowerInvariant(line[0]), out var some) && Array.Exists(some, phrase => With(line, phrase));

    public static bool With(string line, string phrase) =>
        line.StartsWith(phrase, StringComparison.OrdinalIgnoreCase)
        // "▶ 2019: …" is an entry of a list.
        && !(phrase is "▶" && line.AsSpan(1).TrimStart() is [>= '0' and <= '9', ..])
        && (line.Length == phrase.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(line[phrase.Length])
            || TextShape.IsIdeograph(phrase[^1]));
}
