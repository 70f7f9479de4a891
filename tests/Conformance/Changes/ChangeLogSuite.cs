using Newsroom.Contracts;
using Newsroom.Publishing.Changes;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Changes;

/// <summary><see cref="IChangeLog"/>: whoever reads on from the last sequence seen misses nothing.</summary>
public abstract class ChangeLogSuite(StorePlace place) : StoreSuite(place)
{
    private IReadOnlyList<IChangeLog> replicas = null!;

    private IChangeLog Log => replicas[0];

    public override async ValueTask InitializeAsync() => replicas = await Place.ChangesAsync(replicas: 2);

    [Fact]
    public async Task An_empty_log_reads_as_empty() => Assert.Empty(await Log.ReadAsync(0, 10, Cancellation));

    [Fact]
    public async Task Changes_are_written_down_in_their_order_from_one_on_and_read_as_they_were()
    {
        ContentChange[] changes = [Change("one"), Change("two") with { Change = PublicationChange.Withdrawn }, Change(Sample.OddText)];
        await Log.AppendAsync(changes, Cancellation);
        Assert.Equal(changes.Select((change, index) => change with { Sequence = index + 1 }), await Log.ReadAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task A_change_that_was_written_down_before_is_left_out_and_uses_up_no_sequence()
    {
        ContentChange[] first = [Change("one"), Change("two")];
        await Log.AppendAsync(first, Cancellation);
        await Log.AppendAsync([first[1], Change("three"), first[0]], Cancellation);
        await Log.AppendAsync(first, Cancellation);
        await Log.AppendAsync([Change("four")], Cancellation);
        Assert.Equal([(1, "one"), (2, "two"), (3, "three"), (4, "four")], await AllAsync());
    }

    [Fact]
    public async Task A_change_that_comes_twice_in_one_call_is_written_once()
    {
        var twice = Change("twice");
        await Log.AppendAsync([Change("before"), twice, twice, Change("after")], Cancellation);
        Assert.Equal([(1, "before"), (2, "twice"), (3, "after")], await AllAsync());
    }

    [Fact]
    public async Task Nothing_to_append_is_no_error()
    {
        await Log.AppendAsync([], Cancellation);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Reading_goes_on_after_the_last_one_seen()
    {
        await Log.AppendAsync([.. Enumerable.Range(1, 7).Select(i => Change($"{i}"))], Cancellation);
        var seen = new List<long>();
        while (await Log.ReadAsync(seen.LastOrDefault(), 3, Cancellation) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 3);
            seen.AddRange(page.Select(change => change.Sequence));
        }

        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), seen);
        Assert.Empty(await Log.ReadAsync(1_000, 3, Cancellation));
    }

    [Fact]
    public async Task When_many_write_at_once_no_sequence_is_left_out_and_each_keeps_its_order()
    {
        const int writers = 6;
        const int calls = 8;
        var reading = ReadWhileWrittenAsync(writers * calls * 2);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var call = 0; call < calls; call++)
                await replicas[writer % replicas.Count].AppendAsync([Change($"{writer}:{call:00}a"), Change($"{writer}:{call:00}b")], Cancellation);
        }, Cancellation)));

        var all = await AllAsync();
        Assert.Equal(Enumerable.Range(1, writers * calls * 2), all.Select(change => change.Sequence));
        Assert.All(all.GroupBy(change => change.Title[0]), writer => Assert.Equal(writer.Select(change => change.Title).Order(StringComparer.Ordinal), writer.Select(change => change.Title)));
        Assert.Equal(all, await reading);
    }

    [Fact]
    public async Task The_same_changes_from_many_at_once_are_written_once()
    {
        ContentChange[] changes = [.. Enumerable.Range(0, 10).Select(i => Change($"{i}"))];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(() => replicas[writer % replicas.Count].AppendAsync(changes, Cancellation), Cancellation)));
        Assert.Equal(changes.Select((change, index) => (index + 1, change.Title)), await AllAsync());
    }

    /// <summary>A reader that follows along: what it sees must be all there is, without anything turning up behind it.</summary>
    private async Task<IReadOnlyList<(int, string)>> ReadWhileWrittenAsync(int expected)
    {
        var seen = new List<ContentChange>();
        await Eventually.TrueAsync(async () =>
        {
            seen.AddRange(await replicas[^1].ReadAsync(seen.Count == 0 ? 0 : seen[^1].Sequence, 5, Cancellation));
            return seen.Count >= expected;
        }, $"a reader that follows sees {expected} changes");
        return [.. seen.Select(change => ((int)change.Sequence, change.Title))];
    }

    private async Task<List<(int Sequence, string Title)>> AllAsync() =>
        [.. (await Log.ReadAsync(0, 1_000, Cancellation)).Select(change => ((int)change.Sequence, change.Title))];

    private static ContentChange Change(string title) => new()
    {
        EventId = Guid.CreateVersion7(),
        ArticleId = Guid.NewGuid(),
        Revision = 3,
        Change = PublicationChange.Revised,
        Title = title,
        At = Sample.Now.AddMilliseconds(7),
    };
}

public sealed class SqliteChangeLogTests() : ChangeLogSuite(new SqlitePlace());

public sealed class MongoChangeLogTests(MongoServer server) : ChangeLogSuite(new MongoPlace(server));
