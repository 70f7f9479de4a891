using Newsroom.Enrichment;
using Newsroom.Hosting;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Newsroom.Standalone.Traces;

namespace Newsroom.Standalone;

/// <summary>All services in one process.</summary>
internal static class StandaloneModule
{
    public const string Name = "standalone";

    public static void Add(ServiceHost host, bool demo)
    {
        IngestModule.Add(host);
        EnrichmentModule.Add(host);
        PublishingModule.Add(host);
        TraceSetup.Add(host);
        host.Services.AddHostedService<Welcome>();
        if (demo)
            DemoFeeder.Add(host);
    }

    public static void Map(WebApplication app)
    {
        IngestModule.Map(app);
        EnrichmentModule.Map(app);
        PublishingModule.Map(app);
        TraceEndpoints.Map(app);
    }
}
