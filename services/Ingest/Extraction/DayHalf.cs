namespace Newsroom.Ingest.Extraction;

/// <summary>The halves of the day behind or before a time of twelve hours, from <c>Words/Dates.txt</c>, with points or without: pm, P.M., p. m., μ.μ.</summary>
internal static class DayHalf
{
    private static readonly (string Word, bool IsAfternoon)[] Words =
    [
        .. WordLists.Of("forenoon").Select(word => (word.ToLowerInvariant(), false)),
        .. WordLists.Of("afternoon").Select(word => (word.ToLowerInvariant(), true)),
    ];

    /// <summary>Whether a text begins with the afternoon; null if it begins with neither half.</summary>
    /// <param name="text">From the word on.</param>
    /// <param name="length">Of the word, its points included.</param>
    public static bool? At(ReadOnlySpan<char> text, out int length)
    {
        foreach (var (word, isAfternoon) in Words)
        {
            length = Length(text, word);
            if (length > 0)
                return isAfternoon;
        }

        length = 0;
        return null;
    }

    private static int Length(ReadOnlySpan<char> text, string word)
    {
        var at = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && at < text.Length && text[at] == '.')
            {
                at++;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                    at++;
            }

            if (at == text.Length || Letter(text[at]) != word[i])
                return 0;
            at++;
        }

        if (at < text.Length && char.IsLetter(text[at]) && !TextShape.IsIdeograph(word[0]))
            return 0;
        return at < text.Length && text[at] == '.' ? at + 1 : at;
    }

    /// <summary>In lower case; the sign of a millionth is a letter of Greek.</summary>
    private static char Letter(char one) => one == '\u00B5' ? '\u03BC' : char.ToLowerInvariant(one);
}
