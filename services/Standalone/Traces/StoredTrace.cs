namespace Newsroom.Standalone.Traces;

/// <summary>A trace within <see cref="TraceStore"/>, whose lock it is under.</summary>
internal sealed class StoredTrace
{
    public StoredTrace(string id, DateTimeOffset since)
    {
        (Id, Since) = (id, since);
        Waiting = new LinkedListNode<StoredTrace>(this);
    }

    public string Id { get; }

    public DateTimeOffset Since { get; }

    /// <summary>Its place among those that belong to no article yet.</summary>
    public LinkedListNode<StoredTrace> Waiting { get; }

    public bool IsWaiting => Waiting.List is not null;

    /// <summary>With the highest revision that a span named.</summary>
    public Dictionary<Guid, int?> Articles { get; } = [];

    public Dictionary<string, HeldSpan> Spans { get; } = new(StringComparer.Ordinal);

    public int SpansNotHeld { get; private set; }

    public int Bytes { get; private set; }

    /// <summary>When it began, if the sampler wanted none of its spans.</summary>
    public DateTime? UnsampledAt { get; init; }

    /// <summary>Returns by how many bytes the trace has grown.</summary>
    public int Add(HeldSpan span, int size)
    {
        if (Spans.ContainsKey(span.SpanId))
            return 0;
        if (Spans.Count == TraceStore.MostSpansATrace || Bytes + size > TraceStore.MostBytesATrace)
        {
            SpansNotHeld++;
            return 0;
        }

        Spans.Add(span.SpanId, span);
        Bytes += size;
        return size;
    }
}

/// <summary>An article within <see cref="TraceStore"/>.</summary>
internal sealed class StoredArticle(Guid id)
{
    public Guid Id => id;

    public List<StoredTrace> Traces { get; } = [];

    /// <summary>Rises each time that a new trace is about an article, so that it is a place in their order.</summary>
    public long Touched { get; set; }

    /// <summary>Whether a trace of this revision is noted as not sampled; of any revision, where none is given.</summary>
    public bool IsUnsampled(int? revision) => Traces.Any(trace => trace.UnsampledAt is not null && (revision is null || trace.Articles[id] == revision));

    /// <summary>
    /// Returns the trace that has to go for it, if one has. What is sent again unchanged leaves traces of one and the same revision: of those, the one
    /// with the least to say goes first, and only then the oldest.
    /// </summary>
    public StoredTrace? Add(StoredTrace trace)
    {
        StoredTrace? least = null;
        if (Traces.Count == TraceStore.MostTracesAnArticle)
        {
            least = Traces.GroupBy(one => one.Articles[id]).Where(same => same.Count() > 1).SelectMany(same => same).MinBy(one => one.Spans.Count) ?? Traces[0];
            Traces.Remove(least);
        }

        Traces.Add(trace);
        return least;
    }
}

/// <summary>What is held about an article: its traces, the newest revision first. <see cref="Place"/> is its place among articles.</summary>
internal sealed record ArticleTraces(Guid ArticleId, long Place, IReadOnlyList<ArticleTrace> Traces);

internal sealed record ArticleTrace
{
    public required string TraceId { get; init; }

    /// <summary>Null where no span said.</summary>
    public required int? Revision { get; init; }

    public DateTime? UnsampledAt { get; init; }
    public required IReadOnlyList<HeldSpan> Spans { get; init; }

    /// <summary>Beyond the bounds of one trace.</summary>
    public required int SpansNotHeld { get; init; }

    /// <summary>That the trace is about too: somebody sent several within one.</summary>
    public required IReadOnlyList<Guid> OtherArticles { get; init; }

    /// <summary>No spans, because the sampler wanted none.</summary>
    public bool IsUnsampled => UnsampledAt is not null && Spans.Count == 0;

    public DateTime StartedAt => Spans.Count == 0 ? UnsampledAt ?? default : Spans.Min(span => span.StartedAt);

    public TimeSpan Duration => Spans.Count == 0 ? TimeSpan.Zero : Spans.Max(span => span.EndedAt) - StartedAt;

    public int Errors => Spans.Count(span => span.Failed);
}
