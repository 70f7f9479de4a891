using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Users;

/// <summary>The three services on a broker as it is deployed, each under a user of its own, up with the first test that asks.</summary>
public sealed class GuardedNewsroom : IAsyncLifetime
{
    private readonly GuardedBroker broker = new();
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-users-");
    private readonly List<HostedNewsroom> services = [];

    /// <summary>The broker, with everything on it that the services declare.</summary>
    public async Task<GuardedBroker> UpAsync()
    {
        if (services.Count == 0)
        {
            foreach (var service in GuardedBroker.Services)
                services.Add(await HostedNewsroom.StartAsync((await broker.AddressAsync(service)).AbsoluteUri, $"Data Source={data.FullName}", [service]));
        }

        return broker;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
            await service.DisposeAsync();
        await broker.DisposeAsync();
        data.Delete(recursive: true);
    }
}
