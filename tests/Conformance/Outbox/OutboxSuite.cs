using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Tests.Conformance.Places;
using Xunit;

namespace Newsroom.Tests.Conformance.Outbox;

/// <summary><see cref="IOutbox"/>, as the relay uses it.</summary>
public abstract class OutboxSuite(StorePlace place) : StoreSuite(place)
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private IArticleStore store = null!;

    protected IOutbox Outbox { get; private set; } = null!;

    protected static DateTimeOffset Now => Sample.Now;

    public override async ValueTask InitializeAsync() => (store, Outbox) = await Place.IngestedAsync();

    [Fact]
    public async Task An_empty_outbox_has_nothing_to_lease()
    {
        Assert.Empty(await LeaseAsync());
        Assert.Equal(new OutboxLevel(0, TimeSpan.Zero), await Outbox.MeasureAsync(Now, Cancellation));
    }

    [Fact]
    public async Task A_message_comes_back_byte_for_byte_with_its_trace()
    {
        var saved = new OutboxEntry
        {
            Id = Guid.Parse("0195513a-7c00-7abc-8def-0123456789ab"),
            Type = "newsroom.article-received.v1",
            Body = "{ \"text\" : \"" + Sample.OddText.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal) + "\",\n \"n\": 1.50, \"dup\": 1, \"dup\": 2 }",
            Subject = "6f1d3c1e-0f5b-5a56-9c54-0b7a3f1d2e4c",
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            TraceState = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
            Time = Now.AddMilliseconds(-7),
            NotBefore = Now.AddMilliseconds(-3),
        };
        await SaveAsync(Guid.NewGuid(), saved);
        var plain = Sample.Entry("without a trace");
        await SaveAsync(Guid.NewGuid(), plain);

        var back = (await LeaseAsync()).SelectMany(batch => batch.Due).ToDictionary(entry => entry.Id);
        Assert.Equal(saved, back[saved.Id]);
        Assert.Equal(plain, back[plain.Id]);
    }

    [Fact]
    public async Task A_batch_names_the_document_it_is_about()
    {
        var document = Guid.NewGuid();
        await SaveAsync(document, Sample.Entry("one"));
        Assert.Equal(document, Guid.Parse(Assert.Single(await LeaseAsync()).DocumentId));
    }

    [Fact]
    public async Task Messages_of_one_document_come_in_the_order_in_which_they_were_saved()
    {
        var document = Guid.NewGuid();
        // Neither ids nor times say anything about the order: clocks of replicas differ.
        await SaveAsync(document, Sample.Entry("one", Now), Sample.Entry("two", Now.AddSeconds(-5)));
        await SaveAsync(document, Sample.Entry("three", Now.AddSeconds(-9)));
        Assert.Equal(["one", "two", "three"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task Leased_documents_are_not_handed_out_again()
    {
        await SaveAsync(Guid.NewGuid(), Sample.Entry("one"));
        Assert.Single(await LeaseAsync());
        Assert.Empty(await LeaseAsync());
        await SaveAsync(Guid.NewGuid(), Sample.Entry("other"));
        Assert.Equal(["other"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task Of_those_that_lease_at_once_each_document_goes_to_one()
    {
        for (var i = 0; i < 20; i++)
            await SaveAsync(Guid.NewGuid(), Sample.Entry($"{i}"));
        for (var round = 0; round < 50; round++)
        {
            using var start = new Barrier(4);
            var leases = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait(Cancellation);
                return Outbox.LeaseAsync(20, Now, Lease, Cancellation);
            }, Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            var batches = leases.SelectMany(one => one).ToList();
            Assert.NotEmpty(batches);
            Assert.Equal(batches.Count, batches.Select(batch => batch.DocumentId).Distinct(StringComparer.Ordinal).Count());
            await Outbox.CompleteAsync([.. batches.Select(batch => new OutboxReceipt(batch.DocumentId, batch.Lease, [], []))], Cancellation);
        }
    }

    [Fact]
    public async Task No_more_documents_are_leased_than_asked_for_and_those_that_wait_longest_come_first()
    {
        for (var i = 0; i < 6; i++)
            await SaveAsync(Guid.NewGuid(), Sample.Entry($"{i}", Now.AddMinutes(i - 10)));
        Assert.Equal(["0", "1"], (await LeaseAsync(2)).SelectMany(Texts).Order(StringComparer.Ordinal));
        Assert.Equal(["2", "3", "4"], (await LeaseAsync(3)).SelectMany(Texts).Order(StringComparer.Ordinal));
        Assert.Equal(["5"], (await LeaseAsync(3)).SelectMany(Texts));
    }

    [Fact]
    public async Task Batches_come_in_the_order_in_which_their_documents_wait()
    {
        for (var i = 0; i < 9; i++)
            await SaveAsync(Guid.NewGuid(), Sample.Entry($"{i}", Now.AddMinutes(i - 10)));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{i}"), (await LeaseAsync()).SelectMany(Texts));
    }

    [Fact]
    public async Task What_was_published_is_gone_and_the_document_free_again()
    {
        var document = Guid.NewGuid();
        await SaveAsync(document, Sample.Entry("one"), Sample.Entry("two"));
        await CompleteAsync(Assert.Single(await LeaseAsync()), published: 2);
        Assert.Empty(await LeaseAsync());
        Assert.Equal(0, (await Outbox.MeasureAsync(Now, Cancellation)).Depth);

        await SaveAsync(document, Sample.Entry("three"));
        Assert.Equal(["three"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task What_was_not_published_comes_again()
    {
        await SaveAsync(Guid.NewGuid(), Sample.Entry("one"), Sample.Entry("two"), Sample.Entry("three"));
        await CompleteAsync(Assert.Single(await LeaseAsync()), published: 1);
        var again = Assert.Single(await LeaseAsync());
        Assert.Equal(["two", "three"], Texts(again));
        await CompleteAsync(again, published: 0);
        Assert.Equal(["two", "three"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task Messages_saved_during_a_lease_stay_and_come_after()
    {
        var document = Guid.NewGuid();
        await SaveAsync(document, Sample.Entry("one"));
        var batch = Assert.Single(await LeaseAsync());
        await SaveAsync(document, Sample.Entry("two"));
        Assert.Empty(await LeaseAsync());
        await CompleteAsync(batch, published: 1);
        Assert.Equal(["two"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task A_message_that_has_to_wait_comes_when_its_time_has_come_and_not_before()
    {
        var until = Now.AddHours(2);
        await SaveAsync(Guid.NewGuid(), Sample.Entry("now"), Sample.Entry("later", notBefore: until));
        var batch = Assert.Single(await LeaseAsync());
        Assert.Equal(["now"], Texts(batch));
        await CompleteAsync(batch, published: 1);

        Assert.Empty(await LeaseAsync(now: until.AddMilliseconds(-1)));
        Assert.Equal(["later"], Texts(Assert.Single(await LeaseAsync(now: until))));
    }

    [Fact]
    public async Task A_message_that_has_to_wait_holds_up_none_that_is_saved_after_it()
    {
        var document = Guid.NewGuid();
        await SaveAsync(document, Sample.Entry("later", notBefore: Now.AddHours(2)));
        Assert.Empty(await LeaseAsync());
        await SaveAsync(document, Sample.Entry("now"));
        Assert.Equal(["now"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task A_message_that_was_put_off_comes_again_at_its_time_as_it_was()
    {
        var again = Now.AddMinutes(5);
        var failing = Sample.Entry("failing");
        await SaveAsync(Guid.NewGuid(), failing, Sample.Entry("fine"));
        var batch = Assert.Single(await LeaseAsync());
        await Outbox.CompleteAsync([new OutboxReceipt(batch.DocumentId, batch.Lease, [batch.Due[1].Id], [new PostponedEntry(failing.Id, again)])], Cancellation);

        Assert.Empty(await LeaseAsync(now: again.AddMilliseconds(-1)));
        Assert.Equal(failing, Assert.Single(Assert.Single(await LeaseAsync(now: again)).Due));
    }

    [Fact]
    public async Task Several_receipts_are_taken_at_once()
    {
        for (var i = 0; i < 5; i++)
            await SaveAsync(Guid.NewGuid(), Sample.Entry($"{i}"), Sample.Entry($"{i} again"));
        var batches = await LeaseAsync();
        await Outbox.CompleteAsync([.. batches.Select(batch => new OutboxReceipt(batch.DocumentId, batch.Lease, [batch.Due[0].Id], []))], Cancellation);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{i} again"), (await LeaseAsync()).SelectMany(Texts).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Completing_twice_or_with_nothing_does_no_harm()
    {
        var document = Guid.NewGuid();
        await SaveAsync(document, Sample.Entry("one"));
        var batch = Assert.Single(await LeaseAsync());
        await CompleteAsync(batch, published: 1);
        await SaveAsync(document, Sample.Entry("two"));
        await CompleteAsync(batch, published: 1);
        await Outbox.CompleteAsync([], Cancellation);
        Assert.Equal(["two"], Texts(Assert.Single(await LeaseAsync())));
    }

    [Fact]
    public async Task The_level_counts_all_that_waits_and_the_age_of_the_oldest_that_is_due()
    {
        await SaveAsync(Guid.NewGuid(), Sample.Entry("one", Now.AddSeconds(-90)), Sample.Entry("two", Now.AddSeconds(-30)));
        await SaveAsync(Guid.NewGuid(), Sample.Entry("three", Now.AddSeconds(-10)), Sample.Entry("later", Now.AddDays(-1), notBefore: Now.AddHours(1)));
        Assert.Equal(new OutboxLevel(4, TimeSpan.FromSeconds(90)), await Outbox.MeasureAsync(Now, Cancellation));

        foreach (var batch in await LeaseAsync())
            await CompleteAsync(batch, batch.Due.Count);
        Assert.Equal(new OutboxLevel(1, TimeSpan.Zero), await Outbox.MeasureAsync(Now, Cancellation));
        Assert.Equal(new OutboxLevel(1, TimeSpan.FromMinutes(5)), await Outbox.MeasureAsync(Now.AddMinutes(65), Cancellation));
    }

    protected async Task SaveAsync(Guid document, params OutboxEntry[] outgoing)
    {
        var stored = await store.FindAsync(document, Cancellation);
        var next = new IngestedArticle { Article = Sample.Article with { ArticleId = document }, FirstReceivedAt = Now };
        Assert.Equal(SaveOutcome.Saved, await store.SaveAsync(next, stored?.Version ?? 0, outgoing, Cancellation));
    }

    protected Task<IReadOnlyList<OutboxBatch>> LeaseAsync(int documents = 100, DateTimeOffset? now = null) =>
        Outbox.LeaseAsync(documents, now ?? Now, Lease, Cancellation);

    protected Task CompleteAsync(OutboxBatch batch, int published) => Outbox.CompleteAsync(
        [new OutboxReceipt(batch.DocumentId, batch.Lease, [.. batch.Due.Take(published).Select(entry => entry.Id)], [])], Cancellation);

    protected static IEnumerable<string> Texts(OutboxBatch batch) => batch.Due.Select(Sample.TextOf);
}

public sealed class SqliteOutboxTests() : OutboxSuite(new SqlitePlace());
