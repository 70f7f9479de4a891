using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

public sealed class IdempotencyTests(StandaloneFixture fixture) : IClassFixture<StandaloneFixture>
{
    [Fact]
    public async Task The_same_key_and_request_get_the_same_answer()
    {
        var first = await SendAsync("key-1", "i-1", "A title");
        var second = await SendAsync("key-1", "i-1", "A title");
        Assert.Equal(202, first.Status);
        Assert.Equal("added", first.Answer["outcome"]!.GetValue<string>());
        Assert.Equal(first.Answer.ToJsonString(), second.Answer.ToJsonString());
        // Without the key, the same article is no news.
        Assert.Equal("unchanged", (await SendAsync(null, "i-1", "A title")).Answer["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_changes_nothing()
    {
        var first = await SendAsync("key-2", "i-2", "A title");
        var other = await SendAsync("key-2", "i-2", "Another title");
        Assert.Equal(422, other.Status);
        Assert.Contains("Take a new key", other.Answer["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var status = await fixture.Newsroom.Client.Ingest.GetFromJsonAsync<JsonObject>(first.Answer["status"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        Assert.Equal(1, status!["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_refused_request_uses_up_no_key()
    {
        Assert.Equal(422, (await SendAsync("key-3", "i-3", "")).Status);
        Assert.Equal(202, (await SendAsync("key-3", "i-3", "A title")).Status);
        Assert.Equal(400, (await SendAsync(new string('k', 256), "i-4", "A title")).Status);
    }

    private async Task<(int Status, JsonObject Answer)> SendAsync(string? key, string guid, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/articles") { Content = NewsroomClient.Json("Desk", guid, title, Sample.Text) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await fixture.Newsroom.Client.Ingest.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!);
    }
}
