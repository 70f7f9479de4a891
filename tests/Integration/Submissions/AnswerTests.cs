using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Submissions;

/// <summary>Who hands something in over AMQP hears what became of it, by the id that they gave it.</summary>
public sealed class AnswerTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Answers = "newsroom.submission-answered.v1";
    private const string Json = "application/json";

    [Fact]
    public async Task A_new_article_a_new_revision_and_no_news_are_answered_with_id_and_revision()
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("answered"), WithId("answered-1"));
        await AnsweredAsync(answers, "answered-1", SubmissionOutcome.Added, "answered", 1);
        await stranger.SendAsync(Sample.Json("answered", title: "The bridge over the river is closed"), WithId("answered-2"));
        await AnsweredAsync(answers, "answered-2", SubmissionOutcome.Revised, "answered", 2);
        await stranger.SendAsync(Sample.Json("answered", title: "The bridge over the river is closed"), WithId("answered-3"));
        await AnsweredAsync(answers, "answered-3", SubmissionOutcome.Unchanged, "answered", 2);
    }

    [Fact]
    public async Task A_kill_is_answered_and_so_is_what_comes_after_it()
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("killed"), WithId("kill-1"));
        await AnsweredAsync(answers, "kill-1", SubmissionOutcome.Added, "killed", 1);
        await stranger.SendAsync(Sample.Withdrawal("killed"), WithId("kill-2"), "desk.withdraw");
        await AnsweredAsync(answers, "kill-2", SubmissionOutcome.Withdrawn, "killed", 2);
        await stranger.SendAsync(Sample.Withdrawal("killed"), WithId("kill-3"), "desk.withdraw");
        await AnsweredAsync(answers, "kill-3", SubmissionOutcome.Unchanged, "killed", 2);
        await stranger.SendAsync(Sample.Json("killed", title: "It is open after all"), WithId("kill-4"));
        var refused = await AnsweredAsync(answers, "kill-4", SubmissionOutcome.Refused, "killed", 2);
        Assert.Contains("never used again", refused.Reason, StringComparison.Ordinal);
        Assert.Null(refused.QuarantineId);
    }

    [Fact]
    public async Task A_refusal_says_why_and_where_it_is_kept()
    {
        var newsroom = await fixture.UpAsync();
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync("""{"source":"d","urgency":12,"body":{"text":"a"}}""", WithId("refused-1"));
        var refused = await AnsweredAsync(answers, "refused-1", SubmissionOutcome.Refused, null, null);
        Assert.Contains("each field below", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["/title", "/urgency"], refused.Faults!.Select(fault => fault.Pointer));
        using var kept = await newsroom.Http.GetAsync($"/v1/quarantine/{refused.QuarantineId}", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)kept.StatusCode);
    }

    [Fact]
    public async Task Half_a_character_in_the_name_of_a_field_is_refused()
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync("""{"\uD800":1}""", WithId("half-1"));
        var refused = await AnsweredAsync(answers, "half-1", SubmissionOutcome.Refused, null, null);
        Assert.Contains("surrogate", refused.Reason, StringComparison.Ordinal);
        Assert.Null(await stranger.CountAsync("ingest.take-submission_error"));
    }

    [Fact]
    public async Task The_same_cloud_event_again_is_taken_once_and_answered_as_the_first_time()
    {
        var newsroom = await fixture.UpAsync();
        var (stranger, answers) = await ListeningAsync();
        for (var time = 1; time <= 3; time++)
        {
            await stranger.SendAsync(Sample.Json("same event"), Binary("event-1"));
            var said = await Eventually.BecomesAsync(
                () => Task.FromResult(Of(answers, "event-1")), found => found.Count == time, $"the event is not answered for the {time}. time");
            Assert.All(said, one => Assert.Equal((SubmissionOutcome.Added, 1, "/desk"), (Read(one).Outcome, Read(one).Revision!.Value, Read(one).SubmissionSource!)));
            Assert.Single(said.Select(one => one.Headers["cloudEvents:id"]).Distinct());
        }

        // As a new event, it would be no news.
        await stranger.SendAsync(Sample.Json("same event"), Binary("event-2"));
        await AnsweredAsync(answers, "event-2", SubmissionOutcome.Unchanged, "same event", 1);
        Assert.Equal(["published 1"], await newsroom.Client.ChangesOfAsync(Sample.IdOf("same event")));
    }

    [Fact]
    public async Task A_cloud_event_with_other_content_under_the_same_id_is_refused_and_changes_nothing()
    {
        var newsroom = await fixture.UpAsync();
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("other content"), Binary("other-1"));
        await AnsweredAsync(answers, "other-1", SubmissionOutcome.Added, "other content", 1);
        await stranger.SendAsync(Sample.Json("other content", title: "Another title"), Binary("other-1"));
        var both = await Eventually.BecomesAsync(() => Task.FromResult(Of(answers, "other-1")), found => found.Count == 2, "the other one is not answered");
        Assert.Contains("Take a new id", Read(both[1]).Reason, StringComparison.Ordinal);
        Assert.NotNull(Read(both[1]).QuarantineId);
        // Under another source, the same id is another event.
        await stranger.SendAsync(Sample.Json("other content"), Binary("other-1", "/another-desk"));
        await Eventually.BecomesAsync(() => Task.FromResult(Of(answers, "other-1")), found => found.Count == 3, "the other desk is not answered");
        Assert.Equal(["published 1"], await newsroom.Client.ChangesOfAsync(Sample.IdOf("other content")));
    }

    [Fact]
    public async Task A_refused_cloud_event_sent_again_is_in_quarantine_once_and_its_id_can_be_used_for_a_better_one()
    {
        var newsroom = await fixture.UpAsync();
        var (stranger, answers) = await ListeningAsync();
        var broken = Binary("mended-1");
        broken.Headers!["test"] = "mended";
        await stranger.SendAsync("""{"source":"d"}""", broken);
        await stranger.SendAsync("""{"source":"d"}""", broken);
        var refused = await Eventually.BecomesAsync(() => Task.FromResult(Of(answers, "mended-1")), found => found.Count == 2, "the event is not answered twice");
        Assert.Single(refused.Select(one => Read(one).QuarantineId).Distinct());
        Assert.Single(await newsroom.Client.QuarantinedAsync("mended"));
        await stranger.SendAsync(Sample.Json("mended"), Binary("mended-1"));
        await Eventually.BecomesAsync(() => Task.FromResult(Of(answers, "mended-1")), found => found.Any(one => Read(one).Outcome == SubmissionOutcome.Added), "the better one is not taken");
    }

    [Fact]
    public async Task A_structured_cloud_event_is_answered_by_its_own_id()
    {
        var (stranger, answers) = await ListeningAsync();
        var cloudEvent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = "structured-1",
            ["source"] = "/desk",
            ["type"] = "newsroom.submit-article.v1",
            ["data"] = JsonNode.Parse(Sample.Json("structured answer")),
        };
        await stranger.SendAsync(cloudEvent.ToJsonString(), new BasicProperties { ContentType = "application/cloudevents+json", MessageId = "not this one" });
        await AnsweredAsync(answers, "structured-1", SubmissionOutcome.Added, "structured answer", 1);
    }

    [Fact]
    public async Task A_submission_without_any_id_is_answered_without_one()
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("nameless"));
        var answer = await answers.GetsAsync(Answers, Sample.IdOf("nameless"));
        Assert.Null(answer.CorrelationId);
        Assert.Null(Read(answer).SubmissionId);
    }

    [Theory]
    [InlineData("order/66 ünïcode")]
    [InlineData("0b7a3f1d-2e4c-4c54-9c54-6f1d3c1e0f5b")]
    public async Task An_id_comes_back_as_it_was_sent(string id)
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("id " + id), WithId(id));
        await AnsweredAsync(answers, id, SubmissionOutcome.Added, "id " + id, 1);
    }

    [Fact]
    public async Task An_id_that_is_longer_than_can_be_told_back_does_no_harm()
    {
        var (stranger, answers) = await ListeningAsync();
        await stranger.SendAsync(Sample.Json("long id"), Binary(new string('é', 2_000)));
        Assert.Null((await answers.GetsAsync(Answers, Sample.IdOf("long id"))).CorrelationId);
    }

    private async Task<(Stranger Stranger, Subscription Answers)> ListeningAsync()
    {
        await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        return (stranger, await stranger.SubscribeAsync(Answers));
    }

    private static async Task<SubmissionAnswered> AnsweredAsync(Subscription answers, string id, SubmissionOutcome outcome, string? guid, int? revision)
    {
        var delivery = Assert.Single(await Eventually.BecomesAsync(() => Task.FromResult(Of(answers, id)), found => found.Count > 0, $"'{id}' is not answered"));
        var answer = Read(delivery);
        Assert.Equal(id, answer.SubmissionId);
        Assert.Equal((outcome, revision), (answer.Outcome, answer.Revision));
        Assert.Equal(guid is null ? null : Sample.IdOf(guid), answer.ArticleId);
        Assert.Equal(answer.ArticleId?.ToString(), delivery.Headers.GetValueOrDefault("cloudEvents:subject"));
        return answer;
    }

    private static List<Delivery> Of(Subscription answers, string id) => [.. answers.Deliveries.Where(delivery => delivery.CorrelationId == id)];

    private static SubmissionAnswered Read(Delivery delivery) => JsonSerializer.Deserialize<SubmissionAnswered>(delivery.Body, WireJson.Options)!;

    private static BasicProperties WithId(string id) => new() { ContentType = Json, MessageId = id };

    private static BasicProperties Binary(string id, string source = "/desk") => new()
    {
        ContentType = Json,
        MessageId = "not this one",
        Headers = new Dictionary<string, object?>
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = id,
            ["cloudEvents:source"] = source,
            ["cloudEvents:type"] = "newsroom.submit-article.v1",
        },
    };
}
