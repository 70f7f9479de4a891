using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>Decides what a draft is to an article: new, a new revision, nothing new, or too late because the article was killed.</summary>
internal static class Revising
{
    public const int LongestHistory = 100;

    public static RevisionDecision Decide(IngestedArticle? current, ArticleDraft draft, Guid articleId)
    {
        if (current?.Withdrawn is not null)
            return new RevisionDecision(IntakeOutcome.Withdrawn, current.Article.Revision, null);
        // A higher version updates, an equal or lower one does not (ninjs, NewsML-G2): what a source sent before must not undo what it sent after.
        if (current?.SourceVersion is { } known && draft.Version is { } version && !version.IsAfter(known))
            return new RevisionDecision(IntakeOutcome.Unchanged, current.Article.Revision, null);
        var hash = ContentHash.Of(draft);
        if (current?.Article.Provenance.ContentHash == hash)
            return new RevisionDecision(IntakeOutcome.Unchanged, current.Article.Revision, null);

        var article = Article(draft, articleId, (current?.Article.Revision ?? 0) + 1, hash, current?.Article);
        var next = new IngestedArticle
        {
            Article = article,
            FirstReceivedAt = current?.FirstReceivedAt ?? draft.ReceivedAt,
            History = Noted(current, article, draft.ReceivedAt),
            SourceVersion = draft.Version ?? current?.SourceVersion,
        };
        return new RevisionDecision(current is null ? IntakeOutcome.Added : IntakeOutcome.Revised, article.Revision, next);
    }

    /// <summary>
    /// Kills an article, known or not: a kill that overtakes its article must still hold. Null if it is killed already.
    /// </summary>
    public static IngestedArticle? Withdraw(IngestedArticle? current, Guid articleId, ArticleSource source, string? reason, DateTimeOffset now, string via)
    {
        if (current?.Withdrawn is not null)
            return null;
        var before = current?.Article ?? new Article
        {
            ArticleId = articleId,
            Revision = 0,
            Source = source,
            Title = "",
            Provenance = new Provenance { ReceivedAt = now, Via = via, ContentHash = "", Extraction = "none" },
        };
        var killed = before with { Revision = before.Revision + 1, Status = ArticleStatus.Canceled, EmbargoedUntil = null };
        return new IngestedArticle
        {
            Article = killed,
            FirstReceivedAt = current?.FirstReceivedAt ?? now,
            SourceVersion = current?.SourceVersion,
            History = [.. (current?.History ?? []).TakeLast(LongestHistory - 1), new RevisionNote { Revision = killed.Revision, At = now, Changed = ["status"] }],
            Withdrawn = new Withdrawal { At = now, Reason = reason },
        };
    }

    private static Article Article(ArticleDraft draft, Guid articleId, int revision, string hash, Article? before) => new()
    {
        ArticleId = articleId,
        Revision = revision,
        Source = draft.Source,
        Guid = draft.Guid,
        Url = draft.Url,
        CanonicalUrl = draft.CanonicalUrl,
        Title = draft.Title,
        Byline = draft.Byline,
        Dateline = draft.Dateline,
        Slugline = draft.Slugline,
        // firstCreated never moves (ninjs): a later revision without a time keeps the one given before.
        PublishedAt = SubmissionRules.Milliseconds(draft.PublishedAt) ?? before?.PublishedAt,
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

    private static IReadOnlyList<RevisionNote> Noted(IngestedArticle? current, Article next, DateTimeOffset now) =>
        [.. (current?.History ?? []).TakeLast(LongestHistory - 1), new RevisionNote { Revision = next.Revision, At = now, Changed = Changed(current?.Article, next) }];

    private static IReadOnlyList<string> Changed(Article? before, Article after)
    {
        if (before is null)
            return [];
        var changed = new List<string>();
        Compare("title", before.Title, after.Title);
        Compare("byline", before.Byline, after.Byline);
        Compare("dateline", before.Dateline, after.Dateline);
        Compare("slugline", before.Slugline, after.Slugline);
        Compare("language", before.Language, after.Language);
        Compare("body", before.Body, after.Body);
        Compare("media", before.Media, after.Media);
        Compare("subjects", before.Subjects, after.Subjects);
        Compare("status", before.Status, after.Status);
        Compare("embargoedUntil", before.EmbargoedUntil, after.EmbargoedUntil);
        Compare("urgency", before.Urgency, after.Urgency);
        Compare("edNote", before.EdNote, after.EdNote);
        Compare("correction", before.Correction, after.Correction);
        Compare("rights", before.Rights, after.Rights);
        return changed;

        void Compare<T>(string field, T one, T other)
        {
            if (JsonSerializer.Serialize(one, WireJson.Options) != JsonSerializer.Serialize(other, WireJson.Options))
                changed.Add(field);
        }
    }
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
