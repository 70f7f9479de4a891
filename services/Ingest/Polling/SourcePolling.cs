using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Telemetry;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// One poll of one source: asks for the feed, takes what is new in it, and writes down when to come again. It is a trace of its own; each
/// article that it brings is another, and they link to each other.
/// </summary>
internal sealed class SourcePolling(
    ISourceStore sources, Fetcher fetcher, SourceFinder finder, SitemapCollecting sitemaps, EntryTaking taking, SourceSubscriptions subscriptions, IOptions<PollingOptions> options, TimeProvider clock, ILogger<SourcePolling> log)
{
    private const string Accept =
        "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,*/*;q=0.5";

    /// <summary>The outcome of a poll that did not ask the source itself.</summary>
    private const string PagesOnly = "pages";

    private static readonly IReadOnlyDictionary<string, DateTimeOffset> NobodyBusy = new Dictionary<string, DateTimeOffset>();

    private readonly PollingOptions settings = options.Value;

    public Task PollAsync(LeasedSource leased, CancellationToken cancellation) => PollAsync(leased, () => { }, cancellation);

    /// <param name="leased">The source.</param>
    /// <param name="leaveHost">Called once only pages of other hosts than the source's are asked for.</param>
    /// <param name="cancellation">Ends it; how far it has come is written down.</param>
    public async Task PollAsync(LeasedSource leased, Action leaveHost, CancellationToken cancellation)
    {
        Activity.Current = null;
        using var activity = IngestTelemetry.Source.StartActivity("ingest.poll-source");
        using var about = log.About(new("newsroom.source.id", leased.Source.Id.ToString()), new("url.full", leased.Source.Settings.Url));
        await using var hold = new SourceHold(sources, leased, settings.Lease, clock, leaveHost);
        try
        {
            var result = IsForPagesOnly(leased) ? ForPages(leased.Source.Polls) : await AskAsync(hold, leased, isFound: false, cancellation);
            activity?.SetTag("outcome", result.Outcome);
            if (result.Problem is { } problem)
                activity?.SetStatus(ActivityStatusCode.Error, problem);
            IngestTelemetry.CountPoll(result.Outcome);
            if (result.Outcome != PagesOnly)
                result = result with { Polls = await subscriptions.AfterPollAsync(leased.Source, result.Polls, result.Taken, cancellation) };
            result = await WithWaitingAsync(hold, result, cancellation);
            var saved = await sources.CompleteAsync(leased, result.Polls, result.Learnt == leased.Source.Settings ? null : result.Learnt, cancellation);
            Tell(leased.Source, result, saved);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await hold.LetGoAsync();
            throw;
        }
    }

    /// <summary>It was due because entries wait for their pages, and wants to be left alone itself.</summary>
    private bool IsForPagesOnly(LeasedSource leased) => leased.Source.Polls.AskAt > clock.GetUtcNow() && !leased.IsUrgent;

    private static PollResult ForPages(SourcePolls polls) => new(PagesOnly, polls with { NextPollAt = polls.AskAt });

    /// <summary>Tries what waits for its page where that has not been done with the feed, and leaves alone who asked for it.</summary>
    private async Task<PollResult> WithWaitingAsync(SourceHold hold, PollResult result, CancellationToken cancellation)
    {
        var before = hold.Leased.Source.Polls;
        if (result.Taken is null && result.Outcome != "busy" && before.Seen.Any(entry => entry.Waiting is not null))
        {
            var taken = await taking.TakeWaitingAsync(hold, isLast: result.Polls.EndedAt is not null, cancellation);
            result = result with { Taken = taken, Polls = taken.Into(result.Polls, SubmissionRules.Now(clock), Activity.Current?.TraceId.ToString()) };
        }

        var polls = result.Polls;
        foreach (var (host, until) in settings.RetryAfterPerHost ? result.Taken?.Busy ?? NobodyBusy : NobodyBusy)
        {
            await sources.PostponeHostAsync(host, until, hold.Leased.Source.Id, cancellation);
            if (host == SourceAddress.Authority(new Uri(hold.Leased.Source.Settings.Url)) && polls.NextPollAt is { } next)
                polls = polls with { BusyUntil = until, NextPollAt = next > until ? next : until };
        }

        return result with { Polls = EntryWaiting.Schedule(polls, polls.NextPollAt, settings.Shortest) };
    }

    /// <param name="hold">Of the source.</param>
    /// <param name="leased">The source, with what was learnt of it.</param>
    /// <param name="isFound">Its address was found on the page that stood at the one that was given.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task<PollResult> AskAsync(SourceHold hold, LeasedSource leased, bool isFound, CancellationToken cancellation)
    {
        var polls = leased.Source.Polls;
        var fetched = await fetcher.GetAsync(
            new FetchRequest(new Uri(leased.Source.Settings.Url)) { Accept = Accept, ETag = polls.ETag, LastModified = polls.LastModified, MaxBytes = FeedBounds.MaxBytes },
            cancellation);
        return fetched.Outcome switch
        {
            FetchOutcome.Fetched => await ReadAsync(hold, leased, fetched, isFound, cancellation),
            FetchOutcome.NotModified => await MovingAsync(leased.Source, Unchanged(leased.Source, polls, fetched), fetched, isRead: false, cancellation),
            FetchOutcome.Gone => Ended(leased.Source, fetched.Reason ?? "It is gone for good (410)."),
            FetchOutcome.Busy => await BusyAsync(leased.Source, fetched, cancellation),
            _ => Failed(leased.Source, "failed", fetched.Reason ?? "It could not be fetched.", fetched.RetryAfter),
        };
    }

    private async Task<PollResult> ReadAsync(SourceHold hold, LeasedSource leased, Fetched fetched, bool isFound, CancellationToken cancellation)
    {
        var polls = leased.Source.Polls with { ETag = fetched.ETag, LastModified = fetched.LastModified };
        var hash = Convert.ToHexStringLower(SHA256.HashData(fetched.Body));
        if (hash == polls.BodyHash)
            return await MovingAsync(leased.Source, Unchanged(leased.Source, polls, fetched), fetched, isRead: true, cancellation);
        var sitemap = SitemapReader.Read(fetched.Body, fetched.Origin);
        var feed = sitemap is null ? FeedReader.Read(fetched.Body, fetched.Origin) : SitemapFeed.Of(await sitemaps.CollectAsync(sitemap, since: null, cancellation));
        if (feed is null)
            return await ElsewhereAsync(hold, leased, fetched, isFound, cancellation);
        var found = Found(leased.Source, sitemap, feed.Feed);
        leased = leased with { Source = leased.Source with { Settings = SourceRules.With(leased.Source.Settings, found) } };
        var taken = await taking.TakeAsync(hold, leased.Source, feed, isWhole: true, cancellation);
        // Where something is left for the next time, all of it has to be had again; and an index says little of what those say that it names.
        var isWhole = taken.IsComplete && sitemap is not { Sitemaps.Count: > 0 };
        var now = SubmissionRules.Now(clock);
        var rhythm = PollSchedule.Rhythm(feed.Entries.Select(entry => entry.PublishedAt ?? entry.UpdatedAt).OfType<DateTimeOffset>(), now);
        polls = taken.Into(polls, now, Activity.Current?.TraceId.ToString()) with
        {
            ETag = isWhole ? polls.ETag : null,
            LastModified = isWhole ? polls.LastModified : null,
            BodyHash = isWhole ? hash : null,
            WebSub = WebSubOffer.Of(fetched.Links, feed.Feed, fetched.Url),
            Rhythm = rhythm?.TotalSeconds ?? polls.Rhythm,
            Pace = PollSchedule.Pace(polls, taken.Added, now)?.TotalSeconds ?? polls.Pace,
            TtlMinutes = feed.Feed.TtlMinutes is { } minutes ? Math.Clamp(minutes, 0, 1_000_000) : null,
            Title = found.Title,
            HomePage = found.HomePage,
        };
        var result = Succeeded(leased.Source, polls, taken.Taken > 0 ? "changed" : "unchanged", fetched.MaxAge) with { Taken = taken };
        if (!taken.IsComplete)
            result = result with { Polls = result.Polls with { NextPollAt = Soonest(result.Polls.NextPollAt, now) } };
        return await MovingAsync(leased.Source, result with { Learnt = leased.Source.Settings }, fetched, isRead: true, cancellation);
    }

    private static Discovered Found(Source source, Sitemap? sitemap, Feed feed) =>
        new(sitemap is null ? DiscoveredForm.Feed : DiscoveredForm.Sitemap, new Uri(source.Settings.Url)) { Title = feed.Title, HomePage = feed.Link };

    /// <summary>Where it leads for good is its address from now on, once a feed was read there, and if that is not another source's.</summary>
    private async Task<PollResult> MovingAsync(Source source, PollResult result, Fetched fetched, bool isRead, CancellationToken cancellation)
    {
        if (fetched.PermanentUrl is not { } permanent || SourceAddress.Read(permanent.AbsoluteUri) is not { } address)
            return result;
        if (await sources.FindAtAsync(address.AbsoluteUri, cancellation) is { } there && there.Id != source.Id)
            return result with { Polls = result.Polls with { Problem = OfAnother("It has moved to", address, there) }, OfAnother = address };
        return isRead
            ? result with { Learnt = (result.Learnt ?? source.Settings) with { Url = address.AbsoluteUri } }
            : result with { Polls = result.Polls.Whole() };
    }

    /// <summary>What was never read at its address may be a page that leads to it: one that did not answer yet when the source was made.</summary>
    private async Task<PollResult> ElsewhereAsync(SourceHold hold, LeasedSource leased, Fetched fetched, bool isFound, CancellationToken cancellation)
    {
        var source = leased.Source;
        if (isFound || source.Polls.LastSuccessAt is not null || await finder.FindFromAsync(fetched, new Uri(source.Settings.Url), cancellation) is not { Form: not DiscoveredForm.Nothing } found)
            return Failed(source, "failed", $"What stands at {fetched.Url} is no feed and no sitemap. See what it is with POST /v1/preview, and give the source another address.", null);
        if (await sources.FindAtAsync(found.Url.AbsoluteUri, cancellation) is { } there && there.Id != source.Id)
            return Ended(source, OfAnother("It is a page that leads to", found.Url, there));
        var settings = SourceRules.With(source.Settings, found);
        var result = await AskAsync(hold, leased with { Source = source with { Settings = settings } }, isFound: true, cancellation);
        return result with { Learnt = result.Learnt ?? settings };
    }

    private static string OfAnother(string how, Uri address, Source other) => $"{how} {address}, which is the address of the source {other.Id}. Remove one of the two.";

    private PollResult Unchanged(Source source, SourcePolls polls, Fetched fetched) =>
        Succeeded(source, polls with { WebSub = WebSubOffer.Unchanged(polls.WebSub, fetched.Links, fetched.Url) }, "unchanged", fetched.MaxAge);

    /// <summary>What was left is fetched before the source's own time, though not at once.</summary>
    private DateTimeOffset? Soonest(DateTimeOffset? planned, DateTimeOffset now)
    {
        var soon = now + settings.Shortest;
        return planned < soon ? planned : soon;
    }

    private PollResult Succeeded(Source source, SourcePolls polls, string outcome, TimeSpan? maxAge)
    {
        var now = SubmissionRules.Now(clock);
        var asked = polls.TtlMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : maxAge;
        if (maxAge > asked)
            asked = maxAge;
        polls = polls with { LastPollAt = now, LastSuccessAt = now, Failures = 0, Problem = null, BusyUntil = null, QuietSince = PollSchedule.QuietSince(polls, now) };
        return new PollResult(outcome, polls with
        {
            NextPollAt = PollSchedule.AfterSuccess(source with { Polls = polls }, asked, now, settings, Random.Shared.NextDouble()),
        });
    }

    private PollResult Failed(Source source, string outcome, string problem, TimeSpan? retryAfter)
    {
        var now = SubmissionRules.Now(clock);
        var failures = source.Polls.Failures + 1;
        return new PollResult(outcome, source.Polls with
        {
            LastPollAt = now,
            Failures = failures,
            BusyUntil = now + retryAfter,
            Problem = problem,
            TraceId = Activity.Current?.TraceId.ToString() ?? source.Polls.TraceId,
            NextPollAt = PollSchedule.AfterFailure(source, failures, retryAfter, now, settings, Random.Shared.NextDouble()),
        })
        { Problem = problem };
    }

    private PollResult Ended(Source source, string problem)
    {
        var failed = Failed(source, "gone", problem, null);
        return failed with { Polls = failed.Polls with { EndedAt = failed.Polls.LastPollAt, NextPollAt = null } };
    }

    private async Task<PollResult> BusyAsync(Source source, Fetched fetched, CancellationToken cancellation)
    {
        var result = Failed(source, "busy", fetched.Reason ?? "It says that it is busy.", fetched.RetryAfter);
        if (settings.RetryAfterPerHost && fetched.RetryAfter is { } wait && wait > TimeSpan.Zero)
            await sources.PostponeHostAsync(SourceAddress.Authority(fetched.Url), SubmissionRules.Now(clock) + wait, source.Id, cancellation);
        return result;
    }

    private void Tell(Source source, PollResult result, PollOutcome saved)
    {
        var (id, url) = (source.Id, source.Settings.Url);
        if (saved == PollOutcome.Lost)
            return;
        if (result.Polls.EndedAt is not null)
            log.SourceEnded(id, url, result.Problem!);
        else if (result.Problem is { } problem)
            log.SourceFailed(id, url, result.Polls.Failures, problem, result.Polls.NextPollAt!.Value);
        else if (result.Taken is { Taken: > 0 } taken)
            log.SourcePolled(id, url, taken.Added, taken.Taken - taken.Added);
        if ((saved == PollOutcome.AddressTaken ? result.Learnt?.Url : result.OfAnother?.AbsoluteUri) is { } others)
            log.SourceMovedOntoAnother(id, url, others);
        else if (result.Learnt is { } learnt && learnt.Url != url)
            log.SourceMoved(id, url, learnt.Url);

        if (result.Polls.QuietSince is { } since && source.Polls.QuietSince is null)
            log.SourceQuiet(id, url, since, TimeSpan.FromSeconds(result.Polls.Rhythm ?? result.Polls.Pace ?? 0));
    }

    /// <param name="Outcome">changed, unchanged, busy, failed, gone; pages, where the source itself was not asked.</param>
    /// <param name="Polls">What to write down.</param>
    private sealed record PollResult(string Outcome, SourcePolls Polls)
    {
        public string? Problem { get; init; }

        /// <summary>Its settings from now on, where the poll found out something; null where it did not.</summary>
        public SourceSettings? Learnt { get; init; }

        /// <summary>Where it has moved to, where another source is already.</summary>
        public Uri? OfAnother { get; init; }
        public TakenEntries? Taken { get; init; }
    }
}
