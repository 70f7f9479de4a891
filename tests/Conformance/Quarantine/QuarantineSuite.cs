using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Submissions;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Quarantine;

/// <summary><see cref="IQuarantineStore"/>: it has to take whatever strangers send.</summary>
public abstract class QuarantineSuite(StorePlace place) : StoreSuite(place)
{
    private IQuarantineStore store = null!;

    public override async ValueTask InitializeAsync() => store = await Place.QuarantineAsync();

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Null(await store.FindAsync(Guid.NewGuid(), Cancellation));
        Assert.Empty(await store.ListAsync(new(), 10, null, Cancellation));
    }

    [Fact]
    public async Task A_message_comes_back_byte_for_byte()
    {
        var kept = Message(0) with
        {
            Reason = Sample.OddText,
            ContentType = "application/json; charset=\"utf-8\"",
            Body = [.. Enumerable.Range(0, 512).Select(i => (byte)i)],
            Headers = new Dictionary<string, string> { ["x-one"] = "1", ["X-Text"] = Sample.OddText },
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        await store.AddAsync(kept, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(await store.FindAsync(kept.Id, Cancellation)));
    }

    [Fact]
    public async Task A_message_of_which_nothing_is_known_is_kept()
    {
        var kept = Message(0) with { Body = [], Size = 0 };
        await store.AddAsync(kept, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(await store.FindAsync(kept.Id, Cancellation)));
    }

    [Fact]
    public async Task A_message_that_is_there_stays_as_it_is()
    {
        var kept = Message(0);
        await store.AddAsync(kept, Cancellation);
        await store.AddAsync(kept with { Reason = "Another reason." }, Cancellation);
        Assert.Equal(kept.Reason, Assert.Single(await store.ListAsync(new(), 10, null, Cancellation)).Reason);
    }

    [Theory]
    [InlineData("with.a.dot")]
    [InlineData("$where")]
    [InlineData("_id")]
    [InlineData("_t")]
    [InlineData("")]
    [InlineData("cloudEvents:id")]
    [InlineData("ключ 🔑")]
    [InlineData("nul\0nul")]
    public async Task A_stranger_may_call_a_header_anything(string name)
    {
        var kept = Message(0) with { Headers = new Dictionary<string, string> { [name] = "value", ["other"] = "" } };
        await store.AddAsync(kept, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(await store.FindAsync(kept.Id, Cancellation)));
        Assert.Equal("value", Assert.Single(await store.ListAsync(new(), 10, null, Cancellation)).Headers[name]);
    }

    [Fact]
    public async Task The_list_is_newest_first_without_bodies_and_goes_on_where_a_page_ended()
    {
        var kept = Enumerable.Range(0, 5).Select(Message).ToList();
        foreach (var message in kept)
            await store.AddAsync(message, Cancellation);

        var first = await store.ListAsync(new(), 3, null, Cancellation);
        var second = await store.ListAsync(new(), 3, first[^1].Id, Cancellation);
        Assert.Equal(kept.AsEnumerable().Reverse().Select(message => message.Id), first.Concat(second).Select(message => message.Id));
        Assert.All(first, message => Assert.Empty(message.Body));
        Assert.All(first, message => Assert.Equal(4, message.Size));
    }

    [Fact]
    public async Task Everything_that_is_needed_to_try_again_comes_back()
    {
        var kept = Message(0) with
        {
            Source = "s",
            Facts = new PageFacts("s", "https://example.org/a", null, null, "g"),
            ReadBy = "page",
            ContentEncoding = "gzip",
            RoutingKey = "newsroom.submit",
            MessageType = "a type",
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        };
        await store.AddAsync(kept, Cancellation);
        Assert.Equal(Sample.Json(kept), Sample.Json(await store.FindAsync(kept.Id, Cancellation)));
    }

    [Fact]
    public async Task A_message_that_is_refused_again_stays_with_the_new_reason_and_is_counted()
    {
        var kept = Message(0);
        await store.AddAsync(kept, Cancellation);
        await store.RefusedAgainAsync(kept.Id, "First.", Sample.Now, Cancellation);
        await store.RefusedAgainAsync(kept.Id, "Second.", Sample.Now.AddHours(1), Cancellation);
        await store.RefusedAgainAsync(Guid.NewGuid(), "Of none.", Sample.Now, Cancellation);
        Assert.Equal(
            Sample.Json(kept with { Reason = "Second.", Tries = 2, TriedAt = Sample.Now.AddHours(1) }), Sample.Json(await store.FindAsync(kept.Id, Cancellation)));
    }

    [Fact]
    public async Task A_message_that_is_dropped_is_gone()
    {
        var kept = Message(0);
        await store.AddAsync(kept, Cancellation);
        Assert.True(await store.DropAsync(kept.Id, Cancellation));
        Assert.False(await store.DropAsync(kept.Id, Cancellation));
        Assert.Null(await store.FindAsync(kept.Id, Cancellation));
    }

    [Fact]
    public async Task Of_what_comes_again_the_newest_is_kept_until_it_is_dropped_by_what_it_is_about()
    {
        var (about, other) = (Guid.NewGuid(), Guid.NewGuid());
        var (first, second, another, none) = (Message(0) with { About = about }, Message(1) with { About = about }, Message(2) with { About = other }, Message(3));
        foreach (var message in new[] { first, another, none, second })
            await store.AddAsync(message, Cancellation);
        Assert.Equal([none.Id, another.Id, second.Id], await ListedAsync(new()));
        Assert.Equal([second.Id], await store.DropAboutAsync(about, Cancellation));
        Assert.Empty(await store.DropAboutAsync(about, Cancellation));
        Assert.Equal([none.Id, another.Id], await ListedAsync(new()));
    }

    [Fact]
    public async Task The_list_can_be_asked_by_source_door_reason_and_time()
    {
        var now = Message(0).ReceivedAt;
        var wire = Message(0) with { Source = "Wire", Via = "amqp", Reason = "The title (of 'Wire') is missing.", ReceivedAt = now.AddHours(-2) };
        var page = Message(1) with { Source = "Site", Via = "page", Reason = "No article could be found.", ReceivedAt = now };
        await store.AddAsync(wire, Cancellation);
        await store.AddAsync(page, Cancellation);
        Assert.Equal([wire.Id], await ListedAsync(new(Sources: ["Wire"])));
        Assert.Equal([page.Id, wire.Id], await ListedAsync(new(Sources: ["Nobody", "Site", "Wire"])));
        Assert.Equal([page.Id], await ListedAsync(new(Via: "page")));
        Assert.Equal([wire.Id], await ListedAsync(new(Reason: "TITLE (of '")));
        Assert.Equal([page.Id], await ListedAsync(new(From: now.AddHours(-1))));
        Assert.Equal([wire.Id], await ListedAsync(new(To: now)));
        Assert.Empty(await ListedAsync(new(Sources: ["Wire"], Via: "page")));
        Assert.Equal([page.Id, wire.Id], await ListedAsync(new()));
    }

    private async Task<IEnumerable<Guid>> ListedAsync(QuarantineFilter filter) => (await store.ListAsync(filter, 10, null, Cancellation)).Select(message => message.Id);

    private static QuarantinedMessage Message(int minute) => new()
    {
        Id = Guid.CreateVersion7(Sample.Now.AddMinutes(minute)),
        // Now, because what is past its time is removed by the server's own clock.
        ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
        Via = "amqp",
        Reason = "It is not JSON.",
        Size = 4,
        Body = [1, 2, 3, 4],
    };
}

public sealed class SqliteQuarantineTests() : QuarantineSuite(new SqlitePlace())
{
    /// <summary>MongoDB does the same by an index, see <c>IndexTests</c>.</summary>
    [Fact]
    public async Task What_is_past_its_time_goes_when_something_new_comes()
    {
        var store = await Place.QuarantineAsync();
        QuarantinedMessage Of(double days) => new()
        {
            Id = Guid.CreateVersion7(),
            ReceivedAt = Sample.Now.AddDays(-days),
            Via = "amqp",
            Reason = "It is not JSON.",
            Size = 0,
            Body = [],
        };
        var old = Of(30.1);
        var young = Of(29.9);
        await store.AddAsync(old, Cancellation);
        await store.AddAsync(young, Cancellation);
        await store.AddAsync(Of(0), Cancellation);
        Assert.Null(await store.FindAsync(old.Id, Cancellation));
        Assert.NotNull(await store.FindAsync(young.Id, Cancellation));
    }
}

public sealed class MongoQuarantineTests(MongoServer server) : QuarantineSuite(new MongoPlace(server));
