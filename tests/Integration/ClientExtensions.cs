using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration;

internal static class ClientExtensions
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<JsonObject> SubmitAsync(this NewsroomClient newsroom, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await newsroom.SubmitAsync(content);
    }

    /// <summary>What readers were told about an article, in order: <c>published 1</c>.</summary>
    public static async Task<List<string>> ChangesOfAsync(this NewsroomClient newsroom, Guid articleId) =>
    [
        .. from change in await newsroom.ChangesAsync()
           where change["articleId"]!.GetValue<Guid>() == articleId
           select $"{change["change"]} {change["revision"]}",
    ];

    public static async Task ChangesBecomeAsync(this NewsroomClient newsroom, Guid articleId, params string[] changes)
    {
        var last = await Eventually.BecomesAsync(
            async () => string.Join(", ", await newsroom.ChangesOfAsync(articleId)),
            said => said.Split(", ").Length >= changes.Length && said.Length > 0,
            $"readers are not told {string.Join(", ", changes)} of {articleId}");
        Assert.Equal(string.Join(", ", changes), last);
    }

    /// <summary>What is in quarantine of messages sent with the header <c>test</c> of this value.</summary>
    public static async Task<List<JsonObject>> QuarantinedAsync(this NewsroomClient newsroom, string test)
    {
        var page = await newsroom.Ingest.GetFromJsonAsync<JsonObject>("/v1/quarantine?limit=500", Cancelled);
        return [.. page!["items"]!.AsArray().Select(item => item!.AsObject()).Where(item => item["headers"]?["test"]?.GetValue<string>() == test)];
    }
}
