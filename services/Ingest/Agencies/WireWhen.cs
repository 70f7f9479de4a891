using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// The time behind the words of an embargo. Every word of it has to be understood, up to where another part of the line begins: what is left out could
/// be the day, or whose clock is meant.
/// </summary>
internal sealed class WireWhen
{
    public static readonly WireWords Until = new("until");
    private static readonly WireWords Since = new("since");
    // "EMBARGO: not for publication before 0900 GMT"
    private static readonly WireWords Filler = new("filler", "hold", "release");
    private static readonly WireWords Local = new("local");
    private static readonly WireWords Relative = new("relative");

    private const int Reach = 8;
    private const int LongestBeginning = 80;

    private readonly List<WireDay> days = [];
    private readonly List<WireClock> clocks = [];
    private readonly bool isDayEnough;
    private DayOfWeek? weekday;
    private HashSet<string>? languages;
    private string? problem;

    private WireWhen(IReadOnlySet<string> languages, bool isDayEnough)
    {
        this.isDayEnough = isDayEnough;
        Speak(languages);
    }

    private bool IsBegun => days.Count > 0 || clocks.Count > 0 || weekday is not null;

    /// <summary>Whether a time begins within the next few words, or a number that may be of one.</summary>
    public static bool Follows(WireLine line, int at)
    {
        var next = AfterSmallWords(line, at);
        if (next >= line.Count)
            return false;
        // A year is the beginning of no time, and no zone is.
        var isYear = line.Tokens[next] is [('1' or '2'), _, _, _] && line.Tokens.Number(next, 4) is >= 1900 and < 2100 && WireClock.At(line, next, out _) is null && WireDay.At(line, next, out _) is null;
        return !isYear && (char.IsAsciiDigit(line.Tokens[next][0]) || (IsTime(line, next) && (WireClock.ZoneAt(line, next, out _) is null || WireDay.At(line, next, out _) is not null)));
    }

    /// <summary>The same without a number alone, which may be an age: "frei ab 12".</summary>
    public static bool FollowsSurely(WireLine line, int at) => GoesOn(line, at);

    /// <summary>Whether a line begins with a time or goes on with one: notes run over several lines.</summary>
    public static bool Begins(string text)
    {
        var line = new WireLine(text.Length > LongestBeginning ? text[..LongestBeginning] : text);
        return GoesOn(line, 0);
    }

    /// <param name="line">The line.</param>
    /// <param name="from">Behind the words that say what it is.</param>
    /// <param name="languages">Of these words.</param>
    /// <param name="isDayEnough">A text for use on a Sunday waits until it is Sunday everywhere.</param>
    /// <param name="end">Where the line goes on with something else.</param>
    public static WireWhen Read(WireLine line, int from, IReadOnlySet<string> languages, bool isDayEnough, out int end)
    {
        var when = new WireWhen(languages, isDayEnough);
        for (end = from; end < line.Count;)
        {
            if (when.IsBegun && line.IsEnd(end) && !GoesOn(line, end + 1))
            {
                end++;
                return when;
            }

            if (when.Take(line, end) is > 0 and var taken)
            {
                end += taken;
                continue;
            }

            when.problem ??= line.Tokens[end + 1] == "/" ? $"'{line.Tokens[end]}/{line.Tokens[end + 2]}' can be read as two days" : $"'{line.Tokens[end]}' in it is not understood";
            end = line.Count;
        }

        return when;
    }

    /// <summary>Null where it cannot be told, or lies before the message; then why.</summary>
    /// <param name="sent">The day of the message holds where none is given, and the next such time.</param>
    /// <param name="why">As the end of a sentence.</param>
    public DateTimeOffset? At(WireSent sent, out string why)
    {
        why = problem ?? (days.Distinct().Count() > 1 ? "it names several days" : "");
        if (why.Length > 0)
            return null;
        DateTimeOffset? last = null;
        // The day has begun everywhere once it has in the last zone, twelve hours behind UTC.
        IReadOnlyList<WireClock> named = clocks.Count > 0 || !isDayEnough || !IsBegun ? clocks : [WireClock.NoonUtc];
        foreach (var clock in named)
        {
            if (Latest(clock, sent) is not { } moment)
            {
                why = problem ?? "it names no zone";
                return null;
            }

            // 2300 EST and 0400 GMT, and the day of one of them.
            if (last is { } other && (other - moment).Ticks % TimeSpan.TicksPerDay != 0)
            {
                why = "it names several times";
                return null;
            }

            last = last > moment ? last : moment;
        }

        why = last is null ? "it names no time of day" : "";
        return last;
    }

    /// <summary>In the zone of the clock; else in the last of those where the words are spoken.</summary>
    private DateTimeOffset? Latest(WireClock clock, WireSent sent)
    {
        DateTimeOffset? latest = null;
        foreach (var zoned in clock.IsZoned ? [clock] : WireClock.OfLanguages(languages).Select(region => clock with { Region = region }))
        {
            if (Moment(zoned, sent) is not { } moment)
                return null;
            latest = latest > moment ? latest : moment;
        }

        return latest;
    }

    private DateTimeOffset? Moment(WireClock clock, WireSent sent)
    {
        var time = sent.In(clock);
        var own = clock.DayOf(time);
        if (days.Count > 0)
        {
            if (days[0].Nearest(own) is not { } day || (weekday ?? day.DayOfWeek) != day.DayOfWeek)
                problem = "there is no such day";
            else if (clock.On(day) is var dated && dated > time)
                return dated;
            else
                problem = "it lies before the time at which the message was sent";
            return null;
        }

        for (var ahead = own; ahead <= own.AddDays(7); ahead = ahead.AddDays(1))
        {
            if (clock.On(ahead) is var next && next > time && (weekday ?? ahead.DayOfWeek) == ahead.DayOfWeek)
                return next;
        }

        return null;
    }

    /// <summary>Whether more of the time stands behind a mark.</summary>
    private static bool GoesOn(WireLine line, int at) => AfterSmallWords(line, at) is var next && next < line.Count && IsTime(line, next);

    private static bool IsTime(WireLine line, int at) =>
        WireDay.At(line, at, out _) is not null || WireClock.At(line, at, out _) is not null || IsWeekday(line, at) || WireClock.ZoneAt(line, at, out _) is not null || Relative.At(line, at) > 0 || Local.At(line, at) > 0;

    private static int AfterSmallWords(WireLine line, int at)
    {
        for (var i = 0; i < Reach && at < line.Count; i++)
        {
            var passed = SmallWord(line, at, out _) is > 0 and var small ? small : line.IsMark(at) ? 1 : 0;
            if (passed == 0)
                break;
            at += passed;
        }

        return at;
    }

    /// <summary>How many words were understood.</summary>
    private int Take(WireLine line, int at)
    {
        if (WireDay.At(line, at, out var dayWidth) is { } day)
        {
            days.Add(day);
            return dayWidth;
        }

        if (WireClock.At(line, at, out var clockWidth) is { } clock)
        {
            clocks.Add(clock);
            for (var i = at; i < at + clockWidth; i++)
            {
                if (WireClock.Hours.At(line, i, out var counted) > 0)
                    Speak(counted);
            }

            return clockWidth;
        }

        if (WireClock.Hours.At(line, at, out var spoken) is > 0 and var hour)
        {
            Speak(spoken);
            return hour;
        }

        if (Local.At(line, at) is > 0 and var local)
        {
            problem = "it is in the local time of a place that is not known here";
            return local;
        }

        if (Relative.At(line, at) is > 0 and var relative)
        {
            problem = $"'{line.Tokens[at]}' is not the same day everywhere";
            return relative;
        }

        if (SmallWord(line, at, out spoken) is > 0 and var small)
        {
            Speak(spoken);
            return small;
        }

        if (IsWeekday(line, at))
        {
            var named = DateNames.Weekday(line.Tokens[at]);
            problem ??= weekday is not null && weekday != named ? "it names several days" : null;
            weekday = named;
            return 1;
        }

        if (WireClock.ZoneAt(line, at, out var zoneWidth) is { } zone)
        {
            for (var i = 0; i < clocks.Count; i++)
                clocks[i] = clocks[i].IsZoned ? clocks[i] : clocks[i] with { Offset = zone.Offset, Region = zone.Region };
            problem ??= clocks.Count == 0 ? "its zone stands before its time" : null;
            return zoneWidth;
        }

        // 2026-03-03T09:00Z
        return line.IsMark(at) || (line[at] == "t" && line.Tokens.Touch(at) && line.Tokens.Touch(at - 1)) ? 1 : 0;
    }

    /// <summary>The width of one that is part of no time itself, and names no zone, whatever its letters are.</summary>
    public static int SmallWord(WireLine line, int at, out IReadOnlySet<string> languages) =>
        Until.At(line, at, out languages) is > 0 and var until ? until
        : Since.At(line, at, out languages) is > 0 and var since ? since
        : Filler.At(line, at, out languages);

    private static bool IsWeekday(WireLine line, int at) => line.Tokens.IsWord(at) && line[at].Length > 2 && DateNames.Weekday(line.Tokens[at]) is not null;

    private void Speak(IReadOnlySet<string> spoken)
    {
        if (languages is null)
            languages = [.. spoken];
        else
            languages.IntersectWith(spoken);
    }
}
