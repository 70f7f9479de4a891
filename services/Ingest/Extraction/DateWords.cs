using System.Globalization;

namespace Newsroom.Ingest.Extraction;

/// <summary>A date as it is printed above an article, in any of the languages of <c>Phrases.txt</c>.</summary>
/// <param name="Date">The day.</param>
/// <param name="Time">The time of day, if it is printed.</param>
/// <param name="Offset">The zone, if the line names one that means the same everywhere.</param>
/// <param name="OtherWords">Words of the line that are not of the date: weekday, "Updated", or what makes it a sentence.</param>
internal sealed record PrintedDate(DateOnly Date, TimeOnly? Time, TimeSpan? Offset, int OtherWords)
{
    /// <summary>The moment, if all of it is printed.</summary>
    public DateTimeOffset? Moment => Time is { } time && Offset is { } offset ? new DateTimeOffset(Date.ToDateTime(time), offset) : null;
}

/// <summary>Reads printed dates. 3/4/2024 is not read: it is two dates.</summary>
internal static class DateWords
{
    private const int LongestLine = 120;

    // CST, IST and BST are several zones each, and stay out.
    private static readonly Dictionary<string, TimeSpan> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = TimeSpan.Zero,
        ["GMT"] = TimeSpan.Zero,
        ["Z"] = TimeSpan.Zero,
        ["WIB"] = TimeSpan.FromHours(7),
        ["WITA"] = TimeSpan.FromHours(8),
        ["WIT"] = TimeSpan.FromHours(9),
        ["JST"] = TimeSpan.FromHours(9),
        ["KST"] = TimeSpan.FromHours(9),
        ["HKT"] = TimeSpan.FromHours(8),
        ["SGT"] = TimeSpan.FromHours(8),
        ["MSK"] = TimeSpan.FromHours(3),
        ["МСК"] = TimeSpan.FromHours(3),
        ["CET"] = TimeSpan.FromHours(1),
        ["CEST"] = TimeSpan.FromHours(2),
        ["MEZ"] = TimeSpan.FromHours(1),
        ["MESZ"] = TimeSpan.FromHours(2),
        ["EEST"] = TimeSpan.FromHours(3),
        ["EDT"] = TimeSpan.FromHours(-4),
        ["PDT"] = TimeSpan.FromHours(-7),
    };

    /// <summary>Null if the line holds no date, or is too long to be a date line.</summary>
    public static PrintedDate? Read(string line)
    {
        if (line.Length > LongestLine)
            return null;
        var tokens = Tokens(line);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (DateAt(tokens, i) is not var (date, used))
                continue;
            var time = TimeIn(tokens, i + used, out var timeAt);
            var offset = time is null ? null : OffsetAfter(tokens, timeAt);
            var words = tokens.Where((token, at) => (at < i || at >= i + used) && char.IsLetter(token[0])).Count();
            return new PrintedDate(date, time, offset, words);
        }

        return null;
    }

    /// <summary>A line that says when, and nothing else. "Quake hits Japan on 1 January 2024" is a headline.</summary>
    public static bool IsDateLine(string line) =>
        line.Length <= 100 && Read(line) is { } date && date.OtherWords <= MostOtherWords(line, date);

    private static int MostOtherWords(string line, PrintedDate date)
    {
        if (Phrases.Of("dated").Any(word => line.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            return 8;
        return date.Time is null ? 2 : 4;
    }

    /// <summary>Runs of digits, runs of letters, and single marks.</summary>
    private static List<string> Tokens(string line)
    {
        var tokens = new List<string>();
        var start = 0;
        while (start < line.Length)
        {
            var end = start + 1;
            if (char.IsDigit(line[start]))
            {
                while (end < line.Length && char.IsDigit(line[end]))
                    end++;
            }
            else if (char.IsLetter(line[start]) && !TextShape.IsIdeograph(line[start]))
            {
                while (end < line.Length && (char.IsLetter(line[end]) || char.IsHighSurrogate(line[end])) && !TextShape.IsIdeograph(line[end]))
                    end++;
            }

            if (!char.IsWhiteSpace(line[start]))
                tokens.Add(line[start..end]);
            start = end;
        }

        return tokens;
    }

    private static (DateOnly Date, int Used)? DateAt(List<string> tokens, int at)
    {
        string Token(int ahead) => at + ahead < tokens.Count ? tokens[at + ahead] : "";
        (DateOnly, int)? Day(int? year, int? month, int? day, int used) =>
            year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)
                ? (new DateOnly(year.Value, month.Value, day.Value), used)
                : null;

        // 2024-06-18, 2024/06/18, 2024.06.18, 2024年6月18日, 2024년 6월 18일
        if (Number(Token(0), 4) is { } first && Token(1) is "-" or "/" or "." or "年" or "년")
            return Day(first, Number(Token(2)), Number(Token(4)), Token(5) is "日" or "일" ? 6 : 5);
        // 18.06.2024; 18/06/2024 only where the first number cannot be a month
        if (Number(Token(0)) is { } number && Token(1) is "." or "/" or "-" && Token(1) == Token(3) && Number(Token(4), 4) is { } year)
            return Token(1) == "." || number > 12 ? Day(year, Number(Token(2)), number, 5) : null;
        // 18 Juni 2024, 18. Juni 2024, 18 de junio de 2024, 18th June 2024
        if (Number(Token(0)) is { } day)
        {
            var next = 1;
            while (Token(next) is "." or "de" or "st" or "nd" or "rd" or "th" or "er" or "-" or "º")
                next++;
            if (Phrases.Month(Token(next)) is { } named)
            {
                var last = next + 1;
                while (Token(last) is "." or "," or "de" or "del" or "-")
                    last++;
                return Day(Number(Token(last), 4), named, day, last + 1);
            }
        }

        // June 18, 2024
        if (Phrases.Month(Token(0)) is { } month)
        {
            var next = Token(1) == "." ? 2 : 1;
            var last = next + 1;
            while (Token(last) is "," or "st" or "nd" or "rd" or "th")
                last++;
            return Day(Number(Token(last), 4), month, Number(Token(next)), last + 1);
        }

        return null;
    }

    private static TimeOnly? TimeIn(List<string> tokens, int from, out int after)
    {
        for (var i = from; i + 2 < tokens.Count; i++)
        {
            if (tokens[i + 1] is not (":" or "." or "：" or "時" or "时" or "시" or "h") || Number(tokens[i]) is not { } hour
                || tokens[i + 2].Length != 2 || Number(tokens[i + 2]) is not { } minute)
                continue;
            after = i + 3;
            if (after + 1 < tokens.Count && tokens[after] == ":" && tokens[after + 1].Length == 2)
                after += 2;
            var half = after < tokens.Count ? tokens[after].ToUpperInvariant() : "";
            if (half is "AM" or "PM" && hour is >= 1 and <= 12)
            {
                hour = (hour % 12) + (half == "PM" ? 12 : 0);
                after++;
            }

            return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
        }

        after = tokens.Count;
        return null;
    }

    private static TimeSpan? OffsetAfter(List<string> tokens, int after)
    {
        var at = after;
        while (at < tokens.Count && tokens[at] is "分" or "분" or "(" or "," or "Uhr" or "hrs")
            at++;
        if (at >= tokens.Count || !Zones.TryGetValue(tokens[at], out var zone))
            return null;
        // GMT+7
        if (zone == TimeSpan.Zero && at + 2 < tokens.Count && tokens[at + 1] is "+" or "-" or "−"
            && Number(tokens[at + 2]) is <= 14 and { } hours)
            return TimeSpan.FromHours(tokens[at + 1] == "+" ? hours : -hours);
        return zone;
    }

    private static int? Number(string token, int digits = 0) =>
        token.Length is >= 1 and <= 4 && (digits == 0 ? token.Length <= 2 : token.Length == digits)
        && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
