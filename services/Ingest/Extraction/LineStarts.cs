using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>Phrases that lines begin with. A word ends where the phrase does.</summary>
internal sealed class LineStarts(IEnumerable<string> begun)
{
    // By their first two letters: nearly all lines begin with none of these.
    private readonly FrozenDictionary<(char, char), string[]> phrases = begun
        .GroupBy(phrase => Beginning(phrase))
        .ToFrozenDictionary(same => same.Key, same => same.ToArray());

    /// <param name="section">Of <c>Phrases.txt</c>.</param>
    public LineStarts(string section)
        : this(Phrases.Of(section))
    {
    }

    public bool Begin(ReadOnlySpan<char> line) => line.Length > 0 && (BeginsWith(line, Beginning(line)) || BeginsWith(line, (char.ToLowerInvariant(line[0]), '\0')));

    public static bool With(ReadOnlySpan<char> line, string phrase) =>
        line.StartsWith(phrase, StringComparison.OrdinalIgnoreCase)
        // "▶ 2019: …" is an entry of a list.
        && !(phrase is "▶" && line[1..].TrimStart() is [>= '0' and <= '9', ..])
        && (line.Length == phrase.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(line[phrase.Length])
            || TextShape.IsIdeograph(phrase[^1]));

    private bool BeginsWith(ReadOnlySpan<char> line, (char, char) beginning)
    {
        if (!phrases.TryGetValue(beginning, out var some))
            return false;
        foreach (var phrase in some)
        {
            if (With(line, phrase))
                return true;
        }

        return false;
    }

    private static (char, char) Beginning(ReadOnlySpan<char> text) => (char.ToLowerInvariant(text[0]), text.Length > 1 ? char.ToLowerInvariant(text[1]) : '\0');
}
