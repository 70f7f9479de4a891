using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>A message that ends whoever reads it: nobody answers it, and the broker hands it over again and again.</summary>
public sealed class PoisonTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Exchange = "newsroom.article-received.v1";
    private const string Queue = "enrichment.enrich-article";
    private const string Errors = Queue + "_error";

    [Fact]
    public async Task A_message_that_was_handed_over_eleven_times_without_an_answer_is_not_tried_again()
    {
        var first = await fixture.StartAsync();
        var stranger = await fixture.StrangerAsync();
        await fixture.EndAsync(first);
        var poisoned = Events.Received("poison");
        await stranger.SendAsync(poisoned, exchange: Exchange);
        // As a process that dies with it: its connection ends, and nobody said a word. (A nack is no longer counted from RabbitMQ 4.3 on.)
        for (var i = 0; i < 11; i++)
            await DieWithTheMessageAsync();

        var second = await fixture.StartAsync();
        var failed = await stranger.TakeAsync(Errors);
        Assert.Contains("Delivered 11 times", Header(failed, "MT-Fault-Message"), StringComparison.Ordinal);
        Assert.Equal(0u, await stranger.CountAsync(Queue));
        await second.Client.SubmitAsync(Sample.Json("beside poison"));
        await second.Client.ChangesBecomeAsync(Sample.IdOf("beside poison"), "published 1");
        Assert.Empty(await second.Client.ChangesOfAsync(Events.Article("poison").ArticleId));
        Assert.Equal(0, second.Log.Count("enrichment.article.enriched", Events.Article("poison").ArticleId.ToString()));
    }

    private async Task DieWithTheMessageAsync()
    {
        await using var victim = await Stranger.ConnectAsync((await fixture.BrokerAsync()).Address);
        await Eventually.BecomesAsync(
            () => victim.Channel.BasicGetAsync(Queue, autoAck: false, TestContext.Current.CancellationToken),
            message => message is not null, "the message is not there");
    }

    private static string Header(BasicGetResult message, string name) => message.BasicProperties.Headers!.TryGetValue(name, out var value)
        ? value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value?.ToString() ?? ""
        : "";
}
