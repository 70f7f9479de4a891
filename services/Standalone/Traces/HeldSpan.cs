using System.Diagnostics;

namespace Newsroom.Standalone.Traces;

/// <summary>A span that has ended, as it is held: a copy within bounds, for an <see cref="Activity"/> holds on to whatever its tags refer to.</summary>
internal sealed record HeldSpan
{
    public const int MostAttributes = 32;
    public const int MostEvents = 8;
    public const int MostLinks = 16;

    public const string ArticleTag = "newsroom.article.id";
    public const string RevisionTag = "newsroom.article.revision";

    public required string TraceId { get; init; }
    public required string SpanId { get; init; }

    /// <summary>Null for the first of a trace.</summary>
    public string? ParentSpanId { get; init; }

    public required string Name { get; init; }
    public ActivityKind Kind { get; init; }

    /// <summary>What made it: the name of the <see cref="ActivitySource"/>.</summary>
    public required string Source { get; init; }

    public required DateTime StartedAt { get; init; }
    public required TimeSpan Duration { get; init; }
    public ActivityStatusCode Status { get; init; }
    public string? StatusText { get; init; }
    public IReadOnlyList<KeyValuePair<string, object>> Attributes { get; init; } = [];
    public IReadOnlyList<HeldEvent> Events { get; init; } = [];
    public IReadOnlyList<HeldLink> Links { get; init; } = [];

    /// <summary>The article that the span is about.</summary>
    public Guid? ArticleId { get; init; }

    public int? Revision { get; init; }

    public DateTime EndedAt => StartedAt + Duration;

    public bool Failed => Status == ActivityStatusCode.Error;

    public static HeldSpan Of(Activity activity)
    {
        var attributes = new List<KeyValuePair<string, object>>(12);
        Guid? article = null;
        int? revision = null;
        foreach (ref readonly var tag in activity.EnumerateTagObjects())
        {
            if (tag.Key == ArticleTag)
                article = ArticleOf(tag.Value);
            else if (tag.Key == RevisionTag)
                revision = RevisionOf(tag.Value);
            if (attributes.Count < MostAttributes && HeldText.MayBeHeld(tag.Key))
                attributes.Add(new(HeldText.Name(tag.Key), HeldText.Value(tag.Key, tag.Value)));
        }

        return new HeldSpan
        {
            TraceId = activity.TraceId.ToHexString(),
            SpanId = activity.SpanId.ToHexString(),
            ParentSpanId = activity.ParentSpanId == default ? null : activity.ParentSpanId.ToHexString(),
            Name = HeldText.Name(activity.DisplayName),
            Kind = activity.Kind,
            Source = HeldText.Name(activity.Source.Name),
            StartedAt = activity.StartTimeUtc,
            Duration = activity.Duration,
            Status = activity.Status,
            StatusText = activity.StatusDescription is { Length: > 0 } text ? HeldText.Value(text) : null,
            Attributes = [.. attributes],
            Events = EventsOf(activity),
            Links = LinksOf(activity),
            ArticleId = article,
            Revision = revision,
        };
    }

    public static Guid? ArticleOf(object? tag) => Guid.TryParse(tag as string, out var id) ? id : null;

    public static int? RevisionOf(object? tag) => tag as int?;

    /// <summary>
    /// Bytes of memory, roughly and rather too many: 400 for the span itself and its place in the store, 16 for each pair or reference and 24 for what
    /// it leads to, two for each character of a text as if it were held here alone. Names of attributes are the program's own and cost nothing.
    /// </summary>
    public int EstimateSize() => 400 + Chars(Name) + Chars(StatusText) + Sum(Attributes)
        + Events.Sum(static one => 100 + Chars(one.Name) + Sum(one.Attributes))
        + Links.Sum(static one => 60 + Sum(one.Attributes));

    private static int Sum(IReadOnlyList<KeyValuePair<string, object>> attributes)
    {
        var sum = 0;
        foreach (var (_, value) in attributes)
            sum += 40 + Chars(value as string);
        return sum;
    }

    private static int Chars(string? text) => text is null ? 0 : 2 * text.Length;

    private static HeldEvent[] EventsOf(Activity activity)
    {
        var events = new List<HeldEvent>();
        foreach (ref readonly var one in activity.EnumerateEvents())
        {
            if (events.Count == MostEvents)
                break;
            events.Add(new HeldEvent(HeldText.Name(one.Name), one.Timestamp.UtcDateTime, Bounded(one.EnumerateTagObjects())));
        }

        return [.. events];
    }

    private static HeldLink[] LinksOf(Activity activity)
    {
        var links = new List<HeldLink>();
        foreach (ref readonly var one in activity.EnumerateLinks())
        {
            if (links.Count == MostLinks)
                break;
            links.Add(new HeldLink(one.Context.TraceId.ToHexString(), one.Context.SpanId.ToHexString(), Bounded(one.EnumerateTagObjects())));
        }

        return [.. links];
    }

    private static KeyValuePair<string, object>[] Bounded(Activity.Enumerator<KeyValuePair<string, object?>> tags)
    {
        const int most = 8;
        var bounded = new List<KeyValuePair<string, object>>();
        foreach (ref readonly var tag in tags)
        {
            if (bounded.Count < most && HeldText.MayBeHeld(tag.Key))
                bounded.Add(new(HeldText.Name(tag.Key), HeldText.Value(tag.Key, tag.Value)));
        }

        return [.. bounded];
    }
}

/// <summary>Something that happened within a span, such as an exception.</summary>
internal sealed record HeldEvent(string Name, DateTime At, IReadOnlyList<KeyValuePair<string, object>> Attributes);

/// <summary>To a span of another trace, which this one has to do with.</summary>
internal sealed record HeldLink(string TraceId, string SpanId, IReadOnlyList<KeyValuePair<string, object>> Attributes);
