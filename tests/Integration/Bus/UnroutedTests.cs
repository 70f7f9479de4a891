using Microsoft.Extensions.DependencyInjection;
using Newsroom.Enrichment;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>An event that somebody has to read, before there is anybody.</summary>
public sealed class UnroutedTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    [Fact]
    public async Task An_event_that_no_queue_takes_stays_in_the_outbox_until_a_reader_is_there()
    {
        var ingest = await fixture.StartAsync([IngestModule.Name]);
        await ingest.Client.SubmitAsync(Sample.Json("nobody listens"));
        await ingest.Log.SeesAsync("outbox.relay.failed", "newsroom-ingest.articles");
        Assert.Equal(1, (await LevelAsync(ingest)).Depth);

        var others = await fixture.StartAsync([EnrichmentModule.Name, PublishingModule.Name]);
        await others.Client.ChangesBecomeAsync(Sample.IdOf("nobody listens"), "published 1");
        await Eventually.BecomesAsync(() => LevelAsync(ingest), level => level.Depth == 0, "the outbox does not become empty");
    }

    private static Task<OutboxLevel> LevelAsync(HostedNewsroom ingest) =>
        ingest.Services.GetServices<IOutbox>().Single(outbox => outbox.Name == "newsroom-ingest.articles").MeasureAsync(DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
}
