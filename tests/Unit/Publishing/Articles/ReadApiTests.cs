using System.Net;
using System.Text.Json;
using Newsroom.Publishing.Articles;
using Newsroom.Tests.Unit.Publishing.Site;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Articles;

public sealed class ReadApiTests
{
    [Fact]
    public async Task A_listed_article_has_every_promised_field()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        var list = await JsonAsync(site, "/v1/published");
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next").ValueKind);
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("00000001-0000-5000-8000-000000000000", item.GetProperty("articleId").GetString());
        Assert.Equal(1, item.GetProperty("revision").GetInt32());
        Assert.Equal("Rain stops play", item.GetProperty("title").GetString());
        Assert.Equal("rain-stops-play-00000001", item.GetProperty("slug").GetString());
        Assert.Equal("https://news.example.org/articles/rain-stops-play-00000001", item.GetProperty("url").GetString());
        Assert.Equal("en", item.GetProperty("language").GetString());
        Assert.Equal("WIRE", item.GetProperty("source").GetString());
        Assert.Equal("2026-03-12T11:59:00Z", item.GetProperty("publishedAt").GetString());
        Assert.Equal("usable", item.GetProperty("status").GetString());
        Assert.Equal("", item.GetProperty("summary").GetString());
        Assert.Equal("weather", item.GetProperty("topics")[0].GetProperty("label").GetString());
        Assert.Equal(JsonValueKind.Null, item.GetProperty("storyId").ValueKind);
    }

    [Fact]
    public async Task One_article_comes_whole_and_without_the_note_to_desks()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Corrected(Sample.Article(), "It was hail."));
        var text = await site.ReadAsync("/v1/published/00000001-0000-5000-8000-000000000000");
        var one = JsonElement.Parse(text);
        Assert.Equal("paragraph", one.GetProperty("body")[0].GetProperty("type").GetString());
        Assert.Equal("It rained all day.", one.GetProperty("text").GetString());
        Assert.Equal(5, one.GetProperty("enrichment").GetProperty("wordCount").GetInt32());
        Assert.Equal("corrected", one.GetProperty("history")[1].GetProperty("change").GetString());
        Assert.Equal("It was hail.", one.GetProperty("history")[1].GetProperty("note").GetString());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("storyId").ValueKind);
        Assert.DoesNotContain(Sample.EdNote, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cursor_walks_through_all_articles_once()
    {
        await using var site = await SiteUnderTest.WithAsync([.. Enumerable.Range(1, 7).Select(number => Sample.Article(number))]);
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await JsonAsync(site, "/v1/published?limit=3" + (after is null ? "" : "&after=" + after));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("articleId").GetString()![..8]));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(["00000001", "00000002", "00000003", "00000004", "00000005", "00000006", "00000007"], seen);
    }

    [Fact]
    public async Task Language_and_source_narrow_the_list()
    {
        await using var site = await SiteUnderTest.WithAsync(
            Sample.Article(1), Sample.Article(2, language: "id"), Sample.Article(3, language: "id", source: "antara"));
        Assert.Equal(2, (await JsonAsync(site, "/v1/published?language=ID")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await JsonAsync(site, "/v1/published?language=id&source=antara")).GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await JsonAsync(site, "/v1/published?language=&source=")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?after=nowhere", "after")]
    public async Task A_wrong_parameter_is_answered_with_a_sentence_that_names_it(string query, string name)
    {
        await using var site = await SiteUnderTest.WithAsync();
        using var answer = await site.AskAsync("/v1/published" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"'{name}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_is_gone_and_held_back_or_unknown_is_not_found()
    {
        await using var site = await SiteUnderTest.WithAsync(
            Sample.Withdrawn(Sample.Article(1)),
            Sample.Article(2) with { State = PublicationState.Embargoed },
            Sample.Article(3) with { State = PublicationState.Withheld });
        await site.ReadAsync("/v1/published/00000001-0000-5000-8000-000000000000", HttpStatusCode.Gone);
        string[] unseen = ["00000002-0000-5000-8000-000000000000", "00000003-0000-5000-8000-000000000000", Guid.NewGuid().ToString(), "no-id"];
        foreach (var id in unseen)
            await site.ReadAsync("/v1/published/" + id, HttpStatusCode.NotFound);
        Assert.Equal(0, (await JsonAsync(site, "/v1/published")).GetProperty("items").GetArrayLength());
    }

    private static async Task<JsonElement> JsonAsync(SiteUnderTest site, string path) => JsonElement.Parse(await site.ReadAsync(path));
}
