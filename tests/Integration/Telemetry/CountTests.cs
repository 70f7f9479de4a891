using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Telemetry;

/// <summary><c>newsroom.articles</c> counts every message about an article once in each service, whatever becomes of it.</summary>
public sealed class CountTests : IClassFixture<NewsroomFixture>, IDisposable
{
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly MeterListener listener = new();
    private readonly NewsroomFixture fixture;

    public CountTests(NewsroomFixture fixture)
    {
        this.fixture = fixture;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "newsroom.articles")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, number, tags, _) =>
            counts.AddOrUpdate(string.Join(' ', tags.ToArray().Select(tag => tag.Value)), number, (_, before) => before + number));
        listener.Start();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Counted => string.Join(", ", counts.Where(one => one.Value > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Each_message_is_counted_once_by_what_came_of_it()
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        var (http, amqp) = (Sample.IdOf("by http"), Sample.IdOf("by amqp"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(newsroom, "/v1/articles", "{}"));
        // What was not to be taken anyway counts nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(newsroom, "/v1/preview", "{}"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, "/v1/articles", Sample.Json("by http"), "once"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, "/v1/articles", Sample.Json("by http"), "once"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, "/v1/articles", Sample.Json("by http")));
        await newsroom.Client.ChangesBecomeAsync(http, "published 1");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, $"/v1/articles/{http}/withdraw", "{}"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(newsroom, $"/v1/articles/{http}/withdraw", "{}"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(newsroom, "/v1/articles", Sample.Json("by http")));

        // The same message three times, as a broker may deliver it.
        var properties = new BasicProperties { ContentType = "application/json", MessageId = Guid.NewGuid().ToString() };
        for (var i = 0; i < 3; i++)
            await stranger.SendAsync(Sample.Json("by amqp"), properties);
        await stranger.SendAsync("not json", properties);
        await newsroom.Client.ChangesBecomeAsync(amqp, "published 1");
        await newsroom.Client.ChangesBecomeAsync(http, "published 1", "withdrawn 2");

        const string expected = "enrichment enriched 2, enrichment withdrawn 1, ingest added amqp 1, ingest added http 1, ingest quarantined amqp 1, "
            + "ingest refused http 2, ingest repeated http 1, ingest unchanged amqp 2, ingest unchanged http 2, ingest withdrawn http 1, publishing published 2, publishing withdrawn 1";
        Assert.Equal(expected, await Eventually.LastAsync(() => Task.FromResult(Counted), counted => counted == expected, TimeSpan.FromSeconds(20)));
    }

    private static async Task<HttpStatusCode> PostAsync(HostedNewsroom newsroom, string path, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await newsroom.Client.Ingest.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
