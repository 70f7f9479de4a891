namespace Newsroom.Standalone.Traces;

// What the pages show, ready to be written. Public because Razor makes components, and thus their parameters, public.

/// <summary>What surrounds every page.</summary>
public sealed record ShellView(string Title, string SiteTitle, string Home, string SiteStylesheet, string Stylesheet, string Index);

/// <summary>A page that says why there is nothing to see.</summary>
public sealed record NoTracesPageView(ShellView Shell, string Heading, string Text);

public sealed record TraceIndexPageView
{
    public required ShellView Shell { get; init; }

    /// <summary>What is held, in a sentence.</summary>
    public required string Held { get; init; }

    public required IReadOnlyList<TracedArticleView> Articles { get; init; }

    /// <summary>Address of the next page.</summary>
    public string? Older { get; init; }
}

public sealed record TracedArticleView(
    string Id, string Address, string? Revision, int Traces, MomentView Started, string Duration, string Spans, int Errors, bool IsUnsampled);

public sealed record MomentView(string Machine, string Shown);

public sealed record ArticleTracesPageView
{
    public required ShellView Shell { get; init; }
    public required string ArticleId { get; init; }

    /// <summary>As ingest knows the article.</summary>
    public required string ArticleAddress { get; init; }

    /// <summary>The readers' page; null where there is none.</summary>
    public string? PublishedAddress { get; init; }

    public string? PublishedTitle { get; init; }
    public required IReadOnlyList<TraceSectionView> Traces { get; init; }
}

public sealed record TraceSectionView
{
    public required string Heading { get; init; }
    public required string TraceId { get; init; }
    public required MomentView Started { get; init; }
    public required string Duration { get; init; }
    public required int Spans { get; init; }
    public required int Errors { get; init; }
    public required int SpansNotHeld { get; init; }
    public required bool IsUnsampled { get; init; }
    public required IReadOnlyList<LinkedTraceView> OtherArticles { get; init; }

    /// <summary>Along the top: where a time is, and which.</summary>
    public required IReadOnlyList<TickView> Ticks { get; init; }

    /// <summary>Waits that are not drawn to scale.</summary>
    public required IReadOnlyList<BarView> Folds { get; init; }

    public required IReadOnlyList<RowView> Rows { get; init; }
}

public sealed record TickView(string Left, string Text);

/// <summary>A trace or an article elsewhere; no address where it is not held.</summary>
public sealed record LinkedTraceView(string Text, string? Address);

public sealed record RowView
{
    public required string Name { get; init; }
    public required int Depth { get; init; }
    public required string? Part { get; init; }

    /// <summary>Which of the colours for parts.</summary>
    public required int Colour { get; init; }

    public required string Source { get; init; }
    public required string Kind { get; init; }
    public required string Start { get; init; }
    public required string Duration { get; init; }
    public required BarView Bar { get; init; }
    public required bool Failed { get; init; }
    public string? StatusText { get; init; }
    public required string SpanId { get; init; }
    public string? ParentSpanId { get; init; }
    public required bool IsOrphan { get; init; }

    /// <summary>How long its message lay in the outbox, and where that is.</summary>
    public string? Waited { get; init; }

    public BarView? WaitBar { get; init; }

    /// <summary>For how long nothing ran before it.</summary>
    public string? GapBefore { get; init; }

    public required IReadOnlyList<AttributeView> Attributes { get; init; }
    public required IReadOnlyList<SpanEventView> Events { get; init; }
    public required IReadOnlyList<LinkedTraceView> Links { get; init; }

    /// <summary>Deeper ones are not drawn further in.</summary>
    public int Indent => Math.Min(Depth, 12);
}

public sealed record AttributeView(string Name, string Value)
{
    public bool IsLong => Value.Contains('\n', StringComparison.Ordinal);
}

public sealed record SpanEventView(string Name, string At, IReadOnlyList<AttributeView> Attributes);
