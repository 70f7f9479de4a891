using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Publishing.Articles;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Articles;

/// <summary>Publishing's <see cref="IPublishedStore"/>.</summary>
public abstract class PublishedStoreSuite(StorePlace place) : VersionedStoreSuite(place)
{
    private IPublishedStore store = null!;
    private IOutbox outbox = null!;

    internal override IOutbox Outbox => outbox;

    public override async ValueTask InitializeAsync() => (store, outbox) = await Place.PublishedAsync();

    internal override async Task<(int Revision, long Version)?> FindAsync(Guid id) =>
        await store.FindAsync(id, Cancellation) is { } stored ? (stored.Article.Revision, stored.Version) : null;

    internal override Task<SaveOutcome> SaveAsync(Guid id, int revision, long expectedVersion, params OutboxEntry[] outgoing) =>
        store.SaveAsync(Published("one", id: id) with { Revision = revision }, expectedVersion, outgoing, Cancellation);

    [Fact]
    public async Task An_article_comes_back_as_it_was()
    {
        var saved = Published(Sample.OddText) with
        {
            FirstPublishedAt = Sample.Now.AddMilliseconds(12),
            History =
            [
                new HistoryEntry { Revision = 1, Change = PublicationChange.Published, Title = "one", At = Sample.Now },
                new HistoryEntry { Revision = 3, Change = PublicationChange.Corrected, Title = Sample.OddText, At = Sample.Now.AddMilliseconds(1), Note = Sample.OddText },
            ],
        };
        await AddAsync(saved);
        Assert.Equal(Sample.Json(saved), Sample.Json((await store.FindAsync(saved.ArticleId, Cancellation))!.Article));
        Assert.Equal(Sample.Json(saved), Sample.Json(await store.FindBySlugAsync(saved.Slug, Cancellation)));
        Assert.Equal(Sample.Json(saved), Sample.Json(Assert.Single(await ListAsync())));
    }

    [Fact]
    public async Task An_article_is_found_by_its_slug_exactly()
    {
        await AddAsync(Published("one") with { Slug = "ferry-linnea-6f1d3c1e" }, Published("two") with { Slug = "fähre-渡轮-1a2b3c4d" });
        Assert.Equal("one", (await store.FindBySlugAsync("ferry-linnea-6f1d3c1e", Cancellation))?.Title);
        Assert.Equal("two", (await store.FindBySlugAsync("fähre-渡轮-1a2b3c4d", Cancellation))?.Title);
        Assert.Null(await store.FindBySlugAsync("Ferry-Linnea-6f1d3c1e", Cancellation));
        Assert.Null(await store.FindBySlugAsync("ferry-linnea", Cancellation));
        Assert.Null(await store.FindBySlugAsync("ferry%", Cancellation));
        Assert.Null(await store.FindBySlugAsync("", Cancellation));
    }

    [Fact]
    public async Task The_list_is_newest_first()
    {
        await AddAsync(Published("middle", minutes: 5), Published("new", minutes: 9), Published("old", minutes: 1));
        Assert.Equal(["new", "middle", "old"], await TitlesAsync());
        Assert.Equal(["new", "middle"], await TitlesAsync(new PublishedQuery(2)));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended_even_where_times_are_equal()
    {
        var articles = Enumerable.Range(0, 23).Select(i => Published($"{i}", minutes: i / 7)).ToList();
        await AddAsync([.. articles]);

        var seen = new List<PublishedArticle>();
        ListPosition? before = null;
        while (await store.ListPublishedAsync(new PublishedQuery(4, before), Cancellation) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 4);
            seen.AddRange(page);
            before = new ListPosition(page[^1].SortAt, page[^1].ArticleId);
        }

        Assert.Equal(articles.Select(article => article.Title).Order(StringComparer.Ordinal), seen.Select(article => article.Title).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Select(article => article.SortAt).OrderDescending(), seen.Select(article => article.SortAt));
        Assert.Equal((await ListAsync()).Select(article => article.Title), seen.Select(article => article.Title));
    }

    /// <summary>The order among equals is part of a cursor, which a reader may keep while the store behind is moved to the other kind.</summary>
    [Fact]
    public async Task Where_times_are_equal_the_highest_id_comes_first()
    {
        string[] ids = ["00000000-0000-5000-8000-0000000000ff", "0000ff00-0000-5000-8000-000000000000", "7fffffff-0000-5000-8000-000000000000", "80000000-0000-5000-8000-000000000000", "ff000000-0000-5000-8000-000000000000"];
        await AddAsync([.. ids.Select(id => Published(id, id: Guid.Parse(id)))]);
        Assert.Equal(ids.Reverse(), await TitlesAsync());
        Assert.Equal(ids.Take(2).Reverse(), await TitlesAsync(new PublishedQuery(10, new ListPosition(Sample.Now, Guid.Parse(ids[2])))));
    }

    [Fact]
    public async Task A_page_may_go_on_from_a_place_where_nothing_is_any_more()
    {
        await AddAsync(Published("old", minutes: 1), Published("new", minutes: 9));
        Assert.Equal(["old"], await TitlesAsync(new PublishedQuery(10, new ListPosition(Sample.Now.AddMinutes(5), Guid.NewGuid()))));
        Assert.Empty(await TitlesAsync(new PublishedQuery(10, new ListPosition(Sample.Now, Guid.NewGuid()))));
    }

    [Fact]
    public async Task The_list_is_narrowed_by_language_and_by_source()
    {
        await AddAsync(
            Published("en of a", minutes: 4, language: "en", source: "a"), Published("en of b", minutes: 3, language: "en", source: "b"),
            Published("no of a", minutes: 2, language: "nb", source: "a"), Published("en of a again", minutes: 1, language: "en", source: "a"));
        Assert.Equal(["en of a", "en of b", "en of a again"], await TitlesAsync(new PublishedQuery(10, Language: "en")));
        Assert.Equal(["en of a", "no of a", "en of a again"], await TitlesAsync(new PublishedQuery(10, Source: "a")));
        Assert.Equal(["en of a", "en of a again"], await TitlesAsync(new PublishedQuery(10, Language: "en", Source: "a")));
        Assert.Empty(await TitlesAsync(new PublishedQuery(10, Language: "EN")));
        Assert.Empty(await TitlesAsync(new PublishedQuery(10, Language: "nb", Source: "b")));

        var first = Assert.Single(await store.ListPublishedAsync(new PublishedQuery(1, Language: "en", Source: "a"), Cancellation));
        Assert.Equal(["en of a again"], await TitlesAsync(new PublishedQuery(10, new ListPosition(first.SortAt, first.ArticleId), "en", "a")));
    }

    [Fact]
    public async Task Only_what_readers_can_read_is_in_the_list()
    {
        foreach (var state in Enum.GetValues<PublicationState>())
            await AddAsync(Published($"{state}") with { State = state });
        Assert.Equal(["Published"], await TitlesAsync());
    }

    [Fact]
    public async Task An_article_moves_in_the_list_with_what_it_becomes()
    {
        var id = Guid.NewGuid();
        await AddAsync(Published("first", minutes: 1, id: id, language: "en"), Published("other", minutes: 5));
        await SaveAgainAsync(Published("moved", minutes: 9, id: id, language: "nb"));
        Assert.Equal(["moved", "other"], await TitlesAsync());
        Assert.Equal(["moved"], await TitlesAsync(new PublishedQuery(10, Language: "nb")));

        await SaveAgainAsync(Published("held", minutes: 9, id: id) with { State = PublicationState.Withheld });
        Assert.Equal(["other"], await TitlesAsync());
    }

    [Fact]
    public async Task A_tombstone_keeps_its_address_and_nothing_of_the_text()
    {
        var published = Published("killed") with { Slug = "killed-6f1d3c1e", FirstPublishedAt = Sample.Now };
        await AddAsync(published);
        var tombstone = published with { Revision = 4, State = PublicationState.Withdrawn, Article = null, Enrichment = null };
        await SaveAgainAsync(tombstone);

        Assert.Empty(await TitlesAsync());
        Assert.Empty(await TitlesAsync(new PublishedQuery(10, Source: "harbour-wire")));
        var kept = await store.FindBySlugAsync("killed-6f1d3c1e", Cancellation);
        Assert.Null(kept!.Article);
        Assert.Equal(Sample.Json(tombstone), Sample.Json(kept));
    }

    private async Task AddAsync(params PublishedArticle[] articles)
    {
        foreach (var article in articles)
            Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(article, 0, [], Cancellation));
    }

    private async Task SaveAgainAsync(PublishedArticle article)
    {
        var version = (await store.FindAsync(article.ArticleId, Cancellation))!.Version;
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(article, version, [], Cancellation));
    }

    private Task<IReadOnlyList<PublishedArticle>> ListAsync() => store.ListPublishedAsync(new PublishedQuery(100), Cancellation);

    private async Task<IEnumerable<string>> TitlesAsync(PublishedQuery? query = null) =>
        (await store.ListPublishedAsync(query ?? new PublishedQuery(100), Cancellation)).Select(article => article.Title);

    private static PublishedArticle Published(string title, int minutes = 0, Guid? id = null, string language = "en", string source = "harbour-wire")
    {
        var articleId = id ?? Guid.NewGuid();
        return new PublishedArticle
        {
            ArticleId = articleId,
            Revision = 3,
            State = PublicationState.Published,
            Slug = $"slug-{articleId:N}",
            Title = title,
            Language = language,
            Article = Sample.Article with { ArticleId = articleId, Title = title, Source = Sample.Article.Source with { Id = source } },
            Enrichment = Sample.Enrichment,
            SortAt = Sample.Now.AddMinutes(minutes),
        };
    }
}

public sealed class SqlitePublishedStoreTests() : PublishedStoreSuite(new SqlitePlace());

public sealed class MongoPublishedStoreTests(MongoServer server) : PublishedStoreSuite(new MongoPlace(server));
