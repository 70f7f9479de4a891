namespace Newsroom.Ingest.Revisits;

/// <summary>The next time that the page of an article is looked at. An article has one or none.</summary>
internal sealed record Revisit
{
    public required Guid ArticleId { get; init; }

    /// <summary>Of the source that brought the article.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Absolute http(s) address of the page, as the source's entry names it.</summary>
    public required string Url { get; init; }

    /// <summary>From when on visits are counted.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Due { get; init; }

    /// <summary>As the server gave them, to be asked with.</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the page: many servers have neither of the two.</summary>
    public string? PageHash { get; init; }

    /// <summary>How often in a row there was no page (404).</summary>
    public int NotFound { get; init; }
}

/// <summary>A visit in the hands of one replica.</summary>
/// <param name="Visit">As it was when it was taken.</param>
/// <param name="Lease">By which the store knows its holder.</param>
internal sealed record LeasedRevisit(Revisit Visit, Guid Lease);

/// <summary>Keeps the visits that are to be made and shares them out: who has the lease of one is the only one to make it.</summary>
internal interface IRevisitStore
{
    /// <summary>Puts it in the place of whatever was planned for the article, also if that is under way.</summary>
    Task PlanAsync(Revisit visit, CancellationToken cancellation);

    /// <summary>
    /// Sees to it that the article's page is visited by then: what was planned for later is to be made then, and where nothing was planned, this is.
    /// </summary>
    Task HastenAsync(Revisit visit, CancellationToken cancellation);

    /// <summary>Takes up to <paramref name="most"/> due visits that nobody holds, the longest due first, and holds them for <paramref name="lease"/>.</summary>
    Task<IReadOnlyList<LeasedRevisit>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Gives visits back unmade, each due at its turn.</summary>
    Task PutBackAsync(IReadOnlyList<(LeasedRevisit Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation);

    /// <summary>
    /// Gives a visit back: the next one takes its place, or nothing where <paramref name="next"/> is null. False, and nothing is written, if it is not
    /// held under this lease any more.
    /// </summary>
    Task<bool> CompleteAsync(LeasedRevisit leased, Revisit? next, CancellationToken cancellation);
}
