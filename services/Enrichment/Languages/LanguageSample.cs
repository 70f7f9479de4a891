using System.Text;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Languages;

/// <summary>
/// What of a text is looked at: at most <see cref="MostWindows"/> pieces of about <see cref="WindowLength"/> characters, evenly
/// spread from beginning to end, so that time does not grow with length and a mixed text is judged by all of its parts.
/// </summary>
internal sealed record LanguageSample
{
    public const int MostWindows = 10;
    public const int WindowLength = 120;

    /// <summary>Never empty strings; none where the text has no letters.</summary>
    public required IReadOnlyList<string> Windows { get; init; }

    /// <summary>The words of the windows in lower case, where the script has spaces.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>How many words the sample is worth; an estimate in scripts without spaces.</summary>
    public required double Size { get; init; }

    public required Script Script { get; init; }

    /// <summary>Sentences, rather than a list of names, a table or a line of tags, which say little about a language.</summary>
    public required bool IsRunningText { get; init; }

    public static LanguageSample Of(string text)
    {
        var windows = Cut(text).Select(WithoutAddresses).Where(window => window.Any(char.IsLetter)).ToArray();
        var sample = string.Join(' ', windows);
        var words = new List<string>();
        int capitalised = 0, shouted = 0, numbers = 0;
        foreach (var token in sample.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var word = token.Trim(Punctuation);
            if (!word.Any(char.IsLetter))
            {
                numbers += word.Any(char.IsDigit) ? 1 : 0;
                continue;
            }

            words.Add(word.ToLowerInvariant());
            capitalised += char.IsUpper(word[0]) ? 1 : 0;
            shouted += word.Length > 1 && !word.Any(char.IsLower) && char.IsUpper(word[0]) ? 1 : 0;
        }

        var script = Scripts.MainOf(sample);
        var separators = sample.Count(sign => Separators.Contains(sign));
        // A text in capitals throughout tells nothing by its capitals.
        var isNames = capitalised > 0.6 * words.Count && shouted < 0.5 * words.Count;
        return new()
        {
            Windows = windows,
            Words = words,
            Size = SizeOf(sample, script, words.Count),
            Script = script,
            // In prose a separator comes every seven words or more, in a list every second or third.
            IsRunningText = !isNames && numbers <= words.Count
                && (Scripts.IsUnspaced(script) || separators <= 0.34 * words.Count),
        };
    }

    private const string Separators = ",;|/•·،؛、";

    private static readonly char[] Punctuation = [.. ".,;:!?\"'()[]{}<>«»„“”‘’‚‹›…–—-*•|/\\¿¡،؛؟۔।。、".Distinct()];

    private static double SizeOf(string sample, Script script, int words)
    {
        if (!Scripts.IsUnspaced(script))
            return words;

        // Chinese words have about one and a half to two characters, Thai ones about five with their vowel signs.
        var letters = sample.EnumerateRunes().Count(rune => Scripts.Of(rune) != Script.None);
        return letters / (Scripts.IsIdeographic(script) ? 2.0 : 5.0);
    }

    private static IEnumerable<string> Cut(string text)
    {
        if (text.Length <= MostWindows * WindowLength)
        {
            for (var at = 0; at < text.Length;)
            {
                var end = WordEnd(text, Math.Min(text.Length, at + WindowLength));
                yield return text[at..end];
                at = end;
            }

            yield break;
        }

        var step = (text.Length - WindowLength) / (double)(MostWindows - 1);
        for (var window = 0; window < MostWindows; window++)
        {
            var at = (int)(window * step);
            yield return text[(at == 0 ? 0 : WordEnd(text, at))..WordEnd(text, Math.Min(text.Length, at + WindowLength))];
        }
    }

    /// <summary>The next space, unless it is far, as in scripts without spaces; never between the halves of a surrogate pair.</summary>
    private static int WordEnd(string text, int at)
    {
        for (var end = at; end < Math.Min(text.Length, at + 25); end++)
        {
            if (char.IsWhiteSpace(text[end]))
                return end;
        }

        if (text.Length - at < 25)
            return text.Length;
        return char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    /// <summary>Addresses, handles and tags are in no language.</summary>
    private static string WithoutAddresses(string window)
    {
        if (window.AsSpan().IndexOfAny("@#:.") < 0)
            return window;

        var kept = new StringBuilder(window.Length);
        foreach (var token in window.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsAddress(token))
                kept.Append(token).Append(' ');
        }

        return kept.ToString();
    }

    private static bool IsAddress(string token)
    {
        if (token[0] is '@' or '#' || token.Contains("://", StringComparison.Ordinal) || token.Contains('@', StringComparison.Ordinal))
            return true;

        // "example.org" or "www.example.org/news", but not "U.S." or "ended.The": lower-case ASCII up to the dot and beyond.
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 2 || dot >= token.Length - 2)
            return false;
        var start = token.AsSpan(0, dot + 3);
        return !start.ContainsAnyExceptInRange('!', '~') && !start.ContainsAnyInRange('A', 'Z')
            && char.IsAsciiLetter(token[dot - 1]) && char.IsAsciiLetter(token[dot + 1]);
    }
}
