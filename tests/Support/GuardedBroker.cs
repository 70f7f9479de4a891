using System.Diagnostics;
using System.Text;
using Testcontainers.RabbitMq;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>
/// A RabbitMQ as it is deployed: with the users, permissions and bounds of <c>deploy/broker/definitions.json</c>. Started when the first test
/// asks for it; each user's password is the user's name.
/// </summary>
public sealed class GuardedBroker : IAsyncLifetime
{
    /// <summary>The services, by the names that they have as users.</summary>
    public static readonly IReadOnlyList<string> Services = ["ingest", "enrichment", "publishing"];

    /// <summary>All users.</summary>
    public static readonly IReadOnlyList<string> Users = [.. Services, "publisher", "subscriber", "scaling", "newsroom"];

    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "broker");
    private readonly SemaphoreSlim gate = new(1, 1);
    private RabbitMqContainer? container;

    /// <summary><c>amqp://user:password@host:port/</c> for one of <see cref="Users"/>. Skips the test where there is no Docker.</summary>
    public async Task<Uri> AddressAsync(string user) =>
        new UriBuilder((await StartedAsync()).GetConnectionString()) { UserName = user, Password = user }.Uri;

    /// <summary>Where the management API answers: <c>http://host:port/</c>.</summary>
    public async Task<Uri> ManagementAsync()
    {
        var started = await StartedAsync();
        return new UriBuilder(Uri.UriSchemeHttp, started.Hostname, started.GetMappedPublicPort(15672)).Uri;
    }

    /// <summary>The container itself, to run the broker's own tools in.</summary>
    public async Task<RabbitMqContainer> StartedAsync()
    {
        DockerEngine.Require();
        await gate.WaitAsync();
        try
        {
            if (container is null)
            {
                container = new RabbitMqBuilder("rabbitmq:4-management")
                    .WithUsername("newsroom").WithPassword("newsroom")
                    .WithPortBinding(15672, assignRandomHostPort: true)
                    .WithResourceMapping(await File.ReadAllBytesAsync(Path.Combine(Folder, "30-newsroom.conf")), "/etc/rabbitmq/conf.d/30-newsroom.conf")
                    .WithResourceMapping(await DefinitionsAsync(), "/run/secrets/definitions.json")
                    .Build();
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

    /// <summary>The definitions with each user's name as password, made by the script that deployments use.</summary>
    private static async Task<byte[]> DefinitionsAsync()
    {
        var passwords = Directory.CreateTempSubdirectory("newsroom-passwords-");
        try
        {
            foreach (var user in Users)
                await File.WriteAllTextAsync(Path.Combine(passwords.FullName, user), user);
            using var script = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Folder, "definitions.sh"), passwords.FullName])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var problem = script.StandardError.ReadToEndAsync();
            var definitions = await script.StandardOutput.ReadToEndAsync();
            await script.WaitForExitAsync();
            Assert.True(script.ExitCode == 0, $"definitions.sh: {await problem}");
            return Encoding.UTF8.GetBytes(definitions);
        }
        finally
        {
            passwords.Delete(recursive: true);
        }
    }
}
