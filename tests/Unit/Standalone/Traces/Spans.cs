using System.Diagnostics;
using System.Globalization;
using Newsroom.Standalone.Traces;
using Xunit;

namespace Newsroom.Tests.Unit.Standalone.Traces;

/// <summary>Spans as they would be recorded, without what does not matter to a test.</summary>
internal static class Spans
{
    public static readonly DateTime Noon = new(2026, 3, 12, 12, 0, 0, DateTimeKind.Utc);

    private static int next;

    public static Guid Article(int number) => new(number, 0, 0, new byte[8]);

    public static string Trace(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    public static HeldSpan One(
        int trace = 1, string? id = null, string? parent = null, int? article = null, int? revision = null, double at = 0, double took = 1,
        string name = "work", ActivityKind kind = ActivityKind.Internal, params KeyValuePair<string, object>[] attributes) => new()
        {
            TraceId = Trace(trace),
            SpanId = id ?? Interlocked.Increment(ref next).ToString("x16", CultureInfo.InvariantCulture),
            ParentSpanId = parent,
            Name = name,
            Kind = kind,
            Source = "Test",
            StartedAt = Noon.AddMilliseconds(at),
            Duration = TimeSpan.FromMilliseconds(took),
            Attributes = attributes,
            ArticleId = article is { } number ? Article(number) : null,
            Revision = revision,
        };

    public static ArticleTrace Whole(params HeldSpan[] spans) =>
        new() { TraceId = Trace(1), Revision = 1, Spans = spans, SpansNotHeld = 0, OtherArticles = [] };
}

/// <summary>For tests that hear every span of the process: those of others must not come in between.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class HearsEverySpan;
