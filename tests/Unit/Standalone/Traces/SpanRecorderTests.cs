using System.Diagnostics;
using System.Text;
using Newsroom.Standalone.Traces;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Xunit;

namespace Newsroom.Tests.Unit.Standalone.Traces;

/// <summary>From activities as the SDK hands them over to what is held of them.</summary>
[Collection<HearsEverySpan>]
public sealed class SpanRecorderTests : IDisposable
{
    private readonly ActivitySource source = new("Test." + Guid.NewGuid());
    private readonly TraceStore store = new(new TracesOptions(), TimeProvider.System);
    private readonly Guid article = Guid.NewGuid();

    public void Dispose() => source.Dispose();

    [Fact]
    public void A_span_is_held_with_its_attributes_events_links_and_status()
    {
        var elsewhere = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using (Sampling(new AlwaysOnSampler()))
        using (var activity = source.StartActivity("take", ActivityKind.Consumer, default(ActivityContext), links: [new ActivityLink(elsewhere)])!)
        {
            Name(activity, revision: 3);
            activity.SetTag("size", 17L).SetTag("whole", true).SetTag("list", new List<string>(["a", "b"]).ToArray()).SetTag("share", double.NaN);
            activity.AddException(new InvalidOperationException("It broke."));
            activity.SetStatus(ActivityStatusCode.Error, "It broke.");
        }

        var trace = store.Find(article)!.Traces.Single();
        var span = trace.Spans.Single();
        Assert.Equal(3, trace.Revision);
        Assert.Equal(1, trace.Errors);
        Assert.Equal(("take", ActivityKind.Consumer, source.Name, "It broke."), (span.Name, span.Kind, span.Source, span.StatusText));
        var attributes = span.Attributes.ToDictionary();
        Assert.Equal((17L, true, "a, b", "NaN"), (attributes["size"], attributes["whole"], attributes["list"], attributes["share"]));
        Assert.Contains(span.Events.Single().Attributes, one => one.Key == "exception.stacktrace" && ((string)one.Value).Contains("It broke.", StringComparison.Ordinal));
        Assert.Equal(elsewhere.TraceId.ToString(), span.Links.Single().TraceId);
    }

    [Fact]
    public void What_a_span_says_is_cut_to_its_bounds()
    {
        using (Sampling(new AlwaysOnSampler()))
        using (var activity = source.StartActivity(new string('n', 5_000))!)
        {
            Name(activity);
            for (var i = 0; i < 100; i++)
            {
                activity.SetTag("tag" + i, new string('v', 100_000)).AddEvent(new ActivityEvent("event" + i));
                activity.AddLink(new ActivityLink(new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default)));
            }
        }

        var span = store.Find(article)!.Traces.Single().Spans.Single();
        Assert.Equal(HeldText.LongestName, span.Name.Length);
        Assert.Equal((HeldSpan.MostAttributes, HeldSpan.MostEvents, HeldSpan.MostLinks), (span.Attributes.Count, span.Events.Count, span.Links.Count));
        Assert.All(span.Attributes, one => Assert.InRange(((one.Value as string) ?? "").Length, 0, HeldText.LongestValue));
        Assert.InRange(span.EstimateSize(), 1, 60_000);
    }

    [Fact]
    public void Bodies_and_credentials_are_not_held()
    {
        using (Sampling(new AlwaysOnSampler()))
        using (var activity = source.StartActivity("call")!)
        {
            Name(activity);
            foreach (var key in new[] { "http.request.header.authorization", "http.request.header.x", "db.query.text", "db.statement", "messaging.message.body", "Api_Key", "client_SECRET", "Cookie" })
                activity.SetTag(key, "hidden");
            activity.SetTag("messaging.message.body.size", 12).SetTag("url", "amqp://user:hidden@broker:5672/ and https://a:hidden@b/");
        }

        var attributes = store.Find(article)!.Traces.Single().Spans.Single().Attributes;
        Assert.DoesNotContain(attributes, one => one.Value.ToString()!.Contains("hidden", StringComparison.Ordinal));
        Assert.Contains(attributes, one => one is { Key: "messaging.message.body.size", Value: 12 });
        Assert.Contains(attributes, one => one is { Key: "url", Value: "amqp://***@broker:5672/ and https://***@b/" });
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\udc00b")]
    [InlineData("\ud83d\ude00 whole \ud83d")]
    public void Halves_of_characters_become_what_can_be_written(string text)
    {
        var held = (string)HeldText.Value("text", text);
        Assert.Equal(held, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(held)));
        Assert.Equal(text.Contains('\ude00', StringComparison.Ordinal), held.Contains("\ud83d\ude00", StringComparison.Ordinal));
        var cut = HeldText.Name(new string('x', HeldText.LongestName - 2) + "\ud83d\ude00\ud83d\ude00");
        Assert.Equal(new string('x', HeldText.LongestName - 2) + "…", cut);
    }

    [Fact]
    public void A_trace_that_the_sampler_drops_is_noted_and_nothing_of_it_held()
    {
        using var listener = new UnsampledListener(store, source.Name);
        listener.StartAsync(TestContext.Current.CancellationToken);
        using (Sampling(new AlwaysOffSampler()))
        using (var activity = source.StartActivity("take")!)
        {
            Assert.NotNull(activity);
            Assert.False(activity.Recorded);
            Name(activity, revision: 2);
        }

        var trace = store.Find(article)!.Traces.Single();
        Assert.True(trace.IsUnsampled);
        Assert.Equal(2, trace.Revision);
        Assert.Equal(0, store.Bytes);
    }

    [Fact]
    public void A_trace_that_is_sampled_is_not_noted_as_dropped()
    {
        using var listener = new UnsampledListener(store, source.Name);
        listener.StartAsync(TestContext.Current.CancellationToken);
        using (Sampling(new AlwaysOnSampler()))
        using (var activity = source.StartActivity("take")!)
            Name(activity);
        Assert.False(store.Find(article)!.Traces.Single().IsUnsampled);
    }

    private TracerProvider Sampling(Sampler sampler) =>
        Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(sampler).AddProcessor(new SpanRecorder(store)).Build();

    private void Name(Activity activity, int revision = 1) =>
        activity.SetTag(HeldSpan.ArticleTag, article.ToString()).SetTag(HeldSpan.RevisionTag, revision);
}
