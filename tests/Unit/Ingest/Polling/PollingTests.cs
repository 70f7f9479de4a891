using Microsoft.AspNetCore.Http;
using Newsroom.Ingest.Polling;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>A paper with a feed and pages, which tests change as they go.</summary>
public abstract class PollingTests
{
    /// <summary>At <c>/feed</c>.</summary>
    protected string Feed { get; set; } = BayPost.Feed(BayPost.Item("1"));

    /// <summary>Whatever else is asked for; a story if not set.</summary>
    protected Func<HttpContext, Task>? Page { get; set; }

    internal Task<PolledSite> StartAsync(PollingOptions? options = null) => PolledSite.StartAsync(
        http => http.Request.Path.Value switch
        {
            "/feed" => http.Response.WriteAsync(Feed),
            "/robots.txt" => Status(http, 404),
            _ => Page?.Invoke(http) ?? Html(http, BayPost.Page("Story")),
        },
        options);

    protected static Task Html(HttpContext http, string html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }

    protected static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
