using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>What a newcomer's program does who copies <c>subscribe</c> of one language.</summary>
[Collection(ExampleTests.Name)]
public sealed class SubscribeTests(ExampleNewsroom newsroom)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Example.Languages), MemberType = typeof(Example))]
    public async Task Publications_and_kills_are_read_in_turn_also_those_that_came_while_the_reader_was_away(string language)
    {
        var hosted = await newsroom.UpAsync();
        var name = "reader-" + language.Replace('#', 's');
        await using var staff = await newsroom.StaffAsync();
        var (guid, late) = ($"read from {language}", $"read late from {language}");
        await using (var reader = await newsroom.SubscribeAsync(language, name))
        {
            var traceId = Guid.NewGuid().ToString("N");
            await staff.SendAsync(Sample.Json(guid), new BasicProperties { Headers = new Dictionary<string, object?> { ["traceparent"] = $"00-{traceId}-00f067aa0ba902b7-01" } });
            var published = await reader.SaysAsync($"published {Sample.IdOf(guid)} revision 1");
            Assert.EndsWith(": A bridge opens over the river", published, StringComparison.Ordinal);
            // The feed of changes says nothing of traces.
            if (language != Example.Curl)
                Assert.Contains($" trace {traceId}: show ", published, StringComparison.Ordinal);
            await WithdrawAsync(hosted, guid);
            Assert.Contains("take it down", await reader.SaysAsync($"withdrawn {Sample.IdOf(guid)} revision 2"), StringComparison.Ordinal);
            Assert.Equal(0, await reader.StopAsync());
        }

        await hosted.Client.SubmitAsync(Sample.Json(late));
        await hosted.Client.ChangesBecomeAsync(Sample.IdOf(late), "published 1");
        await using var again = await newsroom.SubscribeAsync(language, name);
        await again.SaysAsync($"published {Sample.IdOf(late)} revision 1");
        Assert.DoesNotContain(again.Output, line => line.Contains(Sample.IdOf(guid).ToString(), StringComparison.Ordinal));
        Assert.Equal(0, await again.StopAsync());
    }

    [Theory]
    [MemberData(nameof(Example.OverAmqp), MemberType = typeof(Example))]
    public async Task A_repetition_is_let_pass_and_what_cannot_be_read_let_go(string language)
    {
        var name = "twice-" + language.Replace('#', 's');
        await using var reader = await newsroom.SubscribeAsync(language, name);
        await using var staff = await newsroom.StaffAsync();
        var queue = "newsroom.readers." + name;
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());

        await staff.SendAsync(Event(one), Headers(one), queue, exchange: "");
        await staff.SendAsync(Event(one), Headers(one), queue, exchange: "");
        await staff.SendAsync("no JSON", Headers(Guid.NewGuid()), queue, exchange: "");
        await staff.SendAsync(Event(other), Headers(other), queue, exchange: "");

        await reader.SaysAsync($"published {other}");
        await reader.ReportsAsync("Unreadable");
        Assert.Single(reader.Output, line => line.Contains(one.ToString(), StringComparison.Ordinal));
        Assert.Equal(0, await reader.StopAsync());
        // Acknowledged or let go, every one.
        Assert.Equal(0u, await staff.CountAsync(queue));
    }

    [Theory]
    [MemberData(nameof(Example.OverAmqp), MemberType = typeof(Example))]
    public async Task A_reader_comes_back_after_a_lost_connection(string language)
    {
        var hosted = await newsroom.UpAsync();
        var guid = "read after a loss from " + language;
        await using var reader = await newsroom.SubscribeAsync(language, "lost-" + language.Replace('#', 's'));
        await newsroom.DisconnectAsync("subscriber");
        await reader.ReportsAsync("Again in");
        await hosted.Client.SubmitAsync(Sample.Json(guid));
        await reader.SaysAsync($"published {Sample.IdOf(guid)} revision 1");
        Assert.Equal(0, await reader.StopAsync());
    }

    private static async Task WithdrawAsync(HostedNewsroom hosted, string guid)
    {
        using var reason = new StringContent("""{"reason":"Wrong bridge"}""");
        using var answer = await hosted.Http.PostAsync($"/v1/articles/{Sample.IdOf(guid)}/withdraw", reason, Cancelled);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    private static string Event(Guid id) => new JsonObject
    {
        ["articleId"] = id,
        ["revision"] = 1,
        ["change"] = "published",
        ["title"] = "A bridge",
        ["slug"] = "a-bridge",
    }.ToJsonString();

    private static BasicProperties Headers(Guid id) => new()
    {
        ContentType = "application/json",
        Headers = new Dictionary<string, object?> { ["cloudEvents:id"] = id.ToString(), ["cloudEvents:type"] = "newsroom.article-published.v1" },
    };
}
