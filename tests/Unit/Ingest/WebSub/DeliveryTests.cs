using System.Diagnostics;
using System.Net;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>A newsroom, a paper and its hub over TLS, on loopback: what becomes of what hubs send.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task What_a_hub_delivers_is_an_article_without_a_poll(string method)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        var (polls, next) = (paper.Polls, (await paper.Newsroom.FindAsync(paper.Source)).Polls.NextPollAt);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")), method));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        var article = (await paper.Newsroom.ArticleAsync(paper.Source, "2"))!.Article;
        Assert.Equal(("Story 2", "Bay Post", "feed"), (article.Title, article.Source.Name, article.Provenance.Via));
        Assert.Equal(0, await paper.Newsroom.PollAsync());
        Assert.Equal(polls, paper.Polls);
        var source = await paper.Newsroom.FindAsync(paper.Source);
        Assert.Equal((next, 2, paper.Now), (source.Polls.NextPollAt, source.Polls.Articles, source.Polls.LastNewAt));
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal((1, paper.Now), (subscription.Deliveries, subscription.LastDeliveryAt));
        // The next poll finds nothing that would be news.
        var after = await paper.Newsroom.PollAsync(paper.Source);
        Assert.Equal((2, null), (after.Polls.Articles, (await paper.SubscriptionAsync()).MissedSince));
        Assert.Equal(1, (await paper.Newsroom.ArticleAsync(paper.Source, "2"))!.Article.Revision);
    }

    [Fact]
    public async Task A_change_that_is_delivered_is_a_revision_and_the_same_twice_is_not()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        for (var i = 0; i < 2; i++)
        {
            await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("1", text: BayPost.Bridge)));
            await paper.Newsroom.WebSub.Deliveries.IdleAsync();
            paper.Newsroom.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, (await paper.Newsroom.ArticleAsync(paper.Source, "1"))!.Article.Revision);
    }

    [Fact]
    public async Task A_feed_that_wants_to_be_left_alone_is_not_polled_by_the_word_of_its_hub()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.RetryAfter = 3_600;
        await paper.Newsroom.PollAsync(paper.Source);
        paper.RetryAfter = null;
        var polls = paper.Polls;
        foreach (var minutes in new[] { 5, 50 })
        {
            paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")), "sha1");
            await paper.Hub.DeliverAsync(paper.Hub.Last(), "not a feed");
            await paper.Newsroom.WebSub.Deliveries.IdleAsync();
            Assert.Equal((0, polls), (await paper.Newsroom.PollAsync(), paper.Polls));
        }

        // What it brings itself is taken meanwhile.
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("3")));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.True(await paper.HasAsync("3"));
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((1, polls + 1), (await paper.Newsroom.PollAsync(), paper.Polls));
        Assert.Null((await paper.Newsroom.FindAsync(paper.Source)).Polls.BusyUntil);
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000", "was wrong", 0)]
    [InlineData("sha256=nothex", "was wrong", 0)]
    [InlineData("none", "was wrong", 0)]
    [InlineData("", "was not signed", 0)]
    [InlineData("sha1", null, 1)]
    public async Task What_is_not_signed_as_it_should_be_is_not_taken_but_polled_for(string signature, string? problem, int deliveries)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(5));
        paper.Items = [BayPost.Item("true"), BayPost.Item("1")];
        var forged = paper.Feed(BayPost.Item("forged"));
        var status = signature == "sha1"
            ? await paper.Hub.DeliverAsync(paper.Hub.Last(), forged, "sha1")
            : await paper.Hub.DeliverAsync(paper.Hub.Last() with { Form = Unsigned(paper.Hub.Last()) }, forged, signature: signature);
        Assert.Equal(HttpStatusCode.Accepted, status);
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.Equal(1, await paper.Newsroom.PollAsync());
        Assert.True(await paper.HasAsync("true"));
        Assert.False(await paper.HasAsync("forged"));
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal(deliveries, subscription.Deliveries);
        Assert.Equal(problem is null, subscription.Problem is null);
        Assert.Contains(problem ?? "", subscription.Problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_believed_has_nobody_polled_more_than_once_a_minute()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        var polls = paper.Polls;
        for (var i = 0; i < 20; i++)
        {
            await paper.Hub.DeliverAsync(paper.Hub.Last(), "anything", signature: "sha256=00");
            await paper.Newsroom.PollAsync();
            paper.Newsroom.Site.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.InRange(paper.Polls - polls, 1, 2);
    }

    [Fact]
    public async Task Over_plain_http_no_secret_is_given_and_a_delivery_is_a_reason_to_poll()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hubs = [paper.Hub.Url(scheme: "http")];
        await paper.GoOnAsync();
        Assert.Null(paper.Hub.Last().Secret);
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(5));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("forged"))));
        await paper.GoOnAsync();
        Assert.True(await paper.HasAsync("2"));
        Assert.False(await paper.HasAsync("forged"));
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal((1, null), (subscription.Deliveries, subscription.MissedSince));
    }

    [Fact]
    public async Task News_that_the_hub_told_of_and_a_cache_still_hides_is_polled_for_again_soon()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hubs = [paper.Hub.Url(scheme: "http")];
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")));
        await paper.GoOnAsync();
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        await paper.GoOnAsync();
        Assert.True(await paper.HasAsync("2"));
    }

    [Fact]
    public async Task A_hub_that_delivers_some_and_not_all_has_missed_the_others()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        paper.Items = [BayPost.Item("3"), BayPost.Item("2"), BayPost.Item("1")];
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(6));
        await paper.GoOnAsync();
        Assert.Equal(paper.Now, (await paper.SubscriptionAsync()).MissedSince);
    }

    [Fact]
    public async Task Where_nobody_listens_on_the_way_plain_http_is_as_good()
    {
        await using var paper = await SubscribedPaper.StartAsync(options => options with { SecretOverHttp = true });
        paper.Hubs = [paper.Hub.Url(scheme: "http")];
        await paper.GoOnAsync();
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.True(await paper.HasAsync("2"));
    }

    [Fact]
    public async Task More_than_is_read_is_polled_for()
    {
        await using var paper = await SubscribedPaper.StartAsync(options => options with { MaxBytes = 64 * 1024 });
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(5));
        paper.Items = [BayPost.Item("2")];
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")) + new string(' ', 64 * 1024)));
        Assert.False(await paper.HasAsync("2"));
        Assert.Equal(1, await paper.Newsroom.PollAsync());
        Assert.True(await paper.HasAsync("2"));
    }

    [Fact]
    public async Task What_is_no_feed_though_signed_is_polled_for()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Last(), "<html><body>We have moved</body></html>"));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.Equal(1, await paper.Newsroom.PollAsync());
    }

    [Fact]
    public async Task While_a_source_is_polled_a_delivery_has_it_polled_once_more()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(1));
        var polled = Assert.Single(await paper.Newsroom.Sources.LeaseAsync(9, paper.Now, TimeSpan.FromMinutes(2), Cancellation));
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2"))));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.False(await paper.HasAsync("2"));
        await paper.Newsroom.Sources.CompleteAsync(polled, polled.Source.Polls with { NextPollAt = paper.Now.AddHours(6) }, null, Cancellation);
        paper.Items = [BayPost.Item("2")];
        Assert.Equal(1, await paper.Newsroom.PollAsync());
        Assert.True(await paper.HasAsync("2"));
    }

    [Fact]
    public async Task Whoever_dies_with_a_delivery_in_hand_leaves_a_source_that_is_polled()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        // As a process holds it that has answered 202 and is killed.
        Assert.NotNull(await paper.Newsroom.Sources.HoldAsync(paper.Source.Id, paper.Now, paper.Newsroom.Options.Lease, Cancellation));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        Assert.Equal(0, await paper.Newsroom.PollAsync());
        paper.Newsroom.Site.Clock.Advance(paper.Newsroom.Options.Lease);
        Assert.Equal(1, await paper.Newsroom.PollAsync());
        Assert.True(await paper.HasAsync("2"));
    }

    [Fact]
    public async Task A_hub_that_does_not_deliver_what_a_poll_brings_is_given_up_until_it_does()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(7));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        await paper.GoOnAsync();
        Assert.Equal((SubscriptionState.Active, paper.Now), (await paper.SubscriptionAsync()) is var missed ? (missed.State, missed.MissedSince) : default);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        paper.Newsroom.Site.Clock.Advance(SubscriptionPlan.DeliveryPatience);
        await paper.GoOnAsync();
        var failed = await paper.SubscriptionAsync();
        Assert.Equal((SubscriptionState.Failed, 1), (failed.State, failed.Misses));
        Assert.InRange(failed.Due - paper.Now, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(70));
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("3")));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.True(await paper.HasAsync("3"));
        Assert.Equal((SubscriptionState.Active, 0, null), (await paper.SubscriptionAsync()) is var back ? (back.State, back.Misses, back.MissedSince) : default);
    }

    [Fact]
    public async Task A_hub_that_delivers_a_little_later_than_a_poll_has_missed_nothing()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(7));
        paper.Items = [BayPost.Item("2"), BayPost.Item("1")];
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromMinutes(2));
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed());
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        paper.Newsroom.Site.Clock.Advance(SubscriptionPlan.DeliveryPatience);
        await paper.GoOnAsync();
        Assert.Equal((SubscriptionState.Active, null, 1), (await paper.SubscriptionAsync()) is var fine ? (fine.State, fine.MissedSince, paper.Hub.Asked.Count) : default);
    }

    [Fact]
    public async Task The_callback_is_in_no_span()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name is "Newsroom.Ingest" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2")));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        List<Activity> all;
        lock (spans)
            all = [.. spans];
        var mine = all.Where(span => Equals(span.GetTagItem("newsroom.source.id"), paper.Source.Id.ToString())).ToList();
        var delivery = Assert.Single(mine, span => span.OperationName == "ingest.take-delivery");
        Assert.Contains(mine, span => span.OperationName == "ingest.take-entry" && span.Links.Any(link => link.Context.SpanId == delivery.SpanId));
        Assert.Contains(mine, span => span.OperationName == "ingest.ask-hub" && span.ParentSpanId == default);
        var token = paper.Hub.Last().Callback.Split('/')[^1];
        Assert.All(all.SelectMany(span => span.TagObjects), tag => Assert.DoesNotContain(token, $"{tag.Value}", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Unsigned(HubRequest asked) => new(asked.Form.Where(field => field.Key != "hub.secret"));
}
