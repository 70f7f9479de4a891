using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Answers;

/// <summary><see cref="IAnswerStore"/>: the first answer stays, and what tells of it goes out.</summary>
public abstract class AnswerSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly Guid A = Guid.Parse("00000000-0000-8000-8000-00000000000a");
    private static readonly Guid B = Guid.Parse("00000000-0000-8000-8000-00000000000b");

    private IAnswerStore store = null!;
    private IOutbox outbox = null!;

    public override async ValueTask InitializeAsync() => (store, outbox) = await Place.AnswersAsync();

    [Fact]
    public async Task What_is_not_there_is_not_found() => Assert.Null(await store.FindAsync(A, Cancellation));

    [Fact]
    public async Task The_first_answer_is_kept_whatever_comes_later()
    {
        var first = Answer(A, IntakeOutcome.Added);
        Assert.Equal(first, await store.KeepAsync(first, [], Cancellation));
        Assert.Equal(first, await store.KeepAsync(Answer(A, IntakeOutcome.Unchanged), [], Cancellation));
        Assert.Equal(first, await store.FindAsync(A, Cancellation));
        Assert.Null(await store.FindAsync(B, Cancellation));
    }

    [Fact]
    public async Task A_refusal_is_kept_with_all_it_says()
    {
        var refused = Answer(A, IntakeOutcome.Added) with
        {
            Taken = null,
            Refused = new KeptRefusal(Sample.OddText, [new SubmissionFault { Pointer = "/title", Detail = "An article needs a title." }], Guid.NewGuid()),
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        };
        await store.KeepAsync(refused, [], Cancellation);
        Assert.Equal(Sample.Json(refused), Sample.Json(await store.FindAsync(A, Cancellation)));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_kept_and_all_hear_of_it()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => store.KeepAsync(Answer(A, IntakeOutcome.Added), [Sample.Entry($"{number}")], Cancellation)));
        Assert.Single(kept.Distinct());
        // The messages of those that came too late don't go out.
        Assert.Single(Assert.Single(await LeasedAsync()).Due);
    }

    [Fact]
    public async Task What_tells_of_an_answer_waits_with_it_and_goes_out_again_when_asked_to()
    {
        var first = Answer(A, IntakeOutcome.Added);
        var entry = Sample.Entry("answered");
        await store.KeepAsync(first, [entry], Cancellation);
        var leased = Assert.Single(await LeasedAsync());
        Assert.Equal(entry.Id, Assert.Single(leased.Due).Id);
        await outbox.CompleteAsync([new OutboxReceipt(leased.DocumentId, leased.Lease, [entry.Id], [])], Cancellation);
        Assert.Empty(await LeasedAsync());

        await store.SendAgainAsync(first, [entry], Cancellation);
        Assert.Equal(entry.Id, Assert.Single(Assert.Single(await LeasedAsync()).Due).Id);
        Assert.Equal(first, await store.FindAsync(A, Cancellation));
    }

    [Fact]
    public async Task What_was_forgotten_meanwhile_is_sent_again_all_the_same()
    {
        await store.SendAgainAsync(Answer(A, IntakeOutcome.Added), [Sample.Entry("answered")], Cancellation);
        Assert.Single(Assert.Single(await LeasedAsync()).Due);
    }

    internal static KeptAnswer Answer(Guid id, IntakeOutcome outcome) => new()
    {
        Id = id,
        Request = "request",
        Taken = new IntakeResult(Guid.NewGuid(), 1, outcome),
        // Now, because what is past its time is removed by the server's own clock.
        At = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
    };

    private Task<IReadOnlyList<OutboxBatch>> LeasedAsync() => outbox.LeaseAsync(10, DateTimeOffset.UtcNow.AddYears(10), TimeSpan.FromMilliseconds(1), Cancellation);
}

public sealed class SqliteAnswerTests() : AnswerSuite(new SqlitePlace())
{
    [Fact]
    public async Task What_is_past_its_time_goes_when_something_new_comes()
    {
        var (store, _) = await Place.AnswersAsync();
        var now = DateTimeOffset.UtcNow;
        var (old, young) = (Guid.NewGuid(), Guid.NewGuid());
        await store.KeepAsync(Answer(old, IntakeOutcome.Added) with { At = now - KeptAnswer.TimeToLive - TimeSpan.FromSeconds(1) }, [], Cancellation);
        await store.KeepAsync(Answer(young, IntakeOutcome.Added) with { At = now - KeptAnswer.TimeToLive + TimeSpan.FromMinutes(1) }, [], Cancellation);
        await store.KeepAsync(Answer(Guid.NewGuid(), IntakeOutcome.Added), [], Cancellation);
        Assert.Null(await store.FindAsync(old, Cancellation));
        Assert.NotNull(await store.FindAsync(young, Cancellation));
    }
}

public sealed class MongoAnswerTests(MongoServer server) : AnswerSuite(new MongoPlace(server));
