using MassTransit;
using Newsroom.Enrichment;
using Newsroom.Hosting;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Xunit;

namespace Newsroom.Tests.Contract.Architecture;

/// <summary>Queues as the modules declare them, all in one process; nothing is started.</summary>
public sealed class QueueTests
{
    /// <summary>Each service that has queues, under its name.</summary>
    private static readonly Dictionary<string, Action<ServiceHost>> Modules = new(StringComparer.Ordinal)
    {
        [IngestModule.Name] = IngestModule.Add,
        [EnrichmentModule.Name] = EnrichmentModule.Add,
        [PublishingModule.Name] = PublishingModule.Add,
    };

    [Fact]
    public void Every_service_is_looked_at() =>
        Assert.Equal(Project.Services.Select(service => service.Name.Split('.')[^1].ToLowerInvariant()).Order(StringComparer.Ordinal), Modules.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_queue_belongs_to_one_service_and_one_consumer()
    {
        var readers = Declared().SelectMany(service => service.Parts.Readers).ToList();
        Assert.NotEmpty(readers);
        Assert.All(readers.GroupBy(reader => reader.Queue), queue => Assert.True(queue.Count() == 1,
            $"{string.Join(" and ", queue.Select(reader => reader.Consumer.FullName))} would steal from each other: both read {queue.Key}."));
        Assert.All(readers.GroupBy(reader => reader.Consumer), consumer => Assert.Single(consumer));
    }

    [Fact]
    public void A_queue_carries_the_name_of_its_service() => Assert.All(Declared(), service =>
        Assert.All(service.Parts.Readers, reader => Assert.Matches($"^{service.Name}\\.[a-z]+(-[a-z]+)*$", reader.Queue)));

    [Fact]
    public void A_consumer_is_called_one_and_takes_one_type_of_message() => Assert.All(Declared().SelectMany(service => service.Parts.Readers), reader =>
    {
        Assert.EndsWith("Consumer", reader.Consumer.Name, StringComparison.Ordinal);
        var taken = reader.Consumer.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>));
        Assert.Equal(reader.Message, Assert.Single(taken).GetGenericArguments()[0]);
    });

    [Fact]
    public void Every_consumer_in_a_service_is_declared() => Assert.All(Project.Services, service =>
    {
        var consumers = service.Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IConsumer)));
        Assert.Empty(consumers.Except(Declared().SelectMany(declared => declared.Parts.Readers).Select(reader => reader.Consumer)));
    });

    [Fact]
    public void What_is_published_and_must_be_read_has_a_reader()
    {
        var declared = Declared();
        var read = declared.SelectMany(service => service.Parts.Readers).Select(reader => reader.Message).ToHashSet();
        Assert.All(declared.SelectMany(service => service.Parts.Published.Values).Where(message => !WireNames.IsOptional(message)), message => Assert.True(
            read.Contains(message), $"{message.Name} is published as mandatory and no queue takes it: it would stay in its outbox for ever. Mark it [OptionalReader] or read it."));
    }

    [Fact]
    public void A_message_is_published_by_one_service() => Assert.All(
        Declared().SelectMany(service => service.Parts.Published.Values.Select(message => (Message: message, service.Name))).GroupBy(entry => entry.Message),
        message => Assert.True(message.Count() == 1, $"{message.Key.Name} comes from {string.Join(" and ", message.Select(entry => entry.Name))}."));

    private static List<(string Name, BusParts Parts)> Declared() => [.. Modules.Select(module => (module.Key, PartsOf(module.Value)))];

    /// <summary>What a module declares; the host is left before a bus is made of it.</summary>
    private static BusParts PartsOf(Action<ServiceHost> add) => Assert.Throws<DeclaredException>(() => ServiceHost.Build(
        ["--ConnectionStrings:store=Data Source=data", "--ConnectionStrings:broker=memory"],
        new ServiceDefaults("newsroom-architecture", Port: 8080, Embedded: true),
        host =>
        {
            add(host);
            throw new DeclaredException(host.Bus);
        },
        static _ => { })).Parts;

    private sealed class DeclaredException(BusParts parts) : Exception
    {
        public BusParts Parts => parts;
    }
}
