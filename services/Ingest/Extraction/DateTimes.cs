using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Extraction;

/// <summary>Times of day and zones beside printed dates.</summary>
internal static class DateTimes
{
    /// <summary>Words may stand between a date and its time, but not many.</summary>
    private const int Reach = 9;

    // Of several zones each; what they mean is not certain.
    private static readonly HashSet<string> Ambiguous = new(StringComparer.OrdinalIgnoreCase) { "CST", "IST", "BST", "AST", "GST", "SST", "ET", "PT", "CT", "MT", "CAT", "WAT", "EAT", "EST", "MST" };

    /// <summary>The time after a date, and its zone.</summary>
    public static (TimeOnly? Time, TimeSpan? Offset) After(DateTokens tokens, int from, out int end)
    {
        for (var i = from; i < tokens.Count && i < from + Reach; i++)
        {
            if (TimeAt(tokens, i, out end) is not { } time)
                continue;
            var offset = OffsetAt(tokens, ref end);
            return (time, offset);
        }

        end = from;
        return (null, null);
    }

    /// <summary>The time before a date: "14:30, 18 June 2024". The last one counts.</summary>
    public static TimeOnly? Before(DateTokens tokens, int from, int to)
    {
        for (var i = to - 3; i >= Math.Max(from, to - Reach); i--)
        {
            if (tokens[i + 1] is ":" or "h" or "." && TimeAt(tokens, i, out var end) is { } time && end <= to)
                return time;
        }

        return null;
    }

    private static TimeOnly? TimeAt(DateTokens tokens, int at, out int end)
    {
        end = at;
        var first = at;
        // Before a time stand words of the East only: the Arabic letter behind a year is its era.
        var isAfternoon = tokens[first] is [var sign, ..] && TextShape.IsIdeograph(sign) ? Half(tokens, ref first) : null;
        if (tokens.Number(first) is not { } hour || tokens[first + 1] is not (":" or "." or "：" or "時" or "时" or "點" or "点" or "시" or "h" or "H" or "u"))
            return null;
        var minuteAt = first + 2;
        var minute = tokens[minuteAt].Length == 2 ? tokens.Number(minuteAt) : null;
        // "14h" and "14時" are whole hours; "14." is not.
        if (minute is null && tokens[first + 1] is ":" or "." or "：")
            return null;
        end = minute is null ? first + 2 : minuteAt + 1;
        if (minute is not null && tokens[end] is ":" or "." && tokens[end + 1].Length == 2 && tokens.Number(end + 1) is not null && tokens[end + 2] is not "." and not "/")
            end += 2;
        if (tokens[end] is "." && tokens[end + 1].Length is 3 or 6 && char.IsAsciiDigit(tokens[end + 1][0]))
            end += 2; // parts of a second
        if (tokens[end] is "分" or "분")
            end++;
        isAfternoon ??= Half(tokens, ref end);
        if (isAfternoon is { } later && hour is >= 1 and <= 12)
            hour = (hour % 12) + (later ? 12 : 0);
        return hour < 24 && (minute ?? 0) < 60 ? new TimeOnly(hour, minute ?? 0) : null;
    }

    /// <summary>The half of the day that stands at a token, and past it.</summary>
    private static bool? Half(DateTokens tokens, ref int at)
    {
        var half = DayHalf.At(tokens.From(at), out var length);
        if (half is not null)
        {
            var end = tokens.Start(at) + length;
            while (tokens.Start(at) < end)
                at++;
        }

        return half;
    }

    private static TimeSpan? OffsetAt(DateTokens tokens, ref int end)
    {
        var at = end;
        while (tokens[at] is "(" or "," or "Uhr" or "hrs" or "hours" or "Hrs" or "|" or "[" or "h" or "น" or "น.")
            at++;
        if (tokens[at] is "+" or "-" or "−" && tokens.Touch(at) && Signed(tokens, at, out var after) is { } signed)
        {
            end = after;
            return signed;
        }

        var name = tokens[at];
        if (name.Length < 2 && name is not "Z" || Ambiguous.Contains(name) || !tokens.IsWord(at) || FeedZones.Of(name) is not { } zone)
            return null;
        end = at + 1;
        // GMT+7
        if (zone == TimeSpan.Zero && tokens[at + 1] is "+" or "-" or "−" && Signed(tokens, at + 1, out after) is { } number)
        {
            end = after;
            return number;
        }

        return zone;
    }

    /// <summary>+7, +07, +0700, +07:00</summary>
    private static TimeSpan? Signed(DateTokens tokens, int at, out int end)
    {
        end = at + 2;
        var isWest = tokens[at] != "+";
        int hours, minutes = 0;
        if (tokens.Number(at + 1, 4) is { } both)
            (hours, minutes) = (both / 100, both % 100);
        else if (tokens.Number(at + 1) is { } only)
            hours = only;
        else
            return null;
        if (tokens[at + 2] == ":" && tokens[at + 3].Length == 2 && tokens.Number(at + 3) is { } more)
            (minutes, end) = (more, at + 4);
        if (hours > 14 || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return isWest ? -offset : offset;
    }
}
