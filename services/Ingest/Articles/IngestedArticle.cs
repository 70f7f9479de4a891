using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Articles;

/// <summary>What ingest knows of one article: its newest revision whole, and what became of the earlier ones.</summary>
internal sealed record IngestedArticle
{
    public required Article Article { get; init; }

    public required DateTimeOffset FirstReceivedAt { get; init; }

    /// <summary>The last revisions, oldest first; at most <see cref="Revisions.Revising.LongestHistory"/>.</summary>
    public IReadOnlyList<RevisionNote> History { get; init; } = [];

    /// <summary>The newest version that was taken, where the source counts its versions itself.</summary>
    public SourceVersion? SourceVersion { get; init; }

    /// <summary>Set by a kill, and never unset; or while the page of the article is gone, see <see cref="Withdrawal.MayReturn"/>.</summary>
    public Withdrawal? Withdrawn { get; init; }
}

/// <summary>What made a revision, in names of fields: <c>title</c>, <c>body</c>. Empty for the first.</summary>
internal sealed record RevisionNote
{
    public required int Revision { get; init; }
    public required DateTimeOffset At { get; init; }
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>The same in words, see <see cref="Article.Changes"/>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What else is to be known of it: that the source gave another story its id, that it was read anew.</summary>
    public string? Note { get; init; }
}

internal sealed record Withdrawal
{
    public required DateTimeOffset At { get; init; }
    public string? Reason { get; init; }

    /// <summary>
    /// Nobody killed it: its page was not found for hours. It is withheld, and taken again once the page is back while its feed still brings it.
    /// </summary>
    public bool MayReturn { get; init; }
}
