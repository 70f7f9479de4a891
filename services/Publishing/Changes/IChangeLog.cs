using Newsroom.Contracts;

namespace Newsroom.Publishing.Changes;

/// <summary>
/// The feed of content changes. Sequences rise by one without gaps, and one that can be read means that all before it can: whoever reads
/// <c>after=</c> the last one seen misses nothing.
/// </summary>
internal interface IChangeLog
{
    /// <summary>Writes the changes down in this order. One whose event was written before is left out.</summary>
    Task AppendAsync(IReadOnlyList<ContentChange> changes, CancellationToken cancellation);

    Task<IReadOnlyList<ContentChange>> ReadAsync(long after, int limit, CancellationToken cancellation);
}

internal sealed record ContentChange
{
    /// <summary>0 until it is written down; the first is 1.</summary>
    public long Sequence { get; init; }

    /// <summary>The event that said so; makes writing it down twice harmless.</summary>
    public required Guid EventId { get; init; }

    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }
    public required PublicationChange Change { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset At { get; init; }
}
