using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Outbox;

namespace Newsroom.Hosting.Bus;

/// <summary>Makes the bus of what the services said they read, in memory or on RabbitMQ.</summary>
internal static class BusSetup
{
    // Chained: a consumer ends before the bus, the bus before the host, the host before the container (see compose and manifests).
    public static readonly TimeSpan ConsumerStop = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan BusStop = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan HostStop = TimeSpan.FromSeconds(25);

    public static void AddBus(this IServiceCollection services, BusParts parts, BrokerConnection broker)
    {
        services.AddSingleton(parts).AddSingleton(broker).AddSingleton<LocalDeliveries>().AddSingleton<OutboxSignal>();
        services.AddSingleton<IMessagePublisher, BusPublisher>();
        services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            // Without it, what is published in the first second finds no binding and is lost.
            options.WaitUntilStarted = true;
            options.StopTimeout = BusStop;
            options.ConsumerStopTimeout = ConsumerStop;
        });

        var readers = parts.Readers.Where(reader => reader.ExchangeOfStrangers is null || !broker.IsMemory).ToList();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // Its own word on health goes into BrokerCheck.
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Tags.Clear();
                health.Tags.Add("masstransit");
            });
            bus.AddReceiveObserver<ProcessDuration>();
            foreach (var reader in readers)
                reader.Register(bus);
            if (broker.IsMemory)
                bus.UsingInMemory((context, transport) => InMemory(context, transport, readers));
            else
                bus.UsingRabbitMq((context, transport) => RabbitMq(context, transport, readers, broker.Address!));
        });
        // Services stop in the reverse of this order: the relay before the bus that it publishes on.
        services.AddHostedService<OutboxRelay>();
    }

    private static void InMemory(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator transport, List<QueueReader> readers)
    {
        Wire(transport);
        var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
        var deliveries = context.GetRequiredService<LocalDeliveries>();
        foreach (var reader in readers)
        {
            transport.ReceiveEndpoint(reader.Queue, endpoint =>
            {
                endpoint.ConfigureReceive(receive => receive.UseFilter(new ReportDelivery(deliveries)));
                // An _error queue in memory is forgotten with the process, and what lies there counts as done. The outbox keeps it instead.
                endpoint.RethrowFaultedMessages();
                Endpoint(context, endpoint, reader, options);
            });
        }
    }

    private static void RabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator transport, List<QueueReader> readers, Uri address)
    {
        var name = context.GetRequiredService<ServiceIdentity>().Name;
        transport.Host(address.Host, (ushort)(address.Port > 0 ? address.Port : address.Scheme == "amqps" ? 5671 : 5672), VirtualHost(address), name, host =>
        {
            var user = address.UserInfo.Split(':', 2);
            host.Username(user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "guest");
            host.Password(user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest");
            host.PublisherConfirmation = true;
            if (address.Scheme == "amqps")
                host.UseSsl(ssl => ssl.EnforcePolicyErrors(System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors | System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch | System.Net.Security.SslPolicyErrors.RemoteCertificateNotAvailable));
        });
        Wire(transport);
        // A program outside binds its queue when it likes, and not only after the first event has passed by.
        transport.DeployPublishTopology = true;
        foreach (var published in context.GetRequiredService<BusParts>().Published.Values)
            transport.Publish(published);
        transport.Publish<StrangersMessage>(message => message.Exclude = true);
        var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
        foreach (var reader in readers)
        {
            transport.ReceiveEndpoint(reader.Queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                // Beyond its limit a quorum queue drops a message, and prefetched neighbours with it, unless there is a dead-letter
                // exchange. So no limit there: GiveUpOnPoison counts, and moves such a message to the _error queue.
                endpoint.SetQueueArgument("x-delivery-limit", -1);
                endpoint.ConfigureReceive(receive =>
                {
                    // MassTransit's own way to _error begins further in: what a filter here throws would be requeued at once, for ever.
                    receive.UseRescue(ToErrors(), rescue => rescue.Handle<PoisonMessageException>());
                    receive.UseFilter(new GiveUpOnPoison(options.MostDeliveries));
                });
                if (reader.ExchangeOfStrangers is { } exchange)
                    FromStrangers(endpoint, reader.Queue, exchange);
                Endpoint(context, endpoint, reader, options);
            });
        }
    }

    private static void Wire(IBusFactoryConfigurator transport)
    {
        transport.MessageTopology.SetEntityNameFormatter(new WireEntityNames(transport.MessageTopology.EntityNameFormatter));
        transport.ClearSerialization();
        var json = new WireSerializerFactory();
        transport.AddSerializer(json);
        transport.AddDeserializer(json, isDefault: true);
    }

    private static void FromStrangers(IRabbitMqReceiveEndpointConfigurator endpoint, string queue, string exchange)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.Bind(exchange, binding =>
        {
            binding.ExchangeType = "topic";
            binding.Durable = true;
            binding.AutoDelete = false;
            binding.RoutingKey = "#";
        });
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new WireSerializerFactory());
        endpoint.AddDeserializer(new StrangersDeserializer(), isDefault: true);
        endpoint.ConfigureReceive(receive => receive.UseFilter(new JoinStrangersTrace(queue)));
    }

    private static void Endpoint(IBusRegistrationContext context, IReceiveEndpointConfigurator endpoint, QueueReader reader, BusOptions options)
    {
        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        endpoint.PublishFaults = false;
        // A store that is away is waited for, some ten minutes in all and well below the broker's consumer timeout of thirty; the
        // prefetched messages wait with it, so that nothing spills into _error meanwhile.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(PassingFailure.Is);
            retry.Exponential(30, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(25), TimeSpan.FromMilliseconds(500));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(problem => !PassingFailure.Is(problem));
            retry.Intervals(200, 1000, 3000);
        });
        endpoint.ConfigureConsumer(context, reader.Consumer);
    }

    private static IPipe<ExceptionReceiveContext> ToErrors() =>
        Pipe.New<ExceptionReceiveContext>(pipe => pipe.UseFilter(new ErrorTransportFilter()));

    private static string VirtualHost(Uri address) =>
        address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(address.AbsolutePath[1..]) : "/";

    private sealed class WireEntityNames(IEntityNameFormatter otherwise) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() =>
            WireNames.HasName(typeof(T)) ? WireNames.Exchange(typeof(T)) : otherwise.FormatEntityName<T>();
    }
}

/// <summary>Moves a message to <c>_error</c> that was handed over again and again without an answer: it kills who reads it.</summary>
internal sealed class GiveUpOnPoison(int mostDeliveries) : IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("giveUpOnPoison");

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.TransportHeaders.TryGetHeader("x-delivery-count", out var value)
            && Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) > mostDeliveries)
        {
            throw new PoisonMessageException($"Delivered {value} times without an answer: whoever reads it ends. It was not tried again.");
        }

        return next.Send(context);
    }
}

public sealed class PoisonMessageException(string message) : Exception(message);
