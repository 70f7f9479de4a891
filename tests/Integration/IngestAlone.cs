using Newsroom.Ingest;
using Xunit;

namespace Newsroom.Tests.Integration;

/// <summary>Ingest in this process, without a broker and without a database server: a new one for each test.</summary>
public abstract class IngestAlone : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-");

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected HostedNewsroom Newsroom { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Newsroom = await HostedNewsroom.StartAsync("memory", $"Data Source={data.FullName}", [IngestModule.Name]);

    public async ValueTask DisposeAsync()
    {
        await Newsroom.DisposeAsync();
        data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
