using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// How long an entry waits for a page that cannot be had: it is tried again after pauses that grow from a minute to two hours, for a day, and then taken
/// as it is. Most outages last minutes; one of a night should cost no article its text.
/// </summary>
internal static class EntryWaiting
{
    /// <summary>What is told to wait for longer than that is tried nevertheless until it was tried so often.</summary>
    private const int LeastTries = 3;

    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    /// <summary>Whether this try was the last.</summary>
    public static bool IsOver(PlannedEntry planned, DateTimeOffset now) => planned.Known is { Waiting: { } waits } known && now - waits.Since >= Patience && known.Tries + 1 >= LeastTries;

    /// <summary>What is known of an entry after a try that brought nothing.</summary>
    /// <param name="planned">The entry.</param>
    /// <param name="page">What was said of its page.</param>
    /// <param name="shortest">The first pause.</param>
    /// <param name="now">The time.</param>
    public static SeenEntry Next(PlannedEntry planned, PageOfEntry page, TimeSpan shortest, DateTimeOffset now)
    {
        var wasAsked = page is not PageOfEntry.Later { WasAsked: false };
        var retryAfter = (page as PageOfEntry.Later)?.RetryAfter;
        var tries = (planned.Known is { Waiting: not null } known ? known.Tries : 0) + (wasAsked ? 1 : 0);
        var pause = shortest * Math.Pow(2, Math.Clamp(tries - 1, 0, 20));
        pause = pause < LongestPause ? pause : LongestPause;
        var due = SubmissionRules.Milliseconds(now + (retryAfter > pause ? retryAfter.Value : pause))!.Value;
        return new SeenEntry(planned.Key, 0, tries, new WaitingEntry(planned.Known?.Waiting?.Since ?? now, due, EntryPlan.Keep(planned)));
    }

    /// <summary>
    /// Brings the next poll forward to when the first entry is due that waits, and those that are due little later with it. A source that fails, or wants to be left
    /// alone, is not asked more often for that.
    /// </summary>
    /// <param name="polls">How polling stands.</param>
    /// <param name="own">When the source itself is to be asked.</param>
    /// <param name="shortest">The shortest time from one poll to the next.</param>
    public static SourcePolls Schedule(SourcePolls polls, DateTimeOffset? own, TimeSpan shortest)
    {
        var dues = polls.Seen.Select(entry => entry.Waiting?.Due).OfType<DateTimeOffset>().ToList();
        var first = own;
        if (dues.Count > 0)
        {
            var together = dues.Min() + (shortest / 2);
            first = polls.NotBusy(dues.Where(due => due <= together).Max());
        }

        return first < own && polls.Failures == 0 ? polls with { AskAt = own, NextPollAt = first } : polls with { AskAt = null, NextPollAt = own };
    }
}
