using System.Net;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>A newsroom, a paper and its hub over TLS, on loopback: how subscriptions begin, go on and end.</summary>
public sealed class SubscribingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_to_and_then_polled_seldom()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.Newsroom.PollAsync();
        Assert.Equal(SubscriptionState.Pending, (await paper.SubscriptionAsync()).State);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        await paper.GoOnAsync();
        var asked = Assert.Single(paper.Hub.Asked);
        Assert.Equal(("subscribe", paper.Topic, "864000"), (asked.Mode, asked.Topic, asked.Form["hub.lease_seconds"]));
        Assert.Matches("/v1/websub/[A-Za-z0-9_-]{43}$", asked.Callback);
        Assert.InRange(asked.Secret!.Length, 32, 199);
        Assert.DoesNotContain(paper.Source.Id.ToString(), asked.Callback, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.OK], paper.Hub.Verified);
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal((SubscriptionState.Active, paper.Now.AddDays(10)), (subscription.State, subscription.LeaseUntil));
        // Once for what came up until the subscription stood, and then for safety only.
        Assert.Equal(2, paper.Polls);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.FromHours(5), TimeSpan.FromHours(7));
    }

    [Fact]
    public async Task However_many_replicas_there_are_a_hub_is_asked_once()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        foreach (var number in Enumerable.Range(1, 40))
            await paper.Newsroom.AddAsync($"/feed?{number}");
        await paper.Newsroom.PollAsync();
        await paper.Newsroom.WebSub.SubscribeAsync(replicas: 4);
        Assert.Equal((41, 41), (paper.Hub.Asked.Count, paper.Hub.Asked.Select(asked => asked.Callback).Distinct().Count()));
        Assert.All(paper.Hub.Verified, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_hub_in_the_headers_counts_before_the_document()
    {
        await using var paper = await SubscribedPaper.StartAsync(inHeaders: true);
        await paper.GoOnAsync();
        Assert.Equal((paper.Topic, SubscriptionState.Active), (Assert.Single(paper.Hub.Asked).Topic, (await paper.SubscriptionAsync()).State));
    }

    [Fact]
    public async Task Without_a_callback_base_hubs_are_left_alone()
    {
        await using var paper = await SubscribedPaper.StartAsync(options => options with { CallbackBase = "" });
        await paper.GoOnAsync();
        Assert.Empty(paper.Hub.Asked);
        Assert.True(await paper.HasAsync("1"));
        Assert.Null(await paper.Newsroom.WebSub.OfSources.ViewAsync(paper.Source.Id, Cancellation));
    }

    [Fact]
    public async Task A_source_that_wants_no_hub_gets_none_and_one_that_wants_none_any_more_is_unsubscribed()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        Assert.False((await paper.Newsroom.Keeper.ChangeAsync(paper.Source.Id, request => request with { WebSub = false }, Cancellation)).Failed(out _, out _));
        await paper.GoOnAsync();
        Assert.Equal(["subscribe", "unsubscribe"], paper.Hub.Asked.Select(asked => asked.Mode));
        Assert.Null(await paper.Newsroom.WebSub.OfSources.ViewAsync(paper.Source.Id, Cancellation));
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("subscribe", "https://another.example/feed")]
    [InlineData("unsubscribe", null)]
    public async Task What_was_not_asked_for_is_not_confirmed(string mode, string? topic)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.VerifyAsync(paper.Hub.Last(), mode, topic));
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
        var unknown = paper.Hub.Last() with { Form = new Dictionary<string, string>(paper.Hub.Last().Form) { ["hub.callback"] = paper.Hub.Last().Callback[..^4] + "AAAA" } };
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.VerifyAsync(unknown));
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.VerifyAsync(paper.Hub.Last()));
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_ends_by_the_same_callback()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(5.9));
        await paper.Newsroom.WebSub.SubscribeAsync();
        Assert.Single(paper.Hub.Asked);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(1.5));
        await paper.Newsroom.WebSub.SubscribeAsync();
        Assert.Equal(2, paper.Hub.Asked.Count);
        Assert.Single(paper.Hub.Asked.Select(asked => (asked.Callback, asked.Secret)).Distinct());
        Assert.Equal(paper.Now.AddDays(10), (await paper.SubscriptionAsync()).LeaseUntil);
    }

    [Fact]
    public async Task Where_renewals_fail_the_lease_is_used_to_its_end_and_then_polls_go_on_as_ever()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        var lease = (await paper.SubscriptionAsync()).LeaseUntil!.Value;
        paper.Hub.Answer = (http, _) => TestHub.Refuse(http, 500);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(7.5));
        await paper.GoOnAsync();
        Assert.Equal((SubscriptionState.Active, 1), (await paper.SubscriptionAsync()) is var failing ? (failing.State, failing.Failures) : default);
        Assert.Equal(HttpStatusCode.Accepted, await paper.Hub.DeliverAsync(paper.Hub.Asked.First(), paper.Feed(BayPost.Item("late"))));
        await paper.Newsroom.WebSub.Deliveries.IdleAsync();
        Assert.True(await paper.HasAsync("late"));
        paper.Newsroom.Site.Clock.Advance(lease - paper.Now);
        await paper.GoOnAsync();
        Assert.Equal(SubscriptionState.Failed, (await paper.SubscriptionAsync()).State);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        paper.Hub.Answer = null;
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(2));
        await paper.GoOnAsync();
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task One_that_the_hub_denies_is_polled_as_ever_and_asked_for_again_after_a_day()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        Assert.Equal(HttpStatusCode.OK, await paper.Hub.DenyAsync(paper.Hub.Last(), "not for robots"));
        await paper.GoOnAsync();
        var view = (await paper.Newsroom.WebSub.OfSources.ViewAsync(paper.Source.Id, Cancellation))!;
        Assert.Equal((SubscriptionState.Denied, null), (view.State, view.LeasedUntil));
        Assert.EndsWith("denied it: not for robots", view.Problem, StringComparison.Ordinal);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(23));
        await paper.GoOnAsync();
        Assert.Single(paper.Hub.Asked);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        await paper.GoOnAsync();
        Assert.Equal((2, SubscriptionState.Active), (paper.Hub.Asked.Count, (await paper.SubscriptionAsync()).State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hub_that_a_304_names_is_subscribed_to_and_one_that_it_does_not_repeat_is_kept(bool isNamed)
    {
        await using var paper = await SubscribedPaper.StartAsync(inHeaders: true);
        if (isNamed)
            paper.Hubs = [];
        await paper.GoOnAsync();
        Assert.Equal(isNamed ? 0 : 1, paper.Hub.Asked.Count);
        paper.IsUnchanged = true;
        paper.Hubs = isNamed ? [paper.Hub.Url()] : [];
        await paper.Newsroom.PollAsync(paper.Source);
        await paper.GoOnAsync();
        Assert.Equal((paper.Topic, "subscribe"), (Assert.Single(paper.Hub.Asked).Topic, Assert.Single(paper.Hub.Asked).Mode));
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_the_feed_names_no_more_is_told_and_another_is_asked()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        var first = paper.Hub.Last();
        paper.Hubs = [paper.Hub.Url("/other")];
        await paper.Newsroom.PollAsync(paper.Source);
        await paper.GoOnAsync();
        Assert.Equal([("/", "subscribe"), ("/", "unsubscribe"), ("/other", "subscribe")], paper.Hub.Asked.Select(asked => (asked.Path, asked.Mode)).OrderBy(one => one.Path).ThenBy(one => one.Mode));
        Assert.All(paper.Hub.Verified, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.NotEqual(first.Callback, paper.Hub.Asked.Last(asked => asked.Path == "/other").Callback);
        Assert.Equal(HttpStatusCode.Gone, await paper.Hub.DeliverAsync(first, paper.Feed(BayPost.Item("2"))));
        Assert.False(await paper.HasAsync("2"));
        paper.Hubs = [];
        await paper.Newsroom.PollAsync(paper.Source);
        await paper.GoOnAsync();
        Assert.Equal("/other", paper.Hub.Last("unsubscribe").Path);
        Assert.InRange(await paper.UntilNextPollAsync(), TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_is_removed_or_paused_is_unsubscribed_and_its_hub_told_that_it_is_gone(bool isRemoved)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        if (isRemoved)
            Assert.True(await paper.Newsroom.Keeper.RemoveAsync(paper.Source.Id, Cancellation));
        else
            await paper.Newsroom.Keeper.ChangeAsync(paper.Source.Id, request => request with { Paused = true }, Cancellation);
        Assert.Equal(HttpStatusCode.Gone, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2"))));
        await paper.GoOnAsync();
        var goodbye = paper.Hub.Last("unsubscribe");
        Assert.Equal((paper.Hub.Last().Callback, paper.Topic, null), (goodbye.Callback, goodbye.Topic, goodbye.Secret));
        Assert.Equal(SubscriptionState.Ended, (await paper.ByCallbackAsync(goodbye)).State);
        Assert.Equal(HttpStatusCode.Gone, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2"))));
        paper.Newsroom.Site.Clock.Advance(SubscriptionPlan.KeptAfterEnd);
        await paper.GoOnAsync();
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.DeliverAsync(paper.Hub.Last(), paper.Feed(BayPost.Item("2"))));
    }

    [Fact]
    public async Task A_source_that_went_while_nobody_looked_is_unsubscribed_at_the_next_renewal()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        await paper.Newsroom.Sources.RemoveAsync(paper.Source.Id, Cancellation);
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(8));
        await paper.GoOnAsync();
        Assert.Equal("unsubscribe", paper.Hub.Asked.Last().Mode);
    }

    [Fact]
    public async Task A_hub_that_cannot_be_told_is_left_after_three_tries()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        await paper.GoOnAsync();
        paper.Hub.Answer = (http, _) => TestHub.Refuse(http, 503);
        await paper.Newsroom.Keeper.RemoveAsync(paper.Source.Id, Cancellation);
        for (var i = 0; i < 6; i++)
        {
            await paper.GoOnAsync();
            paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, paper.Hub.Asked.Count(asked => asked.Mode == "unsubscribe"));
        Assert.Equal(SubscriptionState.Ended, (await paper.ByCallbackAsync(paper.Hub.Last())).State);
    }
}
