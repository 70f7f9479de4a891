using System.Globalization;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Extraction;

/// <summary>A time that a page declares or prints.</summary>
/// <param name="Time">The moment; without a zone it is UTC, and without a time the start of the day.</param>
/// <param name="HasZone">Whether its zone was given.</param>
/// <param name="HasTime">Whether a time of day was given.</param>
internal readonly record struct GivenTime(DateTimeOffset Time, bool HasZone, bool HasTime)
{
    /// <summary>The day where it was written.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Time.DateTime);
}

/// <summary>Times as pages declare them: ISO 8601 and what becomes of it, seconds since 1970, else as printed.</summary>
internal static class PageTime
{
    /// <summary>The moment, and whether its zone was given; without one it is UTC. Null for what is no time, or not of our age.</summary>
    public static GivenTime? Read(string? text, DateHabits habits = default)
    {
        var given = text?.Trim().Trim('"', '\'');
        if (given is not { Length: > 5 and <= 120 } || !char.IsDigit(given[0]) && !given.Any(char.IsDigit))
            return null;
        if ((Iso(given) ?? Seconds(given)) is { } exact)
            return OfOurAge(exact);
        return DateWords.All(given, habits).FirstOrDefault() is { } printed ? Of(printed) : null;
    }

    public static GivenTime? Of(PrintedDate printed) => OfOurAge(printed.Moment is { } moment
        ? new GivenTime(moment, true, true)
        : new GivenTime(new DateTimeOffset(printed.Date.ToDateTime(printed.Time ?? TimeOnly.MinValue), TimeSpan.Zero), false, printed.Time is not null));

    private static GivenTime? OfOurAge(GivenTime given) => given.Time.Year is >= 1900 and <= 2200 ? given : null;

    /// <summary>2024-06-18T14:30:00.123+07:00 with any part from the hour on left out, a space for the T, 20240618T143000Z.</summary>
    private static GivenTime? Iso(string text)
    {
        var at = 0;
        if (Digits(text, ref at, 4, 4) is not { } year)
            return null;
        var mark = at < text.Length && text[at] is '-' or '/' or '.' ? text[at++] : '\0';
        if (Digits(text, ref at, mark == '\0' ? 2 : 1, 2) is not { } month)
            return null;
        if (mark != '\0' && (at >= text.Length || text[at++] != mark))
            return null;
        if (Digits(text, ref at, mark == '\0' ? 2 : 1, 2) is not { } day || DateCalendar.Day(year, month, day) is not { } date)
            return null;
        if (at < text.Length && char.IsAsciiDigit(text[at]) && mark != '\0')
            return null;
        while (at < text.Length && text[at] is 'T' or 't' or ' ' or '_')
            at++;
        var isPacked = mark == '\0';
        if (Digits(text, ref at, 1, 2) is not { } hour)
            return at >= text.Length || text[at] is 'Z' ? new GivenTime(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), false, false) : null;
        var minute = Part(text, ref at, isPacked);
        var second = minute is null ? null : Part(text, ref at, isPacked);
        if (minute is null && at < text.Length && text[at] != 'Z')
            return null;
        if (at < text.Length && text[at] is '.' or ',')
        {
            at++;
            Digits(text, ref at, 1, 9);
        }

        return Moment(date, hour, minute ?? 0, second ?? 0, Fraction(text, at), text[at..].Trim());
    }

    private static double Fraction(string text, int end)
    {
        var start = end;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        return start > 0 && text[start - 1] == '.' && double.TryParse("0." + text[start..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) ? part : 0;
    }

    private static GivenTime? Moment(DateOnly date, int hour, int minute, int second, double fraction, string rest)
    {
        // 24:00 is the next day's first; a clock that is wrong leaves the day.
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute > 0))
            return new GivenTime(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), false, false);
        if (rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase))
        {
            hour = (hour % 12) + (rest[0] is 'p' or 'P' ? 12 : 0);
            rest = rest[2..].Trim();
        }

        var time = date.ToDateTime(TimeOnly.MinValue).AddHours(hour).AddMinutes(minute).AddSeconds(second + fraction);
        var offset = Zone(rest);
        return new GivenTime(new DateTimeOffset(time, offset ?? TimeSpan.Zero), offset is not null, true);
    }

    private static TimeSpan? Zone(string rest)
    {
        if (rest.Length == 0)
            return null;
        // A sign lost in an address: 2024-06-18T14:30:00 07:00
        if (char.IsAsciiDigit(rest[0]))
            rest = "+" + rest;
        var letters = rest.TakeWhile(char.IsLetter).Count();
        if (letters > 0 && FeedZones.Of(rest.AsSpan(0, letters)) is null)
            return null;
        return FeedZones.Read(rest) is { } zone && zone.Duration() <= TimeSpan.FromHours(14) ? zone : null;
    }

    /// <summary>Seconds or milliseconds since 1970.</summary>
    private static GivenTime? Seconds(string text) =>
        text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new GivenTime(text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number), true, true)
            : null;

    private static int? Part(string text, ref int at, bool isPacked)
    {
        var start = at;
        if (at < text.Length && text[at] == ':')
            at++;
        else if (!isPacked || at >= text.Length || !char.IsAsciiDigit(text[at]))
            return null;
        if (Digits(text, ref at, 1, 2) is { } part)
            return part;
        at = start;
        return null;
    }

    private static int? Digits(string text, ref int at, int least, int most)
    {
        var (number, count) = (0, 0);
        while (count < most && at < text.Length && char.IsAsciiDigit(text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
            count++;
        }

        return count >= least ? number : null;
    }
}
