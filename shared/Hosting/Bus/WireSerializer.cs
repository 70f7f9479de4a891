using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using Newsroom.Contracts;

namespace Newsroom.Hosting.Bus;

/// <summary>
/// The message's own JSON on the wire (MassTransit's raw JSON), with two things that MassTransit's has not: the stable names of
/// <see cref="WireNames"/> in <c>MT-MessageType</c> in place of .NET names, and a body that stands in the outbox going out as it
/// was saved, byte for byte, so that a relay of an older version drops nothing that a newer one wrote.
/// </summary>
internal sealed class WireSerializer : RawMessageSerializer, IMessageSerializer, IMessageDeserializer
{
    private const RawSerializerOptions Raw = RawSerializerOptions.AnyMessageType | RawSerializerOptions.AddTransportHeaders;

    public ContentType ContentType { get; } = new("application/json");

    public void Probe(ProbeContext context) => context.CreateScope("json").Add("contentType", ContentType.MediaType);

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class
    {
        SetRawMessageHeaders(context);
        if (WireNames.HasName(typeof(T)))
            context.Headers.Set(MessageHeaders.MessageType, "urn:message:" + WireNames.TypeName(typeof(T)));
        return context.TryGetPayload<SavedBody>(out var saved)
            ? new StringMessageBody(saved.Json)
            : new SystemTextJsonRawMessageBody<T>(context, WireJson.Options);
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        try
        {
            var message = JsonSerializer.Deserialize<JsonElement>(body.GetBytes(), WireJson.Options);
            return new SystemTextJsonRawSerializerContext(
                SystemTextJsonMessageSerializer.Instance, WireJson.Options, ContentType,
                new RawMessageContext(headers, destinationAddress, Raw), [], Raw, message);
        }
        catch (JsonException problem)
        {
            throw new SerializationException("The message is not JSON: " + problem.Message, problem);
        }
    }
}

/// <summary>A message's JSON as it was saved.</summary>
internal sealed record SavedBody(string Json);

internal sealed class WireSerializerFactory : ISerializerFactory
{
    private readonly WireSerializer serializer = new();

    public ContentType ContentType => serializer.ContentType;

    public IMessageSerializer CreateSerializer() => serializer;

    public IMessageDeserializer CreateDeserializer() => serializer;
}
