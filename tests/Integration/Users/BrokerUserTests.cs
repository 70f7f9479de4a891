using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Newsroom.Tests.Integration.Users;

/// <summary>The users of <c>deploy/broker/definitions.json</c>: what each needs, and that it may do nothing else.</summary>
public sealed class BrokerUserTests(GuardedNewsroom newsroom) : IClassFixture<GuardedNewsroom>
{
    private const string Published = "newsroom.article-published.v1";
    private const string Unpublished = "newsroom.article-unpublished.v1";
    private const string Answered = "newsroom.submission-answered.v1";

    /// <summary>What programs outside and services alike may not do unless it is theirs.</summary>
    private static readonly Dictionary<string, Func<IChannel, Task>> Trespasses = new(StringComparer.Ordinal)
    {
        ["declare a queue of any name"] = channel => channel.DeclareAsync("mine"),
        ["declare a queue that the broker names"] = channel => channel.QueueDeclareAsync(),
        ["declare a queue whose name only begins like its own"] = channel => channel.DeclareAsync("newsroom.answersmine"),
        ["delete an exchange"] = channel => channel.ExchangeDeleteAsync("newsroom.submissions"),
        ["read what others submit"] = channel => channel.ReadAsync("ingest.take-submission"),
        ["read what enrichment reads"] = channel => channel.ReadAsync("enrichment.enrich-article"),
        ["read what publishing reads"] = channel => channel.ReadAsync("publishing.publish-article"),
        ["empty a queue"] = channel => channel.QueuePurgeAsync("publishing.publish-article"),
        ["publish straight into a queue"] = channel => channel.PublishAsync("", "publishing.publish-article"),
        ["publish to a queue's own exchange"] = channel => channel.PublishAsync("publishing.publish-article"),
        ["say that an article was received"] = channel => channel.PublishAsync("newsroom.article-received.v1"),
        ["say that an article was withdrawn"] = channel => channel.PublishAsync("newsroom.article-withdrawn.v1"),
        ["say that an article was enriched"] = channel => channel.PublishAsync("newsroom.article-enriched.v1"),
        ["say that an article was published"] = channel => channel.PublishAsync(Published),
        ["answer a submission"] = channel => channel.PublishAsync(Answered),
        ["publish to the broker's own exchanges"] = channel => channel.PublishAsync("amq.topic"),
        ["submit"] = channel => channel.PublishAsync("newsroom.submissions", "submit"),
    };

    public static TheoryData<string, string> WhatEachMayNot =>
        new(from user in (string[])["publisher", "subscriber", .. GuardedBroker.Services]
            from act in Trespasses.Keys.Except(TheirOwn(user), StringComparer.Ordinal)
            select (user, act));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_passes_through_services_each_under_a_user_of_its_own_from_a_publisher_to_a_subscriber()
    {
        var broker = await newsroom.UpAsync();
        await using var reader = await Stranger.ConnectAsync(await broker.AddressAsync("subscriber"));
        const string queue = "newsroom.readers.test";
        await reader.Channel.DeclareAsync(queue);
        await reader.Channel.BindAsync(queue, Published);
        await reader.Channel.BindAsync(queue, Unpublished);
        await using var sender = await Stranger.ConnectAsync(await broker.AddressAsync("publisher"));

        await sender.SendAsync(Sample("passes"), new BasicProperties { ContentType = "application/json" });
        var published = await reader.TakeAsync(queue);
        Assert.Contains("An article that passes", Encoding.UTF8.GetString(published.Body.Span), StringComparison.Ordinal);

        await sender.SendAsync("""{ "source": "Users", "guid": "passes" }""", new BasicProperties { ContentType = "application/json" }, "articles.withdraw");
        Assert.Equal(Unpublished, (await reader.TakeAsync(queue)).Exchange);
    }

    [Fact]
    public async Task What_a_service_cannot_read_goes_to_its_queue_of_errors_under_its_own_user_too()
    {
        var broker = await newsroom.UpAsync();
        await using var staff = await Stranger.ConnectAsync(await broker.AddressAsync("newsroom"));
        foreach (var queue in new[] { "enrichment.enrich-article", "publishing.publish-article" })
        {
            await staff.SendAsync("no JSON", new BasicProperties { ContentType = "application/json" }, routingKey: "", exchange: queue);
            await staff.TakeAsync(queue + "_error");
        }
    }

    [Theory]
    [MemberData(nameof(WhatEachMayNot))]
    public async Task A_user_is_refused_what_is_not_its_own(string user, string act)
    {
        var broker = await newsroom.UpAsync();
        await broker.IsRefusedAsync(user, Trespasses[act]);
    }

    [Theory]
    [InlineData("publisher", "newsroom.answers.test", Answered)]
    [InlineData("subscriber", "newsroom.readers.test", Published, Unpublished)]
    public async Task A_program_outside_binds_queues_of_its_own_to_what_it_may_hear_and_to_nothing_else(string user, string queue, params string[] exchanges)
    {
        var broker = await newsroom.UpAsync();
        string[] all = [Answered, Published, Unpublished, "newsroom.submissions"];
        await broker.DoAsync(user, async channel =>
        {
            await channel.DeclareAsync(queue);
            foreach (var exchange in exchanges)
                await channel.BindAsync(queue, exchange);
            await channel.ReadAsync(queue);
        });
        foreach (var exchange in all.Except(exchanges))
            await broker.IsRefusedAsync(user, channel => channel.BindAsync(queue, exchange));
        await broker.DoAsync(user, channel => channel.QueueDeleteAsync(queue, cancellationToken: Cancelled));
    }

    [Theory]
    [InlineData("publisher", "subscriber", "newsroom.answers.mine")]
    [InlineData("subscriber", "publisher", "newsroom.readers.mine")]
    public async Task Publishers_and_subscribers_keep_out_of_one_anothers_queues(string owner, string other, string queue)
    {
        var broker = await newsroom.UpAsync();
        await broker.DoAsync(owner, channel => channel.DeclareAsync(queue));
        await broker.IsRefusedAsync(other, channel => channel.ReadAsync(queue));
    }

    [Theory]
    [InlineData("publisher", "newsroom.answers.", "classic", "answers-are-bounded")]
    [InlineData("publisher", "newsroom.answers.", "quorum", "answers-are-bounded")]
    [InlineData("publisher", "newsroom.answers.", "stream", "answers-in-streams-are-bounded")]
    [InlineData("subscriber", "newsroom.readers.", "classic", "readers-are-bounded")]
    [InlineData("subscriber", "newsroom.readers.", "quorum", "readers-are-bounded")]
    [InlineData("subscriber", "newsroom.readers.", "stream", "readers-in-streams-are-bounded")]
    public async Task A_queue_of_a_program_outside_is_bounded_whatever_it_asks_for(string user, string prefix, string type, string policy)
    {
        var broker = await newsroom.UpAsync();
        var queue = prefix + type;
        await broker.DoAsync(user, channel => channel.DeclareAsync(queue, new() { ["x-queue-type"] = type, ["x-max-length-bytes"] = 1_000_000_000_000L }));
        var listed = await (await broker.StartedAsync()).ExecAsync(
            ["rabbitmqctl", "--quiet", "list_queues", "--formatter", "json", "name", "operator_policy", "effective_policy_definition"], Cancelled);
        var seen = JsonNode.Parse(listed.Stdout)!.AsArray().Single(one => one!["name"]!.GetValue<string>() == queue)!;
        Assert.Equal(policy, seen["operator_policy"]?.GetValue<string>());
        var bounds = seen["effective_policy_definition"]!.AsObject();
        Assert.InRange(bounds["max-length-bytes"]!.GetValue<long>(), 1, 1L << 28);
        if (type != "stream")
            Assert.True(bounds.ContainsKey("expires") && bounds.ContainsKey("message-ttl") && bounds.ContainsKey("max-length"), bounds.ToJsonString());
        await broker.DoAsync(user, channel => channel.QueueDeleteAsync(queue, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Management_is_for_staff_and_for_who_counts_queues()
    {
        foreach (var user in GuardedBroker.Users)
        {
            using var management = await ManagementAsync(user);
            using var seen = await management.GetAsync(new Uri("/api/queues", UriKind.Relative), Cancelled);
            Assert.Equal(user is "newsroom" or "scaling" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, seen.StatusCode);
            using var changed = await management.PutAsJsonAsync($"/api/users/of-{user}", new { password = "another", tags = "administrator" }, Cancelled);
            Assert.Equal(user is "newsroom" ? HttpStatusCode.Created : HttpStatusCode.Unauthorized, changed.StatusCode);
        }
    }

    [Theory]
    [InlineData("guest", "guest")]
    [InlineData("newsroom", "wrong")]
    [InlineData("ingest", "")]
    public async Task Nobody_else_comes_in(string user, string password)
    {
        var broker = await newsroom.UpAsync();
        var address = new UriBuilder(await broker.AddressAsync("newsroom")) { UserName = user, Password = password }.Uri;
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => Stranger.ConnectAsync(address));
    }

    [Fact]
    public async Task Who_counts_queues_reads_and_publishes_nothing()
    {
        var broker = await newsroom.UpAsync();
        var address = await broker.AddressAsync("scaling");
        var refused = await Assert.ThrowsAsync<OperationInterruptedException>(() => Stranger.ConnectAsync(address));
        Assert.Equal(Constants.NotAllowed, refused.ShutdownReason?.ReplyCode);
    }

    /// <summary>What of <see cref="Trespasses"/> is a user's own business.</summary>
    private static string[] TheirOwn(string user) => user switch
    {
        "publisher" => ["submit"],
        "ingest" =>
        [
            "read what others submit", "say that an article was received", "say that an article was withdrawn", "answer a submission", "delete an exchange",
        ],
        "enrichment" => ["read what enrichment reads", "say that an article was enriched"],
        "publishing" => ["read what publishing reads", "empty a queue", "publish to a queue's own exchange", "say that an article was published"],
        _ => [],
    };

    private static string Sample(string guid) => new JsonObject
    {
        ["source"] = "Users",
        ["guid"] = guid,
        ["title"] = $"An article that {guid}",
        ["body"] = new JsonObject { ["text"] = "The harbour museum reopened on Friday.\n\nIts roof had leaked for years." },
    }.ToJsonString();

    private async Task<HttpClient> ManagementAsync(string user)
    {
        var client = new HttpClient { BaseAddress = await (await newsroom.UpAsync()).ManagementAsync() };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{user}")));
        return client;
    }
}
