using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.WebSub;

/// <summary>Keeps the subscriptions and shares out the work on them: what is due is given to one replica.</summary>
internal interface ISubscriptionStore
{
    /// <summary>False if its source has one that goes on already.</summary>
    Task<bool> AddAsync(Subscription subscription, CancellationToken cancellation);

    Task<Subscription?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>By the name of its callback; also one that is at its end.</summary>
    Task<Subscription?> FindByTokenAsync(string token, CancellationToken cancellation);

    /// <summary>The one of a source that goes on.</summary>
    Task<Subscription?> FindOfSourceAsync(Guid sourceId, CancellationToken cancellation);

    /// <summary>Writes it as the next version, if it still is at <paramref name="expectedVersion"/>.</summary>
    Task<SaveOutcome> SaveAsync(Subscription subscription, long expectedVersion, CancellationToken cancellation);

    Task RemoveAsync(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Takes up to <paramref name="most"/> that are due, the longest due first. They are due again after <paramref name="lease"/>, unless they are saved
    /// with another time before: whoever took them may die.
    /// </summary>
    Task<IReadOnlyList<Subscription>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    Task<IReadOnlyDictionary<SubscriptionState, long>> CountAsync(CancellationToken cancellation);
}
