using System.Diagnostics;
using Newsroom.Standalone.Traces;
using Xunit;

namespace Newsroom.Tests.Unit.Standalone.Traces;

public sealed class WaterfallTests
{
    [Fact]
    public void Children_stand_below_their_parents_by_their_start()
    {
        var rows = Waterfall.Of(Spans.Whole(
            Spans.One(id: "late", parent: "root", at: 5), Spans.One(id: "deep", parent: "early", at: 2),
            Spans.One(id: "early", parent: "root", at: 1, took: 3), Spans.One(id: "root", took: 10)));
        Assert.Equal([("root", 0), ("early", 1), ("deep", 2), ("late", 1)], rows.Select(row => (row.Span.SpanId, row.Depth)));
    }

    [Fact]
    public void A_span_whose_parent_is_not_here_is_shown_and_says_so()
    {
        var rows = Waterfall.Of(Spans.Whole(Spans.One(id: "a", parent: "senders", took: 9), Spans.One(id: "b", parent: "a", at: 1)));
        Assert.Equal([("a", 0, true), ("b", 1, false)], rows.Select(row => (row.Span.SpanId, row.Depth, row.IsOrphan)));
    }

    [Fact]
    public void Spans_that_are_their_own_ancestors_are_shown_once()
    {
        var rows = Waterfall.Of(Spans.Whole(Spans.One(id: "a", parent: "b"), Spans.One(id: "b", parent: "a"), Spans.One(id: "c", parent: "c"), Spans.One(id: "d")));
        Assert.Equal(["a", "b", "c", "d"], rows.Select(row => row.Span.SpanId).Order());
        Assert.Equal("d", rows[0].Span.SpanId);
    }

    [Fact]
    public void As_many_levels_as_spans_are_no_matter()
    {
        var spans = Enumerable.Range(0, TraceStore.MostSpansATrace).Select(i => Spans.One(id: $"{i}", parent: i == 0 ? null : $"{i - 1}", at: i)).ToArray();
        Assert.Equal(TraceStore.MostSpansATrace - 1, Waterfall.Of(Spans.Whole(spans))[^1].Depth);
    }

    [Fact]
    public void Time_in_the_outbox_is_told_and_time_in_which_nothing_ran_too()
    {
        var rows = Waterfall.Of(Spans.Whole(
            Spans.One(id: "post", took: 10), Spans.One(id: "save", parent: "post", at: 2, took: 3, name: "save ingest"),
            Spans.One(id: "relay", parent: "post", at: 40, took: 5, name: "outbox relay")));
        Assert.Equal(TimeSpan.FromMilliseconds(35), rows[^1].Waited);
        Assert.Equal(TimeSpan.FromMilliseconds(30), rows[^1].GapBefore);
        Assert.All(rows.SkipLast(1), row => Assert.Null(row.GapBefore ?? row.Waited));
    }

    [Fact]
    public void The_part_follows_from_database_and_queue_and_is_the_parents_where_nothing_tells()
    {
        var rows = Waterfall.Of(Spans.Whole(
            Spans.One(id: "post", kind: ActivityKind.Server, took: 50), Spans.One(id: "save", parent: "post", at: 1, attributes: new KeyValuePair<string, object>("db.namespace", "newsroom-ingest")),
            Spans.One(id: "relay", parent: "post", at: 5, name: "outbox relay"), Spans.One(id: "send", parent: "relay", at: 6, name: "newsroom.article-received.v1 send", kind: ActivityKind.Producer),
            Spans.One(id: "receive", parent: "send", at: 7, name: "enrichment.enrich-article receive", kind: ActivityKind.Consumer), Spans.One(id: "think", parent: "receive", at: 8)));
        Assert.Equal(["ingest", "ingest", "ingest", "ingest", "enrichment", "enrichment"], rows.Select(row => row.Part));
    }

    [Fact]
    public void A_wait_of_hours_is_folded_so_that_what_ran_can_be_seen()
    {
        var spans = new[] { Spans.One(took: 20), Spans.One(at: 7_200_000, took: 20) };
        var trace = Spans.Whole(spans);
        var scale = new TimeScale(trace.Duration, Waterfall.GapsOf(spans, trace.StartedAt));
        Assert.Single(scale.Folds);
        Assert.InRange(scale.Percent(TimeSpan.FromMilliseconds(20)), 40, 50);
        Assert.InRange(scale.Percent(TimeSpan.FromMilliseconds(7_200_000)), 50, 60);
        Assert.Equal(100, scale.Percent(trace.Duration), 6);
    }

    [Fact]
    public void Bars_lie_within_the_page_however_short_their_spans()
    {
        var spans = new[] { Spans.One(took: 10), Spans.One(at: 10, took: 0) };
        var scale = new TimeScale(TimeSpan.FromMilliseconds(10), Waterfall.GapsOf(spans, Spans.Noon));
        Assert.Equal(new BarView("99.6%", "0.4%"), scale.Bar(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10)));
        Assert.Equal(new BarView("0%", "100%"), scale.Bar(TimeSpan.Zero, TimeSpan.FromMilliseconds(10)));
        var nothing = new TimeScale(TimeSpan.Zero, []);
        Assert.Equal("0%", nothing.Bar(TimeSpan.Zero, TimeSpan.Zero).Left);
    }

    [Theory]
    [InlineData(0.0234, "0.02 ms")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(345.6, "346 ms")]
    [InlineData(3_456, "3.46 s")]
    [InlineData(303_000, "5 min 3 s")]
    [InlineData(10_920_000, "3 h 2 min")]
    [InlineData(176_400_000, "2 d 1 h")]
    public void Times_are_shown_in_the_unit_that_fits(double milliseconds, string shown) =>
        Assert.Equal(shown, PageMaker.Show(TimeSpan.FromMilliseconds(milliseconds)));
}
