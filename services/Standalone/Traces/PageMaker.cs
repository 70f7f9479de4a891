using System.Globalization;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Site;

namespace Newsroom.Standalone.Traces;

/// <summary>From what is held to what the pages show of it.</summary>
internal sealed class PageMaker(SiteOptions site, SiteAddress address, TraceStore store)
{
    private const int Colours = 6;

    public static Stylesheet Stylesheet { get; } = new(typeof(PageMaker).Assembly, "Newsroom.Standalone.Traces.traces.css", "/traces.css");

    public NoTracesPageView Nothing(string heading, string text) => new(Shell(heading), heading, text);

    public TraceIndexPageView Index(IReadOnlyList<TracedArticle> articles, string? next, string held) => new()
    {
        Shell = Shell("Traces"),
        Held = held,
        Articles =
        [
            .. articles.Select(article => new TracedArticleView(
                article.ArticleId.ToString(), Page(article.ArticleId), article.Revision?.ToString(CultureInfo.InvariantCulture), article.Traces,
                Moment(article.StartedAt), Show(TimeSpan.FromMilliseconds(article.DurationMs)), article.Spans.ToString(CultureInfo.InvariantCulture), article.Errors, !article.Sampled)),
        ],
        Older = next is null ? null : address.Local($"/traces?after={next}"),
    };

    public ArticleTracesPageView Article(ArticleTraces held, PublishedArticle? published)
    {
        var readable = ReadableArticle.Of(published);
        var linked = store.ArticlesOf(held.Traces.SelectMany(trace => trace.Spans).SelectMany(span => span.Links).Select(link => link.TraceId).Distinct());
        return new ArticleTracesPageView
        {
            Shell = Shell($"Trace of {held.ArticleId}"),
            ArticleId = held.ArticleId.ToString(),
            ArticleAddress = address.Local($"/v1/articles/{held.ArticleId}"),
            PublishedAddress = readable is null ? null : address.Local(SiteAddress.ArticlePath(readable.Slug)),
            PublishedTitle = readable?.Title,
            Traces = [.. held.Traces.Select(trace => Section(trace, linked))],
        };
    }

    private TraceSectionView Section(ArticleTrace trace, IReadOnlyDictionary<string, Guid> linked)
    {
        var scale = new TimeScale(trace.Duration, Waterfall.GapsOf(trace.Spans, trace.StartedAt));
        var rows = Waterfall.Of(trace);
        var parts = rows.Select(row => row.Part).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new TraceSectionView
        {
            Heading = trace.Revision is { } revision ? $"Revision {revision.ToString(CultureInfo.InvariantCulture)}" : "Revision not known",
            TraceId = trace.TraceId,
            Started = Moment(trace.StartedAt),
            Duration = Show(trace.Duration),
            Spans = trace.Spans.Count,
            Errors = trace.Errors,
            SpansNotHeld = trace.SpansNotHeld,
            IsUnsampled = trace.IsUnsampled,
            OtherArticles = [.. trace.OtherArticles.Take(20).Select(other => new LinkedTraceView(other.ToString(), Page(other)))],
            Ticks = Ticks(scale, trace.Duration),
            Folds = [.. scale.Folds.Select(fold => scale.Bar(fold.Start, fold.End))],
            Rows = [.. rows.Select(row => Row(row, scale, row.Part is null ? 0 : 1 + parts.IndexOf(row.Part) % (Colours - 1), trace.StartedAt, linked))],
        };
    }

    private RowView Row(WaterfallRow row, TimeScale scale, int colour, DateTime start, IReadOnlyDictionary<string, Guid> linked) => new()
    {
        Name = row.Span.Name,
        Depth = row.Depth,
        Part = row.Part,
        Colour = colour,
        Source = row.Span.Source,
        Kind = row.Span.Kind.ToString().ToLowerInvariant(),
        Start = Show(row.Start),
        Duration = Show(row.Span.Duration),
        Bar = scale.Bar(row.Start, row.Start + row.Span.Duration),
        Failed = row.Span.Failed,
        StatusText = row.Span.StatusText,
        SpanId = row.Span.SpanId,
        ParentSpanId = row.Span.ParentSpanId,
        IsOrphan = row.IsOrphan,
        Waited = row.Waited is { } waited ? Show(waited) : null,
        WaitBar = row.Waited is { } wait ? scale.Bar(row.Start - wait, row.Start) : null,
        GapBefore = row.GapBefore is { } gap ? Show(gap) : null,
        Attributes = Attributes(row.Span.Attributes),
        Events = [.. row.Span.Events.Select(one => new SpanEventView(one.Name, Show(one.At - start), Attributes(one.Attributes)))],
        Links =
        [
            .. row.Span.Links.Select(link => new LinkedTraceView(
                link.TraceId, linked.TryGetValue(link.TraceId, out var article) ? $"{Page(article)}#trace-{link.TraceId}" : null)),
        ],
    };

    /// <summary>At both ends and halfway, for which a phone has room; without the half where some of it is not to scale.</summary>
    private static List<TickView> Ticks(TimeScale scale, TimeSpan duration) => scale.Folds.Count > 0
        ? [new TickView("0%", "0"), new TickView("100%", Show(duration))]
        : [.. Enumerable.Range(0, 3).Select(half => new TickView(TimeScale.Text(half * 50), half == 0 ? "0" : Show(duration * half / 2)))];

    private static List<AttributeView> Attributes(IEnumerable<KeyValuePair<string, object>> attributes) =>
        [.. attributes.Select(one => new AttributeView(one.Key, one.Value is bool truth ? (truth ? "true" : "false") : Convert.ToString(one.Value, CultureInfo.InvariantCulture) ?? ""))];

    private string Page(Guid article) => address.Local($"/traces/{article}");

    private ShellView Shell(string title) => new(
        title, site.Title, address.Local("/"), address.Local(Stylesheet.Site.Path), address.Local(Stylesheet.Path), address.Local("/traces"));

    private static MomentView Moment(DateTimeOffset time) => new(
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>Three digits are enough to compare.</summary>
    internal static string Show(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 10 } => time.TotalMilliseconds.ToString("0.##", CultureInfo.InvariantCulture) + " ms",
        { TotalMilliseconds: < 100 } => time.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        { TotalMilliseconds: < 999.5 } => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { TotalSeconds: < 60 } => time.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };
}
