using System.Diagnostics;
using System.Threading.Channels;

namespace Newsroom.Ingest.Originals;

/// <summary>
/// Reads articles again in the background, one after another, so that what comes in meanwhile goes first. It is kept in memory: what waits when the
/// process ends is asked for again by the cursor that was answered, and to read an article twice does no harm.
/// </summary>
internal sealed class ReprocessingQueue(Reprocessing reprocessing, ILogger<ReprocessingQueue> log) : BackgroundService
{
    public const int MostWaiting = 5_000;

    private readonly Channel<(Guid ArticleId, ActivityContext Asked)> queue = Channel.CreateBounded<(Guid, ActivityContext)>(MostWaiting);

    public int Waiting => queue.Reader.Count;

    /// <summary>False if there is no room: ask again later.</summary>
    public bool TryAdd(Guid articleId) => queue.Writer.TryWrite((articleId, Activity.Current?.Context ?? default));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (articleId, asked) in queue.Reader.ReadAllAsync(stoppingToken))
                await ReprocessAsync(articleId, asked, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            if (Waiting > 0)
                log.ReprocessingEnded(Waiting);
        }
    }

    /// <summary>A trace of its own, as every revision has; it links to the request that asked for it.</summary>
    private async Task ReprocessAsync(Guid articleId, ActivityContext asked, CancellationToken stopping)
    {
        Activity.Current = null;
        using var activity = IngestTelemetry.Source.StartActivity(
            "article reprocess", ActivityKind.Internal, default(ActivityContext), links: asked == default ? [] : [new ActivityLink(asked)]);
        activity?.SetTag("newsroom.article.id", articleId.ToString());
        try
        {
            if ((await reprocessing.ReprocessAsync(articleId, stopping)).Failed(out var refusal, out var result))
                log.NotReprocessed(articleId, refusal.Sentence);
            else if (result.Refused is { } reason)
                log.NotReprocessed(articleId, reason);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
            log.NotReprocessed(articleId, problem.Message);
        }
    }
}
