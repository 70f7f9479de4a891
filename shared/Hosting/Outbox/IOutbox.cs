namespace Newsroom.Hosting.Outbox;

/// <summary>
/// The messages that wait in the documents of one store, in the eyes of the relay. Leasing a document keeps other replicas away
/// from its messages for a while, so that they go out once and in their order.
/// </summary>
public interface IOutbox
{
    /// <summary>Database and collection or table, for logs and metrics: <c>newsroom-ingest.articles</c>, <c>ingest.articles</c>.</summary>
    string Name { get; }

    /// <summary>Takes up to <paramref name="documents"/> documents with messages that are due, those waiting longest first.</summary>
    Task<IReadOnlyList<OutboxBatch>> LeaseAsync(int documents, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Removes what was published, puts off what has to wait, and gives the leases back.</summary>
    Task CompleteAsync(IReadOnlyList<OutboxReceipt> receipts, CancellationToken cancellation);

    Task<OutboxLevel> MeasureAsync(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>The due messages of one leased document, in the order in which they were saved. <see cref="Lease"/> names this lease.</summary>
public sealed record OutboxBatch(string DocumentId, string Lease, IReadOnlyList<OutboxEntry> Due);

/// <summary>What became of a leased document's messages.</summary>
public sealed record OutboxReceipt(
    string DocumentId, string Lease, IReadOnlyList<Guid> Published, IReadOnlyList<PostponedEntry> Postponed);

public sealed record PostponedEntry(Guid Id, DateTimeOffset Until);

/// <summary>How many messages wait, and how long the oldest that is due has waited.</summary>
public sealed record OutboxLevel(long Depth, TimeSpan OldestAge);

/// <summary>
/// Writes down what is about to leave an outbox, before it leaves: in the order in which a document's messages were saved,
/// perhaps more than once.
/// </summary>
public interface IOutboxJournal
{
    /// <summary><see cref="IOutbox.Name"/> of the outbox that this is about.</summary>
    string Outbox { get; }

    Task RecordAsync(IReadOnlyList<OutboxEntry> leaving, CancellationToken cancellation);
}
