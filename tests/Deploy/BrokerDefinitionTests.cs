using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newsroom.Hosting.Bus;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>
/// <c>deploy/broker/definitions.json</c> against what the services declare, so that a new queue or event is not refused, and nobody gets at
/// another's. What a broker makes of it, the integration tests see.
/// </summary>
public sealed class BrokerDefinitionTests
{
    private static readonly string[] Ways = ["configure", "write", "read"];

    private static readonly JsonNode Definitions =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "broker", "definitions.json")))!;

    private static readonly Dictionary<string, BusParts> Parts = Modules.Names.ToDictionary(name => name, Modules.Parts, StringComparer.Ordinal);

    public static TheoryData<string> Services => [.. Modules.Names];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_may_do_all_that_it_needs(string service)
    {
        var queues = Queues(service).SelectMany(queue => new[] { queue, queue + "_error", queue + "_skipped" }).ToList();
        Assert.All(queues.Concat(Sources(service)).Concat(Published(service)), name => Assert.True(May(service, "configure", name), $"{service} cannot declare {name}"));
        Assert.All(queues.Concat(Published(service)), name => Assert.True(May(service, "write", name), $"{service} cannot publish to {name}"));
        Assert.All(queues.Concat(Sources(service)), name => Assert.True(May(service, "read", name), $"{service} cannot read {name}"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_gets_at_nothing_of_another(string service)
    {
        var others = Modules.Names.Where(name => name != service).ToList();
        Assert.All(others.SelectMany(Queues), queue => Assert.DoesNotContain(Ways, way => May(service, way, queue)));
        Assert.All(others.SelectMany(Published), exchange => Assert.False(May(service, "write", exchange), $"{service} may publish to {exchange}"));
        Assert.All(others.SelectMany(Published).Except(Sources(service)), exchange => Assert.False(May(service, "configure", exchange), $"{service} may delete {exchange}"));
    }

    [Theory]
    [InlineData("publisher")]
    [InlineData("subscriber")]
    [InlineData("scaling")]
    public void A_program_outside_gets_at_no_queue_and_publishes_no_event(string user)
    {
        Assert.All(Modules.Names.SelectMany(Queues), queue => Assert.DoesNotContain(Ways, way => May(user, way, queue)));
        Assert.All(Modules.Names.SelectMany(Published), exchange => Assert.False(May(user, "configure", exchange) || May(user, "write", exchange), $"{user} may publish to {exchange}"));
    }

    [Fact]
    public void Exchanges_for_programs_outside_are_there_before_the_services_and_as_these_declare_them()
    {
        var declared = Definitions["exchanges"]!.AsArray().ToDictionary(one => one!["name"]!.GetValue<string>(), one => one!);
        Assert.All(declared, one => Assert.True(one.Value["durable"]!.GetValue<bool>() && !one.Value["auto_delete"]!.GetValue<bool>() && one.Value["arguments"]!.AsObject().Count == 0));
        Assert.Equal("topic", declared["newsroom.submissions"]["type"]!.GetValue<string>());
        Assert.All(declared.Where(one => one.Key != "newsroom.submissions"), one => Assert.Equal("fanout", one.Value["type"]!.GetValue<string>()));
        Assert.Contains("newsroom.article-published.v1", declared.Keys);
        Assert.Contains("newsroom.article-unpublished.v1", declared.Keys);
        Assert.Contains("newsroom.submission-answered.v1", declared.Keys);
    }

    [Fact]
    public void Permissions_are_anchored_at_both_ends_but_for_staff()
    {
        foreach (var permission in Definitions["permissions"]!.AsArray().Where(one => one!["user"]!.GetValue<string>() != "newsroom"))
            Assert.All(Ways, way => Assert.Matches(@"^\^.*\$$", permission![way]!.GetValue<string>()));
    }

    [Fact]
    public void No_password_lies_in_the_tree() =>
        Assert.All(Definitions["users"]!.AsArray(), user => Assert.Equal($"@{user!["name"]}@", user["password_hash"]!.GetValue<string>()));

    private static IEnumerable<string> Queues(string service) => Parts[service].Readers.Select(reader => reader.Queue);

    /// <summary>Exchanges that a service's queues are bound to.</summary>
    private static IEnumerable<string> Sources(string service) =>
        Parts[service].Readers.Select(reader => reader.ExchangeOfStrangers ?? WireNames.Exchange(reader.Message));

    private static IEnumerable<string> Published(string service) => Parts[service].Published.Values.Select(WireNames.Exchange);

    /// <summary>As the broker decides it: no line for a user is no access at all.</summary>
    private static bool May(string user, string way, string name) =>
        Definitions["permissions"]!.AsArray().SingleOrDefault(one => one!["user"]!.GetValue<string>() == user) is { } permission
        && Regex.IsMatch(name, permission[way]!.GetValue<string>(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
