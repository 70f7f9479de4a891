using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Newsroom.Hosting.Telemetry;

/// <summary>
/// OpenTelemetry: traces, metrics and logs, sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. Sources and meters whose
/// names begin with <c>Newsroom.</c> belong to it; MassTransit and MongoDB.Driver trace themselves. RabbitMQ.Client's spans are left out:
/// they would double MassTransit's. So is MassTransit's meter: whole milliseconds, a counter that goes down, and names of nobody else's;
/// <see cref="Bus.ProcessDuration"/> stands for it. What there is to see is in README.md beside this, line by line.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var export = !string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]);
        var version = typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3);
        // Environment variables (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) come later and win.
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .Clear()
            .AddService(service, serviceNamespace: "newsroom", serviceVersion: version, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector());
        var sampler = TraceSampling.Read(builder.Configuration);
        telemetry.WithTracing(tracing =>
        {
            tracing
                .SetSampler(sampler)
                .AddSource("Newsroom.*", "MassTransit", "MongoDB.Driver")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddHttpClientInstrumentation();
            if (export)
                tracing.AddOtlpExporter();
        });
        telemetry.WithMetrics(metrics =>
        {
            metrics
                .AddMeter("Newsroom.*")
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http")
                .AddRuntimeInstrumentation();
            if (export)
                metrics.AddOtlpExporter();
        });
        AddConsole(builder.Logging);
        if (export)
        {
            builder.Logging.AddOpenTelemetry(logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.IncludeScopes = true;
                logging.AddOtlpExporter();
            });
        }
    }

    /// <summary>JSON in containers, where a program reads it; one line each in a terminal.</summary>
    private static void AddConsole(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // What stops a start or a host is said by ServiceHost.RunAsync, in a sentence or in full, once.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("MassTransit", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        if (Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true")
        {
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = TerminalFormatter.FormatterName);
            logging.AddConsoleFormatter<TerminalFormatter, ConsoleFormatterOptions>();
        }
    }
}
