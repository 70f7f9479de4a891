using System.Globalization;

namespace Newsroom.Ingest.Extraction;

/// <summary>Times as pages declare them: ISO 8601 and its neighbours, else as printed.</summary>
internal static class PageTime
{
    private static readonly string[] WithZone =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm zzz",
        "ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz",
    ];

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    /// <summary>The moment, and whether its zone was given; without one it is UTC. Null for what is no time, or not of our age.</summary>
    public static (DateTimeOffset Time, bool HasZone)? Read(string? text)
    {
        var given = text?.Trim();
        if (given is not { Length: > 5 and <= 120 })
            return null;

        if (DateTimeOffset.TryParseExact(WithColon(given), WithZone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return OfOurAge(time, HasZone(given));
        if (DateTimeOffset.TryParseExact(given, Days, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            return OfOurAge(time, false);
        if (DateWords.Read(given) is not { } printed)
            return null;
        return printed.Moment is { } moment
            ? OfOurAge(moment, true)
            : OfOurAge(new DateTimeOffset(printed.Date.ToDateTime(printed.Time ?? TimeOnly.MinValue), TimeSpan.Zero), false);
    }

    private static (DateTimeOffset Time, bool HasZone)? OfOurAge(DateTimeOffset time, bool hasZone) =>
        time.Year is >= 1900 and <= 2200 ? (time, hasZone) : null;

    /// <summary>A sign beyond the date's own hyphens belongs to an offset.</summary>
    private static bool HasZone(string text) =>
        text.EndsWith('Z') || text.EndsWith("GMT", StringComparison.Ordinal) || text.LastIndexOfAny(['+', '-']) > 9;

    /// <summary><c>+0700</c> as <c>+07:00</c>, which is all that the formats know.</summary>
    private static string WithColon(string text) =>
        text.Length > 15 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit) ? text[..^2] + ":" + text[^2..] : text;
}
