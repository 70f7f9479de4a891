using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Newsroom.Benchmarks.Polling;

/// <summary>
/// Feeds of many hosts, and how often each was asked for. Hosts have names that only <see cref="ResolveAsync"/> knows, spread over several
/// addresses of 127.0.0.0/8, because a pair of addresses has no more than some 28,000 ports.
/// </summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private const int Addresses = 16;

    private readonly WebApplication app;
    private readonly PollingLoad load;
    private readonly int[] ports;
    private readonly byte[][] bodies;
    private readonly ConcurrentDictionary<int, int> asked = new();

    private FeedServer(WebApplication app, PollingLoad load)
    {
        (this.app, this.load) = (app, load);
        ports = new int[Addresses];
        bodies = [.. Enumerable.Range(0, load.Sources).Select(Feed)];
    }

    /// <summary>How often each source was asked for since <see cref="Forget"/>.</summary>
    public IReadOnlyDictionary<int, int> Asked => asked;

    public long Bytes => bodies.Sum(body => (long)body.Length);

    public static async Task<FeedServer> StartAsync(PollingLoad load)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            for (var i = 0; i < Addresses; i++)
                kestrel.Listen(Address(i), 0);
        });
        var server = new FeedServer(builder.Build(), load);
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        foreach (var url in server.app.Urls.Select(url => new Uri(url)))
            server.ports[IPAddress.Parse(url.Host).GetAddressBytes()[3] - 1] = url.Port;
        return server;
    }

    public string Url(int source) => string.Create(CultureInfo.InvariantCulture, $"http://h{source % load.Hosts}.example:{ports[source % load.Hosts % Addresses]}/{source}");

    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        Task.FromResult<IPAddress[]>([Address(int.Parse(host[1..host.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture) % Addresses)]);

    public void Forget() => asked.Clear();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static IPAddress Address(int number) => new([127, 0, 0, (byte)(number + 1)]);

    private async Task AnswerAsync(HttpContext http)
    {
        var source = int.Parse(http.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);
        asked.AddOrUpdate(source, 1, (_, times) => times + 1);
        if (load.Wait > TimeSpan.Zero)
            await Task.Delay(load.Wait, http.RequestAborted);
        // One connection to each of 10,000 hosts would be more descriptors than a process has by default.
        http.Response.Headers.Connection = "close";
        http.Response.Headers.ETag = "\"1\"";
        if (http.Request.Headers.IfNoneMatch == "\"1\"")
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/rss+xml";
        http.Response.ContentLength = bodies[source].Length;
        await http.Response.Body.WriteAsync(bodies[source], http.RequestAborted);
    }

    private byte[] Feed(int source)
    {
        var text = new StringBuilder($"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Paper {source}</title><language>en</language>");
        for (var i = 0; i < load.Entries; i++)
        {
            var number = (source * load.Entries) + i;
            text.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink='false'>{number}</guid><title>A bridge opens early, part {number}</title>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>Sun, 01 Mar 2026 08:30:00 GMT</pubDate><description>{Texts.English(load.Bytes, number)}</description></item>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
    }
}
