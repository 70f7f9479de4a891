using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newsroom.Load;
using Xunit;

namespace Newsroom.Tests.Unit.Load;

/// <summary>That the load program finds what a newsroom does wrong, and nothing where it does all right.</summary>
public sealed class LoadProgramTests
{
    [Fact]
    public async Task A_newsroom_that_publishes_everything_once_passes()
    {
        var (code, result) = await RunAsync((changes, change) => changes.Add(change));
        Assert.Equal(0, code);
        Assert.True(result["passed"]!.GetValue<bool>());
        Assert.Equal(40, result["published"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_newsroom_that_publishes_an_article_twice_fails()
    {
        var (code, result) = await RunAsync((changes, change) =>
        {
            changes.Add(change);
            if (changes.Count == 10)
                changes.Add(change.DeepClone().AsObject());
        });
        Assert.Equal(1, code);
        Assert.Equal((1, 0), (result["twice"]!.GetValue<int>(), result["lost"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_newsroom_that_loses_an_article_fails_when_the_time_is_up()
    {
        var lost = 0;
        var (code, result) = await RunAsync(
            (changes, change) =>
            {
                if (Interlocked.Exchange(ref lost, 1) == 1)
                    changes.Add(change);
            },
            "--limit=3");
        Assert.Equal(1, code);
        Assert.Equal((1, false), (result["lost"]!.GetValue<int>(), result["inTime"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task What_is_not_answered_is_sent_again()
    {
        var (code, result) = await RunAsync((changes, change) => changes.Add(change), failures: 5);
        Assert.Equal((0, 5), (code, result["retries"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("--count=0")]
    [InlineData("--count=2000000")]
    [InlineData("--count=many")]
    [InlineData("--cuont=5")]
    [InlineData("--rate")]
    public async Task An_option_that_cannot_be_meant_ends_it(string option) => Assert.Equal(1, await LoadProgram.RunAsync([option]));

    /// <param name="publish">What the newsroom makes of each article, one at a time.</param>
    /// <param name="option">One more.</param>
    /// <param name="failures">So many requests it answers with 503 first.</param>
    private static async Task<(int Code, JsonNode Result)> RunAsync(Action<List<JsonObject>, JsonObject> publish, string option = "--limit=60", int failures = 0)
    {
        var changes = new List<JsonObject>();
        var ids = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var newsroom = builder.Build();
        newsroom.MapPost("/v1/articles", (JsonObject article) =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            var id = ids.GetOrAdd(article["guid"]!.GetValue<string>(), _ => Guid.NewGuid().ToString());
            lock (changes)
                publish(changes, new JsonObject { ["articleId"] = id, ["title"] = article["title"]!.GetValue<string>() });
            return Results.Json(new { articleId = id }, statusCode: StatusCodes.Status202Accepted);
        });
        newsroom.MapGet("/v1/changes", (int after) =>
        {
            lock (changes)
            {
                return Results.Json(new
                {
                    items = changes.Select((change, at) => new { sequence = at + 1, articleId = change["articleId"]!.GetValue<string>(), title = change["title"]!.GetValue<string>() }).Skip(after).Take(500).ToList(),
                });
            }
        });
        await newsroom.StartAsync(TestContext.Current.CancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            var code = await LoadProgram.RunAsync([$"--ingest={newsroom.Urls.Single()}", $"--site={newsroom.Urls.Single()}", "--count=40", "--bytes=300", $"--json={file}", option]);
            return (code, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
