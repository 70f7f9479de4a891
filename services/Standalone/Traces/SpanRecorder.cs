using System.Diagnostics;
using OpenTelemetry;

namespace Newsroom.Standalone.Traces;

/// <summary>Holds every span that the sampler lets through, beside whatever else is done with it.</summary>
internal sealed class SpanRecorder(TraceStore store) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
            store.Add(HeldSpan.Of(data));
    }
}

/// <summary>
/// Notes the articles of traces that were not sampled. Processors hear nothing of those; the activities are there all the same, to carry the context on.
/// </summary>
internal sealed class UnsampledListener : IHostedService, IDisposable
{
    private readonly ActivityListener listener;

    /// <param name="store">Where they are noted.</param>
    /// <param name="sources">Whose activities may be about an article.</param>
    public UnsampledListener(TraceStore store, params string[] sources) => listener = new ActivityListener
    {
        // Asks for no activity to be made: that is the sampler's to say.
        ShouldListenTo = source => sources.Contains(source.Name),
        ActivityStopped = activity =>
        {
            if (!activity.Recorded && HeldSpan.ArticleOf(activity.GetTagItem(HeldSpan.ArticleTag)) is { } article)
            {
                store.NoteUnsampled(
                    activity.TraceId.ToHexString(), article, HeldSpan.RevisionOf(activity.GetTagItem(HeldSpan.RevisionTag)), activity.StartTimeUtc);
            }
        },
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();
}
