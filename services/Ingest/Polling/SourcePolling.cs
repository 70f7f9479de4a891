using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Telemetry;
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
    ISourceStore sources, Fetcher fetcher, SitemapCollecting sitemaps, EntryTaking taking, SourceSubscriptions subscriptions, IOptions<PollingOptions> options, TimeProvider clock, ILogger<SourcePolling> log)
{
    private const string Accept =
        "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,*/*;q=0.5";

    private readonly PollingOptions settings = options.Value;

    public async Task PollAsync(LeasedSource leased, CancellationToken cancellation)
    {
        Activity.Current = null;
        using var activity = IngestTelemetry.Source.StartActivity("ingest.poll-source");
        using var about = log.About(new("newsroom.source.id", leased.Source.Id.ToString()), new("url.full", leased.Source.Settings.Url));
        try
        {
            var result = await AskAsync(leased, cancellation);
            activity?.SetTag("outcome", result.Outcome);
            if (result.Problem is { } problem)
                activity?.SetStatus(ActivityStatusCode.Error, problem);
            IngestTelemetry.CountPoll(result.Outcome);
            result = result with { Polls = await subscriptions.AfterPollAsync(leased.Source, result.Polls, result.Taken, cancellation) };
            var saved = await sources.CompleteAsync(leased, result.Polls, result.MovedTo, cancellation);
            Tell(leased.Source, result, saved);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Others need not wait for the lease to end.
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await sources.RenewAsync(leased, clock.GetUtcNow(), last.Token);
            throw;
        }
    }

    private async Task<PollResult> AskAsync(LeasedSource leased, CancellationToken cancellation)
    {
        var polls = leased.Source.Polls;
        var fetched = await fetcher.GetAsync(
            new FetchRequest(new Uri(leased.Source.Settings.Url)) { Accept = Accept, ETag = polls.ETag, LastModified = polls.LastModified, MaxBytes = FeedBounds.MaxBytes },
            cancellation);
        var movedTo = fetched.PermanentUrl is { } permanent && SourceAddress.Read(permanent.AbsoluteUri) is { } address ? address.AbsoluteUri : null;
        var result = fetched.Outcome switch
        {
            FetchOutcome.Fetched => await ReadAsync(leased, fetched, cancellation),
            FetchOutcome.NotModified => Unchanged(leased.Source, polls, fetched),
            FetchOutcome.Gone => Ended(leased.Source, fetched.Reason ?? "It is gone for good (410)."),
            FetchOutcome.Busy => await BusyAsync(leased.Source, fetched, cancellation),
            _ => Failed(leased.Source, "failed", fetched.Reason ?? "It could not be fetched.", fetched.RetryAfter),
        };
        return movedTo is null ? result : result with { MovedTo = movedTo };
    }

    private async Task<PollResult> ReadAsync(LeasedSource leased, Fetched fetched, CancellationToken cancellation)
    {
        var polls = leased.Source.Polls with { ETag = fetched.ETag, LastModified = fetched.LastModified };
        var hash = Convert.ToHexStringLower(SHA256.HashData(fetched.Body));
        if (hash == polls.BodyHash)
            return Unchanged(leased.Source, polls, fetched);
        var sitemap = SitemapReader.Read(fetched.Body, fetched.Origin);
        var feed = sitemap is null ? FeedReader.Read(fetched.Body, fetched.Origin) : SitemapFeed.Of(await sitemaps.CollectAsync(sitemap, since: null, cancellation));
        if (feed is null)
            return Failed(leased.Source, "failed", $"What stands at {fetched.Url} is no feed and no sitemap. See what it is with POST /v1/preview, and give the source another address.", null);
        var taken = await taking.TakeAsync(leased, feed, cancellation);
        // Where something is left for the next time, all of it has to be had again; and an index says little of what those say that it names.
        var isWhole = taken.IsComplete && sitemap is not { Sitemaps.Count: > 0 };
        var now = SubmissionRules.Now(clock);
        var rhythm = PollSchedule.Rhythm(feed.Entries.Select(entry => entry.PublishedAt).OfType<DateTimeOffset>(), now);
        polls = polls with
        {
            ETag = isWhole ? polls.ETag : null,
            LastModified = isWhole ? polls.LastModified : null,
            BodyHash = isWhole ? hash : null,
            Seen = taken.Seen,
            WebSub = WebSubOffer.Of(fetched.Links, feed.Feed, fetched.Url),
            Rhythm = rhythm?.TotalSeconds ?? polls.Rhythm,
            Articles = polls.Articles + taken.Added,
            LastNewAt = taken.Added > 0 ? now : polls.LastNewAt,
            TraceId = taken.Taken > 0 ? Activity.Current?.TraceId.ToString() ?? polls.TraceId : polls.TraceId,
        };
        var asked = feed.Feed.TtlMinutes is { } minutes ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 1_000_000)) : (TimeSpan?)null;
        if (fetched.MaxAge is { } age && !(asked > age))
            asked = age;
        var result = Succeeded(leased.Source, polls, taken.Taken > 0 ? "changed" : "unchanged", asked) with { Taken = taken };
        return taken.IsComplete ? result : result with { Polls = result.Polls with { NextPollAt = Soonest(result.Polls.NextPollAt, taken.RetryAfter, now) } };
    }

    private PollResult Unchanged(Source source, SourcePolls polls, Fetched fetched) =>
        Succeeded(source, polls with { WebSub = WebSubOffer.Unchanged(polls.WebSub, fetched.Links, fetched.Url) }, "unchanged", fetched.MaxAge);

    /// <summary>What was left is fetched before the source's own time, though not at once.</summary>
    private DateTimeOffset? Soonest(DateTimeOffset? planned, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var soon = now + (retryAfter > settings.Shortest ? retryAfter.Value : settings.Shortest);
        return planned < soon ? planned : soon;
    }

    private PollResult Succeeded(Source source, SourcePolls polls, string outcome, TimeSpan? asked)
    {
        var now = SubmissionRules.Now(clock);
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
        if (settings.RetryAfterPerHost && fetched.RetryAfter is { } wait)
            await sources.PostponeHostAsync(SourceAddress.Host(fetched.Url), SubmissionRules.Now(clock) + wait, cancellation);
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
        if (result.MovedTo is { } address)
        {
            if (saved == PollOutcome.AddressTaken)
                log.SourceMovedOntoAnother(id, url, address);
            else
                log.SourceMoved(id, url, address);
        }

        if (result.Polls.QuietSince is { } since && source.Polls.QuietSince is null)
            log.SourceQuiet(id, url, since, TimeSpan.FromSeconds(result.Polls.Rhythm ?? 0));
    }

    /// <param name="Outcome">changed, unchanged, busy, failed, gone.</param>
    /// <param name="Polls">What to write down.</param>
    private sealed record PollResult(string Outcome, SourcePolls Polls)
    {
        public string? Problem { get; init; }
        public string? MovedTo { get; init; }
        public TakenEntries? Taken { get; init; }
    }
}
