using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Tests.Conformance.Places;
using Xunit;

namespace Newsroom.Tests.Conformance.Articles;

/// <summary>What holds for every store that saves a document and its messages as one.</summary>
public abstract class VersionedStoreSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly Guid Id = Guid.Parse("0e7f1c2a-6a3d-5c1b-9f57-3b1f60a1d2c3");

    internal abstract IOutbox Outbox { get; }

    /// <summary>The document's revision, which marks it here, and its version; null if it is not there.</summary>
    internal abstract Task<(int Revision, long Version)?> FindAsync(Guid id);

    internal abstract Task<SaveOutcome> SaveAsync(Guid id, int revision, long expectedVersion, params OutboxEntry[] outgoing);

    [Fact]
    public async Task What_was_never_saved_is_not_found() => Assert.Null(await FindAsync(Id));

    [Fact]
    public async Task What_was_saved_is_found_with_a_version_that_rises_with_every_save()
    {
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(Id, 1, expectedVersion: 0));
        var first = await FindAsync(Id);
        Assert.Equal(1, first?.Revision);
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(Id, 2, first!.Value.Version));
        var second = await FindAsync(Id);
        Assert.Equal(2, second?.Revision);
        Assert.True(second!.Value.Version > first.Value.Version);
    }

    [Fact]
    public async Task Saving_as_new_what_is_there_is_stale_and_changes_nothing()
    {
        await SaveAsync(Id, 1, expectedVersion: 0, Sample.Entry("first"));
        var before = await FindAsync(Id);
        Assert.Equal(SaveOutcome.Stale, await SaveAsync(Id, 2, expectedVersion: 0, Sample.Entry("second")));
        Assert.Equal(before, await FindAsync(Id));
        Assert.Equal(["first"], await WaitingAsync());
    }

    [Fact]
    public async Task Saving_over_an_older_version_is_stale_and_changes_nothing()
    {
        await SaveAsync(Id, 1, expectedVersion: 0);
        var old = (await FindAsync(Id))!.Value.Version;
        await SaveAsync(Id, 2, old, Sample.Entry("second"));
        var before = await FindAsync(Id);
        Assert.Equal(SaveOutcome.Stale, await SaveAsync(Id, 3, old, Sample.Entry("third")));
        Assert.Equal(before, await FindAsync(Id));
        Assert.Equal(["second"], await WaitingAsync());
    }

    [Fact]
    public async Task Saving_over_something_that_is_not_there_is_stale()
    {
        Assert.Equal(SaveOutcome.Stale, await SaveAsync(Id, 1, expectedVersion: 1, Sample.Entry("nothing")));
        Assert.Null(await FindAsync(Id));
        Assert.Empty(await WaitingAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_those_that_save_over_the_same_version_at_once_exactly_one_wins(bool isNew)
    {
        var version = 0L;
        if (!isNew)
        {
            await SaveAsync(Id, 1, expectedVersion: 0);
            version = (await FindAsync(Id))!.Value.Version;
        }

        var saves = Enumerable.Range(10, 12).Select(revision =>
            Task.Run(async () => (Revision: revision, Outcome: await SaveAsync(Id, revision, version, Sample.Entry($"revision {revision}"))), Cancellation));
        var winner = Assert.Single(await Task.WhenAll(saves), save => save.Outcome == SaveOutcome.Saved);

        Assert.Equal(winner.Revision, (await FindAsync(Id))?.Revision);
        Assert.Equal([$"revision {winner.Revision}"], await WaitingAsync());
    }

    [Fact]
    public async Task Nobodys_update_is_lost_when_all_load_decide_and_save()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Optimistic.SaveAsync<SaveOutcome>(Id, async () =>
        {
            var stored = await FindAsync(Id);
            return await SaveAsync(Id, (stored?.Revision ?? 0) + 1, stored?.Version ?? 0) == SaveOutcome.Saved ? SaveOutcome.Saved : null;
        }), Cancellation)));
        Assert.Equal(8, (await FindAsync(Id))?.Revision);
    }

    [Fact]
    public async Task Relaying_its_messages_does_not_make_a_document_stale()
    {
        await SaveAsync(Id, 1, expectedVersion: 0, Sample.Entry("first"));
        var loaded = (await FindAsync(Id))!.Value.Version;
        var batch = Assert.Single(await Outbox.LeaseAsync(10, Sample.Now, TimeSpan.FromSeconds(30), Cancellation));
        await Outbox.CompleteAsync([new OutboxReceipt(batch.DocumentId, batch.Lease, [batch.Due[0].Id], [])], Cancellation);
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(Id, 2, loaded));
    }

    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        var batches = await Outbox.LeaseAsync(10, Sample.Now, TimeSpan.FromSeconds(30), Cancellation);
        return [.. batches.SelectMany(batch => batch.Due).Select(Sample.TextOf)];
    }
}
