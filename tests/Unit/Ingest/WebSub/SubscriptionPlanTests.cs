using CsCheck;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.WebSub;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>What is next for a subscription, and what is confirmed to hubs.</summary>
public sealed class SubscriptionPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly TimeSpan Wanted = TimeSpan.FromDays(10);
    private static readonly Subscription Asked = Begun() with { Asked = Intent.Subscribe, AskedAt = Now };
    private static int keys;

    [Theory]
    [InlineData("864000", 864_000)]
    [InlineData("300", 300)]
    [InlineData("99999999999999999999", 90 * 86_400)]
    [InlineData(null, 864_000)]
    public void The_lease_is_what_the_hub_grants_within_bounds(string? given, int seconds)
    {
        var verified = Verify(Asked, lease: given);
        Assert.Equal((null, SubscriptionState.Active, Now.AddSeconds(seconds)), (verified.Refusal, verified.Next.State, verified.Next.LeaseUntil));
        Assert.InRange((verified.Next.Due - Now) / TimeSpan.FromSeconds(seconds), 0.6, 0.74);
    }

    [Theory]
    [InlineData("299")]
    [InlineData("0")]
    [InlineData("-864000")]
    [InlineData("soon")]
    public void A_lease_that_is_not_worth_it_is_not_confirmed(string given)
    {
        var verified = Verify(Asked, lease: given);
        Assert.NotNull(verified.Refusal);
        Assert.Equal((SubscriptionState.Failed, verified.Refusal), (verified.Next.State, verified.Next.Problem));
    }

    [Fact]
    public void A_hub_whose_verification_was_answered_in_vain_may_ask_again_for_a_while()
    {
        var verified = Verify(Asked).Next;
        Assert.Same(verified, Verify(verified, after: TimeSpan.FromMinutes(5)).Next);
        Assert.Null(Verify(verified, after: TimeSpan.FromMinutes(5)).Refusal);
        Assert.NotNull(Verify(verified, after: TimeSpan.FromMinutes(11)).Refusal);
    }

    [Fact]
    public void Nothing_is_confirmed_without_a_challenge_or_with_an_endless_one()
    {
        Assert.NotNull(Read(Asked, new HubQuery("subscribe", Asked.Topic)).Refusal);
        Assert.NotNull(Read(Asked, new HubQuery("subscribe", Asked.Topic, new string('x', 2_001))).Refusal);
        Assert.NotNull(Read(Asked, new HubQuery(null, null, "x")).Refusal);
    }

    [Fact]
    public void Whoever_was_not_asked_is_not_confirmed()
    {
        string?[] modes = ["subscribe", "unsubscribe", "publish", "", null];
        string?[] topics = [Asked.Topic, "https://a.example/", null];
        Intent?[] intents = [Intent.Subscribe, Intent.Unsubscribe, null];
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 30]).Sample((one, two, three, minutes) =>
        {
            var (mode, topic, intent) = (modes[one], topics[two], intents[three]);
            var before = Begun() with { Asked = intent, AskedAt = intent is null ? null : Now.AddMinutes(-minutes) };
            var isMeant = intent == Intent.Subscribe && mode == "subscribe" && topic == before.Topic && minutes <= 10;
            Assert.Equal(isMeant, Read(before, new HubQuery(mode, topic, "challenge", "864000")).Refusal is null);
        }, iter: 2_000);
    }

    [Fact]
    public void An_answer_to_an_earlier_request_changes_nothing()
    {
        var refusal = new HubAnswer("no");
        Assert.Same(Asked, Answered(Asked, Asked with { AskedAt = Now.AddMinutes(-20) }, refusal));
        Assert.Same(Asked, Answered(Asked, Asked with { Key = Fresh() }, refusal));
        var verified = Verify(Asked).Next;
        Assert.Same(verified, Answered(verified, Asked, refusal));
        Assert.Equal(SubscriptionState.Failed, Answered(Asked, Asked, refusal).State);
    }

    [Fact]
    public void A_hub_that_wants_to_be_left_alone_is()
    {
        var failed = Answered(Asked, Asked, new HubAnswer("busy", TimeSpan.FromHours(5)));
        Assert.Equal(Now.AddHours(5), failed.Due);
    }

    [Fact]
    public void However_it_goes_there_is_a_time_to_look_again_that_is_not_now() => Gen.Select(Gen.Int[1, 3], Gen.Int[0, 40], Gen.Double[0, 1]).Sample((hubs, times, chance) =>
    {
        var subscription = Begun() with { Hubs = [.. Enumerable.Range(0, hubs).Select(number => $"https://hub{number}.example/")], Failures = times };
        for (var i = 0; i < hubs; i++)
            subscription = SubscriptionPlan.Failed(subscription, "no", null, Now, chance, Fresh);
        Assert.Equal((0, SubscriptionState.Failed), (subscription.Turn, subscription.State));
        Assert.InRange(subscription.Due - Now, TimeSpan.FromSeconds(54), TimeSpan.FromHours(26.4));
        Assert.Equal("secret of https://hub" + (hubs > 1 ? "0" : "") + ".example/", subscription.Key.Secret);
    });

    [Fact]
    public void Headers_come_before_the_document_and_https_before_http()
    {
        var feed = new Feed { Format = "rss20", Authors = [], Tags = [], Hubs = ["http://in.example/", "https://in.example/"], Self = "https://self.example/feed" };
        var url = new Uri("https://polled.example/feed?a=1");
        var inDocument = WebSubOffer.Of([("https://x.example/", "alternate")], feed, url)!;
        Assert.Equal(("https://self.example/feed", "https://in.example/ http://in.example/"), (inDocument.Topic, string.Join(' ', inDocument.Hubs)));
        var inHeaders = WebSubOffer.Of([("https://head.example/", "hub"), ("https://head.example/feed", "self")], feed, url)!;
        Assert.Equal(("https://head.example/feed", "https://head.example/"), (inHeaders.Topic, string.Join(' ', inHeaders.Hubs)));
        Assert.Equal("https://polled.example/feed?a=1", WebSubOffer.Of([], feed with { Self = "mailto:a@b.example" }, url)!.Topic);
        Assert.Null(WebSubOffer.Of([("ftp://hub.example/", "hub")], feed with { Hubs = ["javascript:alert(1)", "https://user:password@hub.example/"] }, url));
        Assert.Equal(5, WebSubOffer.Of([], feed with { Hubs = [.. Enumerable.Range(0, 500).Select(number => $"https://{number}.example/")] }, url)!.Hubs.Count);
    }

    private static Subscription Begun() => SubscriptionPlan.Start(
        Guid.CreateVersion7(), Guid.CreateVersion7(), new WebSubOffer("https://feed.example/", ["https://hub.example/"]), Fresh(), Now);

    private static Verification Verify(Subscription before, string? lease = "864000", TimeSpan after = default) =>
        IntentVerification.Read(before, new HubQuery("subscribe", before.Topic, "challenge", lease), Wanted, Now + after, 0.5, Fresh);

    private static Verification Read(Subscription before, HubQuery asked) => IntentVerification.Read(before, asked, Wanted, Now, 0.5, Fresh);

    private static Subscription Answered(Subscription before, Subscription asked, HubAnswer answer) => SubscriptionPlan.Answered(before, asked, answer, Now, 0.5, Fresh);

    private static CallbackKey Fresh(string hub = "https://hub.example/") => new($"token-{Interlocked.Increment(ref keys)}", "https://news.example/v1/websub/token", $"secret of {hub}");
}
