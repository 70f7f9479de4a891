using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Integration.Quarantine;

/// <summary>What is in quarantine can be tried again and dropped; in one process, without a broker.</summary>
public sealed class RetryTests : IngestAlone
{
    private const string Good = """{ "source": "Lamat", "guid": "g", "title": "The bridge", "body": { "text": "The bridge opens on Monday." } }""";
    private const string Bad = """{ "source": "Lamat", "title": "No body" }""";

    [Fact]
    public async Task What_can_be_taken_by_now_leaves_and_is_answered_like_a_submission()
    {
        var id = await KeepAsync(Good, "page");
        using var answer = await Newsroom.Http.PostAsync($"/v1/quarantine/{id}/retry", null, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var said = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
        Assert.Equal("added", said["outcome"]!.GetValue<string>());
        Assert.Equal(said["status"]!.GetValue<string>(), answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"/v1/quarantine/{id}"));
        var article = (await Newsroom.Http.GetFromJsonAsync<JsonObject>(said["status"]!.GetValue<string>(), Cancelled))!;
        Assert.Equal("page", article["provenance"]!["via"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_still_cannot_stays_with_the_new_reason_and_the_number_of_tries()
    {
        var id = await KeepAsync(Bad, "page");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(HttpMethod.Post, $"/v1/quarantine/{id}/retry"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(HttpMethod.Post, $"/v1/quarantine/{id}/retry"));
        var kept = (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/quarantine/{id}", Cancelled))!;
        Assert.Contains("needs a body", kept["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((2, "Lamat", true), (kept["tries"]!.GetValue<int>(), kept["source"]!.GetValue<string>(), kept["isWhole"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("application/json", Good, null, null, "added")]
    [InlineData("application/cloudevents+json", """{ "specversion": "1.0", "id": "1", "source": "s", "type": "newsroom.submit-article.v1", "data": {0} }""", null, null, "added")]
    [InlineData("application/json", """{ "source": "Lamat", "guid": "g" }""", "newsroom.withdraw-article.v1", null, "withdrawn")]
    [InlineData("application/json", """{ "source": "Lamat", "guid": "g" }""", null, "newsroom.withdraw", "withdrawn")]
    public async Task A_message_over_AMQP_is_read_as_the_message_that_it_was(string contentType, string body, string? type, string? routingKey, string outcome)
    {
        var id = Guid.CreateVersion7();
        var bytes = Encoding.UTF8.GetBytes(body.Replace("{0}", Good, StringComparison.Ordinal));
        await Newsroom.Services.GetRequiredService<IQuarantineStore>().AddAsync(new QuarantinedMessage
        {
            Id = id,
            ReceivedAt = DateTimeOffset.UtcNow,
            Via = "amqp",
            Reason = "The store was mended since.",
            ContentType = contentType,
            Size = bytes.Length,
            Body = bytes,
            MessageType = type,
            RoutingKey = routingKey,
        }, Cancelled);
        using var answer = await Newsroom.Http.PostAsync($"/v1/quarantine/{id}/retry", null, Cancelled);
        var said = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, said);
        Assert.Equal(outcome, JsonNode.Parse(said)!["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_not_kept_whole_is_not_tried_and_says_so()
    {
        var id = await KeepAsync(new string(' ', QuarantinedMessage.MostBytes) + Good, "folder");
        using var answer = await Newsroom.Http.PostAsync($"/v1/quarantine/{id}/retry", null, Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("send it again", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_tried_by_what_they_have_in_common()
    {
        await KeepAsync(Good, "page");
        await KeepAsync(Bad, "page");
        await KeepAsync(Good, "folder");
        using var answer = await Newsroom.Http.PostAsync("/v1/quarantine/retry?via=page&reason=Try%20again", null, Cancelled);
        var said = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
        Assert.Equal((2, 1, 1), (said["tried"]!.GetValue<int>(), said["taken"]!.GetValue<int>(), said["refused"]!.GetValue<int>()));
        Assert.Equal(2, (await Newsroom.Http.GetFromJsonAsync<JsonObject>("/v1/quarantine", Cancelled))!["items"]!.AsArray().Count);
        Assert.Single((await Newsroom.Http.GetFromJsonAsync<JsonObject>("/v1/quarantine?via=folder&source=Lamat", Cancelled))!["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Get, "/v1/quarantine?from=yesterday"));
    }

    [Fact]
    public async Task What_is_dropped_is_gone()
    {
        var id = await KeepAsync(Bad, "page");
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, $"/v1/quarantine/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Delete, $"/v1/quarantine/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, $"/v1/quarantine/{id}/retry"));
    }

    [Fact]
    public async Task The_trace_of_a_retry_links_to_the_first()
    {
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Newsroom.Tests");
        Guid id;
        ActivityTraceId first;
        using (var coming = source.StartActivity("coming"))
        {
            first = coming!.TraceId;
            id = await KeepAsync(Good, "page");
        }

        Activity.Current = null;
        using var retry = source.StartActivity("retry");
        await Newsroom.Services.GetRequiredService<Quarantining>().RetryAsync(id, Cancelled);
        Assert.NotEqual(first, retry!.TraceId);
        Assert.Equal(first, Assert.Single(retry.Links).Context.TraceId);
    }

    private Task<Guid> KeepAsync(string body, string via) => Newsroom.Services.GetRequiredService<Quarantining>().KeepAsync(
        new RawInput { Body = Encoding.UTF8.GetBytes(body), ContentType = "application/json", Facts = new PageFacts("Lamat", null, null, null), Via = via }, "Try again.", "Lamat", Cancelled);

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await Newsroom.Http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
