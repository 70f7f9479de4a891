using System.Diagnostics;

namespace Newsroom.Ingest.Answers;

/// <summary>The same request again: it is counted as such, and its trace links to that of the first.</summary>
internal static class Repetition
{
    public static void Note(KeptAnswer before, string via)
    {
        IngestTelemetry.Count("repeated", via);
        if (Activity.Current is not { } activity)
            return;
        if (before.Taken is { } taken)
        {
            activity.SetTag("newsroom.article.id", taken.ArticleId.ToString());
            activity.SetTag("newsroom.article.revision", taken.Revision);
        }

        if (ActivityContext.TryParse(before.TraceParent, traceState: null, isRemote: true, out var first))
            activity.AddLink(new ActivityLink(first));
    }
}
