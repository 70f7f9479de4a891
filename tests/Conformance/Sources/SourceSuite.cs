using Newsroom.Contracts;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Sources;

/// <summary><see cref="ISourceStore"/>: what people say of a source, and what polling finds.</summary>
public abstract class SourceSuite(StorePlace place) : SourceStoreSuite(place)
{
    [Fact]
    public async Task A_source_comes_back_as_it_was_said()
    {
        var said = Source(1) with
        {
            Settings = Settings(1) with
            {
                Name = Sample.OddText,
                Unnamed = true,
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
        Assert.Equal(Sample.Json(said), Sample.Json(await Store.AddAsync(said, Cancellation)));
        Assert.Equal(Sample.Json(said), Sample.Json(await Store.FindAsync(said.Id, Cancellation)));
        Assert.Null(await Store.FindAsync(Guid.NewGuid(), Cancellation));
    }

    [Theory]
    [InlineData("http://feeds.example/1")]
    [InlineData("https://FEEDS.example:443/1/")]
    public async Task An_address_is_one_source(string another)
    {
        var first = await Store.AddAsync(Source(1), Cancellation);
        var second = Source(2) with { Settings = Settings(2) with { Url = another } };
        Assert.Equal(first.Id, (await Store.AddAsync(second, Cancellation)).Id);
        Assert.Null(await Store.FindAsync(second.Id, Cancellation));
    }

    [Fact]
    public async Task Sources_are_listed_page_by_page_without_what_was_seen_in_them()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await Store.AddAsync(Source(number) with { Polls = new SourcePolls { Articles = number, Seen = [new(1, 2, 3)] } }, Cancellation);
        var first = await Store.ListAsync(3, null, null, Cancellation);
        var rest = await Store.ListAsync(3, first[^1].Id, null, Cancellation);
        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(source => source.Polls.Articles));
        Assert.All(first, source => Assert.Empty(source.Polls.Seen));
    }

    [Fact]
    public async Task Sources_are_found_by_their_name_in_capitals_or_not()
    {
        await Store.AddAsync(Source(1) with { Settings = Settings(1) with { Name = "Harbour Wire" } }, Cancellation);
        await Store.AddAsync(Source(2) with { Settings = Settings(2) with { Name = "HARBOUR WIRE" } }, Cancellation);
        await Store.AddAsync(Source(3) with { Settings = Settings(3) with { Name = "Harbour" } }, Cancellation);
        Assert.Equal([Source(1).Id, Source(2).Id], (await Store.NamedAsync("harbour wire", Cancellation)).Order());
        Assert.Empty(await Store.NamedAsync("wire", Cancellation));
    }

    [Fact]
    public async Task What_a_poll_found_is_kept_and_says_when_the_next_is_due()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(1, Sample.Now, Lease, Cancellation));
        var polls = new SourcePolls
        {
            LastPollAt = Sample.Now,
            LastSuccessAt = Sample.Now,
            LastNewAt = Sample.Now,
            NextPollAt = Sample.Now.AddMinutes(10),
            Rhythm = 1234.5,
            Pace = 2345.5,
            TtlMinutes = 60,
            Title = Sample.OddText,
            HomePage = "https://feeds.example/",
            ETag = "W/\"1\"",
            LastModified = "yesterday",
            BodyHash = "abc",
            WebSub = new WebSubOffer("https://feeds.example/1", ["https://hub.example/", "http://hub.example/"]),
            Articles = 3,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            AskAt = Sample.Now.AddHours(4),
            Seen = [new(long.MinValue, long.MaxValue), new(-1, 0, 2, new(Sample.Now, Sample.Now.AddMinutes(1), "{\"feed\":{}}"))],
        };
        Assert.Equal(PollOutcome.Saved, await Store.CompleteAsync(leased, polls, null, Cancellation));
        Assert.Equal(Sample.Json(polls), Sample.Json((await Store.FindAsync(leased.Source.Id, Cancellation))!.Polls));
        Assert.Empty(await Store.LeaseAsync(1, Sample.Now.AddMinutes(9), Lease, Cancellation));
        Assert.Single(await Store.LeaseAsync(1, Sample.Now.AddMinutes(10), Lease, Cancellation));
    }

    [Fact]
    public async Task What_has_ended_or_is_paused_is_not_due_until_somebody_wants_it()
    {
        await Store.AddAsync(Source(1), Cancellation);
        await Store.AddAsync(Source(2) with { Settings = Settings(2) with { Paused = true } }, Cancellation);
        var ended = Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        await Store.CompleteAsync(ended, new SourcePolls { EndedAt = Sample.Now }, null, Cancellation);
        Assert.Empty(await Store.LeaseAsync(9, Sample.Now.AddYears(1), Lease, Cancellation));
        var counts = await Store.CountAsync(Cancellation);
        Assert.Equal((1, 1), (counts[SourceState.Ended], counts[SourceState.Paused]));
        Assert.Equal([Source(2).Id], (await Store.ListAsync(9, null, SourceState.Paused, Cancellation)).Select(source => source.Id));
        Assert.Empty(await Store.ListAsync(9, Source(2).Id, SourceState.Paused, Cancellation));
        Assert.Empty(await Store.ListAsync(9, null, SourceState.Active, Cancellation));

        await Store.MakeDueAsync(ended.Source.Id, Sample.Now, Cancellation);
        Assert.Equal(SourceState.Active, Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source.State);
    }

    [Fact]
    public async Task Settings_change_only_from_what_was_read()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var next = Settings(1) with { Name = "Another", Paused = true };
        Assert.Equal(SettingsOutcome.Saved, await Store.SaveSettingsAsync(Source(1).Id, next, 1, Cancellation));
        Assert.Equal(SettingsOutcome.Stale, await Other.SaveSettingsAsync(Source(1).Id, Settings(1), 1, Cancellation));
        Assert.Equal(SettingsOutcome.Missing, await Store.SaveSettingsAsync(Guid.NewGuid(), next, 1, Cancellation));
        var kept = (await Store.FindAsync(Source(1).Id, Cancellation))!;
        Assert.Equal((2, "Another", SourceState.Paused), (kept.Version, kept.Settings.Name, kept.State));
        Assert.Empty(await Store.LeaseAsync(9, Sample.Now.AddYears(1), Lease, Cancellation));
    }

    [Fact]
    public async Task Another_address_forgets_what_was_learnt_and_takes_the_source_out_of_its_pollers_hands()
    {
        await Store.AddAsync(Source(1) with { Polls = new SourcePolls { ETag = "1", Failures = 3, Seen = [new(1, 1)], Articles = 5 } }, Cancellation);
        await Store.AddAsync(Source(2), Cancellation);
        var leased = await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        var mine = leased.Single(one => one.Source.Id == Source(1).Id);
        Assert.Equal(SettingsOutcome.Taken, await Store.SaveSettingsAsync(mine.Source.Id, Settings(2), 1, Cancellation));
        Assert.Equal(SettingsOutcome.Saved, await Store.SaveSettingsAsync(mine.Source.Id, Settings(3), 1, Cancellation));
        Assert.Equal(PollOutcome.Lost, await Store.CompleteAsync(mine, mine.Source.Polls, null, Cancellation));
        var again = Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation)).Source;
        Assert.Equal((Settings(3).Url, null, 0, 5), (again.Settings.Url, again.Polls.ETag, again.Polls.Failures, again.Polls.Articles));
        Assert.Empty(again.Polls.Seen);
    }

    [Fact]
    public async Task What_waits_is_not_forgotten_with_the_settings()
    {
        SeenEntry waiting = new(1, 0, 2, new(Sample.Now, Sample.Now, "{}"));
        await Store.AddAsync(Source(1) with { Polls = new SourcePolls { Seen = [waiting, new(4, 5)] } }, Cancellation);
        Assert.Equal(SettingsOutcome.Saved, await Store.SaveSettingsAsync(Source(1).Id, Settings(1) with { FullText = true }, 1, Cancellation));
        Assert.Equal([waiting], (await Store.FindAsync(Source(1).Id, Cancellation))!.Polls.Seen);
        Assert.Equal(SettingsOutcome.Saved, await Store.SaveSettingsAsync(Source(1).Id, Settings(3), 2, Cancellation));
        Assert.Equal([waiting], (await Store.FindAsync(Source(1).Id, Cancellation))!.Polls.Seen);
    }

    [Fact]
    public async Task A_source_moves_unless_another_one_is_there()
    {
        await Store.AddAsync(Source(1), Cancellation);
        await Store.AddAsync(Source(2), Cancellation);
        var leased = await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation);
        Assert.Equal(PollOutcome.Saved, await Store.CompleteAsync(leased[0], new SourcePolls { NextPollAt = Sample.Now }, leased[0].Source.Settings with { Url = "https://moved.example/feed", Name = "Moved" }, Cancellation));
        Assert.Equal(PollOutcome.AddressTaken, await Store.CompleteAsync(leased[1], new SourcePolls { Articles = 7, NextPollAt = Sample.Now }, leased[1].Source.Settings with { Url = "http://moved.example/feed" }, Cancellation));
        Assert.Equal("https://moved.example/feed", (await Store.FindAsync(leased[0].Source.Id, Cancellation))!.Settings.Url);
        var first = (await Store.FindAtAsync("http://moved.example/feed", Cancellation))!;
        Assert.Equal((leased[0].Source.Id, "Moved", 2), (first.Id, first.Settings.Name, first.Version));
        Assert.Null(await Store.FindAtAsync(leased[0].Source.Settings.Url, Cancellation));
        var second = (await Store.FindAsync(leased[1].Source.Id, Cancellation))!;
        Assert.Equal((leased[1].Source.Settings.Url, 7), (second.Settings.Url, second.Polls.Articles));
    }

    [Fact]
    public async Task A_source_that_is_removed_is_gone()
    {
        await Store.AddAsync(Source(1), Cancellation);
        var leased = Assert.Single(await Store.LeaseAsync(9, Sample.Now, Lease, Cancellation));
        Assert.True(await Store.RemoveAsync(Source(1).Id, Cancellation));
        Assert.False(await Store.RemoveAsync(Source(1).Id, Cancellation));
        Assert.Equal(PollOutcome.Lost, await Store.CompleteAsync(leased, new SourcePolls(), null, Cancellation));
        Assert.Null(await Store.FindAsync(Source(1).Id, Cancellation));
    }
}

public sealed class SqliteSourceTests() : SourceSuite(new SqlitePlace());

public sealed class MongoSourceTests(MongoServer server) : SourceSuite(new MongoPlace(server));
