namespace Newsroom.Ingest.Extraction;

/// <summary>A time that a page gives.</summary>
/// <param name="Place">Where.</param>
/// <param name="Given">As it stands there.</param>
/// <param name="IsOfHeadline">Whether it stands beside the headline, or is declared.</param>
/// <param name="IsBeside">Whether it stands right beside the headline, in an element that is called a date or a time.</param>
internal readonly record struct DateCandidate(string Place, GivenTime Given, bool IsOfHeadline = true, bool IsBeside = false);

/// <summary>The time and the zone of a day that was chosen, out of what else a page says of it.</summary>
internal static class DateZones
{
    /// <param name="chosen">Which it is.</param>
    /// <param name="others">What else the page has.</param>
    /// <param name="addressDay">That stands in its address, if one does.</param>
    /// <returns>The time, and where it was found.</returns>
    public static (DateTimeOffset Time, string Evidence) Finished(DateCandidate chosen, List<DateCandidate> others, DateOnly? addressDay)
    {
        var given = chosen.Given;
        var place = chosen.Place;
        // A day is better told by another that has its time, and a time by another that has its zone.
        if (!given.HasTime && others.Find(other => other.Given.HasTime && other.Given.Day == given.Day && other.IsOfHeadline) is { Place: not null } timed)
            (given, place) = (timed.Given, timed.Place);
        if (!given.HasZone && given.HasTime && others.Find(other => other.Given.HasZone && IsSameClock(given, other.Given)) is { Place: not null } zoned)
            (given, place) = (zoned.Given, zoned.Place);
        given = InItsZone(given, others, addressDay);
        return (given.Time, given.HasZone ? place : $"{place} (without a zone: read as UTC)");
    }

    /// <summary>By the clock on the wall, or by the moment.</summary>
    private static bool IsSameClock(GivenTime one, GivenTime zoned) =>
        Math.Abs((one.Time.DateTime - zoned.Time.DateTime).TotalMinutes) <= 1 || Math.Abs((one.Time.DateTime - zoned.Time.UtcDateTime).TotalMinutes) <= 1;

    /// <summary>A moment declared in UTC, in the zone of the same moment as the page shows it, so that its day is the page's.</summary>
    private static GivenTime InItsZone(GivenTime given, List<DateCandidate> others, DateOnly? addressDay)
    {
        if (!given.HasZone || given.Time.Offset != TimeSpan.Zero || !given.HasTime)
            return given;
        foreach (var other in others.Select(other => other.Given))
        {
            if (other.HasZone && other.Time.Offset != TimeSpan.Zero && other.Time.UtcDateTime == given.Time.UtcDateTime)
                return other;
            var offset = new DateTime(other.Time.Year, other.Time.Month, other.Time.Day, other.Time.Hour, other.Time.Minute, 0)
                - new DateTime(given.Time.Year, given.Time.Month, given.Time.Day, given.Time.Hour, given.Time.Minute, 0);
            if (!other.HasZone && other.HasTime && offset != TimeSpan.Zero && offset.Duration() <= TimeSpan.FromHours(14) && offset.TotalMinutes % 30 == 0)
                return given with { Time = given.Time.ToOffset(offset) };
        }

        // Only the day is shown, in the address or beside the headline, and it is the one before or after: its zone is at least so far off.
        var day = addressDay ?? others.Where(other => !other.Given.HasTime && other.IsOfHeadline).Select(other => (DateOnly?)other.Given.Day).FirstOrDefault();
        if (day is not { } shown || Math.Abs(shown.DayNumber - given.Day.DayNumber) != 1)
            return given;
        var hours = shown < given.Day ? -(given.Time.Hour + 1) : 24 - given.Time.Hour;
        return hours is >= -12 and <= 14 ? given with { Time = given.Time.ToOffset(TimeSpan.FromHours(hours)) } : given;
    }
}
