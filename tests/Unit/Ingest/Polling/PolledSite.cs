using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Outgoing;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sitemaps;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Fetching;
using Newsroom.Tests.Unit.Ingest.WebSub;
using Xunit;
using static Microsoft.Extensions.Options.Options;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>A site that answers as a test says, and a newsroom's polling over it, with stores in a temporary directory and a clock that is set by hand.</summary>
internal sealed class PolledSite : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("newsroom-polling-").FullName;
    private readonly OutboxSignal signal = new();
    private readonly SqliteDatabase database;
    private readonly SourcePolling polling;
    private readonly Revisiting revisiting;
    private readonly PollBell bell = new();
    private readonly RevisitBell revisitBell = new();
    private readonly Microsoft.Extensions.Options.IOptions<PollingOptions> given;

    private PolledSite(TestSite site, PollingOptions options, WebSubOptions webSub)
    {
        Site = site;
        Options = options;
        database = new SqliteDatabase(directory, IngestModule.Name, [SqliteOutbox.Schema, .. Intakes.Schema, SqliteQuarantineStore.Schema, SqliteSourceStore.Schema, SqliteRevisitStore.Schema, SqliteSubscriptionStore.Schema]);
        Sources = new SqliteSourceStore(database);
        Articles = new SqliteArticleStore(database, signal);
        Fetcher = site.Fetcher();
        var submissions = Create(new SubmissionOptions());
        var drafts = new DraftReader(new PageExtractor(), submissions, site.Clock);
        var originals = new SqliteOriginalStore(database);
        var intake = Intake = Intakes.Over(database, Articles, site.Clock);
        var reader = new EntryReader(drafts, Sources, site.Clock);
        var readers = new RawReaders([reader]);
        Reprocessing = new Reprocessing(Articles, originals, readers, intake);
        Quarantine = new SqliteQuarantineStore(database);
        given = Create(options);
        var pages = new EntryPages(Fetcher, drafts, new BusyHosts(site.Clock), given);
        Quarantining = new Quarantining(Quarantine, new StrangersDoor(drafts, intake), readers, reader, pages, intake, site.Clock, NullLogger<Quarantining>.Instance);
        var sitemaps = new SitemapCollecting(Fetcher);
        Revisits = new SqliteRevisitStore(database);
        revisiting = new Revisiting(Revisits, Sources, Articles, originals, pages, reader, intake, Quarantining, Create(new RevisitOptions()), site.Clock, NullLogger<Revisiting>.Instance);
        var taking = new EntryTaking(pages, reader, intake, originals, revisiting, Quarantining, given, site.Clock, NullLogger<EntryTaking>.Instance);
        WebSub = new WebSubParts(site, database, Sources, taking, bell, given, Create(webSub));
        var finder = new SourceFinder(Fetcher, sitemaps);
        polling = new SourcePolling(Sources, Fetcher, finder, sitemaps, taking, WebSub.OfSources, given, site.Clock, NullLogger<SourcePolling>.Instance);
        Keeper = new SourceKeeper(Sources, finder, WebSub.OfSources, bell, site.Clock);
    }

    public TestSite Site { get; }

    public PollingOptions Options { get; }

    public Fetcher Fetcher { get; }

    public ISourceStore Sources { get; }

    public WebSubParts WebSub { get; }

    public IArticleStore Articles { get; }

    public ArticleIntake Intake { get; }

    public IRevisitStore Revisits { get; }

    public SourceKeeper Keeper { get; }

    public Reprocessing Reprocessing { get; }

    public IQuarantineStore Quarantine { get; }

    public Quarantining Quarantining { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PolledSite> StartAsync(RequestDelegate answer, PollingOptions? options = null, WebSubOptions? webSub = null) =>
        new(await TestSite.StartAsync(answer), options ?? new PollingOptions(), webSub ?? new WebSubOptions());

    /// <summary>Makes a source of what stands at <paramref name="path"/>, due at once.</summary>
    public async Task<Source> AddAsync(string path = "/feed", Func<SourceSettings, SourceSettings>? with = null)
    {
        var settings = new SourceSettings { Url = Site.Url(path).AbsoluteUri, Name = "Bay Post", FullText = false };
        return await Sources.AddAsync(new Source { Id = Guid.CreateVersion7(), CreatedAt = Site.Clock.GetUtcNow(), Settings = with?.Invoke(settings) ?? settings }, Cancellation);
    }

    /// <summary>Polls everything that is due now, once.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> PollAsync()
    {
        var leased = await Sources.LeaseAsync(100, Site.Clock.GetUtcNow(), Options.Lease, Cancellation);
        foreach (var source in leased)
            await polling.PollAsync(source, Cancellation);
        return leased.Count;
    }

    /// <summary>Polls what is due first, until it is told to stop.</summary>
    public async Task PollOnceAsync(CancellationToken stopping) =>
        await polling.PollAsync(Assert.Single(await Sources.LeaseAsync(1, Site.Clock.GetUtcNow(), Options.Lease, Cancellation)), stopping);

    /// <summary>Polls a source now, whenever it is due.</summary>
    /// <returns>The source afterwards.</returns>
    public async Task<Source> PollAsync(Source source)
    {
        await Sources.MakeDueAsync(source.Id, Site.Clock.GetUtcNow(), Cancellation);
        await PollAsync();
        return await FindAsync(source);
    }

    /// <summary>Looks again at the pages that are due after <paramref name="time"/> has passed, once each.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> VisitAsync(TimeSpan time)
    {
        Site.Clock.Advance(time);
        var leased = await Revisits.LeaseAsync(100, Site.Clock.GetUtcNow(), TimeSpan.FromMinutes(5), Cancellation);
        foreach (var visit in leased)
            await revisiting.VisitAsync(visit, Cancellation);
        return leased.Count;
    }

    /// <summary>When the one page is due that is to be looked at again.</summary>
    public Task<DateTimeOffset> NextVisitAsync() => database.ReadAsync(
        "due", connection => new DateTimeOffset(Assert.Single(SqliteDatabase.Query(connection, "SELECT due FROM revisits", row => row.GetInt64(0))), TimeSpan.Zero), Cancellation);

    /// <summary>The loop that looks at pages again, by the site's clock.</summary>
    public async Task<Revisitor> RevisitorAsync()
    {
        using var setup = await SetUpAsync();
        return new Revisitor(Revisits, revisiting, Fetcher, revisitBell, setup, Create(new RevisitOptions { Sweep = TimeSpan.FromMilliseconds(50) }),
            Create(new FetchingOptions { PausePerHost = TimeSpan.Zero }), Site.Clock, NullLogger<Revisitor>.Instance);
    }

    /// <summary>The loop itself, as a replica runs it: by the wall clock, to which the site's is set, with a pause between two polls of a host.</summary>
    public async Task<Poller> PollerAsync(TimeSpan pause, OutgoingOptions? outgoing = null, ILogger<Poller>? log = null)
    {
        var clock = TimeProvider.System;
        Site.Clock.SetUtcNow(clock.GetUtcNow());
        using var setup = await SetUpAsync();
        return new Poller(Sources, polling, bell, setup, given, Create(new FetchingOptions { PausePerHost = pause }), Create(outgoing ?? new OutgoingOptions()), clock, log ?? NullLogger<Poller>.Instance);
    }

    /// <summary>Until when a source is held by whoever polls it.</summary>
    public Task<DateTimeOffset> HeldUntilAsync(Source source) => database.ReadAsync(
        "held", connection => new DateTimeOffset(Assert.Single(SqliteDatabase.Query(connection, "SELECT lease_until FROM sources WHERE id = $1", row => row.GetInt64(0), source.Id.ToString())), TimeSpan.Zero), Cancellation);

    public async Task<Source> FindAsync(Source source) => (await Sources.FindAsync(source.Id, Cancellation))!;

    /// <summary>The article that a source calls so; null if there is none.</summary>
    public Task<IngestedArticle?> ArticleAsync(Source source, string guid) => Intakes.FindAsync(database, Articles, source.Id.ToString(), guid, Cancellation);

    private static async Task<StoreSetup> SetUpAsync()
    {
        var setup = new StoreSetup([], TimeProvider.System, NullLogger<StoreSetup>.Instance);
        await setup.StartAsync(Cancellation);
        await setup.Done;
        return setup;
    }

    public async ValueTask DisposeAsync()
    {
        await WebSub.DisposeAsync();
        await Site.DisposeAsync();
        database.Dispose();
        signal.Dispose();
        bell.Dispose();
        revisitBell.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}

/// <summary>Feeds and pages of a small paper.</summary>
internal static class BayPost
{
    public const string Ferry = "The ferry line across the bay will close at the end of June, the harbour authority said on Monday, after sixty years in which it carried commuters, schoolchildren and market traders from one shore to the other.";
    public const string Bridge = "A bridge takes its place. It opens to cars in May and to buses a month later, and the crossing will then take four minutes where the ferry took twenty, and two hours when there was fog.";

    public static string Feed(params IEnumerable<string> items) =>
        $"<rss version='2.0'><channel><title>Bay Post</title><link>https://bay.example/</link><language>en</language>{string.Concat(items)}</channel></rss>";

    public static string Item(string guid, string? link = null, string? text = null, string? date = null, string? title = null) =>
        $"<item><guid isPermaLink='false'>{guid}</guid><title>{title ?? "Story " + guid}</title>{(link is null ? "" : $"<link>{link}</link>")}"
        + $"<description>{text ?? $"{Ferry} {guid}"}</description>{(date is null ? "" : $"<pubDate>{date}</pubDate>")}</item>";

    public static string Page(string title, string? second = null) =>
        $"<!doctype html><html lang=en><head><title>{title} - Bay Post</title></head><body><article><h1>{title}</h1><p>{Ferry}</p><p>{second ?? Bridge}</p><p>{Ferry} It was a Monday.</p></article></body></html>";
}
