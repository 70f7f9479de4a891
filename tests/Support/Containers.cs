using DotNet.Testcontainers.Containers;
using Testcontainers.MongoDb;
using Testcontainers.RabbitMq;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>A container for tests, started when the first of them asks for it.</summary>
public abstract class Server<TContainer> : IAsyncLifetime where TContainer : class, IContainer
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private TContainer? container;

    /// <summary>The container itself, to stop and start it, or to run its own tools in. Skips the test where there is no Docker.</summary>
    public async Task<TContainer> StartedAsync()
    {
        DockerEngine.Require();
        await gate.WaitAsync();
        try
        {
            if (container is null)
            {
                container = await MakeAsync();
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
        GC.SuppressFinalize(this);
        gate.Dispose();
        if (container is not null)
            await container.DisposeAsync();
    }

    protected abstract Task<TContainer> MakeAsync();
}

/// <summary>A RabbitMQ for the tests of one assembly.</summary>
public sealed class RabbitMqServer : Server<RabbitMqContainer>
{
    /// <summary><c>amqp://user:password@host:port/</c>. Skips the test where there is no Docker.</summary>
    public async Task<Uri> AddressAsync() => new((await StartedAsync()).GetConnectionString());

    protected override Task<RabbitMqContainer> MakeAsync() =>
        Task.FromResult(new RabbitMqBuilder("rabbitmq:4-management").WithUsername("newsroom").WithPassword("newsroom").Build());
}

/// <summary>A MongoDB for the tests of one assembly.</summary>
public sealed class MongoServer : Server<MongoDbContainer>
{
    /// <summary><c>mongodb://user:password@host:port/</c>. Skips the test where there is no Docker.</summary>
    public async Task<string> ConnectionStringAsync() => (await StartedAsync()).GetConnectionString();

    protected override Task<MongoDbContainer> MakeAsync() =>
        Task.FromResult(new MongoDbBuilder("mongo:8").WithUsername("newsroom").WithPassword("newsroom").Build());
}
