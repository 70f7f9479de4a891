using System.Collections.Concurrent;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.WebSub;

/// <summary><see cref="ISubscriptionStore"/>: one subscription a source, found by its callback, in the hands of one replica.</summary>
public abstract class SubscriptionSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private ISubscriptionStore store = null!;
    private ISubscriptionStore other = null!;

    public override async ValueTask InitializeAsync() => (store, other) = await Place.SubscriptionsAsync();

    [Fact]
    public async Task A_subscription_comes_back_as_it_was_kept()
    {
        var kept = One(1) with
        {
            Turn = 1,
            State = SubscriptionState.Failed,
            Asked = Intent.Subscribe,
            AskedAt = Sample.Now,
            VerifiedAt = Sample.Now.AddMinutes(-1),
            LeaseUntil = Sample.Now.AddDays(10),
            Failures = 2,
            Problem = Sample.OddText,
            LastDeliveryAt = Sample.Now,
            Deliveries = 3,
            MissedSince = Sample.Now,
            Misses = 4,
        };
        Assert.True(await store.AddAsync(kept, Cancellation));
        Assert.Equal(Sample.Json(kept), Sample.Json(await other.FindAsync(kept.Id, Cancellation)));
        Assert.Equal(Sample.Json(kept), Sample.Json(await other.FindByTokenAsync(kept.Key.Token, Cancellation)));
        Assert.Equal(Sample.Json(kept), Sample.Json(await other.FindOfSourceAsync(kept.SourceId, Cancellation)));
        Assert.Null(await store.FindByTokenAsync("another", Cancellation));
    }

    [Fact]
    public async Task A_source_has_one_that_goes_on_however_many_replicas_want_to_begin_one()
    {
        var begun = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => (number % 2 == 0 ? store : other)
            .AddAsync(One(number) with { SourceId = One(1).SourceId }, Cancellation)));
        Assert.Single(begun, added => added);
    }

    [Fact]
    public async Task One_that_ends_makes_room_for_another_and_its_callback_is_still_known()
    {
        await store.AddAsync(One(1), Cancellation);
        var ending = One(1) with { State = SubscriptionState.Ending, EndingSince = Sample.Now };
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(ending, 1, Cancellation));
        Assert.Null(await store.FindOfSourceAsync(One(1).SourceId, Cancellation));
        Assert.True(await store.AddAsync(One(2) with { SourceId = One(1).SourceId }, Cancellation));
        Assert.Equal(SubscriptionState.Ending, (await store.FindByTokenAsync(One(1).Key.Token, Cancellation))!.State);
        // As many as there may be.
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(One(2) with { SourceId = One(1).SourceId, EndingSince = Sample.Now }, 1, Cancellation));
        await store.RemoveAsync(One(1).Id, Cancellation);
        Assert.Null(await store.FindByTokenAsync(One(1).Key.Token, Cancellation));
    }

    [Fact]
    public async Task Whoever_saves_second_has_to_look_again()
    {
        await store.AddAsync(One(1), Cancellation);
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(One(1) with { Deliveries = 1 }, 1, Cancellation));
        Assert.Equal(SaveOutcome.Stale, await other.SaveAsync(One(1) with { Deliveries = 9 }, 1, Cancellation));
        var kept = (await other.FindAsync(One(1).Id, Cancellation))!;
        Assert.Equal((1, 2), (kept.Deliveries, kept.Version));
        Assert.Equal(SaveOutcome.Stale, await store.SaveAsync(One(2), 1, Cancellation));
    }

    [Fact]
    public async Task A_callback_that_changes_leads_nowhere_any_more()
    {
        await store.AddAsync(One(1), Cancellation);
        await store.SaveAsync(One(1) with { Key = One(2).Key }, 1, Cancellation);
        Assert.Null(await store.FindByTokenAsync(One(1).Key.Token, Cancellation));
        Assert.Equal(One(1).Id, (await store.FindByTokenAsync(One(2).Key.Token, Cancellation))!.Id);
    }

    [Fact]
    public async Task What_is_due_is_given_to_one_and_comes_again_if_it_dies()
    {
        await store.AddAsync(One(1) with { Due = Sample.Now.AddHours(1) }, Cancellation);
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddMinutes(59), Lease, Cancellation));
        var leased = Assert.Single(await store.LeaseAsync(9, Sample.Now.AddHours(1), Lease, Cancellation));
        Assert.Empty(await other.LeaseAsync(9, Sample.Now.AddHours(1) + Lease - TimeSpan.FromSeconds(1), Lease, Cancellation));
        var again = Assert.Single(await other.LeaseAsync(9, Sample.Now.AddHours(1) + Lease, Lease, Cancellation));
        Assert.Equal(SaveOutcome.Stale, await store.SaveAsync(leased, leased.Version, Cancellation));
        Assert.Equal(SaveOutcome.Saved, await other.SaveAsync(again with { Due = Sample.Now.AddDays(1) }, again.Version, Cancellation));
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddHours(23), Lease, Cancellation));
    }

    [Fact]
    public async Task Hundreds_are_shared_by_two_replicas_and_none_is_given_out_twice()
    {
        const int many = 300;
        foreach (var chunk in Enumerable.Range(1, many).Chunk(50))
            await Task.WhenAll(chunk.Select(number => store.AddAsync(One(number), Cancellation)));
        var given = new ConcurrentBag<Guid>();
        async Task WorkAsync(ISubscriptionStore mine)
        {
            while (await mine.LeaseAsync(16, Sample.Now, Lease, Cancellation) is { Count: > 0 } leased)
            {
                foreach (var one in leased)
                    given.Add(one.Id);
            }
        }

        await Task.WhenAll(Task.Run(() => WorkAsync(store), Cancellation), Task.Run(() => WorkAsync(other), Cancellation));
        await WorkAsync(store);
        Assert.Equal((many, many), (given.Count, given.Distinct().Count()));
    }

    [Fact]
    public async Task They_are_counted_by_state()
    {
        await store.AddAsync(One(1), Cancellation);
        await store.AddAsync(One(2) with { State = SubscriptionState.Active }, Cancellation);
        await store.AddAsync(One(3) with { State = SubscriptionState.Active }, Cancellation);
        var counts = await other.CountAsync(Cancellation);
        Assert.Equal((1, 2), (counts[SubscriptionState.Pending], counts[SubscriptionState.Active]));
    }

    private static Subscription One(int number) => new()
    {
        Id = new Guid(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 1),
        SourceId = new Guid(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 2),
        Topic = "https://feeds.example/1",
        Hubs = ["https://hub.example/", "http://hub.example/"],
        Key = new CallbackKey($"token-{number}", $"https://news.example/v1/websub/token-{number}", "secret"),
        CreatedAt = Sample.Now,
        Due = Sample.Now,
    };
}

public sealed class SqliteSubscriptionTests() : SubscriptionSuite(new SqlitePlace());

public sealed class MongoSubscriptionTests(MongoServer server) : SubscriptionSuite(new MongoPlace(server));
