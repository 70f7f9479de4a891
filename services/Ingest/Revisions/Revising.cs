using Newsroom.Contracts;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>Decides what a draft is to an article: new, a new revision, nothing new, or too late because the article was killed.</summary>
internal static class Revising
{
    public const int LongestHistory = 100;

    /// <summary>The note of a revision that came of reading an original again.</summary>
    public const string Reprocessed = "reprocessed";

    /// <summary>The note of a revision that withholds an article because its page is gone.</summary>
    public const string PageGone = "its page is gone";

    /// <summary>The note of the one that takes this back.</summary>
    public const string PageBack = "its page is there again";

    /// <summary>Sentences a revision; there are not many more kinds of them.</summary>
    private const int MostChanges = 20;

    /// <param name="current">What is known of the article.</param>
    /// <param name="draft">What came in.</param>
    /// <param name="articleId">The article's.</param>
    /// <param name="note">What is to be said of the revision besides what changed.</param>
    /// <param name="readAgain">
    /// Set where the draft is an original read anew: the revision that it made. Its version is no news then, and what is made of it may be, unless
    /// something newer came meanwhile.
    /// </param>
    /// <param name="hasNewAddress">Whether the source calls the article by this address for the first time.</param>
    public static RevisionDecision Decide(IngestedArticle? current, ArticleDraft draft, Guid articleId, string? note = null, int? readAgain = null, bool hasNewAddress = false)
    {
        if (current?.Withdrawn is { } withdrawn && !EndsBy(withdrawn, draft, readAgain))
            return new RevisionDecision(IntakeOutcome.Withdrawn, current.Article.Revision, null);
        // A higher version updates, an equal or lower one does not (ninjs, NewsML-G2): what a source sent before must not undo what it sent after.
        if (current is not null && (readAgain is { } read ? NewestTaken(current) > read : current.SourceVersion is { } known && draft.Version is { } version && !IsNews(draft, version, known)))
            return new RevisionDecision(IntakeOutcome.Unchanged, current.Article.Revision, null);
        var content = Content.Of(draft);
        var hash = ContentHash.Of(content);
        var before = current is null ? null : Content.Of(current.Article);
        var particulars = current is null ? Particulars.None : Particulars.Between(current, draft, hasNewAddress, readAgain is not null);
        // The stored article is looked at and not its hash alone: what a later release counts as furniture must not revise everything once.
        if (current is { Withdrawn: null } && particulars.IsNone && (current.Article.Provenance.ContentHash == hash || ContentHash.Of(before!) == hash))
            return new RevisionDecision(IntakeOutcome.Unchanged, current.Article.Revision, null);

        var article = Article(draft, articleId, (current?.Article.Revision ?? 0) + 1, hash, current?.Article);
        var (fields, words) = before is null ? ([], []) : Changes.Between(before, content, current!.Article, article);
        article = article with { Changes = [.. words.Concat(particulars.Words).Take(MostChanges)] };
        var next = new IngestedArticle
        {
            Article = article,
            FirstReceivedAt = current?.FirstReceivedAt ?? draft.ReceivedAt,
            History = Noted(current, new RevisionNote { Revision = article.Revision, At = draft.ReceivedAt, Changed = [.. fields, .. particulars.Fields], Changes = article.Changes, Note = note ?? (current?.Withdrawn is null ? null : PageBack) }),
            SourceVersion = draft.Version ?? current?.SourceVersion,
        };
        return new RevisionDecision(current is null ? IntakeOutcome.Added : IntakeOutcome.Revised, article.Revision, next);
    }

    /// <summary>
    /// Kills an article, known or not: a kill that overtakes its article must still hold. Null if it is killed already. Where it may return, it is
    /// withheld instead, which is not done again to what is withdrawn.
    /// </summary>
    public static IngestedArticle? Withdraw(IngestedArticle? current, Guid articleId, ArticleSource source, string? reason, DateTimeOffset now, string via, bool mayReturn = false)
    {
        if (current?.Withdrawn is { } withdrawn && (mayReturn || !withdrawn.MayReturn))
            return null;
        var before = current?.Article ?? new Article
        {
            ArticleId = articleId,
            Revision = 0,
            Source = source,
            Title = "",
            Provenance = new Provenance { ReceivedAt = now, Via = via, ContentHash = "", Extraction = "none" },
        };
        var killed = mayReturn
            ? before with { Revision = before.Revision + 1, Status = ArticleStatus.Withheld, Changes = ["withdrawn"] }
            : before with { Revision = before.Revision + 1, Status = ArticleStatus.Canceled, EmbargoedUntil = null, Changes = ["withdrawn"] };
        return new IngestedArticle
        {
            Article = killed,
            FirstReceivedAt = current?.FirstReceivedAt ?? now,
            SourceVersion = current?.SourceVersion,
            History = Noted(current, new RevisionNote { Revision = killed.Revision, At = now, Changed = ["status"], Changes = killed.Changes, Note = mayReturn ? PageGone : null }),
            Withdrawn = new Withdrawal { At = now, Reason = reason, MayReturn = mayReturn },
        };
    }

    /// <summary>The newest revision that its source made, and not we by reading an original again or by missing the page.</summary>
    public static int NewestTaken(IngestedArticle article) =>
        article.History.LastOrDefault(note => note.Note is not (Reprocessed or PageGone))?.Revision ?? article.Article.Revision;

    /// <summary>The page is back: what its feed says of it alone does not tell that, nor does what was read before.</summary>
    private static bool EndsBy(Withdrawal withdrawn, ArticleDraft draft, int? readAgain) =>
        withdrawn.MayReturn && readAgain is null && draft.Extraction != EntryDraft.Extraction;

    /// <summary>What names the article that it revises comes after it, though both may say the same minute or day.</summary>
    private static bool IsNews(ArticleDraft draft, SourceVersion version, SourceVersion known) =>
        version.IsAfter(known) || (draft.OtherNames.Count > 0 && version.Number is null && version.CreatedAt == known.CreatedAt);

    private static Article Article(ArticleDraft draft, Guid articleId, int revision, string hash, Article? before) => new()
    {
        ArticleId = articleId,
        Revision = revision,
        Source = draft.Source,
        // What revises the article under another name does not rename it.
        Guid = draft.OtherNames.Count > 0 ? before?.Guid ?? draft.Guid : draft.Guid,
        Url = draft.Url,
        CanonicalUrl = draft.CanonicalUrl,
        Title = draft.Title,
        Byline = draft.Byline,
        Dateline = draft.Dateline,
        Slugline = draft.Slugline,
        // firstCreated never moves (ninjs): a later revision without a time keeps the one given before.
        PublishedAt = draft.OtherNames.Count > 0 && before?.PublishedAt is { } first ? first : SubmissionRules.Milliseconds(draft.PublishedAt) ?? before?.PublishedAt,
        UpdatedAt = SubmissionRules.Milliseconds(draft.UpdatedAt),
        Language = draft.Language,
        Body = draft.Body,
        Media = draft.Media,
        Links = draft.Links,
        Subjects = draft.Subjects,
        Status = draft.Status,
        EmbargoedUntil = draft.EmbargoedUntil,
        Urgency = draft.Urgency,
        EdNote = draft.EdNote,
        Correction = draft.Correction,
        Rights = draft.Rights,
        Provenance = new Provenance { ReceivedAt = draft.ReceivedAt, Via = draft.Via, ContentHash = hash, Extraction = draft.Extraction },
    };

    private static IReadOnlyList<RevisionNote> Noted(IngestedArticle? current, RevisionNote note) => [.. (current?.History ?? []).TakeLast(LongestHistory - 1), note];
}

/// <summary><see cref="Next"/> is what to save, null if nothing is.</summary>
internal sealed record RevisionDecision(IntakeOutcome Outcome, int Revision, IngestedArticle? Next);

/// <summary>What came of a submission. <see cref="Withdrawn"/>: not taken, because the article was killed.</summary>
internal enum IntakeOutcome
{
    Added,
    Revised,
    Unchanged,
    Withdrawn,
}
