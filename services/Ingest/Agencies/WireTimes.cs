using System.Globalization;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>Times as wire text has them: the date-time group at the end.</summary>
internal static partial class WireTimes
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary><c>011530 GMT MAR 26</c> of 7901, <c>AP-NY-03-01-26 1530GMT</c> of ANPA; the last of a text.</summary>
    public static WireSent? Sent(string text)
    {
        if (AnpaEnd().Matches(text) is [.., var anpa])
            return Sent(anpa, Number(anpa, "month"));
        return IptcEnd().Matches(text) is [.., var iptc] ? Sent(iptc, Month(iptc.Groups["month"].Value)) : null;
    }

    /// <summary>Who signs the end of an ANPA message.</summary>
    public static string? SenderOf(string text) => AnpaEnd().Matches(text) is [.., var anpa] ? anpa.Groups["agency"].Value : null;

    public static bool IsEnd(string line) => AnpaEnd().IsMatch(line) || IptcEnd().IsMatch(line);

    private static WireSent? Sent(Match end, int month) =>
        Moment(Number(end, "year"), month, Number(end, "day"), Number(end, "hour"), Number(end, "minute"), end.Groups["zone"].Value) is { } time
            ? new WireSent(time, FeedZones.Of(end.Groups["zone"].Value) is not null)
            : null;

    private static DateTimeOffset? Moment(int year, int month, int day, int hour, int minute, string zone)
    {
        if (year < 100)
            year += year < 70 ? 2000 : 1900;
        if (hour == 24 && minute == 0)
            return Moment(year, month, day, 0, 0, zone)?.AddDays(1);
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
            return null;
        return FeedDates.Moment(year, month, day, hour, minute, 0, FeedZones.Read(zone) ?? TimeSpan.Zero);
    }

    private static int Month(string name) => name.Length >= 3 && Array.IndexOf(Months, name[..3].ToLowerInvariant()) is >= 0 and var at ? at + 1 : Phrases.Month(name) ?? FeedMonths.Of(name);

    private static int Number(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b(?<day>[0-3][0-9])(?<hour>[0-2][0-9])(?<minute>[0-5][0-9]) ?(?<zone>[A-Z]{1,4})? ?(?<month>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|Mrz|Mär|März|Mai|Okt|Dez|févr?|avr|juin|juil|août|déc|ene|abr|ago|dic) (?<year>[0-9]{2}([0-9]{2})?)\b", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex IptcEnd();

    [GeneratedRegex(@"\b(?<agency>[A-Z]{2,6})-[A-Z]{2,4}-(?<month>[0-9]{2})-(?<day>[0-9]{2})-(?<year>[0-9]{2}) (?<hour>[0-2][0-9])(?<minute>[0-5][0-9]) ?(?<zone>[A-Z]{1,4})", Plain)]
    private static partial Regex AnpaEnd();

}

/// <summary>When a message was sent.</summary>
/// <param name="Time">As if in UTC, where the zone is not said.</param>
/// <param name="IsZoned">Whether it is; else it is by the clock of whoever sent it.</param>
internal readonly record struct WireSent(DateTimeOffset Time, bool IsZoned)
{
    /// <summary>By the clock of a time within the message, if it has none of its own.</summary>
    public DateTimeOffset In(WireClock clock) => IsZoned ? Time : new DateTimeOffset(Time.DateTime, clock.OffsetAt(Time.DateTime));
}
