namespace Newsroom.Ingest.Sources;

/// <summary>
/// Keeps the sources and shares out the work of polling them: who has the lease of one is the only one to poll it. Settings belong to
/// people and polls to the poller, and neither overwrites the other's.
/// </summary>
internal interface ISourceStore
{
    /// <summary>Adds it, due at once; or gives the one that has its address already.</summary>
    Task<Source> AddAsync(Source source, CancellationToken cancellation);

    Task<Source?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>The source that has this address.</summary>
    Task<Source?> FindAtAsync(string url, CancellationToken cancellation);

    /// <summary>The ids of those that have this name; case does not matter.</summary>
    Task<IReadOnlyList<Guid>> NamedAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Oldest first, those after <paramref name="after"/> (an id, which sorts by time of making), in whatever state if none is said. What was seen in them is
    /// left out.
    /// </summary>
    Task<IReadOnlyList<Source>> ListAsync(int limit, Guid? after, SourceState? state, CancellationToken cancellation);

    /// <summary>Writes settings, if they still are at <paramref name="expectedVersion"/>; the source is due at once.</summary>
    Task<SettingsOutcome> SaveSettingsAsync(Guid id, SourceSettings settings, long expectedVersion, CancellationToken cancellation);

    /// <summary>False if it was not there.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellation);

    /// <summary>Makes it due at once, also if it has ended. False if it is not there.</summary>
    Task<bool> MakeDueAsync(Guid id, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Takes up to <paramref name="most"/> due sources that nobody holds, the longest due first, and holds them for <paramref name="lease"/>.</summary>
    Task<IReadOnlyList<LeasedSource>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>
    /// Holds one source, due or not, for what came from elsewhere than a poll; null if somebody holds it, if it is paused, has ended or is not there. Meanwhile it is
    /// due, so that it is polled if its holder dies.
    /// </summary>
    Task<LeasedSource?> HoldAsync(Guid id, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Holds a source for longer. False if it is not held under this lease any more.</summary>
    Task<bool> RenewAsync(LeasedSource source, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Writes how far its poll has come, and holds the source for longer. False, and nothing is written, if it is not held under this lease any more.</summary>
    Task<bool> NoteAsync(LeasedSource source, SourcePolls polls, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Gives sources back unpolled, each due at its turn, unless somebody wanted it polled at another time meanwhile.</summary>
    Task PutBackAsync(IReadOnlyList<(LeasedSource Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation);

    /// <summary>
    /// Writes how the poll went and gives the source back, due at <see cref="SourcePolls.NextPollAt"/> (never, if that is null), unless
    /// somebody wanted it polled again meanwhile. <paramref name="learnt"/> are its settings from now on, where the poll found out what nobody said; none of
    /// them, if their address is another source's.
    /// </summary>
    Task<PollOutcome> CompleteAsync(LeasedSource source, SourcePolls polls, SourceSettings? learnt, CancellationToken cancellation);

    /// <summary>
    /// Leaves all sources of a host (<see cref="SourceAddress.Authority"/>) alone until then, if not for longer (<see cref="SourcePolls.BusyUntil"/>): it asked for that. All but
    /// <paramref name="except"/>, which is in the hands of whoever heard it, and written down by them.
    /// </summary>
    Task PostponeHostAsync(string host, DateTimeOffset until, Guid? except, CancellationToken cancellation);

    Task<IReadOnlyDictionary<SourceState, long>> CountAsync(CancellationToken cancellation);
}

/// <summary>A source in the hands of one poller.</summary>
/// <param name="Source">As it was when it was taken.</param>
/// <param name="Lease">By which the store knows its holder.</param>
/// <param name="Due">Since when it was due.</param>
/// <param name="Until">When it is free for others, if it is not held for longer.</param>
internal sealed record LeasedSource(Source Source, Guid Lease, DateTimeOffset Due, DateTimeOffset Until)
{
    /// <summary>When it was due, where it is held for what came from elsewhere (<see cref="ISourceStore.HoldAsync"/>).</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Due before its own time: somebody made it so.</summary>
    public bool IsUrgent => Due < Source.Polls.NextPollAt;
}

internal enum SettingsOutcome
{
    Saved,

    /// <summary>Somebody else changed them meanwhile.</summary>
    Stale,

    /// <summary>Another source has this address.</summary>
    Taken,

    Missing,
}

internal enum PollOutcome
{
    Saved,

    /// <summary>The lease was lost or the source removed; nothing was written.</summary>
    Lost,

    /// <summary>The polls are written, but the address that was learnt is another source's.</summary>
    AddressTaken,
}
