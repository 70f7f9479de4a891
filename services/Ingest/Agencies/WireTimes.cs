using System.Globalization;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>Times as wire text has them: the date-time group at the end, an embargo in words.</summary>
internal static partial class WireTimes
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary><c>011530 GMT MAR 26</c> of 7901, <c>AP-NY-03-01-26 1530GMT</c> of ANPA; the last of a text.</summary>
    public static DateTimeOffset? Sent(string text)
    {
        if (AnpaEnd().Matches(text) is [.., var anpa])
            return Moment(Number(anpa, "year"), Number(anpa, "month"), Number(anpa, "day"), Number(anpa, "hour"), Number(anpa, "minute"), anpa.Groups["zone"].Value);
        return IptcEnd().Matches(text) is [.., var iptc]
            ? Moment(Number(iptc, "year"), Month(iptc.Groups["month"].Value), Number(iptc, "day"), Number(iptc, "hour"), Number(iptc, "minute"), iptc.Groups["zone"].Value)
            : null;
    }

    /// <summary>Who signs the end of an ANPA message.</summary>
    public static string? SenderOf(string text) => AnpaEnd().Matches(text) is [.., var anpa] ? anpa.Groups["agency"].Value : null;

    public static bool IsEnd(string line) => AnpaEnd().IsMatch(line) || IptcEnd().IsMatch(line);

    /// <summary>Whether a line says that its article is not to be used yet.</summary>
    public static bool IsEmbargo(string line) => Embargo().IsMatch(line);

    /// <summary>"EMBARGOED UNTIL 0900 GMT, March 1", "not for use before 1 March 2026 09:00 CET"; null where no time can be told.</summary>
    /// <param name="line">The line, or the lines that it runs over.</param>
    /// <param name="sent">When the message was sent, whose day and year hold where the line gives none.</param>
    public static DateTimeOffset? EmbargoedUntil(string line, DateTimeOffset sent)
    {
        if (IsoTime().Match(line) is { Success: true } iso)
            return IsoDates.Read(iso.Value);
        var day = Day(line, sent);
        var rest = MonthFirst().Replace(DayFirst().Replace(line, " "), " ");
        if (Clock().Match(rest) is not { Success: true } clock)
            return null;
        var hour = Number(clock, "hour");
        var half = clock.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0)
            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        return Moment(day.Year, day.Month, day.Day, hour, clock.Groups["minute"].Success ? Number(clock, "minute") : 0, clock.Groups["zone"].Value);
    }

    /// <summary>"March 1", "1 March 2026", "Mar. 1, 2026"; else the day of <paramref name="sent"/>.</summary>
    public static DateOnly Day(string text, DateTimeOffset sent)
    {
        var own = DateOnly.FromDateTime(sent.UtcDateTime);
        var found = MonthFirst().Match(text) is { Success: true } first ? first : DayFirst().Match(text);
        if (!found.Success)
            return own;
        var year = found.Groups["year"].Success ? Number(found, "year") : own.Year;
        var (month, day) = (Month(found.Groups["month"].Value), Number(found, "day"));
        return year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : own;
    }

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

    private const string MonthName = "(?<month>Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)";
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\b(?<day>[0-3][0-9])(?<hour>[0-2][0-9])(?<minute>[0-5][0-9]) ?(?<zone>[A-Z]{1,4})? ?(?<month>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|Mrz|Mär|März|Mai|Okt|Dez|févr?|avr|juin|juil|août|déc|ene|abr|ago|dic) (?<year>[0-9]{2}([0-9]{2})?)\b", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex IptcEnd();

    [GeneratedRegex(@"\b(?<agency>[A-Z]{2,6})-[A-Z]{2,4}-(?<month>[0-9]{2})-(?<day>[0-9]{2})-(?<year>[0-9]{2}) (?<hour>[0-2][0-9])(?<minute>[0-5][0-9]) ?(?<zone>[A-Z]{1,4})", Plain)]
    private static partial Regex AnpaEnd();

    [GeneratedRegex(@"^[\W_]*((press |strictly |strict )?embargo(ed)?( *[:\-]| (until|till|to|for)\b)|not for (use|release|publication|broadcast|transmission) (before|until|prior to)\b|(hold )?for release (at|on|after|not before)\b)", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Embargo();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:?[0-9]{2}(:?[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2})?", Plain)]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"\b" + MonthName + @"\.? (?<day>[0-9]{1,2})(st|nd|rd|th)?\b(,? (?<year>20[0-9]{2})\b)?", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?<day>[0-9]{1,2})(st|nd|rd|th|\.)? " + MonthName + @"\b\.?(,? (?<year>20[0-9]{2})\b)?", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\b((?<hour>[0-2]?[0-9])[:.](?<minute>[0-5][0-9])|(?<hour>[0-2][0-9])(?<minute>[0-5][0-9])|(?<hour>[0-1]?[0-9])(?= ?[ap]\.?m))( ?(?<half>[ap])\.?m\.?)?( ?(?:hrs|h|hours))?( ?(?<zone>GMT|UTC|Z|[A-Z]{2,4}))?(\W|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Clock();
}
