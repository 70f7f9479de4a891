using Xunit;

namespace Newsroom.Tests.Conformance.Places;

/// <summary>Tests of a store over a place that is new for each of them.</summary>
public abstract class StoreSuite(StorePlace place) : IAsyncLifetime
{
    protected StorePlace Place => place;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }
}
