using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Newsroom.Tests.Support;

/// <summary>Takes OTLP over HTTP in protobuf and keeps spans, metrics and logs, for tests to look at.</summary>
public sealed class OtlpInbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedSpan> spans = new();
    private readonly ConcurrentQueue<ReceivedLog> logs = new();
    private readonly ConcurrentDictionary<string, ReceivedPoint> points = new();

    private OtlpInbox(WebApplication app) => this.app = app;

    public int Port { get; private set; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    public IReadOnlyList<ReceivedLog> Logs => [.. logs];

    /// <summary>The newest value of each series.</summary>
    public IReadOnlyList<ReceivedPoint> Points => [.. points.Values];

    /// <param name="beyondLoopback">Containers reach the machine from outside.</param>
    public static async Task<OtlpInbox> StartAsync(bool beyondLoopback = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{(beyondLoopback ? "0.0.0.0" : "127.0.0.1")}:0");
        var inbox = new OtlpInbox(builder.Build());
        inbox.Take("/v1/traces", body =>
        {
            foreach (var span in OtlpReader.Spans(body))
                inbox.spans.Enqueue(span);
        });
        inbox.Take("/v1/logs", body =>
        {
            foreach (var log in OtlpReader.Logs(body))
                inbox.logs.Enqueue(log);
        });
        inbox.Take("/v1/metrics", body =>
        {
            foreach (var point in OtlpReader.Points(body))
                inbox.points[point.Series] = point;
        });
        await inbox.app.StartAsync();
        var address = inbox.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        inbox.Port = new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
        return inbox;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Take(string path, Action<byte[]> keep) => app.MapPost(path, async (HttpRequest request) =>
    {
        using var body = new MemoryStream();
        Stream source = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        await source.CopyToAsync(body);
        keep(body.ToArray());
        return Results.Bytes([], "application/x-protobuf");
    });
}

/// <summary>A span as exported. Ids are lower-case hex, <see cref="ParentId"/> is empty for a root.</summary>
public sealed record ReceivedSpan(
    string TraceId, string SpanId, string ParentId, string Name, string Kind, string Service, string Scope, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Ids of the traces that it links to.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}

/// <summary>A log record as exported. <see cref="Category"/> is the logger's name; attributes include those of the scopes.</summary>
public sealed record ReceivedLog(
    string Service, string Category, string Event, string Level, string Text, string TraceId, IReadOnlyDictionary<string, string> Attributes);

/// <summary>
/// One series of a metric at its newest. <see cref="Instrument"/>: counter, updowncounter, gauge or histogram, whose <see cref="Value"/> is its count.
/// </summary>
public sealed record ReceivedPoint(
    string Service, string Instance, string Scope, string Name, string Instrument, string Unit, IReadOnlyDictionary<string, string> Attributes, double Value)
{
    public string Series { get; } = $"{Instance} {Name} {string.Join(' ', Attributes.OrderBy(one => one.Key, StringComparer.Ordinal))}";
}
