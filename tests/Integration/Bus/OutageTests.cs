using System.Net;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>What was accepted while the broker was away.</summary>
public sealed class OutageTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    [Fact]
    public async Task Articles_accepted_while_the_broker_is_away_are_published_once_when_it_is_back()
    {
        var newsroom = await fixture.UpAsync();
        var broker = await fixture.BrokerAsync();
        await Eventually.BecomesAsync(() => AskAsync(newsroom, "/health/ready"), answer => answer.Status == HttpStatusCode.OK, "the service does not become ready");

        // Keeps the container and with it the port, and closes the listener and every connection.
        await broker.ControlAsync("stop_app");
        try
        {
            var unready = await Eventually.BecomesAsync(
                () => AskAsync(newsroom, "/health/ready"), answer => answer.Status == HttpStatusCode.ServiceUnavailable, "the service calls itself ready without a broker");
            Assert.Contains("\"broker\":{\"status\":\"unhealthy\"", unready.Body, StringComparison.Ordinal);
            Assert.Contains("\"store.ingest\":{\"status\":\"healthy\"", unready.Body, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(newsroom, "/health/live")).Status);

            for (var i = 0; i < 20; i++)
                Assert.Equal("added", (await newsroom.Client.SubmitAsync(Sample.Json($"outage {i}", $"Accepted in the dark, number {i}")))["outcome"]!.GetValue<string>());
            Assert.Empty(await newsroom.Client.ChangesAsync());
        }
        finally
        {
            await broker.ControlAsync("start_app");
        }

        await Eventually.BecomesAsync(
            async () => (await newsroom.Client.ChangesAsync()).Count, count => count >= 20, "not everything accepted is published", TimeSpan.FromSeconds(90));
        for (var i = 0; i < 20; i++)
            Assert.Equal(["published 1"], await newsroom.Client.ChangesOfAsync(Sample.IdOf($"outage {i}")));
        await Eventually.BecomesAsync(() => AskAsync(newsroom, "/health/ready"), answer => answer.Status == HttpStatusCode.OK, "the service does not become ready again");
    }

    private static async Task<Answer> AskAsync(HostedNewsroom newsroom, string path)
    {
        using var answer = await newsroom.Http.GetAsync(path, TestContext.Current.CancellationToken);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed record Answer(HttpStatusCode Status, string Body);
}
