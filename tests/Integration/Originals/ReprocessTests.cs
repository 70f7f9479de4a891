using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Articles;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Originals;

/// <summary>What came in is kept and can be read again; in one process, without a broker.</summary>
public sealed class ReprocessTests : IngestAlone
{
    [Fact]
    public async Task An_article_that_was_read_badly_is_read_again_by_today_s_reader()
    {
        var id = await SubmitAsync("a");
        await ReadBadlyAsync(id);
        Assert.Equal("revised 2", await ReprocessAsync(id));
        Assert.Equal("unchanged 2", await ReprocessAsync(id));
        var article = (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/articles/{id}", Cancelled))!;
        Assert.Contains("opens to traffic", article["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("reprocessed", article["revisions"]!.AsArray()[^1]!["note"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_original_is_shown_as_it_came()
    {
        var id = await SubmitAsync("b");
        var original = (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/articles/{id}/original", Cancelled))!;
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(original["body"]!.GetValue<string>()));
        Assert.Equal("b", JsonNode.Parse(body)!["guid"]!.GetValue<string>());
        Assert.Equal(("application/json; charset=utf-8", 1), (original["contentType"]!.GetValue<string>(), original["revision"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_source_s_articles_are_read_again_in_the_background_page_by_page()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await SubmitAsync($"many-{i}"));
        await SubmitAsync("another", "Other");
        foreach (var id in ids)
            await ReadBadlyAsync(id);

        var accepted = 0;
        for (string? next = ""; next is not null;)
        {
            var after = next.Length == 0 ? "" : "&after=" + next;
            using var answer = await Newsroom.Http.PostAsync($"/v1/articles/reprocess?source=lamat&from=2020-01-01T00:00:00Z&limit=2{after}", null, Cancelled);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            var page = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
            accepted += page["accepted"]!.GetValue<int>();
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(5, accepted);
        foreach (var id in ids)
        {
            await Eventually.TrueAsync(async () => (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/articles/{id}", Cancelled))!["revision"]!.GetValue<int>() == 2,
                $"{id} is not read again");
        }
    }

    [Theory]
    [InlineData("/v1/articles/reprocess?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/v1/articles/reprocess?after=nowhere", HttpStatusCode.BadRequest)]
    [InlineData("/v1/articles/reprocess?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/v1/articles/00000000-0000-0000-0000-000000000001/reprocess", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_read_again_is_refused(string path, HttpStatusCode status)
    {
        using var answer = await Newsroom.Http.PostAsync(path, null, Cancelled);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_killed_article_stays_killed()
    {
        var id = await SubmitAsync("killed");
        using (var kill = await Newsroom.Http.PostAsync($"/v1/articles/{id}/withdraw", null, Cancelled))
            Assert.Equal(HttpStatusCode.Accepted, kill.StatusCode);
        using var answer = await Newsroom.Http.PostAsync($"/v1/articles/{id}/reprocess", null, Cancelled);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private async Task<string> SubmitAsync(string guid, string source = "Lamat")
    {
        using var content = NewsroomClient.Json(source, guid, "The bridge", "The bridge opens to traffic on Monday.");
        return (await Newsroom.Client.SubmitAsync(content))["articleId"]!.GetValue<string>();
    }

    private async Task<string> ReprocessAsync(string id)
    {
        using var answer = await Newsroom.Http.PostAsync($"/v1/articles/{id}/reprocess", null, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var said = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
        return $"{said["outcome"]} {said["revision"]}";
    }

    /// <summary>As an earlier release might have left it.</summary>
    private async Task ReadBadlyAsync(string id)
    {
        var store = Newsroom.Services.GetRequiredService<IArticleStore>();
        var stored = (await store.FindAsync(Guid.Parse(id), Cancelled))!;
        var bad = stored.Article.Article with
        {
            Body = [new Block { Type = BlockType.Paragraph, Text = "Accept all cookies." }],
            Provenance = stored.Article.Article.Provenance with { ContentHash = "bad" },
        };
        await store.SaveAsync(stored.Article with { Article = bad }, stored.Version, new List<OutboxEntry>(), Cancelled);
    }
}
