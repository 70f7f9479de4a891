using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Newsroom.Tests.Integration.Revisions;

/// <summary>The same article again, over HTTP.</summary>
public sealed class RevisionTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    [Fact]
    public async Task The_same_article_again_is_unchanged_and_a_changed_one_is_its_next_revision()
    {
        var newsroom = await fixture.UpAsync();
        var id = Sample.IdOf("revised");
        Assert.Equal(Answer(id, 1, "added"), await SubmitAsync(newsroom, Sample.Json("revised")));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1");
        Assert.Equal(Answer(id, 1, "unchanged"), await SubmitAsync(newsroom, Sample.Json("revised")));
        Assert.Equal(Answer(id, 2, "revised"), await SubmitAsync(newsroom, Sample.Json("revised", "A bridge opens, and shops rejoice")));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1", "revised 2");

        var published = await newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/published/{id}", TestContext.Current.CancellationToken);
        Assert.Equal("A bridge opens, and shops rejoice", published!["title"]!.GetValue<string>());
        var ingested = await newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/articles/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(["title"], ingested!["revisions"]![1]!["changed"]!.AsArray().Select(field => field!.GetValue<string>()));
    }

    [Fact]
    public async Task Revisions_that_come_in_quick_succession_end_with_the_last()
    {
        var newsroom = await fixture.UpAsync();
        var id = Sample.IdOf("quick");
        for (var i = 1; i <= 10; i++)
            Assert.Equal(i, (await newsroom.Client.SubmitAsync(Sample.Json("quick", $"Version {i} of a quick story")))["revision"]!.GetValue<int>());

        Assert.Equal("Version 10 of a quick story", (await newsroom.Client.PublishedAsync(id.ToString(), revision: 10))["title"]!.GetValue<string>());
        var revisions = (await newsroom.Client.ChangesOfAsync(id)).Select(change => int.Parse(change.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(revisions.Distinct().Order(), revisions);
    }

    [Fact]
    public async Task A_killed_article_does_not_come_back_whatever_its_source_sends()
    {
        var newsroom = await fixture.UpAsync();
        var id = Sample.IdOf("killed");
        await newsroom.Client.SubmitAsync(Sample.Json("killed"));
        await newsroom.Client.ChangesBecomeAsync(id, "published 1");
        using var nothing = new StringContent("");
        using var killed = await newsroom.Http.PostAsync($"/v1/articles/{id}/withdraw", nothing, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)killed.StatusCode);
        await newsroom.Client.ChangesBecomeAsync(id, "published 1", "withdrawn 2");

        using var again = new StringContent(Sample.Json("killed", "Back again"), Encoding.UTF8, "application/json");
        using var answer = await newsroom.Http.PostAsync("/v1/articles", again, TestContext.Current.CancellationToken);
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Equal(["published 1", "withdrawn 2"], await newsroom.Client.ChangesOfAsync(id));
    }

    private static async Task<(Guid, int, string)> SubmitAsync(HostedNewsroom newsroom, string json)
    {
        var answer = await newsroom.Client.SubmitAsync(json);
        return (answer["articleId"]!.GetValue<Guid>(), answer["revision"]!.GetValue<int>(), answer["outcome"]!.GetValue<string>());
    }

    private static (Guid, int, string) Answer(Guid id, int revision, string outcome) => (id, revision, outcome);
}
