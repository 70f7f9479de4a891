using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Articles;

/// <summary>Enrichment's <see cref="IEnrichedStore"/>.</summary>
public abstract class EnrichedStoreSuite(StorePlace place) : VersionedStoreSuite(place)
{
    private IEnrichedStore store = null!;
    private IOutbox outbox = null!;

    internal override IOutbox Outbox => outbox;

    public override async ValueTask InitializeAsync() => (store, outbox) = await Place.EnrichedAsync();

    internal override async Task<(int Revision, long Version)?> FindAsync(Guid id) =>
        await store.FindAsync(id, Cancellation) is { } stored ? (stored.Article.Revision, stored.Version) : null;

    internal override Task<SaveOutcome> SaveAsync(Guid id, int revision, long expectedVersion, params OutboxEntry[] outgoing) =>
        store.SaveAsync(Enriched(id, revision), expectedVersion, outgoing, Cancellation);

    [Fact]
    public async Task What_was_understood_comes_back_as_it_was()
    {
        var saved = Enriched(Guid.NewGuid(), 7);
        await store.SaveAsync(saved, 0, [], Cancellation);
        Assert.Equal(Sample.Json(saved), Sample.Json((await store.FindAsync(saved.ArticleId, Cancellation))!.Article));
    }

    [Fact]
    public async Task Of_a_killed_article_nothing_is_left_but_that_it_was_killed()
    {
        var saved = Enriched(Guid.NewGuid(), 7);
        await store.SaveAsync(saved, 0, [], Cancellation);
        var tombstone = new EnrichedArticle { ArticleId = saved.ArticleId, Revision = 8, Withdrawn = true, At = Sample.Now };
        await store.SaveAsync(tombstone, (await store.FindAsync(saved.ArticleId, Cancellation))!.Version, [], Cancellation);
        var kept = (await store.FindAsync(saved.ArticleId, Cancellation))!.Article;
        Assert.Null(kept.Enrichment);
        Assert.Equal(Sample.Json(tombstone), Sample.Json(kept));
    }

    private static EnrichedArticle Enriched(Guid id, int revision) =>
        new() { ArticleId = id, Revision = revision, Enrichment = Sample.Enrichment, At = Sample.Now.AddMilliseconds(1) };
}

public sealed class SqliteEnrichedStoreTests() : EnrichedStoreSuite(new SqlitePlace());

public sealed class MongoEnrichedStoreTests(MongoServer server) : EnrichedStoreSuite(new MongoPlace(server));
