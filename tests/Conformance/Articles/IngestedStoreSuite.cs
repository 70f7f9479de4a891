using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Articles;

/// <summary>Ingest's <see cref="IArticleStore"/>.</summary>
public abstract class IngestedStoreSuite(StorePlace place) : VersionedStoreSuite(place)
{
    private IArticleStore store = null!;
    private IOutbox outbox = null!;

    internal override IOutbox Outbox => outbox;

    public override async ValueTask InitializeAsync() => (store, outbox) = await Place.IngestedAsync();

    internal override async Task<(int Revision, long Version)?> FindAsync(Guid id) =>
        await store.FindAsync(id, Cancellation) is { } stored ? (stored.Article.Article.Revision, stored.Version) : null;

    internal override Task<SaveOutcome> SaveAsync(Guid id, int revision, long expectedVersion, params OutboxEntry[] outgoing) =>
        store.SaveAsync(Ingested(Sample.Article with { ArticleId = id, Revision = revision }), expectedVersion, outgoing, Cancellation);

    [Fact]
    public async Task A_full_article_with_every_type_of_block_comes_back_as_it_was()
    {
        var saved = Ingested(Sample.Article) with
        {
            History =
            [
                new RevisionNote { Revision = 1, At = Sample.Now },
                new RevisionNote { Revision = 3, At = Sample.Now.AddMilliseconds(123), Changed = ["title", "body"] },
            ],
            Withdrawn = new Withdrawal { At = Sample.Now.AddHours(1), Reason = "The photograph is of another ship." },
        };
        await AssertComesBackAsync(saved);
    }

    [Fact]
    public async Task An_article_with_nothing_but_what_is_required_comes_back_as_it_was() => await AssertComesBackAsync(Ingested(new Article
    {
        ArticleId = Sample.Article.ArticleId,
        Revision = 1,
        Source = new ArticleSource { Id = "s", Name = "S" },
        Title = "T",
        Provenance = Sample.Article.Provenance with { FetchedFrom = null },
    }));

    [Fact]
    public async Task Text_comes_back_character_by_character() => await AssertComesBackAsync(Ingested(Sample.Article with
    {
        Title = Sample.OddText,
        Byline = [Sample.OddText, ""],
        Body =
        [
            new Block { Type = BlockType.Paragraph, Text = Sample.OddText, Html = $"<em>{Sample.OddText}</em>" },
            new Block { Type = BlockType.Table, Rows = [[Sample.OddText], []] },
            new Block { Type = BlockType.List, Items = [] },
        ],
    }));

    /// <summary>No half of a surrogate pair is text (Unicode D75); a source that cuts in the middle of one must not be able to stop a store.</summary>
    [Fact]
    public async Task Half_a_surrogate_pair_is_kept_as_the_replacement_character()
    {
        await store.SaveAsync(Ingested(Sample.Article with { Title = "cut \ud83d" }), 0, [], Cancellation);
        Assert.Equal("cut \ufffd", (await store.FindAsync(Sample.Article.ArticleId, Cancellation))!.Article.Article.Title);
    }

    [Fact]
    public async Task A_long_article_comes_back_whole() => await AssertComesBackAsync(Ingested(Sample.Article with
    {
        Body = [.. Enumerable.Range(0, 2_000).Select(i => new Block { Type = BlockType.Paragraph, Text = $"{i} {new string('ж', 500)}" })],
    }));

    [Fact]
    public async Task Times_are_kept_to_the_millisecond_and_come_back_in_UTC()
    {
        var given = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 987, TimeSpan.FromHours(2)).AddTicks(6_543);
        await store.SaveAsync(Ingested(Sample.Article with { PublishedAt = given }), 0, [], Cancellation);
        var kept = (await store.FindAsync(Sample.Article.ArticleId, Cancellation))!.Article.Article.PublishedAt!.Value;
        Assert.Equal(given.ToUnixTimeMilliseconds(), kept.ToUnixTimeMilliseconds());
        Assert.Equal(TimeSpan.Zero, kept.Offset);
    }

    [Fact]
    public async Task What_a_later_save_leaves_out_is_gone()
    {
        await store.SaveAsync(Ingested(Sample.Article), 0, [], Cancellation);
        var version = (await store.FindAsync(Sample.Article.ArticleId, Cancellation))!.Version;
        var shorter = Ingested(Sample.Article with { Rights = null, EmbargoedUntil = null, Byline = [], Body = [Sample.Article.Body[1]] });
        await store.SaveAsync(shorter, version, [], Cancellation);
        Assert.Equal(Sample.Json(shorter), Sample.Json((await store.FindAsync(Sample.Article.ArticleId, Cancellation))!.Article));
    }

    private static IngestedArticle Ingested(Article article) => new() { Article = article, FirstReceivedAt = Sample.Now };

    private async Task AssertComesBackAsync(IngestedArticle saved)
    {
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(saved, 0, [], Cancellation));
        Assert.Equal(Sample.Json(saved), Sample.Json((await store.FindAsync(saved.Article.ArticleId, Cancellation))!.Article));
    }
}

public sealed class SqliteIngestedStoreTests() : IngestedStoreSuite(new SqlitePlace());

public sealed class MongoIngestedStoreTests(MongoServer server) : IngestedStoreSuite(new MongoPlace(server));
