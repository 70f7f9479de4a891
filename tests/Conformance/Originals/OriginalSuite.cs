using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Submissions;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Originals;

/// <summary><see cref="IOriginalStore"/>.</summary>
public abstract class OriginalSuite(StorePlace place) : StoreSuite(place)
{
    private IOriginalStore store = null!;

    /// <summary>Now, because what is past its time is removed by the server's own clock.</summary>
    internal static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public override async ValueTask InitializeAsync() => store = await Place.OriginalsAsync();

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Null(await store.NewestAsync(Guid.NewGuid(), Cancellation));
        Assert.Empty(await store.ListAsync(new OriginalQuery(null, null, null), null, 10, Cancellation));
    }

    [Fact]
    public async Task An_original_comes_back_byte_for_byte()
    {
        var raw = new RawInput
        {
            Body = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * i))],
            ContentType = "text/html; charset=windows-1252",
            Facts = new PageFacts("s", "https://example.org/" + Sample.OddText, "en", null, "g"),
            Via = "page",
            ReadBy = "page",
            Headers = new Dictionary<string, string> { ["content-language"] = Sample.OddText, [""] = "" },
        };
        var kept = Of(raw, Guid.NewGuid(), 3);
        await store.KeepAsync(kept, Cancellation);
        var found = await store.NewestAsync(kept.ArticleId, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(found));
        Assert.Equal(Sample.Json(raw), Sample.Json(found!.Opened()));
    }

    [Fact]
    public async Task An_original_of_which_nothing_is_known_comes_back()
    {
        var kept = Of(new RawInput { Body = [], Via = "http" }, Guid.NewGuid(), 1);
        await store.KeepAsync(kept, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(await store.NewestAsync(kept.ArticleId, Cancellation)));
    }

    [Fact]
    public async Task A_revision_has_one_original_the_first_and_the_highest_revision_s_is_the_newest()
    {
        var article = Guid.NewGuid();
        await store.KeepAsync(Of(Raw(1), article, 10), Cancellation);
        await store.KeepAsync(Of(Raw(2), article, 10), Cancellation);
        await store.KeepAsync(Of(Raw(3), article, 9), Cancellation);
        var newest = (await store.NewestAsync(article, Cancellation))!;
        Assert.Equal((10, (byte)1), (newest.Revision, newest.Opened().Body[0]));
        Assert.Equal(2, (await store.ListAsync(new OriginalQuery(null, null, null), null, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task The_list_is_oldest_first_and_goes_on_where_a_page_ended()
    {
        var kept = Enumerable.Range(0, 7).Select(i => Of(Raw(i), Guid.NewGuid(), 1, at: Start.AddMinutes(i / 2))).ToList();
        foreach (var original in kept)
            await store.KeepAsync(original, Cancellation);
        var listed = new List<OriginalPlace>();
        for (OriginalPlace? after = null; ;)
        {
            var page = await store.ListAsync(new OriginalQuery(null, null, null), after, 3, Cancellation);
            listed.AddRange(page);
            if (page.Count < 3)
                break;
            after = OriginalPlace.Parse(page[^1].ToString());
        }

        Assert.Equal(kept.Select(original => original.Id).Order(), listed.Select(place => place.Id).Order());
        Assert.Equal(listed.Select(place => place.At).Order(), listed.Select(place => place.At));
    }

    [Fact]
    public async Task The_list_is_of_a_source_and_a_time()
    {
        var early = Of(Raw(1), Guid.NewGuid(), 1, "Wire");
        var late = Of(Raw(2), Guid.NewGuid(), 1, "Wire", Start.AddHours(1));
        foreach (var original in new[] { early, late, Of(Raw(3), Guid.NewGuid(), 1, "Other") })
            await store.KeepAsync(original, Cancellation);
        Assert.Equal([early.ArticleId, late.ArticleId], await ListedAsync(new([Original.SourceKey(" WIRE ")], null, null)));
        Assert.Equal([late.ArticleId], await ListedAsync(new(["wire", "nobody"], Start.AddMinutes(1), null)));
        Assert.Equal([early.ArticleId], await ListedAsync(new(["wire"], Start, Start.AddHours(1))));
    }

    internal static Original Of(RawInput raw, Guid article, int revision, string source = "s", DateTimeOffset? at = null) =>
        Original.Of(raw, article, revision, source, "page/1", at ?? Start, TimeSpan.FromDays(14));

    internal static RawInput Raw(int number) => new() { Body = [(byte)number, 2, 3], Via = "http" };

    private async Task<IEnumerable<Guid>> ListedAsync(OriginalQuery query) =>
        (await store.ListAsync(query, null, 10, Cancellation)).Select(original => original.ArticleId);
}

public sealed class SqliteOriginalTests() : OriginalSuite(new SqlitePlace())
{
    /// <summary>MongoDB does the same by an index, see <c>IndexTests</c>.</summary>
    [Fact]
    public async Task What_is_past_its_time_goes_when_something_new_comes()
    {
        var store = await Place.OriginalsAsync();
        var old = Of(Raw(1), Guid.NewGuid(), 1, at: Start.AddDays(-14.1));
        var young = Of(Raw(2), Guid.NewGuid(), 1, at: Start.AddDays(-13.9));
        foreach (var original in new[] { old, young, Of(Raw(3), Guid.NewGuid(), 1) })
            await store.KeepAsync(original, Cancellation);
        Assert.Null(await store.NewestAsync(old.ArticleId, Cancellation));
        Assert.NotNull(await store.NewestAsync(young.ArticleId, Cancellation));
    }
}

public sealed class MongoOriginalTests(MongoServer server) : OriginalSuite(new MongoPlace(server));
