using System.Globalization;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// W3CDTF and ISO 8601: extended and basic, with year, month, day, ordinal day or week, two-digit years of this century, a time of any
/// precision behind T, t or a space, and a zone or none.
/// </summary>
internal static class IsoDates
{
    public static DateTimeOffset? Read(string text)
    {
        if (Digits(text) is { } moment)
            return moment;
        var (date, time) = Split(text);
        if (Date(date) is not var (year, month, day))
            return null;
        var (hour, minute, second, offset) = (0, 0, 0, TimeSpan.Zero);
        return time.Trim().Length > 0 && !Time(time.Trim(), out hour, out minute, out second, out offset)
            ? null
            : FeedDates.Moment(year, month, day, hour, minute, second, offset);
    }

    /// <summary>Digits alone: seconds or milliseconds since 1970, of which there have been nine or ten and three more for long; year to minute or second.</summary>
    private static DateTimeOffset? Digits(string text)
    {
        if (text.Length is < 9 or > 14 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text.Length switch
        {
            9 or 10 => DateTimeOffset.FromUnixTimeSeconds(number),
            13 => DateTimeOffset.FromUnixTimeMilliseconds(number),
            12 or 14 => FeedDates.Moment(Number(text[..4]), Number(text[4..6]), Number(text[6..8]), Number(text[8..10]), Number(text[10..12]), text.Length > 12 ? Number(text[12..]) : 0, TimeSpan.Zero),
            _ => null,
        };
    }

    private static (string Date, string Time) Split(string text)
    {
        var cut = text.AsSpan().IndexOfAny("Tt ");
        if (cut > 0)
            return (text[..cut], text[(cut + 1)..]);
        // 2003-12-31Z, 2003-12-31+01:00
        if (text.Length > 10 && text[4] == '-' && text[7] == '-' && text[10] is 'Z' or 'z' or '+' or '-')
            return (text[..10], "00:00" + text[10..]);
        return text.EndsWith('Z') ? (text[..^1], "") : (text, "");
    }

    private static (int, int, int)? Date(string date)
    {
        var century = 2000;
        var isReduced = date.StartsWith('-') && !date.StartsWith("--", StringComparison.Ordinal);
        if (isReduced)
            date = date[1..];
        var parts = date.Split('-');
        if (parts.Any(part => part.Length == 0))
            return null;
        // -03-12, -0312
        if (isReduced)
        {
            return parts switch
            {
                [{ Length: 2 } yy, { Length: 2 } mm] => Day(century + Number(yy), Number(mm), 1),
                [{ Length: 4 } yymm] => Day(century + Number(yymm[..2]), Number(yymm[2..]), 1),
                [{ Length: 2 } yy] => Day(century + Number(yy), 1, 1),
                _ => null,
            };
        }

        return parts switch
        {
            [{ Length: 4 } year, ['W' or 'w', .. var week]] => Week(Number(year), Number(week), 1),
            [{ Length: 4 } year, ['W' or 'w', .. var week], { Length: 1 } weekday] => Week(Number(year), Number(week), Number(weekday)),
            [{ Length: 7 or 8 } basic] when basic[4] is 'W' or 'w' => Week(Number(basic[..4]), Number(basic[5..7]), basic.Length > 7 ? Number(basic[7..]) : 1),
            [{ Length: 4 } year] => Day(Number(year), 1, 1),
            [{ Length: 4 } year, { Length: 3 } ordinal] when Number(ordinal) is > 0 => Ordinal(Number(year), Number(ordinal)),
            [{ Length: 4 } year, { Length: 1 or 2 } month] => Day(Number(year), Number(month), 1),
            [{ Length: 4 } year, { Length: 1 or 2 } month, { Length: 1 or 2 } day] => Day(Number(year), Number(month), Number(day)),
            [{ Length: 8 } basic] => Day(Number(basic[..4]), Number(basic[4..6]), Number(basic[6..])),
            [{ Length: 7 } basic] => Ordinal(Number(basic[..4]), Number(basic[4..])),
            [{ Length: 6 } basic] => Day(century + Number(basic[..2]), Number(basic[2..4]), Number(basic[4..])),
            [{ Length: 5 } basic] => Ordinal(century + Number(basic[..2]), Number(basic[2..])),
            [{ Length: 2 } year, { Length: 2 } month, { Length: 2 } day] => Day(century + Number(year), Number(month), Number(day)),
            [{ Length: 2 } year, { Length: 3 } ordinal] => Ordinal(century + Number(year), Number(ordinal)),
            _ => null,
        };

        static (int, int, int)? Day(int year, int month, int day) => year < 0 || month < 0 || day < 0 ? null : (year, month, day);
    }

    private static (int, int, int)? Ordinal(int year, int ordinal)
    {
        if (year is < 1 or > 9998 || ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365))
            return null;
        var date = new DateTime(year, 1, 1).AddDays(ordinal - 1);
        return (date.Year, date.Month, date.Day);
    }

    private static (int, int, int)? Week(int year, int week, int weekday)
    {
        if (year is < 1 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year) || weekday is < 1 or > 7)
            return null;
        var date = ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7));
        return (date.Year, date.Month, date.Day);
    }

    private static bool Time(string text, out int hour, out int minute, out int second, out TimeSpan offset)
    {
        (hour, minute, second, offset) = (0, 0, 0, TimeSpan.Zero);
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ':' or '.' or ','))
            end++;
        if (FeedZones.Read(text.AsSpan(end)) is not { } zone)
            return false;
        // 10:14 PM is not of this kind, and no more are 10:14 Europe/Oslo and 10:14 ET.
        if (text.AsSpan(end).TrimStart() is var rest && (rest.Contains('/') || rest is [> '\u0370', ..] || DayHalf.At(rest, out _) is not null || FeedZones.Region(rest) is not null))
            return false;
        offset = zone;
        // 18.14.55, 18.14
        var clock = text[..end];
        if (clock.Count(one => one == '.') > 1 || clock is [_, _, '.', >= '0' and <= '5', _])
            clock = clock.Replace('.', ':');
        var fraction = clock.AsSpan().IndexOfAny('.', ',');
        if (fraction >= 0)
            clock = clock[..fraction];
        var parts = clock.Contains(':', StringComparison.Ordinal) ? clock.Split(':')
            : clock.Length switch { 1 or 2 => [clock], 4 => [clock[..2], clock[2..]], 6 => [clock[..2], clock[2..4], clock[4..]], _ => [] };
        if (parts.Length is 0 or > 3 || parts.Any(part => part.Length > 2))
            return false;
        hour = Number(parts[0]);
        minute = parts.Length > 1 && parts[1].Length > 0 ? Number(parts[1]) : 0;
        second = parts.Length > 2 && parts[2].Length > 0 ? Number(parts[2]) : 0;
        return hour >= 0;
    }

    /// <summary>-1 if it is none.</summary>
    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
