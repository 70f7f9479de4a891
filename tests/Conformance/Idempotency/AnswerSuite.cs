using Newsroom.Ingest.Idempotency;
using Newsroom.Ingest.Revisions;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Idempotency;

/// <summary><see cref="IAnswerStore"/>: the first answer stays.</summary>
public abstract class AnswerSuite(StorePlace place) : StoreSuite(place)
{
    private IAnswerStore store = null!;

    public override async ValueTask InitializeAsync() => store = await Place.AnswersAsync();

    [Fact]
    public async Task What_is_not_there_is_not_found() => Assert.Null(await store.FindAsync("a", Cancellation));

    [Fact]
    public async Task The_first_answer_is_kept_whatever_comes_later()
    {
        var first = Answer("a", IntakeOutcome.Added);
        Assert.Equal(first, await store.KeepAsync(first, Cancellation));
        Assert.Equal(first, await store.KeepAsync(Answer("a", IntakeOutcome.Unchanged), Cancellation));
        Assert.Equal(first, await store.FindAsync("a", Cancellation));
        Assert.Null(await store.FindAsync("b", Cancellation));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_kept_and_all_hear_of_it()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => store.KeepAsync(Answer("a", IntakeOutcome.Added), Cancellation)));
        Assert.Single(kept.Distinct());
    }

    internal static KeptAnswer Answer(string id, IntakeOutcome outcome) => new()
    {
        Id = id,
        Request = "request",
        ArticleId = Guid.NewGuid(),
        Revision = 1,
        Outcome = outcome,
        At = Sample.Now,
    };
}

public sealed class SqliteAnswerTests() : AnswerSuite(new SqlitePlace())
{
    [Fact]
    public async Task What_is_past_its_time_goes_when_something_new_comes()
    {
        var store = await Place.AnswersAsync();
        await store.KeepAsync(Answer("old", IntakeOutcome.Added) with { At = Sample.Now - KeptAnswer.TimeToLive - TimeSpan.FromSeconds(1) }, Cancellation);
        await store.KeepAsync(Answer("new", IntakeOutcome.Added), Cancellation);
        Assert.Null(await store.FindAsync("old", Cancellation));
    }
}

public sealed class MongoAnswerTests(MongoServer server) : AnswerSuite(new MongoPlace(server));
