using System.Text.Json.Serialization;

namespace Newsroom.Standalone.Traces;

/// <summary>The traces of an article, the newest revision first.</summary>
internal sealed record ArticleTracesView(Guid ArticleId, IReadOnlyList<TraceView> Traces)
{
    public static ArticleTracesView Of(ArticleTraces held) => new(held.ArticleId, [.. held.Traces.Select(TraceView.Of)]);
}

internal sealed record TraceView
{
    public required string TraceId { get; init; }

    /// <summary>Left out where no span said.</summary>
    public int? Revision { get; init; }

    /// <summary>False where the sampler wanted no spans of this trace; there are none then.</summary>
    public required bool Sampled { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the start of its first span to the end of its last.</summary>
    public required double DurationMs { get; init; }

    public required int Errors { get; init; }

    /// <summary>How many more there were than are held of one trace.</summary>
    public required int SpansNotHeld { get; init; }

    /// <summary>Articles that the same trace is about too.</summary>
    public required IReadOnlyList<Guid> OtherArticles { get; init; }

    /// <summary>By their start.</summary>
    public required IReadOnlyList<SpanView> Spans { get; init; }

    public static TraceView Of(ArticleTrace trace) => new()
    {
        TraceId = trace.TraceId,
        Revision = trace.Revision,
        Sampled = !trace.IsUnsampled,
        StartedAt = trace.StartedAt,
        DurationMs = SpanView.Milliseconds(trace.Duration),
        Errors = trace.Errors,
        SpansNotHeld = trace.SpansNotHeld,
        OtherArticles = trace.OtherArticles,
        Spans = [.. Waterfall.Of(trace).OrderBy(row => row.Start).Select(row => SpanView.Of(row, trace.StartedAt))],
    };
}

internal sealed record SpanView
{
    public required string SpanId { get; init; }

    /// <summary>Null for the first of a trace. The parent may be the sender's, or not held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ParentSpanId { get; init; }

    public required string Name { get; init; }

    /// <summary>internal, server, client, producer or consumer.</summary>
    public required string Kind { get; init; }

    /// <summary>Which part of the newsroom: ingest, enrichment, publishing. Left out where nothing tells.</summary>
    public string? Part { get; init; }

    /// <summary>What made the span, such as MassTransit.</summary>
    public required string Source { get; init; }

    /// <summary>Since the start of the trace.</summary>
    public required double StartMs { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>How long the message that a relay sent had lain in the outbox.</summary>
    public double? WaitedMs { get; init; }

    /// <summary>unset, ok or error.</summary>
    public required string Status { get; init; }

    public string? StatusText { get; init; }
    public required IReadOnlyDictionary<string, object> Attributes { get; init; }
    public required IReadOnlyList<EventView> Events { get; init; }
    public required IReadOnlyList<LinkView> Links { get; init; }

    public static SpanView Of(WaterfallRow row, DateTime start) => Of(row.Span, start) with
    {
        Part = row.Part,
        WaitedMs = row.Waited is { } waited ? Milliseconds(waited) : null,
    };

    private static SpanView Of(HeldSpan span, DateTime start) => new()
    {
        SpanId = span.SpanId,
        ParentSpanId = span.ParentSpanId,
        Name = span.Name,
        Kind = span.Kind.ToString().ToLowerInvariant(),
        Source = span.Source,
        StartMs = Milliseconds(span.StartedAt - start),
        DurationMs = Milliseconds(span.Duration),
        Status = span.Status.ToString().ToLowerInvariant(),
        StatusText = span.StatusText,
        Attributes = ByName(span.Attributes),
        Events = [.. span.Events.Select(one => new EventView(one.Name, Milliseconds(one.At - start), ByName(one.Attributes)))],
        Links = [.. span.Links.Select(one => new LinkView(one.TraceId, one.SpanId, ByName(one.Attributes)))],
    };

    /// <summary>To the microsecond, which is as good as the clock.</summary>
    public static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    /// <summary>A name can be there twice; the later one counts.</summary>
    private static Dictionary<string, object> ByName(IReadOnlyList<KeyValuePair<string, object>> attributes)
    {
        var byName = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            byName[name] = value;
        return byName;
    }
}

internal sealed record EventView(string Name, double AtMs, IReadOnlyDictionary<string, object> Attributes);

/// <summary>A span of another trace, which this one has to do with.</summary>
internal sealed record LinkView(string TraceId, string SpanId, IReadOnlyDictionary<string, object> Attributes);

/// <summary>The articles of which traces are held, the one last heard of first.</summary>
internal sealed record TracedArticlesPage(
    IReadOnlyList<TracedArticle> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>The latest trace of an article, in numbers.</summary>
internal sealed record TracedArticle
{
    public required Guid ArticleId { get; init; }
    public int? Revision { get; init; }

    /// <summary>How many traces of it are held.</summary>
    public required int Traces { get; init; }

    public required string TraceId { get; init; }
    public required bool Sampled { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required double DurationMs { get; init; }
    public required int Spans { get; init; }
    public required int Errors { get; init; }

    public static TracedArticle Of(ArticleTraces held)
    {
        var latest = held.Traces[0];
        return new TracedArticle
        {
            ArticleId = held.ArticleId,
            Revision = latest.Revision,
            Traces = held.Traces.Count,
            TraceId = latest.TraceId,
            Sampled = !latest.IsUnsampled,
            StartedAt = latest.StartedAt,
            DurationMs = SpanView.Milliseconds(latest.Duration),
            Spans = latest.Spans.Count,
            Errors = latest.Errors,
        };
    }
}
