using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Revisions;

/// <summary>Events that come late, twice, or in the wrong order.</summary>
public sealed class OutOfTurnTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Received = "newsroom.article-received.v1";
    private const string Enriched = "newsroom.article-enriched.v1";
    private const string Withdrawn = "newsroom.article-withdrawn.v1";
    private const string EnrichmentSays = "enrichment.article.enriched";
    private const string PublishingSays = "publishing.article.decided";

    [Fact]
    public async Task The_same_event_five_times_has_the_effect_of_one()
    {
        var (newsroom, stranger) = await UpAsync();
        var id = Sample.IdOf("five times");
        var properties = new BasicProperties { ContentType = "application/json", MessageId = Guid.NewGuid().ToString() };
        for (var i = 0; i < 5; i++)
            await stranger.SendAsync(Events.Received("five times"), properties, exchange: Received);

        await newsroom.Log.SeesAsync(EnrichmentSays, $"{id} revision 1: Stale", times: 4);
        await newsroom.Client.ChangesBecomeAsync(id, "published 1");
        for (var i = 0; i < 5; i++)
            await stranger.SendAsync(Events.Enriched("five times"), properties, exchange: Enriched);
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 1: Stale", times: 5);
        Assert.Equal(["published 1"], await newsroom.Client.ChangesOfAsync(id));
        Assert.Equal(1, newsroom.Log.Count(EnrichmentSays, $"{id} revision 1: Enriched"));
    }

    [Fact]
    public async Task An_older_event_that_comes_after_a_newer_one_changes_nothing()
    {
        var (newsroom, stranger) = await UpAsync();
        var id = Sample.IdOf("older");
        await stranger.SendAsync(Events.Received("older", revision: 3), exchange: Received);
        await newsroom.Client.ChangesBecomeAsync(id, "published 3");

        await stranger.SendAsync(Events.Received("older", revision: 1), exchange: Received);
        await newsroom.Log.SeesAsync(EnrichmentSays, $"{id} revision 1: Stale");
        await stranger.SendAsync(Events.Enriched("older", revision: 2), exchange: Enriched);
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 2: Stale");

        Assert.Equal(["published 3"], await newsroom.Client.ChangesOfAsync(id));
        var published = await newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/published/{id}", TestContext.Current.CancellationToken);
        Assert.Equal("A bridge opens, revision 3", published!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_kill_that_overtakes_its_article_holds()
    {
        var (newsroom, stranger) = await UpAsync();
        var id = Sample.IdOf("overtaken");
        await stranger.SendAsync(Events.Withdrawn("overtaken"), exchange: Withdrawn);
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 2: Withdrawn");
        await newsroom.Log.SeesAsync(EnrichmentSays, $"{id} revision 2: Withdrawn");

        await stranger.SendAsync(Events.Received("overtaken"), exchange: Received);
        await newsroom.Log.SeesAsync(EnrichmentSays, $"{id} revision 1: Withdrawn");
        await stranger.SendAsync(Events.Enriched("overtaken"), exchange: Enriched);
        await stranger.SendAsync(Events.Enriched("overtaken", revision: 9), exchange: Enriched);
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 1: Withdrawn");
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 9: Withdrawn");
        await AssertGoneAsync(newsroom, id);
    }

    [Fact]
    public async Task A_kill_over_amqp_that_overtakes_its_submission_holds()
    {
        var (newsroom, stranger) = await UpAsync();
        var id = Sample.IdOf("killed unseen");
        await stranger.SendAsync(Sample.Withdrawal("killed unseen"), routingKey: "articles.withdraw");
        await newsroom.Log.SeesAsync(PublishingSays, $"{id} revision 1: Withdrawn");
        await stranger.SendAsync(Sample.Json("killed unseen"));
        await newsroom.Log.SeesAsync("ingest.article.taken", $"{id} revision 1: Withdrawn");
        await AssertGoneAsync(newsroom, id);
    }

    private async Task<(HostedNewsroom, Stranger)> UpAsync() => (await fixture.UpAsync(), await fixture.StrangerAsync());

    private static async Task AssertGoneAsync(HostedNewsroom newsroom, Guid id)
    {
        Assert.Empty(await newsroom.Client.ChangesOfAsync(id));
        using var answer = await newsroom.Http.GetAsync($"/v1/published/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(410, (int)answer.StatusCode);
    }
}
