using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Integration.Identity;

/// <summary>One article under several names, as a sender over HTTP sees it; in one process, without a broker.</summary>
public sealed class NameTests : IngestAlone
{
    private const string Bridge = "The bridge at Lamat opens to traffic on Monday after two years of work, the port said. Lorries of more than forty tonnes have to keep to the old road until June.";
    private const string Choir = "A choir of ninety children sang for the mayor in the market hall on Sunday and collected more than four thousand for the new library of their school.";

    [Fact]
    public async Task What_comes_by_its_address_first_and_by_its_id_later_is_one_article()
    {
        var first = await SubmitAsync(null, "https://m.lamat.example/bridge?utm_source=feed", Bridge);
        var second = await SubmitAsync("g-1", "https://www.lamat.example/bridge/", Bridge);
        var third = await SubmitAsync("g-1", null, Bridge + " The ferry stops on the same day.");
        Assert.Equal(["added 1", "unchanged 1", "revised 2"], [Told(first), Told(second), Told(third)]);
        Assert.Single(new[] { first, second, third }.Select(Id).Distinct());

        var article = await ArticleAsync(Id(first));
        Assert.Equal(["id:g-1", "url:lamat.example/bridge"], article["names"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["1 paragraph changed"], article["revisions"]![1]!["changes"]!.AsArray().Select(change => change!.GetValue<string>()));
    }

    [Fact]
    public async Task An_id_used_again_for_another_story_overwrites_nothing_and_each_story_gets_its_own_versions()
    {
        var bridge = await SubmitAsync("weekly", "https://lamat.example/1", Bridge);
        var choir = await SubmitAsync("weekly", "https://lamat.example/2", Choir);
        Assert.Equal(["added 1", "added 1"], [Told(bridge), Told(choir)]);
        Assert.NotEqual(Id(bridge), Id(choir));
        await Newsroom.Log.SeesAsync("ingest.name.reused", Id(choir));
        Assert.Contains(Id(bridge), (await ArticleAsync(Id(choir)))["revisions"]![0]!["note"]!.GetValue<string>(), StringComparison.Ordinal);

        var bridgeAgain = await SubmitAsync("weekly", "https://lamat.example/1", Bridge + " The ferry stops on the same day.");
        var choirAgain = await SubmitAsync("weekly", "https://lamat.example/2", Choir + " It will sing again in May.");
        Assert.Equal([(Id(bridge), "revised 2"), (Id(choir), "revised 2")], [(Id(bridgeAgain), Told(bridgeAgain)), (Id(choirAgain), Told(choirAgain))]);
    }

    [Fact]
    public async Task Many_at_once_under_different_names_are_one_article()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            SubmitAsync(i % 2 == 0 ? "g-9" : null, i % 3 == 0 ? "http://lamat.example/nine" : "https://lamat.example/nine#top", Bridge)));
        Assert.Single(answers.Select(Id).Distinct());
        Assert.Single(answers, answer => Told(answer) == "added 1");
    }

    [Fact]
    public async Task A_page_that_is_gone_withdraws_its_article_once_and_an_unknown_one_nothing()
    {
        var article = await SubmitAsync("g-2", "https://lamat.example/gone", Bridge);
        var intake = Newsroom.Services.GetRequiredService<ArticleIntake>();
        Assert.Null(await intake.OfPageAsync("Lamat", "https://lamat.example/other", Cancelled));
        const string page = "https://lamat.example/gone?utm_source=feed";
        var gone = await intake.GoneAsync((await intake.OfPageAsync("Lamat", page, Cancelled))!, page, 410, "feed", Cancelled);
        Assert.Equal((Guid.Parse(Id(article)), 2), (gone!.ArticleId, gone.Revision));
        Assert.Null(await intake.GoneAsync((await intake.OfPageAsync("Lamat", page, Cancelled))!, page, 410, "feed", Cancelled));
        Assert.Contains("answers 410", (await ArticleAsync(Id(article)))["withdrawn"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<JsonObject> SubmitAsync(string? guid, string? url, string text)
    {
        var body = new JsonObject { ["source"] = "Lamat", ["title"] = "News from Lamat", ["body"] = new JsonObject { ["text"] = text } };
        if (guid is not null)
            body["guid"] = guid;
        if (url is not null)
            body["url"] = url;
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Newsroom.Client.SubmitAsync(content);
    }

    private async Task<JsonObject> ArticleAsync(string id) => (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/articles/{id}", Cancelled))!;

    private static string Id(JsonObject answer) => answer["articleId"]!.GetValue<string>();

    private static string Told(JsonObject answer) => $"{answer["outcome"]} {answer["revision"]}";
}
