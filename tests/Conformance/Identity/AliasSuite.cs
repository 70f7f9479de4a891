using Newsroom.Ingest.Identity;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Identity;

/// <summary><see cref="IAliasStore"/>: a name is given once, whoever asks at the same time.</summary>
public abstract class AliasSuite(StorePlace place) : StoreSuite(place)
{
    private IReadOnlyList<IAliasStore> replicas = null!;
    private IAliasStore store = null!;

    public override async ValueTask InitializeAsync()
    {
        replicas = await Place.AliasesAsync(4);
        store = replicas[0];
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_not_found() => Assert.Empty(await store.FindAsync(Keys("g", "https://example.org/a"), Cancellation));

    [Fact]
    public async Task An_article_is_found_by_each_of_its_names_and_has_them_listed()
    {
        var keys = Keys(Sample.OddText, "https://example.org/a");
        var article = Guid.NewGuid();
        Assert.Equal(article, await store.ClaimAsync(keys, article, Cancellation));
        foreach (var key in keys)
            Assert.Equal(article, Assert.Single(await store.FindAsync([key], Cancellation)).ArticleId);
        Assert.Equal(keys.Select(key => key.Name).Order(StringComparer.Ordinal), (await store.OfAsync(article, 10, Cancellation)).Select(alias => alias.Name));
        Assert.Single(await store.OfAsync(article, 1, Cancellation));
        Assert.Empty(await store.OfAsync(Guid.NewGuid(), 10, Cancellation));
    }

    [Fact]
    public async Task A_name_that_is_taken_brings_the_others_to_its_article()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var keys = Keys("g", "https://example.org/a");
        await store.ClaimAsync([keys[1]], first, Cancellation);
        Assert.Equal(first, await store.ClaimAsync(keys, second, Cancellation));
        Assert.All(await store.FindAsync(keys, Cancellation), alias => Assert.Equal(first, alias.ArticleId));
        Assert.Empty(await store.OfAsync(second, 10, Cancellation));
    }

    [Fact]
    public async Task The_same_names_again_are_the_same_article()
    {
        var keys = Keys("g", "https://example.org/a");
        var article = await store.ClaimAsync(keys, Guid.NewGuid(), Cancellation);
        Assert.Equal(article, await store.ClaimAsync(keys, Guid.NewGuid(), Cancellation));
    }

    /// <summary>One comes by its id and address, the other by the address alone, at the same moment on other replicas.</summary>
    [Fact]
    public async Task Two_who_share_a_name_end_at_one_article_however_they_meet()
    {
        for (var round = 0; round < 50; round++)
        {
            var keys = Keys($"g-{round}", $"https://example.org/{round}");
            var given = await Task.WhenAll(
                Task.Run(() => replicas[0].ClaimAsync(keys, keys[0].Id, Cancellation)),
                Task.Run(() => replicas[^1].ClaimAsync([keys[1]], keys[1].Id, Cancellation)));
            Assert.Equal(given[0], given[1]);
            Assert.All(await store.FindAsync(keys, Cancellation), alias => Assert.Equal(given[0], alias.ArticleId));
        }
    }

    [Fact]
    public async Task Of_many_who_ask_for_the_same_names_one_decides()
    {
        var keys = Keys("g", "https://example.org/a");
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => replicas[i % replicas.Count].ClaimAsync(keys, keys[0].Id, Cancellation))));
        Assert.Equal(keys[0].Id, Assert.Single(given.Distinct()));
    }

    private static IReadOnlyList<ArticleKey> Keys(string guid, string url) => ArticleKeys.Of("s", guid, url, url, "");
}

public sealed class SqliteAliasTests() : AliasSuite(new SqlitePlace());

public sealed class MongoAliasTests(MongoServer server) : AliasSuite(new MongoPlace(server));
