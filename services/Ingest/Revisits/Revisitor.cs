using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Polling;

namespace Newsroom.Ingest.Revisits;

/// <summary>Makes the visits that are due, with few hands, and not to a host that is asked for something new.</summary>
internal sealed class Revisitor(
    IRevisitStore visits,
    Revisiting revisiting,
    Fetcher fetcher,
    RevisitBell bell,
    StoreSetup stores,
    IOptions<RevisitOptions> options,
    IOptions<FetchingOptions> manners,
    TimeProvider clock,
    ILogger<Revisitor> log) : TurnLoop<LeasedRevisit>(options.Value.AtOnce, options.Value.Sweep, manners.Value.PausePerHost, bell.Bell, stores, clock)
{
    protected override Task<IReadOnlyList<LeasedRevisit>> LeaseAsync(int most, CancellationToken stopping) =>
        visits.LeaseAsync(most, Clock.GetUtcNow(), options.Value.Lease, stopping);

    protected override Task PutBackAsync(IReadOnlyList<(LeasedRevisit Leased, DateTimeOffset Turn)> waiting, CancellationToken stopping) =>
        visits.PutBackAsync(waiting, stopping);

    protected override Task WorkAsync(LeasedRevisit leased, Action leaveHost, CancellationToken stopping) => revisiting.VisitAsync(leased, stopping);

    protected override Uri Address(LeasedRevisit leased) => new(leased.Visit.Url);

    protected override bool IsTaken(Uri address) => fetcher.IsBusyWith(address);

    protected override void TellStoreAway(Exception problem) => log.RevisitsFailed(problem.Message);

    protected override void TellFailed(LeasedRevisit leased, Exception problem) => log.RevisitFailed(leased.Visit.Url, leased.Visit.ArticleId, problem);
}

/// <summary>Rings when a hand is free.</summary>
internal sealed class RevisitBell : IDisposable
{
    public Bell Bell { get; } = new();

    public void Dispose() => Bell.Dispose();
}
