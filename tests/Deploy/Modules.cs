using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Newsroom.Enrichment;
using Newsroom.Hosting;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest;
using Newsroom.Publishing;

namespace Newsroom.Tests.Deploy;

/// <summary>What the services say of themselves, to hold what is deployed to it.</summary>
internal static class Modules
{
    private static readonly Dictionary<string, Action<ServiceHost>> All = new(StringComparer.Ordinal)
    {
        [IngestModule.Name] = IngestModule.Add,
        [EnrichmentModule.Name] = EnrichmentModule.Add,
        [PublishingModule.Name] = PublishingModule.Add,
    };

    private static readonly ConcurrentDictionary<string, Lazy<(BusParts Parts, WebApplication App)>> Made = new(StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>What a service reads and publishes, as its module declares it; nothing is started.</summary>
    public static BusParts Parts(string service) => Made.GetOrAdd(service, name => new(() => Make(name))).Value.Parts;

    /// <summary>Nothing is disposed of: MassTransit logs by the first one's factory, for all that come after it in this process.</summary>
    private static (BusParts, WebApplication) Make(string service)
    {
        BusParts? parts = null;
        var app = ServiceHost.Build(
            ["--ConnectionStrings:broker=memory", "--ConnectionStrings:store=Data Source=unused"],
            new ServiceDefaults("newsroom-" + service, Port: 8080),
            host =>
            {
                All[service](host);
                parts = host.Bus;
            },
            _ => { });
        return (parts!, app);
    }
}
