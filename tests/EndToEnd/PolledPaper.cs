using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Newsroom.Tests.EndToEnd;

/// <summary>A small paper with a feed, and addresses where something is wrong, for services in containers to poll.</summary>
internal sealed class PolledPaper(WebApplication app) : IAsyncDisposable
{
    public const string Title = "A market hall is saved";

    private const string Text = "The market hall by the station will not be torn down, the council decided after a night in which three hundred people had spoken for it and one against. "
        + "Its roof, which has leaked for eleven years, will be mended before the winter, and the fish stalls come back in spring, when the new drains are laid. "
        + "What the work costs nobody would say yet; the treasurer spoke of a sum that the town can bear if it waits with the swimming bath.";

    /// <summary>Stands on the page from the second time on that it is asked for, with not a word in the feed.</summary>
    public const string Correction = "In an earlier version we wrote that the roof has leaked for twelve years; it is eleven.";

    /// <summary>Of what the hub delivers.</summary>
    public const string Delivered = "The market hall has a hub";

    /// <summary>A feed that wants to be left alone for an hour, and names a page that cannot be had.</summary>
    public const string Late = "/late";

    private const string Feed = "/feed";

    /// <summary>After the feed was asked for, its story is an hour old and looked at again.</summary>
    private static readonly TimeSpan UntilAnHour = TimeSpan.FromSeconds(10);

    private readonly HttpClient callbacks = new();

    public static IReadOnlyList<string> Troubles { get; } = ["/busy", "/gone", "/down", "/large", "/missing"];

    public static async Task<PolledPaper> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://0.0.0.0:" + StandaloneProcess.FreePort().ToString(CultureInfo.InvariantCulture));
        var paper = new PolledPaper(builder.Build());
        paper.Map();
        await paper.app.StartAsync();
        return paper;
    }

    private readonly WebApplication app = app;
    private int visits;

    /// <summary>As a container sees it.</summary>
    public string Url(string path) => Url(path, "host.docker.internal");

    public string Url(string path, string host) => $"http://{host}:{new Uri(app.Urls.First()).Port}{path}";

    /// <summary>What the hub was asked for.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Asked { get; } = new();

    /// <summary>Sends what is new to whoever subscribed, or to another callback.</summary>
    public async Task<int> DeliverAsync(string? callback = null, string? signature = null)
    {
        var asked = Asked.First();
        var content = Encoding.UTF8.GetBytes(Rss("", $"<item><guid>2</guid><title>{Delivered}</title><description>{Text} {Text}</description></item>"));
        using var request = new HttpRequestMessage(HttpMethod.Post, callback ?? asked["hub.callback"]) { Content = new ByteArrayContent(content) };
        request.Headers.Add("X-Hub-Signature", signature ?? "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(asked["hub.secret"]), content)));
        using var answer = await callbacks.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        callbacks.Dispose();
        await app.DisposeAsync();
    }

    private void Map() => app.Run(http => http.Request.Path.Value switch
    {
        Feed => FeedAsync(http),
        "/story" => HtmlAsync(http),
        "/hubbed" => http.Response.WriteAsync(Rss(Links("/hubbed", "/hub"), "")),
        "/hubless" => http.Response.WriteAsync(Rss(Links("/hubless", "/no-hub"), "")),
        "/hub" => HubAsync(http),
        Late => http.Response.WriteAsync(Rss("<ttl>60</ttl>", $"<item><guid>3</guid><title>The market hall has no page yet</title><link>{Url("/down", http.Request.Host.Host)}</link></item>")),
        "/busy" => Status(http, StatusCodes.Status503ServiceUnavailable),
        "/gone" => Status(http, StatusCodes.Status410Gone),
        "/down" => Status(http, StatusCodes.Status500InternalServerError),
        "/large" => LargeAsync(http),
        _ => Status(http, StatusCodes.Status404NotFound),
    });

    private Task FeedAsync(HttpContext http)
    {
        http.Response.Headers.ETag = "\"1\"";
        if (http.Request.Headers.IfNoneMatch == "\"1\"")
            return Status(http, StatusCodes.Status304NotModified);
        http.Response.ContentType = "application/rss+xml";
        return http.Response.WriteAsync($"""
            <rss version="2.0"><channel><title>Market Post</title><language>en</language>
            <item><guid>1</guid><title>{Title}</title><link>{Url("/story", http.Request.Host.Host)}</link><description>It stays.</description><pubDate>{DateTimeOffset.UtcNow.AddHours(-1) + UntilAnHour:R}</pubDate></item>
            </channel></rss>
            """);
    }

    /// <summary>A WebSub hub that verifies before it answers.</summary>
    private async Task HubAsync(HttpContext http)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        var query = new Dictionary<string, string?> { ["hub.mode"] = form["hub.mode"], ["hub.topic"] = form["hub.topic"], ["hub.challenge"] = "c", ["hub.lease_seconds"] = "864000" };
        using var answer = await callbacks.GetAsync(new Uri(QueryHelpers.AddQueryString(form["hub.callback"], query)));
        answer.EnsureSuccessStatusCode();
        Asked.Enqueue(form);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private string Links(string self, string hub) => $"<atom:link rel='self' href='{Url(self)}'/><atom:link rel='hub' href='{Url(hub)}'/>";

    private static string Rss(string links, string items) =>
        $"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Market Post</title><language>en</language>{links}{items}</channel></rss>";

    private Task HtmlAsync(HttpContext http)
    {
        var correction = Interlocked.Increment(ref visits) == 1 ? "" : $"<p>{Correction}</p>";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($"<html lang=en><head><title>{Title}</title></head><body><article><h1>{Title}</h1><p>{Text}</p><p>{Text}</p>{correction}</article></body></html>");
    }

    private static async Task LargeAsync(HttpContext http)
    {
        var chunk = new byte[1024 * 1024];
        for (var i = 0; i < 18 && !http.RequestAborted.IsCancellationRequested; i++)
            await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
