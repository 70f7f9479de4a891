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
        var given = text?.Trim();
        if (given is not { Length: > 1 and <= Longest })
            return null;
        return char.IsAsciiDigit(given[0]) || given[0] == '-' ? IsoDates.Read(given) ?? WrittenDates.Read(given) : WrittenDates.Read(given);
    }

    /// <summary>Null if there is no such moment. The second 60 is the next minute's first, 24:00 the next day's.</summary>
    public static DateTimeOffset? Moment(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 60 || (hour == 24 && (minute > 0 || second > 0)) || offset.Duration() > TimeSpan.FromHours(15))
            return null;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute).AddSeconds(second);
        return local.Ticks - offset.Ticks is < 0 ? null : new DateTimeOffset(local - offset, TimeSpan.Zero);
    }
}
