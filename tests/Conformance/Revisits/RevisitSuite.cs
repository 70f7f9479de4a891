using Newsroom.Ingest.Revisits;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Revisits;

/// <summary><see cref="IRevisitStore"/>: which pages are to be looked at again, when, and by whom.</summary>
public abstract class RevisitSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private IRevisitStore store = null!;
    private IRevisitStore other = null!;

    public override async ValueTask InitializeAsync() => (store, other) = await Place.RevisitsAsync();

    [Fact]
    public async Task A_visit_comes_back_as_it_was_planned_once_it_is_due()
    {
        var full = Visit(1) with { Url = "https://news.example/" + Sample.OddText, ETag = "W/\"1\"", LastModified = "yesterday", PageHash = "abc", NotFound = 2 };
        await store.PlanAsync(full, Cancellation);
        Assert.Empty(await store.LeaseAsync(9, full.Due.AddMilliseconds(-1), Lease, Cancellation));
        Assert.Equal(Sample.Json(full), Sample.Json(Assert.Single(await store.LeaseAsync(9, full.Due, Lease, Cancellation)).Visit));
    }

    [Fact]
    public async Task A_visit_that_is_held_is_not_given_to_another_until_the_lease_ends()
    {
        await store.PlanAsync(Visit(1), Cancellation);
        Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        Assert.Empty(await other.LeaseAsync(9, Sample.Now + Lease - TimeSpan.FromSeconds(1), Lease, Cancellation));
        Assert.Single(await other.LeaseAsync(9, Sample.Now + Lease, Lease, Cancellation));
    }

    [Fact]
    public async Task Two_replicas_share_the_visits_and_none_is_made_twice()
    {
        const int many = 300;
        await Task.WhenAll(Enumerable.Range(1, many).Select(number => store.PlanAsync(Visit(number), Cancellation)));
        var shares = await Task.WhenAll(Task.Run(() => WorkAsync(store)), Task.Run(() => WorkAsync(other)));
        // A replica may find nothing free for a moment and stop.
        var made = shares.SelectMany(share => share).Concat(await WorkAsync(store)).ToList();
        Assert.Equal((many, many), (made.Count, made.Distinct().Count()));

        async Task<List<Guid>> WorkAsync(IRevisitStore mine)
        {
            var articles = new List<Guid>();
            while (await mine.LeaseAsync(20, Sample.Now, Lease, Cancellation) is { Count: > 0 } leased)
            {
                articles.AddRange(leased.Select(one => one.Visit.ArticleId));
                Assert.All(await Task.WhenAll(leased.Select(one => mine.CompleteAsync(one, null, Cancellation))), Assert.True);
            }

            return articles;
        }
    }

    [Fact]
    public async Task The_longest_due_comes_first()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await store.PlanAsync(Visit(number) with { Due = Sample.Now.AddMinutes(-number) }, Cancellation);
        var leased = await store.LeaseAsync(2, Sample.Now, Lease, Cancellation);
        Assert.Equal([Visit(3).ArticleId, Visit(2).ArticleId], leased.Select(one => one.Visit.ArticleId));
    }

    [Fact]
    public async Task The_next_visit_takes_the_place_of_one_that_was_made_and_after_the_last_nothing_is_left()
    {
        await store.PlanAsync(Visit(1), Cancellation);
        var first = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        Assert.True(await store.CompleteAsync(first, first.Visit with { Due = Sample.Now.AddHours(5), ETag = "2" }, Cancellation));
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddHours(4), Lease, Cancellation));
        var second = Assert.Single(await other.LeaseAsync(9, Sample.Now.AddHours(5), Lease, Cancellation));
        Assert.Equal("2", second.Visit.ETag);
        Assert.True(await other.CompleteAsync(second, null, Cancellation));
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddYears(1), Lease, Cancellation));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing()
    {
        await store.PlanAsync(Visit(1), Cancellation);
        var slow = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        var mine = Assert.Single(await other.LeaseAsync(9, Sample.Now + Lease, Lease, Cancellation));
        Assert.False(await store.CompleteAsync(slow, null, Cancellation));
        Assert.False(await store.CompleteAsync(slow, slow.Visit with { NotFound = 9 }, Cancellation));
        await store.PutBackAsync([(slow, Sample.Now.AddYears(1))], Cancellation);
        Assert.True(await other.CompleteAsync(mine, mine.Visit with { NotFound = 1 }, Cancellation));
        Assert.Equal(1, Assert.Single(await store.LeaseAsync(9, Sample.Now + Lease, Lease, Cancellation)).Visit.NotFound);
    }

    [Fact]
    public async Task A_page_that_was_just_read_anew_is_planned_anew_also_while_it_is_visited()
    {
        await store.PlanAsync(Visit(1), Cancellation);
        var held = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await other.PlanAsync(Visit(1) with { Due = Sample.Now.AddHours(1), ETag = "new" }, Cancellation);
        Assert.False(await store.CompleteAsync(held, null, Cancellation));
        Assert.Equal("new", Assert.Single(await store.LeaseAsync(9, Sample.Now.AddHours(1), Lease, Cancellation)).Visit.ETag);
    }

    [Fact]
    public async Task A_visit_whose_host_is_not_free_is_put_back_until_its_turn()
    {
        await store.PlanAsync(Visit(1), Cancellation);
        var held = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await store.PutBackAsync([(held, Sample.Now.AddSeconds(10))], Cancellation);
        Assert.Empty(await other.LeaseAsync(9, Sample.Now.AddSeconds(9), Lease, Cancellation));
        var again = Assert.Single(await other.LeaseAsync(9, Sample.Now.AddSeconds(10), Lease, Cancellation));
        Assert.Equal(Visit(1) with { Due = Sample.Now.AddSeconds(10) }, again.Visit);
    }

    [Fact]
    public async Task A_visit_is_made_sooner_where_one_is_planned_and_planned_where_none_is()
    {
        var planned = Visit(1) with { Due = Sample.Now.AddDays(3), ETag = "1" };
        await store.PlanAsync(planned, Cancellation);
        await other.HastenAsync(Visit(1) with { Due = Sample.Now.AddHours(3), NotFound = 1 }, Cancellation);
        await store.HastenAsync(Visit(1) with { Due = Sample.Now.AddHours(4), NotFound = 1 }, Cancellation);
        await store.HastenAsync(Visit(2) with { Due = Sample.Now.AddHours(4), NotFound = 1 }, Cancellation);
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddHours(2), Lease, Cancellation));
        Assert.Equal(
            [planned with { Due = Sample.Now.AddHours(3) }, Visit(2) with { Due = Sample.Now.AddHours(4), NotFound = 1 }],
            (await store.LeaseAsync(9, Sample.Now.AddHours(4), Lease, Cancellation)).Select(one => one.Visit));
    }

    private static Revisit Visit(int number) => new()
    {
        ArticleId = new Guid(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 1),
        SourceId = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        Url = $"https://news.example/{number}",
        Since = Sample.Now.AddHours(-1),
        Due = Sample.Now,
    };
}

public sealed class SqliteRevisitTests() : RevisitSuite(new SqlitePlace());

public sealed class MongoRevisitTests(MongoServer server) : RevisitSuite(new MongoPlace(server));
