namespace Newsroom.Ingest.Extraction;

/// <summary>A date as it is printed above an article, in any of the languages of <c>Words/Dates.txt</c>.</summary>
/// <param name="Date">The day.</param>
/// <param name="Time">The time of day, if it is printed.</param>
/// <param name="Offset">The zone, if the line names one that means the same everywhere.</param>
/// <param name="OtherWords">Words of the line that are not of the date: "Updated", or what makes it a sentence.</param>
internal sealed record PrintedDate(DateOnly Date, TimeOnly? Time, TimeSpan? Offset, int OtherWords)
{
    /// <summary>The moment, if all of it is printed.</summary>
    public DateTimeOffset? Moment => Time is { } time && Offset is { } offset ? new DateTimeOffset(Date.ToDateTime(time), offset) : null;

    /// <summary>The words before it say that it is not the first date.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>The year stands there in two digits.</summary>
    public bool IsShort { get; init; }
}

/// <summary>How a page writes what could be read in two ways.</summary>
/// <param name="Language">First subtag of its language, in lower case: decides between months of one name.</param>
/// <param name="MonthFirst">Whether 3/4/2024 is in March; null: not known, and it is not read.</param>
internal readonly record struct DateHabits(string? Language, bool? MonthFirst = null);

/// <summary>Reads printed dates.</summary>
internal static class DateWords
{
    private const int LongestLine = 120;

    /// <summary>Null if the line holds no date, or is too long to be a date line. 3/4/2024 is not read: it is two dates.</summary>
    public static PrintedDate? Read(string line) => Read(line, default);

    public static PrintedDate? Read(string line, DateHabits habits) =>
        line.Length > LongestLine ? null : All(line, habits).FirstOrDefault();

    /// <summary>All dates of a line, in their order.</summary>
    public static IEnumerable<PrintedDate> All(string line, DateHabits habits)
    {
        if (line.Length > 1_000 || !line.Any(char.IsDigit))
            yield break;
        line = DateCalendar.WithoutEras(line);
        var tokens = new DateTokens(line);
        var found = 0;
        var from = 0;
        for (var i = 0; i < tokens.Count && found < 8; i++)
        {
            if (At(tokens, i, habits) is not var (date, used, isShort))
                continue;
            var (time, offset) = DateTimes.After(tokens, i + used, out var end);
            if (time is null)
                time = DateTimes.Before(tokens, from, i);
            found++;
            var before = line.AsSpan(from < tokens.Count ? tokens.Start(from) : 0);
            before = before[..Math.Max(0, Math.Min(before.Length, tokens.Start(i) - tokens.Start(from)))];
            yield return new PrintedDate(date, time, offset, OtherWords(tokens, i, i + used))
            {
                IsUpdate = DateNames.IsUpdate(before.Length > 60 ? before[^60..] : before),
                IsShort = isShort,
            };
            from = Math.Max(i + used, end);
            i = from - 1;
        }
    }

    /// <summary>
    /// The day of "Selasa (18/06/2024)" within a text, and of "Selasa (18/06)": the last one before <paramref name="latest"/> that was a Tuesday.
    /// </summary>
    public static DateOnly? Bracketed(string line, DateHabits habits, DateOnly latest)
    {
        if (!line.Contains('(', StringComparison.Ordinal) || habits.MonthFirst == true)
            return null;
        var tokens = new DateTokens(line);
        for (var i = 1; i + 4 < tokens.Count; i++)
        {
            if (tokens[i] != "(" || tokens.Number(i + 1) is not { } day || tokens[i + 2] is not ("/" or "-") || tokens.Number(i + 3) is not { } month)
                continue;
            if (tokens[i + 4] is "/" or "-" && (tokens.Number(i + 5, 4) ?? (tokens.Number(i + 5) + 2000)) is { } year)
                return DateCalendar.Day(year, month, day);
            if (tokens[i + 4] != ")" || DateNames.Weekday(tokens[i - 1]) is not { } weekday)
                continue;
            for (var back = 0; back < 12; back++)
            {
                if (DateCalendar.Day(latest.Year - back, month, day) is { } date && date <= latest && date.DayOfWeek == weekday)
                    return date;
            }
        }

        return null;
    }

    /// <summary>A line that says when, and nothing else. "Quake hits Japan on 1 January 2024" is a headline.</summary>
    public static bool IsDateLine(string line) => IsDateLine(line, default);

    public static bool IsDateLine(string line, DateHabits habits) =>
        line.Length <= 100 && Read(line, habits) is { } date && date.OtherWords <= MostOtherWords(line, date);

    private static int MostOtherWords(string line, PrintedDate date)
    {
        if (Phrases.Of("dated").Any(word => line.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            return 8;
        return date.Time is null ? 2 : 4;
    }

    private static int OtherWords(DateTokens tokens, int start, int end)
    {
        var words = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if ((i < start || i >= end) && tokens.IsWord(i) && DateNames.Weekday(tokens[i]) is null)
                words++;
        }

        return words;
    }

    /// <summary>The date, with its year, that begins at a token, and how many it takes.</summary>
    public static (DateOnly Date, int Used, bool IsShort)? At(DateTokens tokens, int at, DateHabits habits)
    {
        // 2024-06-18, 2024/06/18, 2024.06.18, 2024. 6. 18., 2024年6月18日, 2024년 6월 18일, 2024. június 18.
        if (tokens.Number(at, 4) is { } first)
            return YearFirst(tokens, at, first, habits);
        if (tokens.Number(at) is { } number)
            return Numbers(tokens, at, number, habits) ?? DayFirst(tokens, at, number, habits);
        return tokens.IsWord(at) ? MonthFirst(tokens, at, habits) : null;
    }

    private static (DateOnly, int, bool)? YearFirst(DateTokens tokens, int at, int year, DateHabits habits)
    {
        var next = at + 1;
        while (tokens[next] is "-" or "/" or "." or "," or "年" or "년" or "．" or "／")
            next++;
        if (tokens.IsWord(next) && Month(tokens, next, habits) is var (named, isJalali, width))
        {
            var ahead = next + width;
            while (tokens[ahead] is "-" or "." or "/")
                ahead++;
            return Day(year, named, tokens.Number(ahead), ahead + 1 - at, isJalali: isJalali);
        }

        if (next == at + 1 || tokens.Number(next) is not { } month)
            return null;
        var last = next + 1;
        if (tokens[last] is not ("-" or "/" or "." or "月" or "월" or "．" or "／"))
            return null;
        while (tokens[last] is "-" or "/" or "." or "月" or "월" or "．" or "／")
            last++;
        return Day(year, month, tokens.Number(last), last + (tokens[last + 1] is "日" or "일" ? 2 : 1) - at);
    }

    /// <summary>18.06.2024, 18/06/2024, 06/18/2024; the order is the page's where both could be.</summary>
    private static (DateOnly, int, bool)? Numbers(DateTokens tokens, int at, int number, DateHabits habits)
    {
        var mark = tokens[at + 1];
        if (mark is not ("." or "/" or "-" or "·") || tokens[at + 3] != mark || tokens.Number(at + 2) is not { } second)
            return null;
        var isShort = tokens[at + 4].Length == 2;
        if ((tokens.Number(at + 4, 4) ?? (isShort ? tokens.Number(at + 4) + 2000 : null)) is not { } year)
            return null;
        // A version, an address, a time: 1.2.24.5, 12.30.24:00
        if (isShort && ((tokens[at + 5] == mark && tokens.Touch(at + 4)) || (at > 0 && tokens[at - 1] is "." or ":" && tokens.Touch(at - 1))))
            return null;
        if (mark == "." || number > 12 || habits.MonthFirst == false)
            return Day(year, second, number, 5, isShort) ?? (second > 12 && mark != "." ? Day(year, number, second, 5, isShort) : null);
        if (second > 12 || habits.MonthFirst == true)
            return Day(year, number, second, 5, isShort);
        return number == second ? Day(year, number, second, 5, isShort) : null;
    }

    /// <summary>18 Juni 2024, 18. Juni 2024, 18 de junio de 2024, 18th of June, 2024, 18-Jun-24</summary>
    private static (DateOnly, int, bool)? DayFirst(DateTokens tokens, int at, int day, DateHabits habits)
    {
        var next = at + 1;
        while (tokens[next] is "." or "," or "-" or "/" or "º" or "°" or "de" or "of" or "st" or "nd" or "rd" or "th" or "er" or "ב" or "ה" or "d" or "’" or "'")
            next++;
        // 18 tháng 6 năm 2024, 18 de 6 de 2024
        if (tokens[next] is "tháng" or "Tháng" && tokens.Number(next + 1) is { } numbered)
        {
            var after = tokens[next + 2] is "năm" or "," or "/" or "-" ? next + 3 : next + 2;
            return tokens.Number(after, 4) is { } year4 ? Day(year4, numbered, day, after + 1 - at) : null;
        }

        if (!tokens.IsWord(next) || Month(tokens, next, habits) is not var (named, isJalali, width))
            return null;
        var last = next + width;
        while (tokens[last] is "." or "," or "-" or "/" or "de" or "del" or "พ.ศ." or "ค.ศ." or "，" or "،" or "'" or "’")
            last++;
        if (tokens.Number(last, 4) is { } year)
            return Day(year, named, day, last + 1 - at, isJalali: isJalali);
        // Tue, 18 Jun 14:30 2024
        return tokens[last].Length == 2 && tokens[last + 1] is not (":" or "." or "h") && tokens.Number(last) is { } short2 && tokens[next + width] is "-" or "." or "/" or "'" or "’" or ","
            ? Day(2000 + short2, named, day, last + 1 - at, isShort: true)
            : null;
    }

    /// <summary>June 18, 2024; Jun 18 14:30:00 PDT 2024</summary>
    private static (DateOnly, int, bool)? MonthFirst(DateTokens tokens, int at, DateHabits habits)
    {
        if (Month(tokens, at, habits) is not var (month, isJalali, width))
            return null;
        var next = at + width;
        while (tokens[next] is "." or "-" or ",")
            next++;
        if (tokens.Number(next) is not { } day)
            return null;
        var last = next + 1;
        while (tokens[last] is "," or "." or "-" or "st" or "nd" or "rd" or "th" or "，" or "/")
            last++;
        if (tokens.Number(last, 4) is { } year)
            return Day(year, month, day, last + 1 - at, isJalali: isJalali);
        // The time and its zone stand before the year; they are read from there again.
        for (var ahead = last; ahead < last + 8 && tokens[last + 1] == ":"; ahead++)
        {
            if (tokens.Number(ahead, 4) is { } later and > 1900)
                return Day(later, month, day, last - at, isJalali: isJalali);
        }

        return null;
    }

    /// <summary>A name of one word or two (كانون الثاني); Persian months are of another calendar.</summary>
    private static (int Month, bool IsJalali, int Width)? Month(DateTokens tokens, int at, DateHabits habits)
    {
        if (tokens.IsWord(at + 1) && tokens[at][0] is >= '\u0600' and <= '\u06FF' && DateNames.Month($"{tokens[at]} {tokens[at + 1]}", habits.Language) is { } pair)
            return (pair, false, 2);
        if (DateNames.Month(tokens[at], habits.Language) is { } month)
            return (month, false, 1);
        return DateNames.JalaliMonth(tokens[at]) is { } jalali ? (jalali, true, 1) : null;
    }

    private static (DateOnly, int, bool)? Day(int year, int month, int? day, int used, bool isShort = false, bool isJalali = false) =>
        DateCalendar.Day(year, month, day, isJalali) is { } date ? (date, used, isShort) : null;
}
