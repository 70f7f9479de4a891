using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>Years and days as other calendars than the Gregorian count them.</summary>
internal static partial class DateCalendar
{
    private static readonly PersianCalendar Persian = new();

    /// <summary>The day, by the calendar that the year is of: Buddhist years (2567) are 543 ahead, Solar Hijri ones (1403) start in March.</summary>
    public static DateOnly? Day(int? year, int? month, int? day, bool isJalali = false)
    {
        if (year is not { } y || month is not (>= 1 and <= 12 and var m) || day is not (>= 1 and <= 31 and var d))
            return null;
        if (isJalali || y is >= 1370 and <= 1450)
            return y is >= 1300 and <= 1500 && d <= Persian.GetDaysInMonth(y, m) ? DateOnly.FromDateTime(Persian.ToDateTime(y, m, d, 0, 0, 0, 0)) : null;
        if (y is >= 2500 and <= 2600)
            y -= 543;
        return y is >= 1900 and <= 2200 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    /// <summary>令和6年 and 民國113年 as 2024年.</summary>
    public static string WithoutEras(string line)
    {
        if (!line.Contains('年', StringComparison.Ordinal))
            return line;
        return Era().Replace(line, static match =>
        {
            var number = match.Groups[2].Value;
            var year = number == "元" ? 1 : int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
            var before = match.Groups[1].Value switch { "令和" => 2018, "平成" => 1988, "昭和" => 1925, _ => 1911 };
            return string.Create(CultureInfo.InvariantCulture, $"{before + year}年");
        });
    }

    [GeneratedRegex("(令和|平成|昭和|民國|民国) ?([0-9]{1,3}|元) ?年", RegexOptions.CultureInvariant)]
    private static partial Regex Era();
}
