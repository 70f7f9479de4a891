using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>The WebSub side of a newsroom that polls a site.</summary>
internal sealed class WebSubParts : IAsyncDisposable
{
    private readonly HubClient hubs;
    private readonly SubscriptionKeeping keeping;
    private readonly Subscriber subscriber;

    public WebSubParts(
        TestSite site, SqliteDatabase database, ISourceStore sources, EntryTaking taking, PollBell bell, IOptions<PollingOptions> polling, IOptions<WebSubOptions> options)
    {
        var handler = site.Connections().CreateHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 given && given.Thumbprint == TestHub.Certificate.Thumbprint;
        hubs = new HubClient(handler, TestSite.Guarded(), Options.Create(new FetchingOptions { PausePerHost = TimeSpan.Zero }), options, site.Clock);
        Store = new SqliteSubscriptionStore(database);
        keeping = new SubscriptionKeeping(Store, sources, bell, site.Clock, NullLogger<SubscriptionKeeping>.Instance);
        OfSources = new SourceSubscriptions(Store, keeping, options, site.Clock);
        Answering = new IntentAnswering(Store, keeping, options, site.Clock);
        Deliveries = new Deliveries(Store, keeping, sources, taking, options, polling, site.Clock, NullLogger<Deliveries>.Instance);
        subscriber = new Subscriber(Store, keeping, sources, hubs, new StoreSetup([], site.Clock, NullLogger<StoreSetup>.Instance), options, site.Clock, NullLogger<Subscriber>.Instance);
    }

    public ISubscriptionStore Store { get; }

    public SourceSubscriptions OfSources { get; }

    public IntentAnswering Answering { get; }

    public Deliveries Deliveries { get; }

    /// <summary>Sees to the subscriptions that are due now, until none is; as several replicas do.</summary>
    public Task SubscribeAsync(int replicas = 1)
    {
        return Task.WhenAll(Enumerable.Range(0, replicas).Select(_ => Task.Run(ReplicaAsync, TestContext.Current.CancellationToken)));

        async Task ReplicaAsync()
        {
            while (await subscriber.RoundAsync(TestContext.Current.CancellationToken) > 0)
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Deliveries.StopAsync(CancellationToken.None);
        Deliveries.Dispose();
        subscriber.Dispose();
        hubs.Dispose();
        keeping.Dispose();
    }
}
