using Microsoft.Extensions.Options;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Originals;

/// <summary>Keeps the raw input of what was taken. The article is safe by then, so a store that fails here costs the original and not the article.</summary>
internal sealed class OriginalKeeping(IOriginalStore originals, IOptions<OriginalOptions> options, TimeProvider clock, ILogger<OriginalKeeping> log)
{
    public async Task KeepAsync(RawInput raw, ArticleDraft draft, Guid articleId, int revision, CancellationToken cancellation)
    {
        if (options.Value.KeepFor == TimeSpan.Zero || raw.Body.Length > options.Value.MaxBytes)
            return;
        try
        {
            await originals.KeepAsync(
                Original.Of(raw, articleId, revision, draft.Source.Id, draft.Extraction, SubmissionRules.Now(clock), options.Value.KeepFor), cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.OriginalNotKept(articleId, revision, problem.Message);
        }
    }
}
