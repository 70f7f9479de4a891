using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>Many articles at once, of which those count that were answered 202.</summary>
internal sealed class Load(NewsroomClient newsroom, int count)
{
    private const int SideBySide = 8;
    private int sent;

    /// <summary>Ids of what was accepted.</summary>
    public ConcurrentDictionary<string, byte> Accepted { get; } = new();

    /// <summary>Sends each once; one that is not answered counts as not accepted, unless <paramref name="insist"/> sends it until it is.</summary>
    public Task SendAsync(bool insist = false) => Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Task.Run(async () =>
    {
        for (var number = Interlocked.Increment(ref sent); number <= count; number = Interlocked.Increment(ref sent))
        {
            while (!await SendOneAsync(number) && insist)
                await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    })));

    /// <summary>Waits until every accepted article is published, and sees that each is so once and nothing else is.</summary>
    /// <param name="before">How many changes there were before.</param>
    public async Task AssertPublishedExactlyOnceAsync(TimeSpan? limit = null, int before = 0)
    {
        var changes = await Eventually.BecomesAsync(
            async () => (await ReadAsync()).Skip(before).ToList(),
            all => !Accepted.Keys.Except(all.Select(Id)).Any(),
            "not everything that was accepted is published", limit ?? TimeSpan.FromSeconds(120));
        Assert.All(changes, change => Assert.Equal("published", change["change"]!.GetValue<string>()));
        Assert.Equal(changes.Count, changes.Select(Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(before + 1, changes.Count).Select(number => (long)number), changes.Select(change => change["sequence"]!.GetValue<long>()));
    }

    private async Task<bool> SendOneAsync(int number)
    {
        try
        {
            using var content = NewsroomClient.Json("Load", $"load-{number}", $"Article number {number} of the load", Sample.Text);
            using var answer = await newsroom.Ingest.PostAsync("/v1/articles", content, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return false;
            var accepted = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
            Accepted.TryAdd(accepted!["articleId"]!.GetValue<string>(), 0);
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    /// <summary>Nothing while the site is not back yet.</summary>
    private async Task<List<JsonObject>> ReadAsync()
    {
        try
        {
            return await newsroom.ChangesAsync();
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private static string Id(JsonObject change) => change["articleId"]!.GetValue<string>();
}
