using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// The moments of feeds, in UTC: W3CDTF and ISO 8601 in all its forms, RFC 822 with all that is done to it, and dates as people write them in
/// the languages of <c>Phrases.txt</c>. Without a zone it is UTC. Null for what is no date, and for 3/4/2024, which is two.
/// </summary>
internal static class FeedDates
{
    private const int Longest = 100;

    public static DateTimeOffset? Read(string? text)
    {
        if (text?.Trim() is not { Length: > 1 and <= Longest } given)
            return null;
        given = Plain(given);
        return char.IsAsciiDigit(given[0]) || given[0] == '-' ? IsoDates.Read(given) ?? WrittenDates.Read(given) : WrittenDates.Read(given);
    }

    /// <summary>Digits of every script, signs of full width and dashes as ASCII has them.</summary>
    private static string Plain(string text) => Ascii.IsValid(text) ? text : string.Create(text.Length, text, static (plain, text) =>
    {
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = text[i] switch
            {
                > '\u007F' and var digit when char.IsDigit(digit) => (char)('0' + (int)CharUnicodeInfo.GetNumericValue(digit)),
                >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                (>= '\u2010' and <= '\u2013') or '\u2212' => '-',
                > '\u007F' and var space when char.IsWhiteSpace(space) => ' ',
                var one => one,
            };
        }
    });

    /// <summary>Null if there is no such moment, or none that news could be of: programs write their null as a year before 1000. The second 60 is the next minute's first, 24:00 the next day's.</summary>
    public static DateTimeOffset? Moment(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)
    {
        if (year is < 1000 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 60 || (hour == 24 && (minute > 0 || second > 0)) || offset.Duration() > TimeSpan.FromHours(15))
            return null;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute).AddSeconds(second);
        return local.Ticks - offset.Ticks is < 0 ? null : new DateTimeOffset(local - offset, TimeSpan.Zero);
    }
}
