using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>Messages that a service cannot deal with: they end in <c>_error</c>, and their neighbours don't notice.</summary>
public sealed class FailingConsumerTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Exchange = "newsroom.article-received.v1";
    private const string Errors = "enrichment.enrich-article_error";

    [Theory]
    [InlineData("not JSON at all", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("""{"article":null}""", "application/json")]
    [InlineData("""{"article":{"articleId":"no guid"}}""", "application/json")]
    [InlineData("[1,2,3]", null)]
    [InlineData("{}", ";;")]
    [InlineData("", null)]
    public async Task An_event_that_its_consumer_does_not_understand_ends_among_the_errors(string body, string? contentType)
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        var properties = new BasicProperties { Headers = new Dictionary<string, object?> { ["MT-Fault-Address"] = "exchange:evil" } };
        if (contentType is not null)
            properties.ContentType = contentType;
        await stranger.SendAsync(body, properties, exchange: Exchange);
        var neighbour = $"beside {body} {contentType}";
        await newsroom.Client.SubmitAsync(Sample.Json(neighbour));

        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf(neighbour), "published 1");
        var failed = await stranger.TakeAsync(Errors);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(failed.Body.Span));
        Assert.True(failed.BasicProperties.Headers!.ContainsKey("MT-Fault-Message"), "It does not say why.");
        Assert.Equal(0u, await stranger.CountAsync(Errors));
        Assert.DoesNotContain(
            await (await fixture.BrokerAsync()).NamesAsync("list_exchanges"),
            name => name.Contains("Fault", StringComparison.OrdinalIgnoreCase) || name.Contains("evil", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal));
    }
}
