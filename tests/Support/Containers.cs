using Testcontainers.MongoDb;
using Testcontainers.RabbitMq;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>A RabbitMQ for the tests of one assembly, started when the first test asks for it.</summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private RabbitMqContainer? container;
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary><c>amqp://user:password@host:port/</c>. Skips the test where there is no Docker.</summary>
    public async Task<Uri> AddressAsync() => new((await StartedAsync()).GetConnectionString());

    /// <summary>The container itself, to stop and start it.</summary>
    public async Task<RabbitMqContainer> StartedAsync()
    {
        DockerEngine.Require();
        await gate.WaitAsync();
        try
        {
            if (container is null)
            {
                container = new RabbitMqBuilder("rabbitmq:4-management").WithUsername("newsroom").WithPassword("newsroom").Build();
                await container.StartAsync();
            }

            return container;
        }
        finally
        {
            gate.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (container is not null)
            await container.DisposeAsync();
    }
}

/// <summary>A MongoDB for the tests of one assembly, started when the first test asks for it.</summary>
public sealed class MongoServer : IAsyncLifetime
{
    private MongoDbContainer? container;
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary><c>mongodb://user:password@host:port/</c>. Skips the test where there is no Docker.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        DockerEngine.Require();
        await gate.WaitAsync();
        try
        {
            if (container is null)
            {
                container = new MongoDbBuilder("mongo:8").WithUsername("newsroom").WithPassword("newsroom").Build();
                await container.StartAsync();
            }

            return container.GetConnectionString();
        }
        finally
        {
            gate.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (container is not null)
            await container.DisposeAsync();
    }
}
