using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Articles;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Outbox;

/// <summary>The relay over each kind of outbox, when what it works with fails for a while.</summary>
public abstract class PumpSuite(StorePlace place) : StoreSuite(place)
{
    private static readonly OutboxOptions Options = new() { Sweep = TimeSpan.FromMilliseconds(50), Lease = TimeSpan.FromMinutes(30), AgainAfterFailure = TimeSpan.FromSeconds(1) };
    private IArticleStore store = null!;
    private IOutbox outbox = null!;

    public override async ValueTask InitializeAsync() => (store, outbox) = await Place.IngestedAsync();

    [Fact]
    public async Task What_waits_is_published_in_its_order_and_removed()
    {
        var publisher = new Publisher(failures: 0);
        await SaveAsync("one", "two", "three");
        await RelayAsync(publisher, journal: null);
        Assert.Equal(["one", "two", "three"], publisher.Published);
    }

    [Fact]
    public async Task A_broker_that_is_away_for_a_while_costs_no_message()
    {
        var publisher = new Publisher(failures: 1);
        await SaveAsync("one", "two");
        await RelayAsync(publisher, journal: null);
        Assert.Equal(0, publisher.FailuresLeft);
        Assert.Equal(["one", "two"], publisher.Published);
    }

    /// <summary>The lease is longer than the test: it has to be given back, for where leases are kept in memory none runs out.</summary>
    [Fact]
    public async Task A_journal_that_fails_for_a_while_costs_no_message()
    {
        var publisher = new Publisher(failures: 0);
        var journal = new Journal(outbox.Name, failures: 1);
        await SaveAsync("one", "two");
        await RelayAsync(publisher, journal);
        Assert.Equal(0, journal.FailuresLeft);
        Assert.Equal(["one", "two"], publisher.Published);
        Assert.Equal(["one", "two"], journal.Recorded);
    }

    [Fact]
    public async Task A_message_that_a_reader_gave_up_on_comes_again()
    {
        var publisher = new Publisher(failures: 1, new ReaderFailedException("A reader gave up.", new InvalidOperationException()));
        await SaveAsync("one");
        await RelayAsync(publisher, journal: null);
        Assert.Equal(0, publisher.FailuresLeft);
        Assert.Equal(["one"], publisher.Published);
    }

    /// <summary>Runs the relay until nothing waits.</summary>
    private async Task RelayAsync(Publisher publisher, Journal? journal)
    {
        using var signal = new OutboxSignal();
        using var pump = new OutboxPump(outbox, journal, signal, publisher, Options, TimeProvider.System, NullLogger.Instance);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Task.Run(() => pump.RunAsync(stopping.Token), Cancellation);
        await Eventually.TrueAsync(async () => (await outbox.MeasureAsync(Sample.Now, Cancellation)).Depth == 0, "nothing waits in the outbox any more", TimeSpan.FromSeconds(15));
        await stopping.CancelAsync();
        await running;
    }

    private async Task SaveAsync(params string[] texts)
    {
        var article = new IngestedArticle { Article = Sample.Article, FirstReceivedAt = Sample.Now };
        await store.SaveAsync(article, 0, [.. texts.Select(text => Sample.Entry(text))], Cancellation);
    }

    private sealed class Publisher(int failures, Exception? problem = null) : IMessagePublisher
    {
        private int left = failures;

        public int FailuresLeft => Math.Max(0, left);

        public ConcurrentQueue<string> Published { get; } = new();

        public Task WaitUntilReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref left) >= 0)
                return Task.FromException(problem ?? new IOException("The broker is away."));
            Published.Enqueue(Sample.TextOf(entry));
            return Task.CompletedTask;
        }
    }

    private sealed class Journal(string outbox, int failures) : IOutboxJournal
    {
        private int left = failures;

        public string Outbox => outbox;

        public int FailuresLeft => Math.Max(0, left);

        public ConcurrentQueue<string> Recorded { get; } = new();

        public Task RecordAsync(IReadOnlyList<OutboxEntry> leaving, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref left) >= 0)
                return Task.FromException(new IOException("The disk is full."));
            foreach (var entry in leaving)
                Recorded.Enqueue(Sample.TextOf(entry));
            return Task.CompletedTask;
        }
    }
}

public sealed class SqlitePumpTests() : PumpSuite(new SqlitePlace());

public sealed class MongoPumpTests(MongoServer server) : PumpSuite(new MongoPlace(server));
