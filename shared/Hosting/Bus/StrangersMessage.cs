using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Text;
using MassTransit;
using MassTransit.Serialization;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Bus;

/// <summary>
/// A message from a program outside, as it came: any bytes, any content type, whatever headers. Reading it is the consumer's
/// work, because a failure to read belongs into quarantine with a reason and not into a retry.
/// </summary>
public sealed record StrangersMessage
{
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>As given, perhaps not well formed; null if none was given.</summary>
    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? RoutingKey { get; init; }

    /// <summary>The AMQP message-id, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The AMQP correlation-id, or null.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The AMQP type, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Headers whose values are text, numbers or booleans, without MassTransit's own: strangers don't address our bus.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}

/// <summary>Makes a <see cref="StrangersMessage"/> of anything and never fails, so that nothing goes round and round.</summary>
internal sealed class StrangersDeserializer : IMessageDeserializer, ISerializerFactory
{
    private readonly WireSerializer serializer = new();

    public ContentType ContentType { get; } = new("application/octet-stream");

    public IMessageSerializer CreateSerializer() => serializer;

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => context.CreateScope("anything");

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, new Context(serializer, ContentType, Read(receiveContext)));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new Context(serializer, ContentType, new StrangersMessage { Body = body.GetBytes(), Headers = new Dictionary<string, string>() });

    private static StrangersMessage Read(ReceiveContext context)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in context.TransportHeaders.GetAll())
        {
            if (!key.StartsWith("MT-", StringComparison.OrdinalIgnoreCase) && AsText(value) is { } text)
                headers.TryAdd(key, text);
        }

        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var amqp);
        return new StrangersMessage
        {
            Body = context.Body.GetBytes(),
            ContentType = amqp?.Properties.ContentType,
            ContentEncoding = amqp?.Properties.ContentEncoding,
            MessageId = amqp?.Properties.MessageId,
            CorrelationId = amqp?.Properties.CorrelationId,
            Type = amqp?.Properties.Type,
            RoutingKey = amqp?.RoutingKey,
            Headers = headers,
        };
    }

    internal static string? AsText(object? value) => value switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        bool or int or long or short or double or decimal => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O"),
        _ => null,
    };

    private sealed class Context(WireSerializer serializer, ContentType type, StrangersMessage message)
        : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, EmptyContext.Instance, [])
    {
        public override bool TryGetMessage<T>([NotNullWhen(true)] out T? found) where T : class => (found = message as T) is not null;

        public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? found) =>
            (found = messageType == typeof(StrangersMessage) ? message : null) is not null;

        public override bool IsSupportedMessageType<T>() => typeof(T) == typeof(StrangersMessage);

        public override bool IsSupportedMessageType(Type messageType) => messageType == typeof(StrangersMessage);

        public override IMessageSerializer GetMessageSerializer() => serializer;

        public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T toSend) => serializer;

        public override IMessageSerializer GetMessageSerializer(object toSend, string[] messageTypes) => serializer;

        public override Dictionary<string, object> ToDictionary<T>(T? toConvert) where T : class => [];

        public ContentType ContentType => type;
    }

    /// <summary>No addresses, no ids: nothing that a stranger says about answering is listened to.</summary>
    private sealed class EmptyContext : MessageContext
    {
        public static readonly EmptyContext Instance = new();

        public Guid? MessageId => null;
        public Guid? RequestId => null;
        public Guid? CorrelationId => null;
        public Guid? ConversationId => null;
        public Guid? InitiatorId => null;
        public DateTime? ExpirationTime => null;
        public Uri? SourceAddress => null;
        public Uri? DestinationAddress => null;
        public Uri? ResponseAddress => null;
        public Uri? FaultAddress => null;
        public DateTime? SentTime => null;
        public Headers Headers { get; } = new DictionarySendHeaders();
        public HostInfo Host { get; } = MassTransit.Metadata.HostMetadataCache.Host;
    }
}

/// <summary>
/// MassTransit carries traces in <c>MT-Activity-Id</c> and knows nothing of W3C <c>traceparent</c>. Where a stranger sends one,
/// the span of the receive joins the stranger's trace, and MassTransit's own, which begins a trace of nobody's, is not recorded.
/// </summary>
internal sealed class JoinStrangersTrace(string queue) : IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("traceparent");

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var parent = Header(context, "traceparent") ?? Header(context, "cloudEvents:traceparent") ?? Header(context, "cloudEvents_traceparent");
        if (parent is null || !ActivityContext.TryParse(parent, Header(context, "tracestate"), isRemote: true, out var sender))
        {
            await next.Send(context);
            return;
        }

        if (Activity.Current is { } own)
        {
            own.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            own.IsAllDataRequested = false;
        }

        using var activity = HostingTelemetry.Source.StartActivity($"{queue} receive", ActivityKind.Consumer, sender);
        activity?.SetTag("messaging.system", "rabbitmq");
        activity?.SetTag("messaging.operation.type", "receive");
        activity?.SetTag("messaging.destination.name", queue);
        await next.Send(context);
    }

    private static string? Header(ReceiveContext context, string name) =>
        context.TransportHeaders.TryGetHeader(name, out var value) ? StrangersDeserializer.AsText(value) : null;
}
