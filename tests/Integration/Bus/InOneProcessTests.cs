using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest;
using Xunit;

namespace Newsroom.Tests.Integration.Bus;

/// <summary>Without a broker nothing but the outbox outlives the process, so a message leaves it only when every reader is done.</summary>
public sealed class InOneProcessTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-");

    [Fact]
    public async Task An_event_that_a_reader_gives_up_on_stays_in_the_outbox()
    {
        await using var newsroom = await HostedNewsroom.StartAsync(
            "memory", $"Data Source={data.FullName}", [IngestModule.Name], add: host => host.Bus.Consume<ArticleReceived, RefuseEverythingConsumer>("test"));
        await newsroom.Client.SubmitAsync(Sample.Json("nobody can read this"));
        await newsroom.Log.SeesAsync("outbox.reader.failed", Sample.IdOf("nobody can read this").ToString());
        var level = await newsroom.Services.GetServices<IOutbox>().Single().MeasureAsync(DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        Assert.Equal(1, level.Depth);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
    }

    public sealed class RefuseEverythingConsumer : IConsumer<ArticleReceived>
    {
        public Task Consume(ConsumeContext<ArticleReceived> context) => throw new InvalidOperationException("Not today.");
    }
}
