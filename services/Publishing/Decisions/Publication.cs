using Newsroom.Contracts;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Decisions;

/// <summary>
/// Decides what readers see of an article when something about it arrives. Pure: state and message in, state and events out. Revisions alone
/// order messages; one that is not newer than what is known changes nothing.
/// </summary>
internal static class Publication
{
    private const int LongestHistory = 100;

    /// <summary>A revision was understood: publish it, or hold it.</summary>
    public static PublicationDecision OnEnriched(PublishedArticle? current, ArticleEnriched enriched, DateTimeOffset now)
    {
        var article = enriched.Article;
        if (current?.State == PublicationState.Withdrawn)
            return PublicationDecision.Nothing(PublicationOutcome.Withdrawn);
        if (current is not null && current.Revision >= article.Revision)
            return PublicationDecision.Nothing(PublicationOutcome.Stale);

        var next = Next(current, enriched, now);
        if (article.Status != ArticleStatus.Usable)
            return Withhold(current, next, now);
        // An embargo cannot be added to what readers have seen already.
        if (current?.State != PublicationState.Published && EmbargoOf(current, article) is { } until && until > now)
        {
            next = next with { State = PublicationState.Embargoed, Article = article with { EmbargoedUntil = until } };
            return new PublicationDecision(PublicationOutcome.Embargoed, next, Release: until);
        }

        return Publish(next, ChangeOf(current, article), now, article.Correction);
    }

    /// <summary>An embargo's time has come, unless it was moved, lifted or overtaken by a kill meanwhile.</summary>
    public static PublicationDecision OnEmbargoEnded(PublishedArticle? current, DateTimeOffset now) =>
        current is { State: PublicationState.Embargoed, Article: { } article } && !(article.EmbargoedUntil > now)
            ? Publish(current, current.FirstPublishedAt is null ? PublicationChange.Published : PublicationChange.Revised, now, article.Correction)
            : PublicationDecision.Nothing(PublicationOutcome.Stale);

    /// <summary>A kill: nothing of the article stays but the address, which answers that it is gone. Even an article not yet here is killed.</summary>
    public static PublicationDecision OnWithdrawn(PublishedArticle? current, ArticleWithdrawn withdrawn, DateTimeOffset now)
    {
        if (current?.State == PublicationState.Withdrawn)
            return PublicationDecision.Nothing(PublicationOutcome.Stale);
        var tombstone = new PublishedArticle
        {
            ArticleId = withdrawn.ArticleId,
            Revision = Math.Max(withdrawn.Revision, current?.Revision ?? 0),
            State = PublicationState.Withdrawn,
            Slug = current?.Slug ?? Slug.For(withdrawn.Title, withdrawn.ArticleId),
            Title = current?.Title ?? withdrawn.Title,
            Language = current?.Language ?? LanguageGuess.Undetermined,
            FirstPublishedAt = current?.FirstPublishedAt,
            SortAt = current?.SortAt ?? now,
            History = current?.History ?? [],
        };
        // Channels that never had it need not be told.
        return current?.FirstPublishedAt is null
            ? new PublicationDecision(PublicationOutcome.Withdrawn, tombstone)
            : Unpublish(PublicationOutcome.Withdrawn, tombstone, now, withdrawn.Reason);
    }

    private static PublishedArticle Next(PublishedArticle? current, ArticleEnriched enriched, DateTimeOffset now)
    {
        var article = enriched.Article;
        var said = article.PublishedAt ?? article.Provenance.ReceivedAt;
        return new PublishedArticle
        {
            ArticleId = article.ArticleId,
            Revision = article.Revision,
            State = PublicationState.Published,
            Slug = current?.Slug ?? Slug.For(article.Title, article.ArticleId),
            Title = article.Title,
            Language = enriched.Enrichment.Language.Code is { } code && code != LanguageGuess.Undetermined ? code : article.Language ?? LanguageGuess.Undetermined,
            Article = article,
            Enrichment = enriched.Enrichment,
            FirstPublishedAt = current?.FirstPublishedAt,
            SortAt = said < now ? said : now,
            History = current?.History ?? [],
        };
    }

    private static PublicationDecision Withhold(PublishedArticle? current, PublishedArticle next, DateTimeOffset now)
    {
        var held = next with { State = PublicationState.Withheld };
        return current?.State == PublicationState.Published
            ? Unpublish(PublicationOutcome.Withheld, held, now, reason: null)
            : new PublicationDecision(PublicationOutcome.Withheld, held);
    }

    /// <summary>An embargo binds all revisions: one that says nothing of it is held as long as those before.</summary>
    private static DateTimeOffset? EmbargoOf(PublishedArticle? current, Article article) =>
        article.EmbargoedUntil ?? (current?.State == PublicationState.Embargoed ? current.Article?.EmbargoedUntil : null);

    private static PublicationChange ChangeOf(PublishedArticle? current, Article article) => current switch
    {
        not { State: PublicationState.Published } => PublicationChange.Published,
        _ when article.Correction is { } correction && correction != current.Article?.Correction => PublicationChange.Corrected,
        _ => PublicationChange.Revised,
    };

    private static PublicationDecision Publish(PublishedArticle next, PublicationChange change, DateTimeOffset now, string? correction)
    {
        var published = next with
        {
            State = PublicationState.Published,
            FirstPublishedAt = next.FirstPublishedAt ?? now,
            History = Noted(next, change, now, change == PublicationChange.Corrected ? correction : null),
        };
        return new PublicationDecision(PublicationOutcome.Published, published, change);
    }

    private static PublicationDecision Unpublish(PublicationOutcome outcome, PublishedArticle next, DateTimeOffset now, string? reason) =>
        new(outcome, next with { History = Noted(next, PublicationChange.Withdrawn, now, note: null) }, PublicationChange.Withdrawn, Reason: reason);

    private static IReadOnlyList<HistoryEntry> Noted(PublishedArticle article, PublicationChange change, DateTimeOffset now, string? note) =>
    [
        .. article.History.TakeLast(LongestHistory - 1),
        new HistoryEntry { Revision = article.Revision, Change = change, Title = article.Title, At = now, Note = note },
    ];
}

/// <summary>
/// What came of a message. <see cref="Next"/> is to be saved (null: nothing is); <see cref="Change"/> is what readers see of it (null: nothing);
/// <see cref="Release"/> is when to look again.
/// </summary>
internal sealed record PublicationDecision(
    PublicationOutcome Outcome, PublishedArticle? Next, PublicationChange? Change = null, string? Reason = null, DateTimeOffset? Release = null)
{
    public static PublicationDecision Nothing(PublicationOutcome outcome) => new(outcome, null);
}

internal enum PublicationOutcome
{
    Published,
    Embargoed,
    Withheld,
    Withdrawn,

    /// <summary>Something as new or newer is known already.</summary>
    Stale,
}
