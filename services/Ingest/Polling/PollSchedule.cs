using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// When a source is polled next. Its own rhythm decides: two polls for each article that is to be expected, and as it falls silent, fewer. What
/// it asks for itself (<c>ttl</c>, <c>sy:updatePeriod</c>, <c>Cache-Control</c>) is the least. Always within the bounds of
/// <see cref="PollingOptions"/>, and never at the same moment as others.
/// </summary>
internal static class PollSchedule
{
    /// <summary>Articles by whose dates a rhythm is told.</summary>
    private const int Newest = 20;

    /// <summary>How many times longer than its rhythm a source has to be silent until it is called quiet.</summary>
    private const int QuietAfter = 10;

    private static readonly TimeSpan QuietAtLeast = TimeSpan.FromDays(1);

    /// <summary>The median of the times from one article to the next; null for fewer than three articles.</summary>
    public static TimeSpan? Rhythm(IEnumerable<DateTimeOffset> published, DateTimeOffset now)
    {
        var newest = published.Where(time => time <= now).Distinct().OrderDescending().Take(Newest).ToList();
        if (newest.Count < 3)
            return null;
        var gaps = newest.Zip(newest.Skip(1), (later, earlier) => later - earlier).Order().ToList();
        return gaps[gaps.Count / 2];
    }

    /// <summary>
    /// From one article to the next as they came: each time that something came changes it by a quarter. Null for the first ones, for none, and where some
    /// may have been left over by the poll before.
    /// </summary>
    /// <param name="before">How polling went until now.</param>
    /// <param name="added">New articles of this poll.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Pace(SourcePolls before, int added, DateTimeOffset now)
    {
        if (added == 0 || before.BodyHash is null || before.LastNewAt is not { } last || last >= now)
            return null;
        var gap = (now - last) / added;
        return before.Pace is { } seconds ? (TimeSpan.FromSeconds(seconds) * 0.75) + (gap * 0.25) : gap;
    }

    /// <param name="source">For how it was polled so far.</param>
    /// <param name="asked">How long the source asks to be left alone.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="chance">From 0 to 1: up to a tenth more or less, within the bounds.</param>
    public static DateTimeOffset AfterSuccess(Source source, TimeSpan? asked, DateTimeOffset now, PollingOptions options, double chance)
    {
        if (source.Settings.PollMinutes is { } minutes)
            return Jittered(TimeSpan.FromMinutes(minutes), now, options, chance);
        var wait = options.Usual;
        if (source.Polls.Rhythm is { } seconds)
        {
            wait = TimeSpan.FromSeconds(seconds / 2);
            // Silent for an hour: the next minutes will hardly bring anything.
            if (source.Polls.LastNewAt is { } last && (now - last) / 10 is var silence && silence > wait)
                wait = silence;
        }

        return Jittered(asked > wait ? asked.Value : wait, now, options, chance);
    }

    /// <summary>Twice as long each time, from what a source is polled at; not before it said that it would answer.</summary>
    public static DateTimeOffset AfterFailure(Source source, int failures, TimeSpan? retryAfter, DateTimeOffset now, PollingOptions options, double chance)
    {
        var usual = source.Settings.PollMinutes is { } minutes ? TimeSpan.FromMinutes(minutes)
            : source.Polls.Rhythm is { } seconds ? TimeSpan.FromSeconds(seconds / 2) : options.Usual;
        usual = Within(usual, options);
        var wait = (usual < options.Usual ? usual : options.Usual) * Math.Pow(2, Math.Min(failures - 1, 20));
        var next = Jittered(wait, now, options, chance);
        return retryAfter is { } told && now + told is var earliest && earliest > next ? earliest : next;
    }

    /// <summary>Since when it is silent for much longer than its rhythm; null if it is not.</summary>
    public static DateTimeOffset? QuietSince(SourcePolls polls, DateTimeOffset now)
    {
        if ((polls.Rhythm ?? polls.Pace) is not { } seconds || polls.LastNewAt is not { } last)
            return null;
        var patience = TimeSpan.FromSeconds(seconds * QuietAfter);
        if (patience < QuietAtLeast)
            patience = QuietAtLeast;
        return now - last > patience ? last + TimeSpan.FromSeconds(Math.Round(patience.TotalSeconds)) : null;
    }

    /// <summary>In the milliseconds that every store keeps.</summary>
    private static DateTimeOffset Jittered(TimeSpan wait, DateTimeOffset now, PollingOptions options, double chance)
    {
        var (least, most) = (Within(Within(wait, options) * 0.9, options), Within(Within(wait, options) * 1.1, options));
        return now + TimeSpan.FromMilliseconds(Math.Round((least + ((most - least) * chance)).TotalMilliseconds));
    }

    private static TimeSpan Within(TimeSpan wait, PollingOptions options) =>
        wait < options.Shortest ? options.Shortest : wait > options.Longest ? options.Longest : wait;
}
