using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Outgoing;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>Polls the sources that are due.</summary>
internal sealed class Poller(
    ISourceStore sources,
    SourcePolling polling,
    PollBell bell,
    StoreSetup stores,
    IOptions<PollingOptions> options,
    IOptions<FetchingOptions> manners,
    IOptions<OutgoingOptions> outgoing,
    TimeProvider clock,
    ILogger<Poller> log) : TurnLoop<LeasedSource>(options.Value.AtOnce, options.Value.Sweep, manners.Value.PausePerHost, bell.Bell, stores, clock)
{
    private bool hasPolled;

    protected override async Task<IReadOnlyList<LeasedSource>> LeaseAsync(int most, CancellationToken stopping)
    {
        var leased = await sources.LeaseAsync(most, Clock.GetUtcNow(), options.Value.Lease, stopping);
        if (leased.Count > 0 && !hasPolled)
        {
            hasPolled = true;
            if (outgoing.Value is { UserAgent: null, Contact: null or "" })
                log.PollingWithoutContact();
        }

        return leased;
    }

    protected override Task PutBackAsync(IReadOnlyList<(LeasedSource Leased, DateTimeOffset Turn)> waiting, CancellationToken stopping) =>
        sources.PutBackAsync(waiting, stopping);

    protected override Task WorkAsync(LeasedSource leased, Action leaveHost, CancellationToken stopping) => polling.PollAsync(leased, leaveHost, stopping);

    protected override Uri Address(LeasedSource leased) => new(leased.Source.Settings.Url);

    protected override bool IsUrgent(LeasedSource leased) => leased.IsUrgent;

    protected override void TellStoreAway(Exception problem) => log.PollingFailed(problem.Message);

    protected override void TellFailed(LeasedSource leased, Exception problem) => log.PollFailed(leased.Source.Id, leased.Source.Settings.Url, problem);
}

/// <summary>Tells the poller in this process that a source is due.</summary>
internal sealed class PollBell : IDisposable
{
    public Bell Bell { get; } = new();

    public void Ring() => Bell.Ring();

    public void Dispose() => Bell.Dispose();
}
