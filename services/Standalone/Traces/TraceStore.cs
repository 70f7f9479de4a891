using System.Diagnostics;

namespace Newsroom.Standalone.Traces;

/// <summary>
/// The latest traces, in memory and within bounds. A trace belongs to each article that a span of it names; until one does, it waits, for the spans
/// within a request end before the request knows what it was about.
/// </summary>
/// <remarks>
/// One lock around all of it: what is done inside takes about a microsecond, and a page is made of a copy, outside.
/// </remarks>
internal sealed class TraceStore(TracesOptions options, TimeProvider clock)
{
    public const int MostSpansATrace = 500;
    public const int MostBytesATrace = 1_000_000;
    public const int MostTracesAnArticle = 20;

    /// <summary>Traces that nobody knows yet what they are about. Most never are about an article: readers' requests.</summary>
    public const int MostWaiting = 500;

    /// <summary>Longer than any request or attempt at a message takes.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredTrace> traces = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, LinkedListNode<StoredArticle>> articles = [];
    private readonly LinkedList<StoredArticle> byTime = [];
    private readonly LinkedList<StoredTrace> waiting = [];
    private readonly long mostBytes = options.MostMegabytes * 1_000_000L;
    private long bytes;
    private long waitingBytes;
    private long touches;

    /// <summary>As <see cref="HeldSpan.EstimateSize"/> has it.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    public void Add(HeldSpan span)
    {
        var size = span.EstimateSize();
        lock (gate)
        {
            var trace = traces.GetValueOrDefault(span.TraceId) ?? Begin(new StoredTrace(span.TraceId, clock.GetUtcNow()));
            var added = trace.Add(span, size);
            bytes += added;
            if (trace.IsWaiting)
                waitingBytes += added;
            if (span.ArticleId is { } article)
                Assign(trace, article, span.Revision);
            else if (trace.IsWaiting && IsReadersRequest(span))
                Drop(trace);
            Trim();
        }
    }

    /// <summary>
    /// An article's trace of which the sampler wants no spans. The first for each revision: MassTransit does not carry such a context on, and each
    /// hop begins another.
    /// </summary>
    public void NoteUnsampled(string traceId, Guid article, int? revision, DateTime startedAt)
    {
        lock (gate)
        {
            if (articles.TryGetValue(article, out var known) && known.Value.IsUnsampled(revision))
                return;
            var trace = traces.GetValueOrDefault(traceId) ?? Begin(new StoredTrace(traceId, clock.GetUtcNow()) { UnsampledAt = startedAt });
            Assign(trace, article, revision);
            Trim();
        }
    }

    /// <summary>Null if nothing is held about the article.</summary>
    public ArticleTraces? Find(Guid articleId)
    {
        lock (gate)
            return articles.TryGetValue(articleId, out var article) ? Copy(article.Value) : null;
    }

    /// <summary>The articles that were heard of last, of those before the place <paramref name="before"/>.</summary>
    public IReadOnlyList<ArticleTraces> Latest(int most, long? before = null)
    {
        var latest = new List<ArticleTraces>();
        lock (gate)
        {
            for (var article = byTime.Last; article is not null && latest.Count < most; article = article.Previous)
            {
                if (before is null || article.Value.Touched < before)
                    latest.Add(Copy(article.Value));
            }
        }

        return latest;
    }

    /// <summary>An article of each trace, for those that are held.</summary>
    public IReadOnlyDictionary<string, Guid> ArticlesOf(IEnumerable<string> traceIds)
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var id in traceIds)
            {
                if (traces.TryGetValue(id, out var trace) && trace.Articles.Count > 0)
                    found[id] = trace.Articles.Keys.First();
            }
        }

        return found;
    }

    /// <summary>The whole of a trace that is about no article, and many of them come.</summary>
    private static bool IsReadersRequest(HeldSpan span) => span.ParentSpanId is null && span.Kind == ActivityKind.Server;

    private StoredTrace Begin(StoredTrace trace)
    {
        traces.Add(trace.Id, trace);
        waiting.AddLast(trace.Waiting);
        return trace;
    }

    private void Assign(StoredTrace trace, Guid id, int? revision)
    {
        if (trace.IsWaiting)
            EndWait(trace);
        if (trace.Articles.TryGetValue(id, out var known))
        {
            if (revision > (known ?? 0))
                trace.Articles[id] = revision;
            return;
        }

        trace.Articles[id] = revision;
        if (!articles.TryGetValue(id, out var node))
            articles.Add(id, node = new LinkedListNode<StoredArticle>(new StoredArticle(id)));
        else
            byTime.Remove(node);
        byTime.AddLast(node);
        node.Value.Touched = ++touches;
        if (node.Value.Add(trace) is { } tooMuch)
            Release(tooMuch, id);
    }

    private void Trim()
    {
        while (articles.Count > options.MostArticles || (bytes > mostBytes && byTime.Count > 0))
            Forget(byTime.First!.Value);
        var old = clock.GetUtcNow() - LongestWait;
        while (waiting.First is { Value: var first } && (waiting.Count > MostWaiting || waitingBytes > mostBytes / 4 || first.Since < old))
            Drop(first);
    }

    private void Forget(StoredArticle article)
    {
        byTime.Remove(articles[article.Id]);
        articles.Remove(article.Id);
        foreach (var trace in article.Traces)
            Release(trace, article.Id);
    }

    private void Release(StoredTrace trace, Guid article)
    {
        trace.Articles.Remove(article);
        if (trace.Articles.Count == 0)
            Drop(trace);
    }

    private void Drop(StoredTrace trace)
    {
        if (trace.IsWaiting)
            EndWait(trace);
        traces.Remove(trace.Id);
        bytes -= trace.Bytes;
    }

    private void EndWait(StoredTrace trace)
    {
        waiting.Remove(trace.Waiting);
        waitingBytes -= trace.Bytes;
    }

    private static ArticleTraces Copy(StoredArticle article) => new(
        article.Id,
        article.Touched,
        [
            .. article.Traces
                .Select(trace => new ArticleTrace
                {
                    TraceId = trace.Id,
                    Revision = trace.Articles[article.Id],
                    UnsampledAt = trace.UnsampledAt,
                    Spans = [.. trace.Spans.Values],
                    SpansNotHeld = trace.SpansNotHeld,
                    OtherArticles = [.. trace.Articles.Keys.Where(other => other != article.Id)],
                })
                .OrderByDescending(trace => trace.Revision ?? int.MaxValue)
                .ThenByDescending(trace => trace.StartedAt),
        ]);
}
