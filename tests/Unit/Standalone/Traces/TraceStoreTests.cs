using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Standalone.Traces;
using Xunit;

namespace Newsroom.Tests.Unit.Standalone.Traces;

public sealed class TraceStoreTests
{
    private readonly FakeTimeProvider clock = new();

    private TraceStore Store(int mostArticles = 10, int mostMegabytes = 4) =>
        new(new TracesOptions { MostArticles = mostArticles, MostMegabytes = mostMegabytes }, clock);

    [Fact]
    public void Spans_that_ended_before_the_article_was_known_belong_to_it()
    {
        var store = Store();
        store.Add(Spans.One(id: "b", parent: "a"));
        Assert.Empty(store.Latest(10));
        store.Add(Spans.One(id: "a", article: 1, revision: 1));
        store.Add(Spans.One(id: "c", parent: "a"));
        Assert.Equal(["b", "a", "c"], store.Find(Spans.Article(1))!.Traces.Single().Spans.Select(span => span.SpanId));
    }

    [Fact]
    public void An_article_has_its_revisions_newest_first_each_with_its_trace()
    {
        var store = Store();
        store.Add(Spans.One(trace: 2, article: 1, revision: 2, at: 50));
        store.Add(Spans.One(trace: 1, article: 1, revision: 1));
        store.Add(Spans.One(trace: 3, article: 1, revision: 3, at: 90));
        // The release of an embargo does not say which revision it is about.
        store.Add(Spans.One(trace: 3, article: 1, at: 95));
        var traces = store.Find(Spans.Article(1))!.Traces;
        Assert.Equal([3, 2, 1], traces.Select(trace => trace.Revision));
        Assert.Equal([Spans.Trace(3), Spans.Trace(2), Spans.Trace(1)], traces.Select(trace => trace.TraceId));
    }

    [Fact]
    public void The_same_span_twice_is_held_once()
    {
        var store = Store();
        var span = Spans.One(article: 1, revision: 1);
        store.Add(span);
        var bytes = store.Bytes;
        store.Add(span);
        Assert.Single(store.Find(Spans.Article(1))!.Traces.Single().Spans);
        Assert.Equal(bytes, store.Bytes);
    }

    [Fact]
    public void The_article_that_was_heard_of_least_lately_goes_first_and_takes_its_memory_with_it()
    {
        var store = Store(mostArticles: 3);
        for (var number = 1; number <= 3; number++)
            store.Add(Spans.One(trace: number, article: number, revision: 1));
        var bytes = store.Bytes;
        store.Add(Spans.One(trace: 11, article: 1, revision: 2));
        store.Add(Spans.One(trace: 4, article: 4, revision: 1));
        Assert.Null(store.Find(Spans.Article(2)));
        Assert.Equal(2, store.Find(Spans.Article(1))!.Traces.Count);
        Assert.Equal([4, 1, 3], store.Latest(10).Select(held => (int)held.ArticleId.ToByteArray()[0]));
        store.Add(Spans.One(trace: 5, article: 5, revision: 1));
        store.Add(Spans.One(trace: 6, article: 6, revision: 1));
        Assert.Equal(bytes, store.Bytes);
    }

    [Fact]
    public void A_span_that_comes_after_its_trace_is_gone_brings_nothing_back()
    {
        var store = Store(mostArticles: 1);
        store.Add(Spans.One(trace: 1, article: 1, revision: 1));
        store.Add(Spans.One(trace: 2, article: 2, revision: 1));
        store.Add(Spans.One(trace: 1));
        Assert.Null(store.Find(Spans.Article(1)));
        clock.Advance(TraceStore.LongestWait + TimeSpan.FromSeconds(1));
        store.Add(Spans.One(trace: 2, article: 2, revision: 1));
        Assert.Equal(store.Find(Spans.Article(2))!.Traces.Single().Spans.Sum(span => span.EstimateSize()), store.Bytes);
    }

    [Fact]
    public void A_trace_takes_no_more_than_its_bounds_and_counts_the_rest()
    {
        var store = Store();
        for (var i = 0; i < TraceStore.MostSpansATrace + 7; i++)
            store.Add(Spans.One(article: 1, revision: 1));
        var trace = store.Find(Spans.Article(1))!.Traces.Single();
        Assert.Equal(TraceStore.MostSpansATrace, trace.Spans.Count);
        Assert.Equal(7, trace.SpansNotHeld);
    }

    [Fact]
    public void Memory_is_bounded_whatever_the_spans_say()
    {
        var store = Store(mostArticles: 1_000);
        var text = new KeyValuePair<string, object>("text", new string('x', 100_000));
        for (var number = 1; number <= 100; number++)
        {
            for (var i = 0; i < 6; i++)
                store.Add(Spans.One(trace: number, article: i == 5 ? number : null, revision: 1, attributes: text));
            Assert.InRange(store.Bytes, 1, 4_000_000);
        }

        Assert.NotNull(store.Find(Spans.Article(100)));
        Assert.Null(store.Find(Spans.Article(1)));
        Assert.All(store.Latest(1_000).SelectMany(held => held.Traces), trace => Assert.InRange(trace.Spans.Sum(span => span.EstimateSize()), 1, TraceStore.MostBytesATrace));
    }

    [Fact]
    public void Traces_of_no_article_are_dropped_by_number_by_age_and_when_a_readers_request_ends()
    {
        var store = Store();
        for (var number = 1; number <= TraceStore.MostWaiting * 2; number++)
            store.Add(Spans.One(trace: number));
        var one = Spans.One().EstimateSize();
        Assert.Equal(TraceStore.MostWaiting * one, store.Bytes);

        clock.Advance(TraceStore.LongestWait + TimeSpan.FromSeconds(1));
        store.Add(Spans.One(trace: 5_000, id: "find", parent: "get"));
        Assert.Equal(one, store.Bytes);
        store.Add(Spans.One(trace: 5_000, id: "get", kind: ActivityKind.Server));
        Assert.Equal(0, store.Bytes);
    }

    [Fact]
    public void What_is_sent_again_unchanged_does_not_push_out_the_trace_of_the_publication()
    {
        var store = Store();
        store.Add(Spans.One(trace: 1, article: 1, revision: 1));
        store.Add(Spans.One(trace: 2, article: 1, revision: 2));
        store.Add(Spans.One(trace: 2, article: 1, revision: 2));
        for (var again = 0; again < 100; again++)
            store.Add(Spans.One(trace: 100 + again, article: 1, revision: 2));
        var traces = store.Find(Spans.Article(1))!.Traces;
        Assert.Equal(TraceStore.MostTracesAnArticle, traces.Count);
        Assert.Contains(traces, trace => trace.TraceId == Spans.Trace(2));
        Assert.Contains(traces, trace => trace.TraceId == Spans.Trace(1));
    }

    [Fact]
    public void A_trace_of_several_articles_stays_until_the_last_of_them_goes()
    {
        var store = Store(mostArticles: 2);
        store.Add(Spans.One(trace: 1, article: 1, revision: 1));
        store.Add(Spans.One(trace: 1, article: 2, revision: 1));
        Assert.Equal([Spans.Article(2)], store.Find(Spans.Article(1))!.Traces.Single().OtherArticles);
        store.Add(Spans.One(trace: 3, article: 3, revision: 1));
        Assert.Null(store.Find(Spans.Article(1)));
        Assert.Equal(2, store.Find(Spans.Article(2))!.Traces.Single().Spans.Count);
        Assert.Equal([Spans.Trace(1), Spans.Trace(3)], store.ArticlesOf([Spans.Trace(1), Spans.Trace(3), Spans.Trace(4)]).Keys.Order());
    }

    [Fact]
    public void A_trace_that_was_not_sampled_is_known_as_such()
    {
        var store = Store();
        store.NoteUnsampled(Spans.Trace(1), Spans.Article(1), 1, Spans.Noon);
        store.NoteUnsampled(Spans.Trace(1), Spans.Article(1), 1, Spans.Noon.AddSeconds(1));
        store.NoteUnsampled(Spans.Trace(2), Spans.Article(1), 1, Spans.Noon.AddSeconds(2));
        store.NoteUnsampled(Spans.Trace(3), Spans.Article(1), null, Spans.Noon.AddSeconds(3));
        var trace = store.Find(Spans.Article(1))!.Traces.Single();
        Assert.True(trace.IsUnsampled);
        Assert.Equal((1, Spans.Noon), (trace.Revision, trace.StartedAt));
    }

    [Fact]
    public async Task Many_at_a_time_leave_the_bounds_and_the_count_of_bytes_right()
    {
        var store = Store(mostArticles: 20);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                store.Add(Spans.One(trace: number, id: $"{worker}"));
                store.Add(Spans.One(trace: number, article: number % 50, revision: number));
            }
        }, TestContext.Current.CancellationToken)));
        var held = store.Latest(1_000);
        Assert.Equal(20, held.Count);
        clock.Advance(TraceStore.LongestWait + TimeSpan.FromSeconds(1));
        store.Add(Spans.One(trace: 9_999, article: (int)held[0].ArticleId.ToByteArray()[0], revision: 1));
        Assert.Equal(store.Latest(1_000).SelectMany(one => one.Traces).Sum(trace => trace.Spans.Sum(span => span.EstimateSize())), store.Bytes);
    }
}
