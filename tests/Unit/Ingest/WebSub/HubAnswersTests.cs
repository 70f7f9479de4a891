using System.Net;
using Newsroom.Ingest.WebSub;
using Newsroom.Tests.Unit.Ingest.Polling;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>What hubs answer when they are asked: no, later, elsewhere, or nothing.</summary>
public sealed class HubAnswersTests
{
    [Fact]
    public async Task Of_several_hubs_the_next_is_asked_in_other_words_when_one_refuses()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hubs = [paper.Hub.Url("/plain", "http"), paper.Hub.Url("/first"), paper.Hub.Url("/second")];
        paper.Hub.Answer = async (http, asked) =>
        {
            if (asked.Path == "/first")
            {
                await TestHub.Refuse(http, 400, "no such topic here");
                return;
            }

            http.Response.StatusCode = 202;
            await paper.Hub.VerifyAsync(asked);
        };
        await paper.GoOnAsync();
        Assert.Equal(["/first", "/second"], paper.Hub.Asked.Select(asked => asked.Path));
        Assert.Equal(2, paper.Hub.Asked.Select(asked => asked.Callback).Distinct().Count());
        Assert.Equal(2, paper.Hub.Asked.Select(asked => asked.Secret).Distinct().Count());
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal((SubscriptionState.Active, paper.Hub.Url("/second")), (subscription.State, subscription.Hub));
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.DeliverAsync(paper.Hub.Asked.First(), paper.Feed(BayPost.Item("2"))));
    }

    [Fact]
    public async Task Why_a_hub_refused_is_told()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hub.Answer = (http, _) => TestHub.Refuse(http, 422, "no such topic here");
        await paper.GoOnAsync();
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal((SubscriptionState.Failed, "hub.example answered 422: no such topic here"), (subscription.State, subscription.Problem));
        Assert.InRange(subscription.Due - paper.Now, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task A_hub_that_never_verifies_is_asked_again_less_and_less_often()
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hub.Answer = (http, _) => TestHub.Refuse(http, 202);
        await paper.GoOnAsync();
        Assert.Equal(SubscriptionState.Pending, (await paper.SubscriptionAsync()).State);
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            paper.Newsroom.Site.Clock.Advance(SubscriptionPlan.Patience);
            await paper.GoOnAsync();
            var failed = await paper.SubscriptionAsync();
            Assert.Equal((SubscriptionState.Failed, i + 1), (failed.State, failed.Failures));
            Assert.Contains("did not verify", failed.Problem, StringComparison.Ordinal);
            waits.Add((failed.Due - paper.Now).TotalMinutes);
            paper.Newsroom.Site.Clock.Advance(failed.Due - paper.Now);
            await paper.GoOnAsync();
        }

        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1.6, 2.5));
        // However late, it is not confirmed once it was given up.
        paper.Newsroom.Site.Clock.Advance(SubscriptionPlan.Patience);
        await paper.GoOnAsync();
        Assert.Equal(HttpStatusCode.NotFound, await paper.Hub.VerifyAsync(paper.Hub.Last()));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_hub_may_send_the_request_on(int status)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hub.Answer = async (http, asked) =>
        {
            http.Response.StatusCode = asked.Path == "/" ? status : 202;
            http.Response.Headers.Location = "/elsewhere";
            if (asked.Path == "/elsewhere")
                await paper.Hub.VerifyAsync(asked);
        };
        await paper.GoOnAsync();
        Assert.Equal(["/", "/elsewhere"], paper.Hub.Asked.Select(asked => asked.Path));
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
    }

    [Theory]
    [InlineData(307, "/", "/elsewhere", "/", "/elsewhere")]
    [InlineData(308, "/", "/elsewhere", "/elsewhere")]
    public async Task A_hub_that_moved_for_good_is_asked_there_from_then_on(int status, params string[] paths)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        var isThere = true;
        paper.Hub.Answer = async (http, asked) =>
        {
            http.Response.StatusCode = asked.Path == "/" ? status : isThere ? 202 : 404;
            http.Response.Headers.Location = "/elsewhere";
            if (asked.Path == "/elsewhere" && isThere)
                await paper.Hub.VerifyAsync(asked);
        };
        await paper.GoOnAsync();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(8));
        await paper.GoOnAsync();
        Assert.Equal(paths, paper.Hub.Asked.Select(asked => asked.Path));
        // Where it is not to be found any more, it is where the feed says.
        isThere = false;
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromDays(8));
        await paper.GoOnAsync();
        Assert.Null((await paper.SubscriptionAsync()).MovedTo);
        isThere = true;
        paper.Hub.Asked.Clear();
        paper.Newsroom.Site.Clock.Advance(TimeSpan.FromHours(1));
        await paper.GoOnAsync();
        Assert.Equal(["/", "/elsewhere"], paper.Hub.Asked.Select(asked => asked.Path).Distinct());
        Assert.Equal(SubscriptionState.Active, (await paper.SubscriptionAsync()).State);
    }

    [Theory]
    [InlineData("https://10.0.0.1/", "not a public address")]
    [InlineData("http://hub.example/", "plain http")]
    [InlineData("https://hub.example:1/", "cannot be reached")]
    public async Task A_hub_may_not_send_the_request_where_nobody_may_go(string location, string problem)
    {
        await using var paper = await SubscribedPaper.StartAsync();
        paper.Hub.Answer = (http, _) =>
        {
            http.Response.Headers.Location = location;
            return TestHub.Refuse(http, 307);
        };
        await paper.GoOnAsync();
        var subscription = await paper.SubscriptionAsync();
        Assert.Equal(SubscriptionState.Failed, subscription.State);
        Assert.Contains(problem, subscription.Problem, StringComparison.Ordinal);
    }
}
