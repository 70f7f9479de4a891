using System.Diagnostics.CodeAnalysis;
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
                new RawMessageContext(new WithoutReplyAddresses(headers), destinationAddress, Raw), [], Raw, message);
        }
        catch (JsonException problem)
        {
            throw new SerializationException("The message is not JSON: " + problem.Message, problem);
        }
    }
}

/// <summary>
/// Hides where a sender wants answers and faults: nobody here answers, and MassTransit makes an exchange of whatever is named there.
/// </summary>
internal sealed class WithoutReplyAddresses(Headers headers) : Headers
{
    public IEnumerable<KeyValuePair<string, object>> GetAll() => headers.GetAll().Where(header => !IsReplyAddress(header.Key));

    public bool TryGetHeader(string key, [NotNullWhen(true)] out object? value)
    {
        value = null;
        return !IsReplyAddress(key) && headers.TryGetHeader(key, out value);
    }

    public T? Get<T>(string key, T? defaultValue = null) where T : class => IsReplyAddress(key) ? defaultValue : headers.Get(key, defaultValue);

    public T? Get<T>(string key, T? defaultValue = null) where T : struct => IsReplyAddress(key) ? defaultValue : headers.Get(key, defaultValue);

    public IEnumerator<HeaderValue> GetEnumerator() => headers.Where(header => !IsReplyAddress(header.Key)).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsReplyAddress(string key) => key is MessageHeaders.ResponseAddress or MessageHeaders.FaultAddress;
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
