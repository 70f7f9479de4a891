using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>A time of day, with its zone where it has one.</summary>
/// <param name="Minutes">Since midnight; a whole day at its end.</param>
/// <param name="Offset">From UTC, where the zone is the same all year.</param>
/// <param name="Region">The zone otherwise.</param>
internal readonly record struct WireClock(int Minutes, TimeSpan? Offset, TimeZoneInfo? Region)
{
    public static readonly WireClock NoonUtc = new(12 * 60, TimeSpan.Zero, null);
    public static readonly WireWords Hours = new("hour");
    private static readonly WireWords Noon = new("noon");
    private static readonly WireWords Midnight = new("midnight");

    private static readonly Dictionary<string, string> Regions = new(StringComparer.Ordinal)
    {
        ["et"] = "America/New_York",
        ["eastern"] = "America/New_York",
        ["ct"] = "America/Chicago",
        ["mt"] = "America/Denver",
        ["pt"] = "America/Los_Angeles",
        ["pacific"] = "America/Los_Angeles",
        // Of India and Israel, too; this is the last of them.
        ["ist"] = "Europe/Dublin",
    };

    private static readonly Dictionary<string, string> Clocks = WordLists.Lines("clocks").ToDictionary(line => line.Language, line => line.Words[0], StringComparer.Ordinal);

    public bool IsZoned => Offset is not null || Region is not null;

    /// <summary>The zones of languages; none if one of them is spoken in many.</summary>
    public static IReadOnlyList<TimeZoneInfo> OfLanguages(IReadOnlyCollection<string>? languages)
    {
        var zones = new List<TimeZoneInfo>();
        foreach (var language in languages ?? [])
        {
            if (!Clocks.TryGetValue(language, out var name) || FeedZones.Region(name) is not { } zone)
                return [];
            zones.Add(zone);
        }

        return zones;
    }

    /// <summary>The width of a word for noon or midnight; 0 if it is none.</summary>
    public static int Named(WireLine line, int at) => Math.Max(Noon.At(line, at), Midnight.At(line, at));

    /// <summary>09:00, 09.00, 0900, 18h00, 18 Uhr, 6 p.m., noon. A number alone is none, and 2026 is a year unless a zone follows.</summary>
    public static WireClock? At(WireLine line, int at, out int width)
    {
        width = 0;
        var tokens = line.Tokens;
        var end = at;
        var (hour, minute) = (0, 0);
        // Without a sign it could be something else.
        var isSure = true;
        // "12 noon"
        var name = tokens.Number(at) == 12 ? at + 1 : at;
        if (Named(line, name) is > 0 and var named)
        {
            (hour, end) = (Noon.At(line, name) > 0 ? 12 : 24, name + named);
        }
        else if (tokens.Number(at) is { } number)
        {
            var isTouched = tokens.Touch(at) && tokens.Touch(at + 1) && tokens[at + 2].Length == 2;
            if (isTouched && tokens[at + 1] is ":" or "." or "：" or "h" or "H" or "u" && tokens.Number(at + 2) is { } minutes && isTouched)
                (hour, minute, end) = (number, minutes, at + 3);
            else if (tokens[at + 1] is "時" or "时" or "點" or "点" or "시")
                (hour, end) = (number, at + 2);
            else
                (hour, end, isSure) = (number, at + 1, false);
            if (minute == 0 && isSure && tokens[end - 1] is "時" or "时" or "點" or "点" or "시" && tokens.Number(end) is { } more)
                (minute, end) = (more, end + (tokens[end + 1] is "分" or "분" ? 2 : 1));
            if (isSure && tokens[end] == ":" && tokens.Touch(end) && tokens.Number(end + 1) is not null)
                end += 2;
        }
        else if (tokens.Number(at, 4) is { } both)
        {
            (hour, minute, end, isSure) = (both / 100, both % 100, at + 1, both < 1900);
        }
        else
        {
            return null;
        }

        if (Half(line, end) is var (isAfternoon, halfWidth))
        {
            if (hour is < 1 or > 12)
                return null;
            (hour, end, isSure) = ((hour % 12) + (isAfternoon ? 12 : 0), end + halfWidth, true);
        }

        if (Hours.At(line, end) is > 0 and var signed)
        {
            (end, isSure) = (end + signed, true);
            // "18 Uhr 30", but "18 Uhr 30. März".
            if (minute == 0 && tokens[end].Length == 2 && tokens.Number(end) is { } rest && !tokens.IsWord(end + 1) && tokens[end + 1] is not ("." or "/" or ":" or "-"))
                (minute, end) = (rest, end + 1);
        }

        var zone = ZoneAt(line, end, out var zoneWidth);
        // "18 GMT" has no minutes, and nobody writes so.
        isSure |= zone is not null && tokens.Number(at, 4) is not null;
        if (!isSure || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
            return null;
        width = end + (zone is null ? 0 : zoneWidth) - at;
        return new WireClock((hour * 60) + minute, zone?.Offset, zone?.Region);
    }

    /// <summary>GMT, CET, ET, GMT+1, +01:00; a single letter is none but Z.</summary>
    public static (TimeSpan? Offset, TimeZoneInfo? Region)? ZoneAt(WireLine line, int at, out int width)
    {
        width = 0;
        var tokens = line.Tokens;
        var from = tokens[at] is "(" or "," ? at + 1 : at;
        if (tokens[from] is "+" or "-" or "−" && tokens.Touch(from - 1))
        {
            (var signed, width) = Signed(tokens, from);
            width += from - at;
            return signed is null ? null : (signed, null);
        }

        if (!tokens.IsWord(from) || (tokens[from].Length < 2 && tokens[from] != "Z") || WireWhen.SmallWord(line, from, out _) > 0)
            return null;
        width = from + 1 - at;
        // "ist" and "et" are words.
        if (tokens[from].Any(char.IsLower) && !(tokens[from].Length > 3 && Regions.ContainsKey(line[from])))
        {
            width = 0;
            return null;
        }

        if (Regions.TryGetValue(line[from], out var region))
            return FeedZones.Region(region) is { } zone ? (null, zone) : null;
        if (FeedZones.Of(tokens[from]) is not { } offset)
            return null;
        if (offset == TimeSpan.Zero && tokens[from + 1] is "+" or "-" or "−" && tokens.Touch(from) && Signed(tokens, from + 1) is ({ } number, var used))
        {
            width += used;
            return (number, null);
        }

        return (offset, null);
    }

    /// <summary>The time on a day.</summary>
    public DateTimeOffset On(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(Minutes);
        return new DateTimeOffset(local, OffsetAt(local)).ToUniversalTime();
    }

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Region is null ? time.ToOffset(Offset ?? TimeSpan.Zero).DateTime : TimeZoneInfo.ConvertTime(time, Region).DateTime);

    public TimeSpan OffsetAt(DateTime local) => Offset ?? Region?.GetUtcOffset(local) ?? TimeSpan.Zero;

    private static (bool IsAfternoon, int Width)? Half(WireLine line, int at)
    {
        var (first, tokens) = (line[at], line.Tokens);
        if (first is "am" or "pm")
            return (first == "pm", 1);
        return first is "a" or "p" && tokens[at + 1] == "." && line[at + 2] == "m" ? (first == "p", tokens[at + 3] == "." ? 4 : 3) : null;
    }

    private static (TimeSpan? Offset, int Width) Signed(DateTokens tokens, int at)
    {
        int hours, minutes = 0, width = 2;
        if (tokens.Number(at + 1, 4) is { } both)
            (hours, minutes) = (both / 100, both % 100);
        else if (tokens.Number(at + 1) is { } only && tokens.Touch(at))
            hours = only;
        else
            return (null, 0);
        if (tokens[at + 2] == ":" && tokens.Touch(at + 2) && tokens[at + 3].Length == 2 && tokens.Number(at + 3) is { } more)
            (minutes, width) = (more, 4);
        return hours > 14 || minutes > 59 ? (null, 0) : (TimeSpan.FromMinutes(((hours * 60) + minutes) * (tokens[at] == "+" ? 1 : -1)), width);
    }
}
