using System.Globalization;

namespace Newsroom.Ingest.Submissions;

/// <summary>A time in a query, RFC 3339; without a zone it is UTC.</summary>
internal static class TimeQuery
{
    public static bool TryRead(string? given, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(given))
            return true;
        if (!DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            return false;
        time = read;
        return true;
    }

    public static IResult Refuse(string name) =>
        TypedResults.Problem($"'{name}' is not a time as in RFC 3339, such as 2026-03-01T08:30:00Z.", statusCode: StatusCodes.Status400BadRequest);
}
