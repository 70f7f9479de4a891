using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Changes;
using Newsroom.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Newsroom.Tests.Conformance.Places;

/// <summary>Empty databases for one test, and the stores over them, prepared as at the start of a service.</summary>
public abstract class StorePlace : IAsyncDisposable
{
    protected OutboxSignal Signal { get; } = new();

    internal abstract Task<(IArticleStore Store, IOutbox Outbox)> IngestedAsync();

    internal abstract Task<(IEnrichedStore Store, IOutbox Outbox)> EnrichedAsync();

    internal abstract Task<(IPublishedStore Store, IOutbox Outbox)> PublishedAsync();

    /// <summary>The names of articles, as <paramref name="replicas"/> processes have them; several only where a database can be shared.</summary>
    internal abstract Task<IReadOnlyList<IAliasStore>> AliasesAsync(int replicas);

    internal abstract Task<IOriginalStore> OriginalsAsync();

    internal abstract Task<IQuarantineStore> QuarantineAsync();

    /// <summary>As two replicas have it, which share it.</summary>
    internal abstract Task<(ISourceStore One, ISourceStore Other)> SourcesAsync();

    /// <summary>As two replicas have it, which share it.</summary>
    internal abstract Task<(IRevisitStore One, IRevisitStore Other)> RevisitsAsync();

    internal abstract Task<(ISubscriptionStore One, ISubscriptionStore Other)> SubscriptionsAsync();

    internal abstract Task<(IAnswerStore Store, IOutbox Outbox)> AnswersAsync();

    /// <summary>One log, as <paramref name="replicas"/> processes have it; several only where a database can be shared.</summary>
    internal abstract Task<IReadOnlyList<IChangeLog>> ChangesAsync(int replicas);

    public virtual ValueTask DisposeAsync()
    {
        Signal.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
