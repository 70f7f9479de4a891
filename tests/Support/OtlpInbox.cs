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

/// <summary>Takes OTLP over HTTP in protobuf and keeps the spans, for tests to look at.</summary>
public sealed class OtlpInbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedSpan> spans = new();

    private OtlpInbox(WebApplication app) => this.app = app;

    public int Port { get; private set; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    /// <param name="beyondLoopback">Containers reach the machine from outside.</param>
    public static async Task<OtlpInbox> StartAsync(bool beyondLoopback = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{(beyondLoopback ? "0.0.0.0" : "127.0.0.1")}:0");
        var inbox = new OtlpInbox(builder.Build());
        inbox.app.MapPost("/v1/traces", inbox.TakeAsync);
        inbox.app.MapPost("/v1/{other}", () => Results.Ok());
        await inbox.app.StartAsync();
        var address = inbox.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        inbox.Port = new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
        return inbox;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        Stream source = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        await source.CopyToAsync(body);
        foreach (var span in OtlpTraces.Read(body.ToArray()))
            spans.Enqueue(span);
        return Results.Bytes([], "application/x-protobuf");
    }
}

/// <summary>A span as exported. Ids are lower-case hex, <see cref="ParentId"/> is empty for a root.</summary>
public sealed record ReceivedSpan(
    string TraceId, string SpanId, string ParentId, string Name, string Kind, string Service, string Scope, IReadOnlyDictionary<string, string> Attributes);

/// <summary>As much of <c>opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest</c> as the tests look at.</summary>
internal static class OtlpTraces
{
    private static readonly string[] Kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];

    public static IEnumerable<ReceivedSpan> Read(byte[] request)
    {
        foreach (var resourceSpans in Fields(request).Where(field => field.Number == 1).Select(field => field.Bytes))
        {
            var resource = Fields(resourceSpans);
            var service = resource.Where(field => field.Number == 1).SelectMany(field => Attributes(Fields(field.Bytes), 1))
                .FirstOrDefault(attribute => attribute.Key == "service.name").Value ?? "";
            foreach (var scopeSpans in resource.Where(field => field.Number == 2).Select(field => Fields(field.Bytes)))
            {
                var scope = scopeSpans.Where(field => field.Number == 1).Select(field => Text(Fields(field.Bytes), 1)).FirstOrDefault() ?? "";
                foreach (var span in scopeSpans.Where(field => field.Number == 2).Select(field => Fields(field.Bytes)))
                    yield return Span(span, service, scope);
            }
        }
    }

    private static ReceivedSpan Span(List<Field> span, string service, string scope) => new(
        Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5),
        Kinds[(int)span.Where(field => field.Number == 6).Select(field => field.Varint).FirstOrDefault()],
        service, scope, Attributes(span, 9).GroupBy(attribute => attribute.Key).ToDictionary(group => group.Key, group => group.First().Value));

    private static IEnumerable<KeyValuePair<string, string>> Attributes(List<Field> message, int number) =>
        message.Where(field => field.Number == number).Select(field => Fields(field.Bytes))
            .Select(attribute => new KeyValuePair<string, string>(Text(attribute, 1), Value(attribute)));

    private static string Value(List<Field> attribute)
    {
        var value = attribute.Where(field => field.Number == 2).SelectMany(field => Fields(field.Bytes)).FirstOrDefault();
        return value.Number == 1 ? System.Text.Encoding.UTF8.GetString(value.Bytes) : value.Varint.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Hex(List<Field> message, int number) =>
        Convert.ToHexStringLower(message.Where(field => field.Number == number).Select(field => field.Bytes).FirstOrDefault() ?? []);

    private static string Text(List<Field> message, int number) =>
        System.Text.Encoding.UTF8.GetString(message.Where(field => field.Number == number).Select(field => field.Bytes).FirstOrDefault() ?? []);

    private static List<Field> Fields(byte[] message)
    {
        var fields = new List<Field>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add(new Field(number, [], Varint(message, ref at)));
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    fields.Add(new Field(number, message[at..(at + length)], 0));
                    at += length;
                    break;
            }
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var one = message[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
                return value;
        }
    }

    private readonly record struct Field(int Number, byte[] Bytes, ulong Varint);
}
