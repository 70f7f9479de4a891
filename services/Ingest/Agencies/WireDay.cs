using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>A day as notes have it, often without its year.</summary>
internal readonly record struct WireDay(int? Year, int Month, int Day)
{
    /// <summary>3/4 could be of two months, and is none.</summary>
    public static WireDay? At(WireLine line, int at, out int width)
    {
        var tokens = line.Tokens;
        // "3. März, 10 Uhr" is of no year 10.
        if (DateWords.At(tokens, at, default) is var (date, used, isShort) && !(isShort && WireClock.At(line, at + used - 1, out _) is not null))
        {
            width = used;
            return new WireDay(date.Year, date.Month, date.Day);
        }

        width = 0;
        if (tokens.IsWord(at) && DateNames.Month(tokens[at], null) is { } month)
        {
            var number = tokens[at + 1] is "." ? at + 2 : at + 1;
            if (tokens.Number(number) is not { } day || WireClock.At(line, number, out _) is not null)
                return null;
            width = number + 1 - at;
            return Of(month, day);
        }

        if (tokens.Number(at) is not { } first)
            return null;
        if (tokens[at + 1] is "月" or "월" && tokens.Number(at + 2) is { } counted)
        {
            width = tokens[at + 3] is "日" or "일" ? 4 : 3;
            return Of(first, counted);
        }

        var next = at + 1;
        while (tokens[next].ToLowerInvariant() is "." or "," or "st" or "nd" or "rd" or "th" or "er" or "º" or "°" or "de" or "of" or "del" or "di" or "-")
            next++;
        if (tokens.IsWord(next) && DateNames.Month(tokens[next], null) is { } named)
        {
            var last = tokens[next + 1] is "," or "." ? next + 2 : next + 1;
            var year = tokens.Number(last, 4) is >= 2000 and <= 2100 and var written && WireClock.At(line, last, out _) is null ? written : (int?)null;
            width = (year is null ? next : last) + 1 - at;
            return Of(named, first) is { } dayFirst ? dayFirst with { Year = year } : null;
        }

        if (tokens.Number(at + 2) is not { } second || !tokens.Touch(at) || !tokens.Touch(at + 1))
            return null;
        var isPointed = tokens[at + 1] == "." && tokens[at + 3] == "." && tokens.Touch(at + 2) && second <= 12;
        if (!isPointed && (tokens[at + 1] != "/" || tokens[at + 3] == "/" || (first <= 12 && second <= 12 && first != second)))
            return null;
        width = isPointed ? 4 : 3;
        return isPointed || second <= 12 ? Of(second, first) : Of(first, second);
    }

    /// <summary>The first that a line names from a word on; null if it names none.</summary>
    public static WireDay? In(WireLine line, int from)
    {
        for (var i = from; i < line.Count; i++)
        {
            if (At(line, i, out _) is { } day)
                return day;
        }

        return null;
    }

    /// <summary>Without a year, that nearest to a day; null if there is none such.</summary>
    public DateOnly? Nearest(DateOnly day)
    {
        DateOnly? nearest = null;
        for (var year = Year ?? day.Year - 1; year <= (Year ?? day.Year + 1); year++)
        {
            if (Month is >= 1 and <= 12 && year is >= 1 and <= 9998 && Day >= 1 && Day <= DateTime.DaysInMonth(year, Month)
                && new DateOnly(year, Month, Day) is var date && (nearest is not { } other || Math.Abs(date.DayNumber - day.DayNumber) < Math.Abs(other.DayNumber - day.DayNumber)))
                nearest = date;
        }

        return nearest;
    }

    private static WireDay? Of(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31 ? new WireDay(null, month, day) : null;
}
