namespace Newsroom.Standalone.Traces;

/// <summary>The spans of a trace as a tree, written from top to bottom: each below its parent, by their start.</summary>
internal static class Waterfall
{
    /// <summary>Shorter ones, and those that are a smaller part of the whole, are not worth a line.</summary>
    private static readonly TimeSpan ShortestGap = TimeSpan.FromMilliseconds(1);
    private const double SmallestGap = 0.05;

    public static IReadOnlyList<WaterfallRow> Of(ArticleTrace trace)
    {
        var spans = trace.Spans.OrderBy(span => span.StartedAt).ThenBy(span => span.SpanId, StringComparer.Ordinal).ToList();
        var byId = spans.ToDictionary(span => span.SpanId, StringComparer.Ordinal);
        var children = spans.Where(span => span.ParentSpanId is { } parent && byId.ContainsKey(parent)).ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
        var ordered = Order(spans, byId, children);
        var parts = SpanParts.Of(ordered.Select(one => one.Span), children);
        var gaps = new Queue<Gap>(GapsOf(spans, trace.StartedAt).Where(gap => gap.Length >= ShortestGap && gap.Length >= trace.Duration * SmallestGap));

        var rows = new List<WaterfallRow>(ordered.Count);
        foreach (var (span, depth) in ordered)
        {
            var start = span.StartedAt - trace.StartedAt;
            rows.Add(new WaterfallRow
            {
                Span = span,
                Depth = depth,
                Part = parts.GetValueOrDefault(span.SpanId),
                Start = start,
                IsOrphan = span.ParentSpanId is { } parent && !byId.ContainsKey(parent),
                Waited = WaitInOutbox(span, byId, children),
                GapBefore = gaps.TryPeek(out var gap) && gap.End <= start ? gaps.Dequeue().Length : null,
            });
        }

        return rows;
    }

    /// <summary>The times within the trace in which none of its spans ran.</summary>
    public static IReadOnlyList<Gap> GapsOf(IEnumerable<HeldSpan> spans, DateTime start)
    {
        var gaps = new List<Gap>();
        var end = TimeSpan.Zero;
        foreach (var span in spans.OrderBy(span => span.StartedAt))
        {
            var begins = span.StartedAt - start;
            if (begins > end)
                gaps.Add(new Gap(end, begins));
            if (begins + span.Duration > end)
                end = begins + span.Duration;
        }

        return gaps;
    }

    /// <summary>Without recursion, and whatever the parents say: a span that is its own ancestor comes at the end.</summary>
    private static List<(HeldSpan Span, int Depth)> Order(List<HeldSpan> spans, Dictionary<string, HeldSpan> byId, ILookup<string, HeldSpan> children)
    {
        var ordered = new List<(HeldSpan, int)>(spans.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(HeldSpan Span, int Depth)>();
        foreach (var first in spans.OrderBy(span => span.ParentSpanId is { } parent && byId.ContainsKey(parent)))
        {
            var isRoot = first.ParentSpanId is not { } parentId || !byId.ContainsKey(parentId);
            if (isRoot || !seen.Contains(first.SpanId))
                open.Push((first, 0));
            while (open.TryPop(out var one))
            {
                if (!seen.Add(one.Span.SpanId))
                    continue;
                ordered.Add(one);
                foreach (var child in children[one.Span.SpanId].Reverse())
                    open.Push((child, one.Depth + 1));
            }
        }

        return ordered;
    }

    /// <summary>From the write that the message was saved with, else from the end of what saved it, until the relay took it up.</summary>
    private static TimeSpan? WaitInOutbox(HeldSpan span, Dictionary<string, HeldSpan> byId, ILookup<string, HeldSpan> children)
    {
        if (span.Name != "outbox relay" || span.ParentSpanId is not { } parentId || !byId.TryGetValue(parentId, out var parent))
            return null;
        var saved = children[parentId]
            .Where(sibling => sibling.EndedAt <= span.StartedAt && sibling.Name.StartsWith("save ", StringComparison.Ordinal))
            .Select(sibling => (DateTime?)sibling.EndedAt).Max();
        var since = saved ?? (parent.EndedAt <= span.StartedAt ? parent.EndedAt : null);
        return span.StartedAt - since;
    }
}

/// <summary>From the start of the trace.</summary>
internal sealed record Gap(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Length => End - Start;
}

internal sealed record WaterfallRow
{
    public required HeldSpan Span { get; init; }

    /// <summary>0 for one without a parent here.</summary>
    public required int Depth { get; init; }

    /// <summary>Which part of the newsroom it belongs to.</summary>
    public string? Part { get; init; }

    /// <summary>Since the start of the trace.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>It has a parent, which is not here: the sender's, or no longer or not yet held.</summary>
    public bool IsOrphan { get; init; }

    /// <summary>How long the message that a relay sent had lain in the outbox.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>For how long nothing ran before it.</summary>
    public TimeSpan? GapBefore { get; init; }
}
