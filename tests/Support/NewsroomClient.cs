using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Newsroom.Tests.Support;

/// <summary>A newsroom under test, however it runs, as its users see it.</summary>
public sealed class NewsroomClient(Uri ingest, Uri site) : IDisposable
{
    public HttpClient Ingest { get; } = new() { BaseAddress = ingest, Timeout = TimeSpan.FromSeconds(20) };

    public HttpClient Site { get; } = new() { BaseAddress = site, Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The answer to 202; fails on any other.</summary>
    public async Task<JsonObject> SubmitAsync(HttpContent content, string query = "", string? traceparent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/articles" + query) { Content = content };
        if (traceparent is not null)
            request.Headers.Add("traceparent", traceparent);
        using var answer = await Ingest.SendAsync(request, Cancelled);
        var body = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)answer.StatusCode == 202, $"{(int)answer.StatusCode}: {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    public async Task<JsonObject> PublishedAsync(string articleId, int revision = 1, TimeSpan? limit = null) =>
        (await Eventually.BecomesAsync(
            async () =>
            {
                using var answer = await Site.GetAsync($"/v1/published/{articleId}", Cancelled);
                return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled) : null;
            },
            found => found?["revision"]!.GetValue<int>() >= revision,
            $"article {articleId} revision {revision} is not published", limit))!;

    /// <summary>The whole feed of changes.</summary>
    public async Task<List<JsonObject>> ChangesAsync()
    {
        var changes = new List<JsonObject>();
        for (var after = 0L; ;)
        {
            var page = await Site.GetFromJsonAsync<JsonObject>($"/v1/changes?after={after}&limit=500", Cancelled);
            var items = page!["items"]!.AsArray().Select(item => item!.AsObject()).ToList();
            changes.AddRange(items);
            if (items.Count < 500)
                return changes;
            after = items[^1]["sequence"]!.GetValue<long>();
        }
    }

    public async Task<string> TextAsync(string path) => await Site.GetStringAsync(path, Cancelled);

    public static StringContent Json(string source, string guid, string title, string text) => new(
        new JsonObject { ["source"] = source, ["guid"] = guid, ["title"] = title, ["body"] = new JsonObject { ["text"] = text } }.ToJsonString(), Encoding.UTF8, "application/json");

    public void Dispose()
    {
        Ingest.Dispose();
        Site.Dispose();
    }
}
