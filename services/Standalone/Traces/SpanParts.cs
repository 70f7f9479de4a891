using System.Diagnostics;

namespace Newsroom.Standalone.Traces;

/// <summary>
/// Which part of the newsroom each span belongs to. All are one process here, so no resource tells; the database and the queue do, and what says
/// nothing of itself belongs with its parent, a request with what it led to.
/// </summary>
internal static class SpanParts
{
    /// <param name="ordered">Parents before children.</param>
    /// <param name="children">By the id of the parent.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<HeldSpan> ordered, ILookup<string, HeldSpan> children)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var span in ordered)
        {
            var part = OfItself(span)
                ?? (span.Kind == ActivityKind.Server ? children[span.SpanId].Select(OfItself).FirstOrDefault(one => one is not null) : null)
                ?? (span.ParentSpanId is { } parent ? parts.GetValueOrDefault(parent) : null);
            if (part is not null)
                parts[span.SpanId] = part;
        }

        return parts;
    }

    private static string? OfItself(HeldSpan span)
    {
        if (Text(span, "db.namespace") is { } database)
            return database.StartsWith("newsroom-", StringComparison.Ordinal) ? database["newsroom-".Length..] : database;
        return span.Kind == ActivityKind.Consumer && span.Name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? span.Name[..dot] : null;
    }

    private static string? Text(HeldSpan span, string name) =>
        span.Attributes.FirstOrDefault(attribute => attribute.Key == name).Value is string { Length: > 0 } text ? text : null;
}
