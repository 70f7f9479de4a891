using System.Collections.Concurrent;
using Newsroom.Ingest.Sources;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Sources;

/// <summary><see cref="ISourceStore"/>: who may poll a source, and when.</summary>
public abstract class SourceLeaseSuite(StorePlace place) : SourceStoreSuite(place)
{
    [Fact]
    public async Task A_source_that_is_held_is_not_given_to_another_until_the_lease_ends()
    {
        await Store.AddAsync(Source(1), Cancellation);
        Assert.Single(await Store.LeaseAsync(10, Sample.Now, Lease, Cancellation));
        Assert.Empty(await Other.LeaseAsync(10, Sample.Now + Lease - TimeSpan.FromSeconds(1), Lease, Cancellation));
        Assert.Single(await Other.LeaseAsync(10, Sample.Now + Lease, Lease, Cancellation));
    }

    [Fact]
    public async Task Thousands_of_sources_are_shared_by_two_replicas_and_none_is_polled_twice()
    {
        const int many = 2_000;
        foreach (var chunk in Enumerable.Range(1, many).Chunk(250))
            await Task.WhenAll(chunk.Select(number => Store.AddAsync(Source(number), Cancellation)));
        var polled = new ConcurrentBag<Guid>();
        async Task<int> WorkAsync(ISourceStore mine)
        {
            var mineAlone = 0;
            while (await mine.LeaseAsync(100, Sample.Now, Lease, Cancellation) is { Count: > 0 } leased)
            {
                foreach (var source in leased)
                {
                    polled.Add(source.Source.Id);
                    mineAlone++;
                }

                await Task.WhenAll(leased.Select(async source =>
                    Assert.Equal(PollOutcome.Saved, await mine.CompleteAsync(source, new SourcePolls { NextPollAt = Sample.Now.AddHours(1) }, null, Cancellation))));
            }

            return mineAlone;
        }

        var shares = await Task.WhenAll(Task.Run(() => WorkAsync(Store)), Task.Run(() => WorkAsync(Other)));
        // A replica may find nothing free for a moment and stop; between them nothing is left and nothing is done twice.
        while (await Store.LeaseAsync(100, Sample.Now, Lease, Cancellation) is { Count: > 0 } rest)
        {
            foreach (var source in rest)
                polled.Add(source.Source.Id);
        }

        Assert.Equal((many, many), (polled.Count, polled.Distinct().Count()));
        Assert.True(shares.Sum() > 0);
    }

    [Fact]
    public async Task The_longest_due_comes_first()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await Store.AddAsync(Source(number) with { CreatedAt = Sample.Now.AddMinutes(-number) }, Cancellation);
        var leased = await Store.LeaseAsync(2, Sample.Now, Lease, Cancellation);
        Assert.Equal([Source(3).Id, Source(2).Id], leased.Select(one => one.Source.Id));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var slow = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.Single(await Other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
        Assert.False(await Store.RenewAsync(slow, Sample.Now + (2 * Lease), Cancellation));
        Assert.Equal(PollOutcome.Lost, await Store.CompleteAsync(slow, new SourcePolls { Articles = 9 }, slow.Source.Settings with { Url = "https://elsewhere.example/" }, Cancellation));
        var kept = (await Store.FindAsync(slow.Source.Id, Cancellation))!;
        Assert.Equal((0, Settings(1).Url), (kept.Polls.Articles, kept.Settings.Url));
    }

    [Fact]
    public async Task A_lease_can_be_held_for_longer()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.True(await Store.RenewAsync(leased, Sample.Now + (2 * Lease), Cancellation));
        Assert.Empty(await Other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
    }

    [Fact]
    public async Task How_far_a_poll_has_come_is_written_down_while_it_goes_on()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        var polls = new SourcePolls { Articles = 3, Seen = [new(1, 2)] };
        Assert.True(await Store.NoteAsync(leased, polls, Sample.Now + (2 * Lease), Cancellation));
        Assert.Equal(Sample.Json(polls), Sample.Json((await Other.FindAsync(leased.Source.Id, Cancellation))!.Polls));
        Assert.Empty(await Other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
        var next = Assert.Single(await Other.LeaseAsync(1, Sample.Now + (2 * Lease), Lease, Cancellation));
        Assert.False(await Store.NoteAsync(leased, new SourcePolls(), Sample.Now + (4 * Lease), Cancellation));
        Assert.Equal(3, (await Other.FindAsync(next.Source.Id, Cancellation))!.Polls.Articles);
    }

    [Fact]
    public async Task What_a_poll_writes_while_its_source_is_changed_is_not_overwritten()
    {
        foreach (var number in Enumerable.Range(1, 50))
        {
            await Store.AddAsync(Source(number), Cancellation);
            var leased = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
            var noting = Store.NoteAsync(leased, new SourcePolls { Articles = 3 }, Sample.Now + Lease, Cancellation);
            var saving = Other.SaveSettingsAsync(leased.Source.Id, Settings(number + 1_000) with { Paused = true }, 1, Cancellation);
            Assert.Equal(SettingsOutcome.Saved, await saving);
            Assert.Equal(await noting ? 3 : 0, (await Store.FindAsync(leased.Source.Id, Cancellation))!.Polls.Articles);
        }
    }

    [Fact]
    public async Task A_source_whose_host_is_not_free_is_put_back_until_its_turn_as_it_was()
    {
        var polls = new SourcePolls { Failures = 2, Problem = "It was away.", NextPollAt = Sample.Now, Seen = [new(1, 2, 3)] };
        await Store.AddAsync(Source(1) with { Polls = polls }, Cancellation);
        await Store.AddAsync(Source(2), Cancellation);
        var leased = await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        Assert.All(leased, one => Assert.Equal(Sample.Now + Lease, one.Until));
        await Store.PutBackAsync([.. leased.Select((one, number) => (one, Sample.Now.AddSeconds(10 * (number + 1))))], Cancellation);
        Assert.Empty(await Other.LeaseAsync(9, Sample.Now.AddSeconds(9), Lease, Cancellation));
        var first = Assert.Single(await Other.LeaseAsync(9, Sample.Now.AddSeconds(10), Lease, Cancellation));
        Assert.Equal((leased[0].Source.Id, Sample.Now.AddSeconds(10)), (first.Source.Id, first.Due));
        Assert.Equal(leased[1].Source.Id, Assert.Single(await Other.LeaseAsync(9, Sample.Now.AddSeconds(20), Lease, Cancellation)).Source.Id);
        Assert.Equal(Sample.Json(polls), Sample.Json((await Store.FindAsync(Source(1).Id, Cancellation))!.Polls));
    }

    [Fact]
    public async Task What_was_made_due_or_is_in_other_hands_is_not_put_back()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await Other.MakeDueAsync(leased.Source.Id, Sample.Now.AddSeconds(5), Cancellation);
        await Store.PutBackAsync([(leased, Sample.Now.AddHours(1))], Cancellation);
        var again = Assert.Single(await Other.LeaseAsync(9, Sample.Now.AddSeconds(5), Lease, Cancellation));
        await Store.PutBackAsync([(leased, Sample.Now.AddSeconds(6))], Cancellation);
        Assert.Empty(await Store.LeaseAsync(9, Sample.Now.AddSeconds(7), Lease, Cancellation));
        Assert.True(await Other.RenewAsync(again, Sample.Now.AddMinutes(5), Cancellation));
    }

    [Fact]
    public async Task A_poll_by_hand_during_a_poll_comes_after_it()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.True(await Other.MakeDueAsync(leased.Source.Id, Sample.Now.AddSeconds(5), Cancellation));
        Assert.Equal(PollOutcome.Saved, await Store.CompleteAsync(leased, new SourcePolls { NextPollAt = Sample.Now.AddHours(1) }, null, Cancellation));
        Assert.Single(await Store.LeaseAsync(1, Sample.Now.AddSeconds(5), Lease, Cancellation));
        Assert.False(await Store.MakeDueAsync(Guid.NewGuid(), Sample.Now, Cancellation));
    }

    [Fact]
    public async Task A_host_that_is_busy_is_left_alone_with_all_that_it_has()
    {
        await Store.AddAsync(Source(1), Cancellation);
        await Store.AddAsync(Source(2), Cancellation);
        await Store.AddAsync(Source(3) with { Settings = Settings(3) with { Url = "https://another.example/feed" } }, Cancellation);
        await Store.PostponeHostAsync("feeds.example", Sample.Now.AddHours(1), null, Cancellation);
        Assert.Equal(Source(3).Id, Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source.Id);
        var later = await Store.LeaseAsync(9, Sample.Now.AddHours(1), Lease, Cancellation);
        Assert.Superset(new HashSet<Guid> { Source(1).Id, Source(2).Id }, later.Select(one => one.Source.Id).ToHashSet());
        Assert.Equal([Sample.Now.AddHours(1), Sample.Now.AddHours(1), null], later.OrderBy(one => one.Source.Id).Select(one => one.Source.Polls.BusyUntil));
        // Also one that is due later by itself, and none for less long than it was.
        await Store.PostponeHostAsync("another.example", Sample.Now.AddMinutes(30), null, Cancellation);
        await Store.PostponeHostAsync("feeds.example", Sample.Now.AddMinutes(30), null, Cancellation);
        Assert.Equal(Sample.Now.AddMinutes(30), (await Store.FindAsync(Source(3).Id, Cancellation))!.Polls.BusyUntil);
        Assert.Equal(Sample.Now.AddHours(1), (await Store.FindAsync(Source(1).Id, Cancellation))!.Polls.BusyUntil);
    }

    [Fact]
    public async Task Whoever_heard_that_a_host_is_busy_has_its_own_source_due_as_it_writes_down_itself()
    {
        await Store.AddAsync(Source(1), Cancellation);
        await Store.AddAsync(Source(2), Cancellation);
        var held = (await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Single(one => one.Source.Id == Source(1).Id);
        await Store.PostponeHostAsync("feeds.example", Sample.Now.AddHours(1), held.Source.Id, Cancellation);
        Assert.Equal(PollOutcome.Saved, await Store.CompleteAsync(held, new SourcePolls { NextPollAt = Sample.Now.AddHours(6) }, null, Cancellation));
        Assert.Equal(Sample.Now.AddHours(1), (await Store.FindAsync(Source(2).Id, Cancellation))!.Polls.BusyUntil);
        Assert.Equal(Source(2).Id, Assert.Single(await Store.LeaseAsync(9, Sample.Now.AddHours(2), Lease, Cancellation)).Source.Id);
        Assert.Equal(Source(1).Id, Assert.Single(await Store.LeaseAsync(9, Sample.Now.AddHours(6), Lease, Cancellation), one => one.Source.Id == Source(1).Id).Source.Id);
    }

    [Fact]
    public async Task Another_port_is_another_host()
    {
        await Store.AddAsync(Source(1), Cancellation);
        await Store.AddAsync(Source(2) with { Settings = Settings(2) with { Url = "https://feeds.example:8443/2" } }, Cancellation);
        await Store.PostponeHostAsync("feeds.example:8443", Sample.Now.AddHours(1), null, Cancellation);
        Assert.Equal(Source(1).Id, Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source.Id);
    }

    [Fact]
    public async Task A_source_that_is_held_for_a_delivery_is_due_if_its_holder_dies_and_else_as_it_was()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var polled = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.Null(await Other.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation));
        var planned = Sample.Now.AddHours(6);
        await Store.CompleteAsync(polled, new SourcePolls { NextPollAt = planned }, null, Cancellation);
        var held = (await Store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation))!;
        Assert.Equal((planned, planned), (held.Source.Polls.NextPollAt, held.DueBefore));
        Assert.Null(await Other.HoldAsync(Source(1).Id, Sample.Now.AddSeconds(1), Lease, Cancellation));
        Assert.Empty(await Other.LeaseAsync(1, Sample.Now.AddSeconds(1), Lease, Cancellation));
        // Its holder died.
        Assert.Single(await Other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
        Assert.Equal(PollOutcome.Lost, await Store.CompleteAsync(held, held.Source.Polls, null, Cancellation));
        held = (await Store.HoldAsync(Source(1).Id, Sample.Now + (2 * Lease), Lease, Cancellation))!;
        Assert.Equal(PollOutcome.Saved, await Store.CompleteAsync(held, held.Source.Polls with { NextPollAt = planned }, null, Cancellation));
        Assert.Empty(await Store.LeaseAsync(1, planned.AddSeconds(-1), Lease, Cancellation));
        Assert.Single(await Store.LeaseAsync(1, planned, Lease, Cancellation));
    }

    [Fact]
    public async Task A_poll_that_somebody_wants_while_a_delivery_is_taken_stays_wanted()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var held = (await Store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation))!;
        await Other.MakeDueAsync(Source(1).Id, Sample.Now.AddSeconds(5), Cancellation);
        await Store.CompleteAsync(held, held.Source.Polls with { NextPollAt = Sample.Now.AddHours(6) }, null, Cancellation);
        Assert.Single(await Store.LeaseAsync(1, Sample.Now.AddSeconds(5), Lease, Cancellation));
    }

    [Fact]
    public async Task Whoever_holds_a_source_knows_when_it_was_planned_and_when_somebody_wanted_it()
    {
        await Store.AddAsync(Source(1) with { Polls = new SourcePolls { NextPollAt = Sample.Now.AddHours(6) } }, Cancellation);
        await Store.MakeDueAsync(Source(1).Id, Sample.Now.AddSeconds(-5), Cancellation);
        var held = (await Store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation))!;
        Assert.Equal((Sample.Now.AddHours(6), Sample.Now.AddSeconds(-5)), (held.Source.Polls.NextPollAt, held.DueBefore));
    }

    [Fact]
    public async Task A_source_that_is_paused_or_ended_or_not_there_cannot_be_held()
    {
        await Store.AddAsync(Source(3) with { Polls = new SourcePolls { EndedAt = Sample.Now } }, Cancellation);
        Assert.Null(await Store.HoldAsync(Source(3).Id, Sample.Now, Lease, Cancellation));

        await Store.AddAsync(Source(1) with { Settings = Settings(1) with { Paused = true } }, Cancellation);
        Assert.Null(await Store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation));
        Assert.Null(await Store.HoldAsync(Source(2).Id, Sample.Now, Lease, Cancellation));
    }
}

public sealed class SqliteSourceLeaseTests() : SourceLeaseSuite(new SqlitePlace());

public sealed class MongoSourceLeaseTests(MongoServer server) : SourceLeaseSuite(new MongoPlace(server));
