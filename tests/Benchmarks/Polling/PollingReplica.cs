using Microsoft.Extensions.Logging.Abstractions;
using Newsroom.Hosting.Outgoing;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;
using static Microsoft.Extensions.Options.Options;

namespace Newsroom.Benchmarks.Polling;

/// <summary>The polling of one replica, with connections and turns of its own.</summary>
internal sealed class PollingReplica : IAsyncDisposable
{
    private readonly Fetcher fetcher;
    private readonly PollBell bell = new();
    private readonly StoreSetup setup;
    private readonly Poller poller;
    private readonly SubscriptionKeeping keeping;

    private PollingReplica(PollingLoad load, PollingStores stores, StoreSetup setup)
    {
        this.setup = setup;
        var clock = TimeProvider.System;
        var outgoing = Create(new OutgoingOptions { AllowedNetworks = "127.0.0.0/8" });
        var manners = Create(new FetchingOptions { PausePerHost = load.Pause });
        fetcher = new Fetcher(new GuardedConnections(outgoing, FeedServer.ResolveAsync), outgoing, manners, clock);
        var drafts = new DraftReader(new PageExtractor(), Create(new SubmissionOptions()), clock);
        var originals = new OriginalKeeping(stores.Originals, Create(new OriginalOptions()), clock, NullLogger<OriginalKeeping>.Instance);
        var names = new ArticleNames(stores.Aliases, stores.Articles, NullLogger<ArticleNames>.Instance);
        var intake = new ArticleIntake(stores.Articles, names, originals, clock, NullLogger<ArticleIntake>.Instance);
        var reader = new EntryReader(drafts, stores.Sources, clock);
        var options = Create(new PollingOptions { AtOnce = load.AtOnce });
        var pages = new EntryPages(fetcher, drafts, new BusyHosts(clock), options);
        var quarantine = new Quarantining(stores.Quarantine, new StrangersDoor(drafts, intake), new RawReaders([reader]), reader, pages, intake, clock, NullLogger<Quarantining>.Instance);
        var revisiting = new Revisiting(stores.Revisits, stores.Sources, stores.Articles, stores.Originals, pages, reader, intake, quarantine, Create(new RevisitOptions()), clock, NullLogger<Revisiting>.Instance);
        var taking = new EntryTaking(pages, reader, intake, stores.Originals, revisiting, quarantine, options, clock, NullLogger<EntryTaking>.Instance);
        keeping = new SubscriptionKeeping(stores.Subscriptions, stores.Sources, bell, clock, NullLogger<SubscriptionKeeping>.Instance);
        var subscriptions = new SourceSubscriptions(stores.Subscriptions, keeping, Create(new WebSubOptions()), clock);
        var sitemaps = new SitemapCollecting(fetcher);
        var polling = new SourcePolling(stores.Sources, fetcher, new SourceFinder(fetcher, sitemaps), sitemaps, taking, subscriptions, options, clock, NullLogger<SourcePolling>.Instance);
        poller = new Poller(stores.Sources, polling, bell, setup, options, manners, outgoing, clock, NullLogger<Poller>.Instance);
    }

    public static async Task<PollingReplica> StartAsync(PollingLoad load, PollingStores stores)
    {
        var replica = new PollingReplica(load, stores, await stores.AsSetUpAsync());
        await replica.poller.StartAsync(CancellationToken.None);
        return replica;
    }

    public void Ring() => bell.Ring();

    public async ValueTask DisposeAsync()
    {
        await poller.StopAsync(CancellationToken.None);
        poller.Dispose();
        keeping.Dispose();
        setup.Dispose();
        fetcher.Dispose();
        bell.Dispose();
    }
}
