using System.Text.Json;
using DotNet.Testcontainers.Containers;
using Testcontainers.RabbitMq;
using Xunit;

namespace Newsroom.Tests.Integration;

/// <summary>A virtual host of its own on the tests' RabbitMQ, and the broker's own tool to look at it with.</summary>
public sealed class Broker
{
    private readonly RabbitMqContainer container;

    private Broker(RabbitMqContainer container, string virtualHost)
    {
        this.container = container;
        VirtualHost = virtualHost;
        Address = new UriBuilder(container.GetConnectionString()) { Path = virtualHost }.Uri;
    }

    public string VirtualHost { get; }

    public Uri Address { get; }

    public static async Task<Broker> WithOwnVirtualHostAsync(RabbitMqContainer container)
    {
        var broker = new Broker(container, "test-" + Guid.NewGuid().ToString("N")[..8]);
        await broker.ControlAsync("add_vhost", broker.VirtualHost);
        await broker.ControlAsync("set_permissions", "-p", broker.VirtualHost, "newsroom", ".*", ".*", ".*");
        return broker;
    }

    /// <summary>What <c>rabbitmqctl</c> answers; fails if it fails.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        ExecResult result = await container.ExecAsync(["rabbitmqctl", "--quiet", .. arguments], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"rabbitmqctl {string.Join(' ', arguments)}: {result.Stderr}{result.Stdout}");
        return result.Stdout;
    }

    /// <summary>The rows of a <c>list_…</c> command, of this virtual host.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string command, params string[] columns)
    {
        using var rows = JsonDocument.Parse(await ControlAsync([command, "--vhost", VirtualHost, "--formatter", "json", .. columns]));
        return [.. rows.RootElement.EnumerateArray().Select(row => row.Clone())];
    }

    public async Task<IReadOnlyList<string>> NamesAsync(string command) =>
        [.. (await ListAsync(command, "name")).Select(row => row.GetProperty("name").GetString()!)];
}
