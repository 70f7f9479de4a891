using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Newsroom.Standalone.Traces;

namespace Newsroom.Standalone;

/// <summary>Says where to look, once the process listens.</summary>
internal sealed class Welcome(IServer server, IHostApplicationLifetime lifetime, TracesOptions traces) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var address = AddressOf(server);
            Console.WriteLine($"""

                Newsroom is up.
                  read      {address}/
                  feeds     {address}/feed.rss  {address}/feed.atom  {address}/feed.json
                  submit    curl --data-binary @article.txt -H 'Content-Type: text/plain' {address}/v1/articles
                  changes   {address}/v1/changes
                  traces    {(traces.MostArticles > 0 ? $"{address}/traces" : "not held: Newsroom:Traces:MostArticles is 0")}

                """);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An address by which this machine reaches the server.</summary>
    public static string AddressOf(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:8080";
        return address.Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
    }
}
