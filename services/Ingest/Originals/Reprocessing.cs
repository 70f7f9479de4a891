using Newsroom.Contracts;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Originals;

/// <summary>Reads the newest original of an article again, by this release and by the rules that its source has now, and takes what comes of it.</summary>
internal sealed class Reprocessing(IArticleStore articles, IOriginalStore originals, RawReaders readers, ArticleIntake intake)
{
    public async Task<Reading<IntakeResult>> ReprocessAsync(Guid articleId, CancellationToken cancellation)
    {
        if (await articles.FindAsync(articleId, cancellation) is not { } stored)
            return new Refusal(StatusCodes.Status404NotFound, $"No article has the id {articleId}.");
        if (await originals.NewestAsync(articleId, cancellation) is not { } original)
            return NotKept(articleId);
        if (stored.Article.Withdrawn is not null)
            return new Refusal(StatusCodes.Status409Conflict, $"The article {articleId} was withdrawn and is never used again; there is nothing to read again.");
        if (Revising.NewestTaken(stored.Article) > original.Revision)
        {
            return new Refusal(StatusCodes.Status409Conflict,
                $"The newest original is that of revision {original.Revision}, and a later revision came without one; reading it again would undo that.");
        }

        if ((await readers.ReadAsync(original.Opened(), cancellation)).Failed(out var refusal, out var read))
            return refusal;
        return read.Draft.Status == ArticleStatus.Canceled
            ? new Refusal(StatusCodes.Status422UnprocessableEntity, "The original is a kill and no article.")
            : await intake.TakeAgainAsync(read.Draft, articleId, original.Revision, cancellation);
    }

    public static Refusal NotKept(Guid articleId) => new(StatusCodes.Status404NotFound,
        $"No original of the article {articleId} is kept: it is past its time (Newsroom:Originals:KeepFor), too large, or came before originals were kept. Submit the article again.");
}
