using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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

    private const string Feed = "/feed";

    /// <summary>After the feed was asked for, its story is an hour old and looked at again.</summary>
    private static readonly TimeSpan UntilAnHour = TimeSpan.FromSeconds(10);

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

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map() => app.Run(http => http.Request.Path.Value switch
    {
        Feed => FeedAsync(http),
        "/story" => HtmlAsync(http),
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
