using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>A line of text in runs of digits, runs of letters, and single marks; digits of every script as ASCII.</summary>
internal sealed class DateTokens
{
    private readonly List<(string Text, int Start, int End)> tokens = [];
    private readonly string line;

    public DateTokens(string line)
    {
        this.line = line;
        var start = 0;
        while (start < line.Length)
        {
            var end = start + 1;
            if (char.IsDigit(line[start]))
                end = Run(line, end, char.IsDigit);
            else if (IsWordLetter(line[start]))
                end = Word(line, end);
            if (!char.IsWhiteSpace(line[start]) && char.GetUnicodeCategory(line[start]) is not UnicodeCategory.Format)
                tokens.Add((char.IsDigit(line[start]) ? Digits(line.AsSpan(start, end - start)) : line[start..end], start, end));
            start = end;
        }
    }

    public int Count => tokens.Count;

    /// <summary>Empty beyond the end.</summary>
    public string this[int at] => at >= 0 && at < tokens.Count ? tokens[at].Text : "";

    public int Start(int at) => at < tokens.Count ? tokens[at].Start : int.MaxValue;

    /// <summary>The line from a token on; empty beyond the end.</summary>
    public ReadOnlySpan<char> From(int at) => at >= 0 && at < tokens.Count ? line.AsSpan(tokens[at].Start) : default;

    /// <summary>Whether nothing stands between two tokens.</summary>
    public bool Touch(int at) => at >= 0 && at + 1 < tokens.Count && tokens[at].End == tokens[at + 1].Start;

    public bool IsWord(int at) => this[at] is { Length: > 0 } text && IsWordLetter(text[0]);

    /// <summary>The number, if it has so many digits (0: one or two).</summary>
    public int? Number(int at, int digits = 0) =>
        this[at] is { Length: >= 1 and <= 4 } text && char.IsAsciiDigit(text[0]) && (digits == 0 ? text.Length <= 2 : text.Length == digits)
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static bool IsWordLetter(char c) => char.IsLetter(c) && !IsDateSign(c);

    // 年月日 and 년월일 end numbers, and are no parts of words here; no more are the other ideographs, which are written without spaces.
    private static bool IsDateSign(char c) => TextShape.IsIdeograph(c);

    private static int Run(string line, int end, Func<char, bool> belongs)
    {
        while (end < line.Length && belongs(line[end]))
            end++;
        return end;
    }

    /// <summary>With its vowel signs (Thai, Hindi); the points in Thai's shortened months are of the word, as is the joiner of Persian.</summary>
    private static int Word(string line, int end)
    {
        var isThai = line[end - 1] is >= '\u0E00' and <= '\u0E7F';
        while (end < line.Length)
        {
            var one = line[end];
            var belongs = IsWordLetter(one) || char.GetUnicodeCategory(one) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                || (isThai && one == '.') || one == '\u200C' || (one is '\'' or '’' or '-' && end + 1 < line.Length && IsWordLetter(line[end + 1]) && IsJoint(line, end));
            if (!belongs)
                break;
            end++;
        }

        return end;
    }

    /// <summary>Jum'at, п'ятниця, segunda-feira; but 18-Jun-2024 and Mon-Fri are several words.</summary>
    private static bool IsJoint(string line, int at) =>
        line[at] != '-' || string.Compare(line, at + 1, "feira", 0, 5, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Digits(ReadOnlySpan<char> run)
    {
        var text = new StringBuilder(run.Length);
        foreach (var one in run)
            text.Append(char.IsAsciiDigit(one) ? one : (char)('0' + (int)CharUnicodeInfo.GetNumericValue(one)));
        return text.ToString();
    }
}
