using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Telemetry;
using OpenTelemetry.Trace;

namespace Newsroom.Standalone.Traces;

/// <summary>Traces held in memory and shown at <c>/traces</c>: for whoever runs the newsroom without a collector, and beside one.</summary>
internal static class TraceSetup
{
    public static void Add(ServiceHost host)
    {
        host.Describe(StandaloneModule.Name, "All services in one process, which also shows the latest traces itself.");
        host.AddOptions<TracesOptions>(TracesOptions.Section);
        host.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<TracesOptions>>().Value);
        host.Services.AddSingleton<TraceStore>();
        if (host.Web.Configuration.GetSection(TracesOptions.Section).Get<TracesOptions>() is { MostArticles: 0 })
            return;
        host.Services.AddSingleton<ITraceAddress, ShownTraceAddress>();
        host.Services.AddHostedService(provider => new UnsampledListener(provider.GetRequiredService<TraceStore>(), "Microsoft.AspNetCore", "MassTransit", "Newsroom.Hosting", "Newsroom.Ingest"));
        host.Services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => tracing.AddProcessor(new SpanRecorder(provider.GetRequiredService<TraceStore>())));
    }
}
