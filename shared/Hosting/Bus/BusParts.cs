using System.Text.RegularExpressions;
using MassTransit;

namespace Newsroom.Hosting.Bus;

/// <summary>
/// What the services in this process read and publish, collected from their modules before the bus is made. One message type a
/// queue; a queue is named after its service and its consumer: <c>enrichment.enrich-article</c>.
/// </summary>
public sealed partial class BusParts
{
    private readonly List<QueueReader> readers = [];
    private readonly Dictionary<string, Type> published = new(StringComparer.Ordinal);

    public IReadOnlyList<QueueReader> Readers => readers;

    /// <summary>Message types by stable name, for the relay.</summary>
    public IReadOnlyDictionary<string, Type> Published => published;

    /// <summary>How many queues in this process take messages of this type.</summary>
    public int ReadersOf(Type message) => readers.Count(reader => reader.Message == message);

    /// <summary>Declares that a service here saves messages of this type to an outbox.</summary>
    public BusParts Publish<TMessage>() where TMessage : class
    {
        published[WireNames.TypeName(typeof(TMessage))] = typeof(TMessage);
        return this;
    }

    /// <summary>Declares that <paramref name="service"/> reads messages of this type from a queue of its own.</summary>
    public BusParts Consume<TMessage, TConsumer>(string service)
        where TMessage : class
        where TConsumer : class, IConsumer<TMessage>
    {
        readers.Add(new QueueReader(
            QueueName(service, typeof(TConsumer)), typeof(TMessage), typeof(TConsumer), ExchangeOfStrangers: null,
            static registration => registration.AddConsumer<TConsumer>()));
        return this;
    }

    /// <summary>
    /// Declares that <paramref name="service"/> takes whatever programs outside publish on the durable topic exchange
    /// <paramref name="exchange"/>, byte for byte, as <see cref="StrangersMessage"/>. Only where there is a broker.
    /// </summary>
    public BusParts ConsumeFromStrangers<TConsumer>(string service, string exchange)
        where TConsumer : class, IConsumer<StrangersMessage>
    {
        readers.Add(new QueueReader(
            QueueName(service, typeof(TConsumer)), typeof(StrangersMessage), typeof(TConsumer), exchange,
            static registration => registration.AddConsumer<TConsumer>()));
        return this;
    }

    private static string QueueName(string service, Type consumer)
    {
        var name = consumer.Name.EndsWith("Consumer", StringComparison.Ordinal) ? consumer.Name[..^"Consumer".Length] : consumer.Name;
        return $"{service}.{InnerCapital().Replace(name, "-$1").ToLowerInvariant()}";
    }

    [GeneratedRegex("(?<!^)([A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerCapital();
}

/// <summary>A queue and who reads it.</summary>
public sealed record QueueReader(
    string Queue, Type Message, Type Consumer, string? ExchangeOfStrangers, Action<IBusRegistrationConfigurator> Register);
