using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newsroom.Enrichment;
using Newsroom.Hosting;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration;

/// <summary>Services in this process, on a real broker and a real database.</summary>
public sealed class HostedNewsroom : IAsyncDisposable
{
    private readonly WebApplication app;

    private HostedNewsroom(WebApplication app, LogInbox log, Uri address)
    {
        this.app = app;
        Log = log;
        Client = new NewsroomClient(address, address);
    }

    public NewsroomClient Client { get; }

    public HttpClient Http => Client.Site;

    public LogInbox Log { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="broker">Connection string of the broker, with the virtual host.</param>
    /// <param name="store">Connection string of the store.</param>
    /// <param name="modules">Which services; all if none are named.</param>
    /// <param name="settings"><c>--Section:Setting</c> and its value, in turn.</param>
    /// <param name="add">What else is to be part of it.</param>
    public static async Task<HostedNewsroom> StartAsync(
        string broker, string store, string[]? modules = null, string[]? settings = null, Action<ServiceHost>? add = null)
    {
        var log = new LogInbox();
        var wanted = modules ?? [IngestModule.Name, EnrichmentModule.Name, PublishingModule.Name];
        string[] arguments =
        [
            "--urls", "http://127.0.0.1:0",
            "--ConnectionStrings:broker", broker,
            "--ConnectionStrings:store", store,
            .. settings ?? [],
        ];
        var app = ServiceHost.Build(arguments, new ServiceDefaults("newsroom-test", 0), host =>
        {
            host.Web.Logging.ClearProviders().AddProvider(log);
            if (wanted.Contains(IngestModule.Name))
                IngestModule.Add(host);
            if (wanted.Contains(EnrichmentModule.Name))
                EnrichmentModule.Add(host);
            if (wanted.Contains(PublishingModule.Name))
                PublishingModule.Add(host);
            add?.Invoke(host);
        }, app =>
        {
            if (wanted.Contains(IngestModule.Name))
                IngestModule.Map(app);
            if (wanted.Contains(EnrichmentModule.Name))
                EnrichmentModule.Map(app);
            if (wanted.Contains(PublishingModule.Name))
                PublishingModule.Map(app);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new HostedNewsroom(app, log, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
