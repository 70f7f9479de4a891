using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

/// <summary>A web server on loopback that answers as a test says, and a fetcher that may reach it. Every name resolves to 127.0.0.1 unless told.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<Fetcher> fetchers = [];

    private TestSite(WebApplication app) => this.app = app;

    /// <summary>Paths as they were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    public NameResolution Resolve { get; set; } = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    public static async Task<TestSite> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var site = new TestSite(app);
        app.Run(async http =>
        {
            site.Asked.Enqueue(http.Request.Path + http.Request.QueryString);
            await answer(http);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public Uri Url(string path, string host = "site.example") => new($"http://{host}:{new Uri(app.Urls.First()).Port}{path}");

    public Fetcher Fetcher(OutgoingOptions? outgoing = null, TimeSpan? pause = null)
    {
        var options = Guarded(outgoing);
        var manners = Options.Create(new FetchingOptions { PausePerHost = pause ?? TimeSpan.Zero });
        fetchers.Add(new Fetcher(Connections(outgoing), options, manners, Clock));
        return fetchers[^1];
    }

    public GuardedConnections Connections(OutgoingOptions? outgoing = null) => new(Guarded(outgoing), (host, cancellation) => Resolve(host, cancellation));

    public static IOptions<OutgoingOptions> Guarded(OutgoingOptions? outgoing = null) => Options.Create((outgoing ?? new OutgoingOptions()) with { AllowedNetworks = "127.0.0.1" });

    public Task<Fetched> GetAsync(string path, OutgoingOptions? outgoing = null) => GetAsync(new FetchRequest(Url(path)), outgoing);

    public Task<Fetched> GetAsync(FetchRequest request, OutgoingOptions? outgoing = null) =>
        Fetcher(outgoing).GetAsync(request, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        fetchers.ForEach(fetcher => fetcher.Dispose());
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
