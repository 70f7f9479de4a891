using System.Globalization;
using System.Net.Http.Headers;

namespace Newsroom.Ingest.Fetching;

/// <summary>What answers say of themselves, read as it comes: a header that cannot be read is as if it were not there.</summary>
internal static class AnswerHeaders
{
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(365);

    // RFC 9110 §5.6.7: the format that is to be sent, and the two that must be read, and times with other zones' names for UTC.
    private static readonly string[] HttpDates =
        ["ddd, d MMM yyyy H:mm:ss 'GMT'", "ddd, d MMM yyyy H:mm:ss 'UTC'", "dddd, d-MMM-yy H:mm:ss 'GMT'", "ddd MMM d H:mm:ss yyyy", "ddd, d-MMM-yyyy H:mm:ss 'GMT'"];

    public static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim() : null;

    /// <summary><c>Retry-After</c> (RFC 9110 §10.2.3): seconds or a date; from nothing to a day.</summary>
    public static TimeSpan? RetryAfter(string? value, DateTimeOffset now)
    {
        if (Seconds(value, LongestRetryAfter) is { } seconds)
            return seconds;
        if (Date(value) is not { } date)
            return null;
        var wait = date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestRetryAfter ? LongestRetryAfter : wait;
    }

    /// <summary>
    /// How long an answer stays fresh (RFC 9111 §4.2), less the time that it spent in caches. Null if it does not say, or says that it should
    /// not be kept at all, which tells nothing of when there is news.
    /// </summary>
    public static TimeSpan? MaxAge(string? cacheControl, string? expires, string? date, string? age, DateTimeOffset now)
    {
        var directives = (cacheControl ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (directives.Any(one => one.StartsWith("no-store", StringComparison.OrdinalIgnoreCase) || one.StartsWith("no-cache", StringComparison.OrdinalIgnoreCase)))
            return null;
        const string name = "max-age=";
        var given = directives.FirstOrDefault(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim('"', ' ');
        var lifetime = given is not null ? Seconds(given, LongestAge) : Date(expires) - (Date(date) ?? now);
        if (lifetime is not { } fresh)
            return null;
        fresh -= given is not null ? Seconds(age, LongestAge) ?? TimeSpan.Zero : TimeSpan.Zero;
        return fresh < TimeSpan.Zero ? TimeSpan.Zero : fresh > LongestAge ? LongestAge : fresh;
    }

    public static DateTimeOffset? Date(string? value) =>
        DateTimeOffset.TryParseExact(value, HttpDates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;

    /// <summary>Digits, however many; more than the longest is the longest.</summary>
    private static TimeSpan? Seconds(string? value, TimeSpan longest)
    {
        var digits = value?.Trim();
        if (string.IsNullOrEmpty(digits) || !digits.All(char.IsAsciiDigit))
            return null;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : longest;
    }
}
