using Newsroom.Hosting.Stores;
using Newsroom.Ingest;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Sources;

public sealed class RestartTests
{
    /// <summary>The file is one process's, so that whoever held a source is dead.</summary>
    [Fact]
    public async Task A_source_that_was_held_when_the_process_died_is_due_at_once_when_it_starts_again()
    {
        var (cancellation, now, lease) = (TestContext.Current.CancellationToken, DateTimeOffset.UnixEpoch.AddYears(56), TimeSpan.FromMinutes(2));
        var directory = Directory.CreateTempSubdirectory("newsroom-restart-").FullName;
        try
        {
            using (var database = Open())
            {
                var store = new SqliteSourceStore(database);
                await store.AddAsync(new Source { Id = Guid.NewGuid(), CreatedAt = now, Settings = new SourceSettings { Url = "https://feeds.example/1", Name = "One" } }, cancellation);
                Assert.Single(await store.LeaseAsync(1, now, lease, cancellation));
                Assert.Empty(await store.LeaseAsync(1, now, lease, cancellation));
            }

            using (var database = Open())
                Assert.Single(await new SqliteSourceStore(database).LeaseAsync(1, now, lease, cancellation));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        SqliteDatabase Open() => new(directory, IngestModule.Name, [SqliteSourceStore.Schema]);
    }
}
