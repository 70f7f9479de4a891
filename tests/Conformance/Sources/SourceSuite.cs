using System.Collections.Concurrent;
using Newsroom.Contracts;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Sources;

/// <summary><see cref="ISourceStore"/>: what people say of a source, what polling finds, and who may poll it.</summary>
public abstract class SourceSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private ISourceStore store = null!;
    private ISourceStore other = null!;

    public override async ValueTask InitializeAsync() => (store, other) = await Place.SourcesAsync();

    [Fact]
    public async Task A_source_comes_back_as_it_was_said()
    {
        var said = Source(1) with
        {
            Settings = Settings(1) with
            {
                Name = Sample.OddText,
                Form = SourceForm.Sitemap,
                HomePage = "https://news.example/",
                Language = "id",
                Section = "Pelabuhan",
                Trust = SourceTrust.Review,
                FullText = false,
                Rights = new Rights { CopyrightHolder = "Example", UsageTerms = "Online only" },
                PollMinutes = 7,
                WebSub = false,
            },
        };
        Assert.Equal(Sample.Json(said), Sample.Json(await store.AddAsync(said, Cancellation)));
        Assert.Equal(Sample.Json(said), Sample.Json(await store.FindAsync(said.Id, Cancellation)));
        Assert.Null(await store.FindAsync(Guid.NewGuid(), Cancellation));
    }

    [Theory]
    [InlineData("http://feeds.example/1")]
    [InlineData("https://FEEDS.example:443/1/")]
    public async Task An_address_is_one_source(string another)
    {
        var first = await store.AddAsync(Source(1), Cancellation);
        var second = Source(2) with { Settings = Settings(2) with { Url = another } };
        Assert.Equal(first.Id, (await store.AddAsync(second, Cancellation)).Id);
        Assert.Null(await store.FindAsync(second.Id, Cancellation));
    }

    [Fact]
    public async Task Sources_are_listed_page_by_page_without_what_was_seen_in_them()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await store.AddAsync(Source(number) with { Polls = new SourcePolls { Articles = number, Seen = [new(1, 2, 3)] } }, Cancellation);
        var first = await store.ListAsync(3, null, Cancellation);
        var rest = await store.ListAsync(3, first[^1].Id, Cancellation);
        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(source => source.Polls.Articles));
        Assert.All(first, source => Assert.Empty(source.Polls.Seen));
    }

    [Fact]
    public async Task A_source_that_is_held_is_not_given_to_another_until_the_lease_ends()
    {
        await store.AddAsync(Source(1), Cancellation);
        Assert.Single(await store.LeaseAsync(10, Sample.Now, Lease, Cancellation));
        Assert.Empty(await other.LeaseAsync(10, Sample.Now + Lease - TimeSpan.FromSeconds(1), Lease, Cancellation));
        Assert.Single(await other.LeaseAsync(10, Sample.Now + Lease, Lease, Cancellation));
    }

    [Fact]
    public async Task Thousands_of_sources_are_shared_by_two_replicas_and_none_is_polled_twice()
    {
        const int many = 2_000;
        foreach (var chunk in Enumerable.Range(1, many).Chunk(250))
            await Task.WhenAll(chunk.Select(number => store.AddAsync(Source(number), Cancellation)));
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

        var shares = await Task.WhenAll(Task.Run(() => WorkAsync(store)), Task.Run(() => WorkAsync(other)));
        // A replica may find nothing free for a moment and stop; between them nothing is left and nothing is done twice.
        while (await store.LeaseAsync(100, Sample.Now, Lease, Cancellation) is { Count: > 0 } rest)
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
            await store.AddAsync(Source(number) with { CreatedAt = Sample.Now.AddMinutes(-number) }, Cancellation);
        var leased = await store.LeaseAsync(2, Sample.Now, Lease, Cancellation);
        Assert.Equal([Source(3).Id, Source(2).Id], leased.Select(one => one.Source.Id));
    }

    [Fact]
    public async Task What_a_poll_found_is_kept_and_says_when_the_next_is_due()
    {
        await store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        var polls = new SourcePolls
        {
            LastPollAt = Sample.Now,
            LastSuccessAt = Sample.Now,
            LastNewAt = Sample.Now,
            NextPollAt = Sample.Now.AddMinutes(10),
            Rhythm = 1234.5,
            ETag = "W/\"1\"",
            LastModified = "yesterday",
            BodyHash = "abc",
            WebSub = new WebSubOffer("https://feeds.example/1", ["https://hub.example/", "http://hub.example/"]),
            Articles = 3,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            Seen = [new(long.MinValue, long.MaxValue), new(-1, 0, 2)],
        };
        Assert.Equal(PollOutcome.Saved, await store.CompleteAsync(leased, polls, null, Cancellation));
        Assert.Equal(Sample.Json(polls), Sample.Json((await store.FindAsync(leased.Source.Id, Cancellation))!.Polls));
        Assert.Empty(await store.LeaseAsync(1, Sample.Now.AddMinutes(9), Lease, Cancellation));
        Assert.Single(await store.LeaseAsync(1, Sample.Now.AddMinutes(10), Lease, Cancellation));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing()
    {
        await store.AddAsync(Source(1), Cancellation);
        var slow = Assert.Single(await store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.Single(await other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
        Assert.False(await store.RenewAsync(slow, Sample.Now + (2 * Lease), Cancellation));
        Assert.Equal(PollOutcome.Lost, await store.CompleteAsync(slow, new SourcePolls { Articles = 9 }, "https://elsewhere.example/", Cancellation));
        var kept = (await store.FindAsync(slow.Source.Id, Cancellation))!;
        Assert.Equal((0, Settings(1).Url), (kept.Polls.Articles, kept.Settings.Url));
    }

    [Fact]
    public async Task A_lease_can_be_held_for_longer()
    {
        await store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.True(await store.RenewAsync(leased, Sample.Now + (2 * Lease), Cancellation));
        Assert.Empty(await other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
    }

    [Fact]
    public async Task A_source_whose_host_is_not_free_is_put_back_until_its_turn_as_it_was()
    {
        var polls = new SourcePolls { Failures = 2, Problem = "It was away.", NextPollAt = Sample.Now, Seen = [new(1, 2, 3)] };
        await store.AddAsync(Source(1) with { Polls = polls }, Cancellation);
        await store.AddAsync(Source(2), Cancellation);
        var leased = await store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        Assert.All(leased, one => Assert.Equal(Sample.Now + Lease, one.Until));
        await store.PutBackAsync([.. leased.Select((one, number) => (one, Sample.Now.AddSeconds(10 * (number + 1))))], Cancellation);
        Assert.Empty(await other.LeaseAsync(9, Sample.Now.AddSeconds(9), Lease, Cancellation));
        var first = Assert.Single(await other.LeaseAsync(9, Sample.Now.AddSeconds(10), Lease, Cancellation));
        Assert.Equal((leased[0].Source.Id, Sample.Now.AddSeconds(10)), (first.Source.Id, first.Due));
        Assert.Equal(leased[1].Source.Id, Assert.Single(await other.LeaseAsync(9, Sample.Now.AddSeconds(20), Lease, Cancellation)).Source.Id);
        Assert.Equal(Sample.Json(polls), Sample.Json((await store.FindAsync(Source(1).Id, Cancellation))!.Polls));
    }

    [Fact]
    public async Task What_was_made_due_or_is_in_other_hands_is_not_put_back()
    {
        await store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await other.MakeDueAsync(leased.Source.Id, Sample.Now.AddSeconds(5), Cancellation);
        await store.PutBackAsync([(leased, Sample.Now.AddHours(1))], Cancellation);
        var again = Assert.Single(await other.LeaseAsync(9, Sample.Now.AddSeconds(5), Lease, Cancellation));
        await store.PutBackAsync([(leased, Sample.Now.AddSeconds(6))], Cancellation);
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddSeconds(7), Lease, Cancellation));
        Assert.True(await other.RenewAsync(again, Sample.Now.AddMinutes(5), Cancellation));
    }

    [Fact]
    public async Task A_poll_by_hand_during_a_poll_comes_after_it()
    {
        await store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.True(await other.MakeDueAsync(leased.Source.Id, Sample.Now.AddSeconds(5), Cancellation));
        Assert.Equal(PollOutcome.Saved, await store.CompleteAsync(leased, new SourcePolls { NextPollAt = Sample.Now.AddHours(1) }, null, Cancellation));
        Assert.Single(await store.LeaseAsync(1, Sample.Now.AddSeconds(5), Lease, Cancellation));
        Assert.False(await store.MakeDueAsync(Guid.NewGuid(), Sample.Now, Cancellation));
    }

    [Fact]
    public async Task What_has_ended_or_is_paused_is_not_due_until_somebody_wants_it()
    {
        await store.AddAsync(Source(1), Cancellation);
        await store.AddAsync(Source(2) with { Settings = Settings(2) with { Paused = true } }, Cancellation);
        var ended = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await store.CompleteAsync(ended, new SourcePolls { EndedAt = Sample.Now }, null, Cancellation);
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddYears(1), Lease, Cancellation));
        var counts = await store.CountAsync(Cancellation);
        Assert.Equal((1, 1), (counts[SourceState.Ended], counts[SourceState.Paused]));

        await store.MakeDueAsync(ended.Source.Id, Sample.Now, Cancellation);
        Assert.Equal(SourceState.Active, Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source.State);
    }

    [Fact]
    public async Task Settings_change_only_from_what_was_read()
    {
        await store.AddAsync(Source(1), Cancellation);
        var next = Settings(1) with { Name = "Another", Paused = true };
        Assert.Equal(SettingsOutcome.Saved, await store.SaveSettingsAsync(Source(1).Id, next, 1, Cancellation));
        Assert.Equal(SettingsOutcome.Stale, await other.SaveSettingsAsync(Source(1).Id, Settings(1), 1, Cancellation));
        Assert.Equal(SettingsOutcome.Missing, await store.SaveSettingsAsync(Guid.NewGuid(), next, 1, Cancellation));
        var kept = (await store.FindAsync(Source(1).Id, Cancellation))!;
        Assert.Equal((2, "Another", SourceState.Paused), (kept.Version, kept.Settings.Name, kept.State));
        Assert.Empty(await store.LeaseAsync(9, Sample.Now.AddYears(1), Lease, Cancellation));
    }

    [Fact]
    public async Task Another_address_forgets_what_was_learnt_and_takes_the_source_out_of_its_pollers_hands()
    {
        await store.AddAsync(Source(1) with { Polls = new SourcePolls { ETag = "1", Failures = 3, Seen = [new(1, 1)], Articles = 5 } }, Cancellation);
        await store.AddAsync(Source(2), Cancellation);
        var leased = await store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        var mine = leased.Single(one => one.Source.Id == Source(1).Id);
        Assert.Equal(SettingsOutcome.Taken, await store.SaveSettingsAsync(mine.Source.Id, Settings(2), 1, Cancellation));
        Assert.Equal(SettingsOutcome.Saved, await store.SaveSettingsAsync(mine.Source.Id, Settings(3), 1, Cancellation));
        Assert.Equal(PollOutcome.Lost, await store.CompleteAsync(mine, mine.Source.Polls, null, Cancellation));
        var again = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source;
        Assert.Equal((Settings(3).Url, null, 0, 5), (again.Settings.Url, again.Polls.ETag, again.Polls.Failures, again.Polls.Articles));
        Assert.Empty(again.Polls.Seen);
    }

    [Fact]
    public async Task A_source_moves_unless_another_one_is_there()
    {
        await store.AddAsync(Source(1), Cancellation);
        await store.AddAsync(Source(2), Cancellation);
        var leased = await store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        Assert.Equal(PollOutcome.Saved, await store.CompleteAsync(leased[0], new SourcePolls { NextPollAt = Sample.Now }, "https://moved.example/feed", Cancellation));
        Assert.Equal(PollOutcome.AddressTaken, await store.CompleteAsync(leased[1], new SourcePolls { Articles = 7, NextPollAt = Sample.Now }, "http://moved.example/feed", Cancellation));
        Assert.Equal("https://moved.example/feed", (await store.FindAsync(leased[0].Source.Id, Cancellation))!.Settings.Url);
        var second = (await store.FindAsync(leased[1].Source.Id, Cancellation))!;
        Assert.Equal((leased[1].Source.Settings.Url, 7), (second.Settings.Url, second.Polls.Articles));
    }

    [Fact]
    public async Task A_host_that_is_busy_is_left_alone_with_all_that_it_has()
    {
        await store.AddAsync(Source(1), Cancellation);
        await store.AddAsync(Source(2), Cancellation);
        await store.AddAsync(Source(3) with { Settings = Settings(3) with { Url = "https://another.example/feed" } }, Cancellation);
        await store.PostponeHostAsync("feeds.example", Sample.Now.AddHours(1), Cancellation);
        Assert.Equal(Source(3).Id, Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source.Id);
        var later = await store.LeaseAsync(9, Sample.Now.AddHours(1), Lease, Cancellation);
        Assert.Superset(new HashSet<Guid> { Source(1).Id, Source(2).Id }, later.Select(one => one.Source.Id).ToHashSet());
        Assert.Equal(
            [Sample.Now.AddHours(1), Sample.Now.AddHours(1), null],
            later.OrderBy(one => one.Source.Id).Select(one => one.Source.Polls.BusyUntil));
    }

    [Fact]
    public async Task A_source_that_is_removed_is_gone()
    {
        await store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        Assert.True(await store.RemoveAsync(Source(1).Id, Cancellation));
        Assert.False(await store.RemoveAsync(Source(1).Id, Cancellation));
        Assert.Equal(PollOutcome.Lost, await store.CompleteAsync(leased, new SourcePolls(), null, Cancellation));
        Assert.Null(await store.FindAsync(Source(1).Id, Cancellation));
    }

    [Fact]
    public async Task A_source_that_is_held_for_a_delivery_is_due_if_its_holder_dies_and_else_as_it_was()
    {
        await store.AddAsync(Source(1), Cancellation);
        var polled = Assert.Single(await store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        Assert.Null(await other.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation));
        var planned = Sample.Now.AddHours(6);
        await store.CompleteAsync(polled, new SourcePolls { NextPollAt = planned }, null, Cancellation);
        var held = (await store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation))!;
        Assert.Equal(planned, held.Source.Polls.NextPollAt);
        Assert.Null(await other.HoldAsync(Source(1).Id, Sample.Now.AddSeconds(1), Lease, Cancellation));
        Assert.Empty(await other.LeaseAsync(1, Sample.Now.AddSeconds(1), Lease, Cancellation));
        // Its holder died.
        Assert.Single(await other.LeaseAsync(1, Sample.Now + Lease, Lease, Cancellation));
        Assert.Equal(PollOutcome.Lost, await store.CompleteAsync(held, held.Source.Polls, null, Cancellation));
        held = (await store.HoldAsync(Source(1).Id, Sample.Now + (2 * Lease), Lease, Cancellation))!;
        Assert.Equal(PollOutcome.Saved, await store.CompleteAsync(held, held.Source.Polls with { NextPollAt = planned }, null, Cancellation));
        Assert.Empty(await store.LeaseAsync(1, planned.AddSeconds(-1), Lease, Cancellation));
        Assert.Single(await store.LeaseAsync(1, planned, Lease, Cancellation));
    }

    [Fact]
    public async Task A_poll_that_somebody_wants_while_a_delivery_is_taken_stays_wanted()
    {
        await store.AddAsync(Source(1), Cancellation);
        var held = (await store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation))!;
        await other.MakeDueAsync(Source(1).Id, Sample.Now.AddSeconds(5), Cancellation);
        await store.CompleteAsync(held, held.Source.Polls with { NextPollAt = Sample.Now.AddHours(6) }, null, Cancellation);
        Assert.Single(await store.LeaseAsync(1, Sample.Now.AddSeconds(5), Lease, Cancellation));
    }

    [Fact]
    public async Task A_source_that_is_paused_or_not_there_cannot_be_held()
    {
        await store.AddAsync(Source(1) with { Settings = Settings(1) with { Paused = true } }, Cancellation);
        Assert.Null(await store.HoldAsync(Source(1).Id, Sample.Now, Lease, Cancellation));
        Assert.Null(await store.HoldAsync(Source(2).Id, Sample.Now, Lease, Cancellation));
    }

    private static SourceSettings Settings(int number) => new() { Url = $"https://feeds.example/{number}", Name = $"Feed {number}" };

    private static Source Source(int number) => new()
    {
        Id = new Guid(number, 0, 7, 8, 9, 0, 0, 0, 0, 0, 1),
        CreatedAt = Sample.Now,
        Settings = Settings(number),
    };
}

public sealed class SqliteSourceTests() : SourceSuite(new SqlitePlace());

public sealed class MongoSourceTests(MongoServer server) : SourceSuite(new MongoPlace(server));
