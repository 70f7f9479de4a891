using Newsroom.Ingest.Sources;
using Newsroom.Tests.Conformance.Places;

namespace Newsroom.Tests.Conformance.Sources;

/// <summary>Two replicas over one <see cref="ISourceStore"/>.</summary>
public abstract class SourceStoreSuite(StorePlace place) : StoreSuite(place)
{
    private protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private protected ISourceStore Store { get; private set; } = null!;

    private protected ISourceStore Other { get; private set; } = null!;

    public override async ValueTask InitializeAsync() => (Store, Other) = await Place.SourcesAsync();

    private protected static SourceSettings Settings(int number) => new() { Url = $"https://feeds.example/{number}", Name = $"Feed {number}" };

    private protected static Source Source(int number) => new()
    {
        Id = new Guid(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 1),
        CreatedAt = Sample.Now,
        Settings = Settings(number),
    };
}
