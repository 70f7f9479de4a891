using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>How the newsroom of compose is kept: secrets, bounds, and that neither an <c>up</c> nor a <c>down</c> loses anything.</summary>
[Collection<ComposeCollection>]
public sealed class ComposeSecretsTests(ComposeFixture compose)
{
    private static readonly string[] Services = ["enrichment", "ingest", "mongo", "publishing", "rabbitmq", "secrets"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_may_be_seen_of_a_container_holds_a_password_of_a_service()
    {
        await compose.UpAsync();
        var words = new List<string>();
        foreach (var name in new[] { "ingest", "enrichment", "publishing", "scaling", "mongo" })
            words.Add(await compose.ComposeAsync("run", "--rm", "-T", "--no-deps", "--entrypoint", "cat", "secrets", $"/secrets/made/{name}"));
        Assert.All(words, word => Assert.Matches("^[0-9a-f]{48}$", word));
        Assert.Distinct(words);

        foreach (var (name, container) in await InspectAsync())
        {
            Assert.All(words, word => Assert.DoesNotContain(word, container.ToJsonString(), StringComparison.Ordinal));
            if (name != "secrets")
                Assert.DoesNotContain(Environment(container), one => one.Contains("PASSWORD=", StringComparison.Ordinal) || one.Contains("KEY=", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("ingest", "secrets-ingest")]
    [InlineData("enrichment", "secrets-enrichment")]
    [InlineData("publishing", "secrets-publishing")]
    [InlineData("rabbitmq", "secrets-rabbitmq")]
    [InlineData("mongo", "secrets-mongo")]
    public async Task A_container_reads_its_own_secrets_and_nobody_elses(string service, string volume)
    {
        await compose.UpAsync();
        var mounts = (await InspectAsync())[service]["Mounts"]!.AsArray().Where(mount => mount!["Name"]?.GetValue<string>().Contains("secrets", StringComparison.Ordinal) == true).ToList();
        var mount = Assert.Single(mounts)!;
        Assert.EndsWith("_" + volume, mount["Name"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(mount["RW"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_container_is_bounded_and_listens_on_loopback_only()
    {
        await compose.UpAsync();
        var containers = await InspectAsync();
        Assert.Equal(Services, containers.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, container) in containers)
        {
            var host = container["HostConfig"]!;
            Assert.InRange(host["Memory"]!.GetValue<long>(), 1, 1L << 30);
            Assert.Equal("10m", host["LogConfig"]!["Config"]!["max-size"]!.GetValue<string>());
            Assert.False(container["State"]!["OOMKilled"]!.GetValue<bool>());
            Assert.All(
                (host["PortBindings"]?.AsObject() ?? []).SelectMany(port => port.Value!.AsArray()),
                binding => Assert.Equal("127.0.0.1", binding!["HostIp"]!.GetValue<string>()));
            if (name == "secrets")
                continue;
            Assert.Equal("healthy", container["State"]!["Health"]!["Status"]!.GetValue<string>());
            Assert.Equal("unless-stopped", host["RestartPolicy"]!["Name"]!.GetValue<string>());
            Assert.True(container["Config"]!["StopTimeout"]!.GetValue<int>() > 25, $"{name} is killed before it has stopped");
        }
    }

    [Fact]
    public async Task Up_again_and_down_and_up_lose_nothing()
    {
        var newsroom = await compose.UpAsync();
        var id = await SubmitAsync(newsroom, "kept");
        await newsroom.PublishedAsync(id);
        var changes = (await newsroom.ChangesAsync()).Select(one => one.ToJsonString()).ToList();
        var containers = await StartedAsync();

        await compose.ComposeAsync("up", "--detach", "--wait", "--no-build");
        Assert.Equal(containers, await StartedAsync());

        await compose.ComposeAsync("down");
        await compose.ComposeAsync("up", "--detach", "--wait", "--no-build");
        await newsroom.PublishedAsync(id);
        // What another test submitted may come out meanwhile, behind these.
        Assert.Equal(changes, (await newsroom.ChangesAsync()).Take(changes.Count).Select(one => one.ToJsonString()));
        await newsroom.PublishedAsync(await SubmitAsync(newsroom, "after"));
    }

    [Fact]
    public async Task A_password_that_was_changed_holds_after_the_next_up()
    {
        var newsroom = await compose.UpAsync();
        await SignInAsync("publisher", "publisher");
        await compose.ComposeAsync(new Dictionary<string, string> { ["PUBLISHER_PASSWORD"] = "another" }, "up", "--detach", "--wait", "--no-build");
        await SignInAsync("publisher", "another");
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => SignInAsync("publisher", "publisher"));
        await newsroom.PublishedAsync(await SubmitAsync(newsroom, "with-another-password"));

        await compose.ComposeAsync("up", "--detach", "--wait", "--no-build");
        await SignInAsync("publisher", "publisher");
    }

    [Theory]
    [InlineData("PUBLISHER_PASSWORD must have at least 16 characters.", "PUBLISHER_PASSWORD", "publisher")]
    [InlineData("SUBSCRIBER_PASSWORD must have at least 16 characters.", "SUBSCRIBER_PASSWORD", "fifteen-letters")]
    [InlineData("RABBITMQ_PASSWORD must have at least 16 characters.", "RABBITMQ_PASSWORD", "newsroom")]
    [InlineData("NEWSROOM_OPEN must be false, so that writing needs a key.", "NEWSROOM_OPEN", "true")]
    [InlineData("NEWSROOM_SUBMIT_KEY, NEWSROOM_EDIT_KEY or NEWSROOM_ADMIN_KEY must hold a key.", "NEWSROOM_EDIT_KEY", "")]
    [InlineData("The key for 'edit' is too short: it must have at least 16 characters.", "NEWSROOM_EDIT_KEY", "fifteen-letters")]
    [InlineData(null, "NEWSROOM_EDIT_KEY", "sixteen--letters")]
    public async Task Beyond_loopback_nothing_starts_with_passwords_that_others_know(string? problem, string setting, string value)
    {
        await compose.UpAsync();
        var settings = new Dictionary<string, string>
        {
            ["NEWSROOM_BIND"] = "0.0.0.0",
            ["NEWSROOM_OPEN"] = "false",
            ["NEWSROOM_EDIT_KEY"] = "0123456789abcdef",
            ["PUBLISHER_PASSWORD"] = "0123456789abcdef",
            ["SUBSCRIBER_PASSWORD"] = "0123456789abcdef",
            ["RABBITMQ_PASSWORD"] = "0123456789abcdef",
            [setting] = value,
        };
        var (code, said) = await compose.AnotherAsync(settings, "run", "--rm", "-T", "secrets");
        Assert.Equal(problem is null ? 0 : 1, code);
        Assert.Contains(problem ?? "", said, StringComparison.Ordinal);
    }

    /// <summary>None at all is null.</summary>
    private static List<string> Environment(JsonNode container) => [.. (container["Config"]!["Env"]?.AsArray() ?? []).Select(one => one!.GetValue<string>())];

    private static async Task<string> SubmitAsync(NewsroomClient newsroom, string guid)
    {
        using var content = NewsroomClient.Json("Compose", $"{guid}-{Guid.NewGuid():N}", $"An article that is {guid}", Sample.Text);
        return (await newsroom.SubmitAsync(content))["articleId"]!.GetValue<string>();
    }

    private async Task SignInAsync(string user, string password)
    {
        var address = new UriBuilder(await compose.BrokerAsync()) { UserName = user, Password = password }.Uri;
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync(Cancelled);
    }

    /// <summary>By service: what Docker knows of its container.</summary>
    private async Task<Dictionary<string, JsonNode>> InspectAsync()
    {
        var ids = (await compose.ComposeAsync("ps", "--all", "--quiet")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var seen = JsonNode.Parse(await compose.DockerAsync(["inspect", .. ids]))!.AsArray();
        return seen.ToDictionary(one => one!["Config"]!["Labels"]!["com.docker.compose.service"]!.GetValue<string>(), one => one!, StringComparer.Ordinal);
    }

    /// <summary>Which containers run, and since when; the one that makes secrets runs each time.</summary>
    private async Task<List<string>> StartedAsync() =>
    [
        .. (await InspectAsync()).Where(one => one.Key != "secrets").OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key} {one.Value["Id"]} {one.Value["State"]!["StartedAt"]}"),
    ];
}
