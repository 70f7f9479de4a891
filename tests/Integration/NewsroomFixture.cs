using MongoDB.Driver;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration;

/// <summary>
/// What one class of tests works with: a virtual host of its own, databases in which nothing of the class before is left, and the newsroom
/// on both, started when the first test asks for it.
/// </summary>
public sealed class NewsroomFixture(RabbitMqServer rabbit, MongoServer mongo) : IAsyncLifetime
{
    private static readonly string[] Databases = ["newsroom-ingest", "newsroom-enrichment", "newsroom-publishing"];
    private readonly List<HostedNewsroom> started = [];
    private readonly List<Stranger> strangers = [];
    private Broker? broker;
    private string? store;
    private HostedNewsroom? newsroom;

    public async Task<Broker> BrokerAsync() => broker ??= await Broker.WithOwnVirtualHostAsync(await rabbit.StartedAsync());

    /// <summary>All services, once a class.</summary>
    public async Task<HostedNewsroom> UpAsync() => newsroom ??= await StartAsync();

    /// <summary>Services of its own for one test, which ends them, or else the class does.</summary>
    public async Task<HostedNewsroom> StartAsync(string[]? modules = null, params string[] settings)
    {
        var one = await HostedNewsroom.StartAsync((await BrokerAsync()).Address.AbsoluteUri, await StoreAsync(), modules, settings);
        started.Add(one);
        return one;
    }

    public async Task EndAsync(HostedNewsroom one)
    {
        started.Remove(one);
        if (newsroom == one)
            newsroom = null;
        await one.DisposeAsync();
    }

    /// <summary>A program outside that knows AMQP and nothing of MassTransit.</summary>
    public async Task<Stranger> StrangerAsync()
    {
        var stranger = await Stranger.ConnectAsync((await BrokerAsync()).Address);
        strangers.Add(stranger);
        return stranger;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var stranger in strangers)
            await stranger.DisposeAsync();
        foreach (var one in started)
            await one.DisposeAsync();
    }

    private async Task<string> StoreAsync()
    {
        if (store is not null)
            return store;
        var connection = await mongo.ConnectionStringAsync();
        using var client = new MongoClient(connection);
        foreach (var database in Databases)
            await client.DropDatabaseAsync(database, TestContext.Current.CancellationToken);
        return store = connection;
    }
}
