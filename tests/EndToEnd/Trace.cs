using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The spans of one trace, to walk from parent to child.</summary>
internal sealed class Trace(IReadOnlyList<ReceivedSpan> spans)
{
    public IReadOnlyList<ReceivedSpan> Spans => spans;

    /// <summary>
    /// Whether all processes have exported their part, which each does in its own time: the last span is there, and every parent but the sender's.
    /// </summary>
    public static bool IsWhole(IReadOnlyList<ReceivedSpan> spans, string sender, string last) =>
        spans.Any(span => span.Name == last) && spans.Any(span => span.ParentId == sender)
        && spans.All(span => span.ParentId == sender || spans.Any(other => other.SpanId == span.ParentId));

    public ReceivedSpan Child(ReceivedSpan parent, string name, string kind, string service) => Child(parent.SpanId, name, kind, service);

    /// <summary>The child of this name; fails with what the parent has instead.</summary>
    public ReceivedSpan Child(string parentId, string name, string kind, string service)
    {
        var children = spans.Where(span => span.ParentId == parentId).ToList();
        var found = children.FirstOrDefault(span => span.Name == name && span.Service == service);
        Assert.True(found is not null, $"There is no '{name}' of {service} below {parentId}, only: {string.Join(", ", children.Select(span => $"{span.Name} ({span.Service})"))}");
        Assert.Equal(kind, found.Kind);
        return found;
    }
}
