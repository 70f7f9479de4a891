using Newsroom.Hosting.Outbox;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Outbox;

/// <summary>And what matters only where several replicas relay from one database.</summary>
public sealed class MongoOutboxTests(MongoServer server) : OutboxSuite(new MongoPlace(server))
{
    [Fact]
    public async Task A_second_replica_gets_what_the_first_leased_only_when_the_lease_has_run_out()
    {
        var (_, second) = await Place.IngestedAsync();
        await SaveAsync(Guid.NewGuid(), Sample.Entry("one"));
        var first = Assert.Single(await LeaseAsync());

        Assert.Empty(await second.LeaseAsync(10, Now + Lease - TimeSpan.FromMilliseconds(1), Lease, Cancellation));
        var taken = Assert.Single(await second.LeaseAsync(10, Now + Lease, Lease, Cancellation));
        Assert.Equal(["one"], Texts(taken));
        Assert.NotEqual(first.Lease, taken.Lease);
    }

    [Fact]
    public async Task A_replica_that_comes_back_late_does_not_give_away_the_lease_of_another()
    {
        var (_, second) = await Place.IngestedAsync();
        await SaveAsync(Guid.NewGuid(), Sample.Entry("one"), Sample.Entry("two"));
        var late = Assert.Single(await LeaseAsync());
        var taken = Assert.Single(await second.LeaseAsync(10, Now + Lease, Lease, Cancellation));

        await CompleteAsync(late, published: 1);
        Assert.Empty(await LeaseAsync(now: Now + Lease));

        await second.CompleteAsync([new OutboxReceipt(taken.DocumentId, taken.Lease, [taken.Due[1].Id], [])], Cancellation);
        Assert.Empty(await LeaseAsync(now: Now + Lease));
        Assert.Equal(0, (await Outbox.MeasureAsync(Now, Cancellation)).Depth);
    }

    [Fact]
    public async Task Replicas_that_lease_at_once_share_the_documents_and_none_goes_to_two()
    {
        const int documents = 30;
        for (var i = 0; i < documents; i++)
            await SaveAsync(Guid.NewGuid(), Sample.Entry($"{i}"));
        var replicas = new List<IOutbox>();
        for (var i = 0; i < 4; i++)
            replicas.Add((await Place.IngestedAsync()).Outbox);

        var handedOut = new List<string>();
        for (var round = 0; round < 20 && handedOut.Count < documents; round++)
        {
            var leases = await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.LeaseAsync(7, Now, Lease, Cancellation), Cancellation)));
            handedOut.AddRange(leases.SelectMany(batches => batches).Select(batch => batch.DocumentId));
        }

        Assert.Equal(documents, handedOut.Count);
        Assert.Equal(documents, handedOut.Distinct(StringComparer.Ordinal).Count());
    }
}
