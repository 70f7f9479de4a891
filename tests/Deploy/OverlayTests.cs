using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Newsroom.Enrichment;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Newsroom.Tests.Deploy.Rules;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>What <c>deploy/kubernetes</c> would apply, against the rules.</summary>
public sealed class OverlayTests
{
    private static readonly string[] Overlays = ["local", "production"];

    private static readonly int[] Ports = [4369, 5672, 8080, 15672, 25672, 27017];

    private static readonly string[] Services = [EnrichmentModule.Name, IngestModule.Name, PublishingModule.Name];

    /// <summary>Secrets that no overlay and no operator makes: README.md and secrets.sh say how.</summary>
    private static readonly string[] Given = ["newsroom-access", "newsroom-store"];

    private static readonly Lazy<Manifests> Local = new(() => Manifests.Load(Kubectl.Render("local")));
    private static readonly Lazy<Manifests> Production = new(() => Manifests.Load(Kubectl.Render("production")));

    public static TheoryData<string, string> OverlaysAndRules =>
        new(from overlay in Overlays from rule in Rule.All select (overlay, rule.Name));

    [Theory]
    [MemberData(nameof(OverlaysAndRules))]
    public void An_overlay_keeps_to_a_rule(string overlay, string rule) => Assert.Empty(Rule.Named(rule).Violations(Of(overlay)));

    [Theory]
    [InlineData("local", "mongo")]
    [InlineData("local", "rabbitmq")]
    [InlineData("production", "rabbitmq")]
    public void An_overlay_holds_the_three_services_and_what_they_stand_on(string overlay, string other)
    {
        var workloads = Of(overlay).Workloads;
        Assert.Equal(Services, workloads.Where(workload => workload.IsService).Select(workload => workload.Name).Order(StringComparer.Ordinal));
        Assert.Contains(workloads, workload => workload.Name == other && !workload.IsService);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("production")]
    public void Each_service_is_reached_at_its_port(string overlay)
    {
        var manifests = Of(overlay);
        Assert.All(Services, name =>
        {
            var service = manifests.All<V1Service>().Single(one => one.Metadata.Name == name);
            var workload = manifests.Workload(name);
            Assert.True(workload.IsSelectedBy(new V1LabelSelector { MatchLabels = service.Spec.Selector }));
            var port = Assert.Single(service.Spec.Ports);
            Assert.Equal(8080, port.Port);
            Assert.Contains(Assert.Single(workload.Pod.Containers).Ports, open => open.Name == port.TargetPort.Value && open.ContainerPort == 8080);
        });
    }

    [Fact]
    public void On_one_machine_services_reach_broker_and_store_and_nothing_else_does()
    {
        var ways = from source in Local.Value.Workloads
                   from target in Local.Value.Workloads
                   from port in Ports
                   where Local.Value.Reaches(source.Name, target.Name, port)
                   select $"{source.Name} to {target.Name}:{port}";
        Assert.Equal(Services.SelectMany(name => new[] { $"{name} to mongo:27017", $"{name} to rabbitmq:5672" }).Order(StringComparer.Ordinal), ways.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_production_services_reach_the_broker_and_its_nodes_one_another()
    {
        var production = Production.Value;
        Assert.All(Services, name => Assert.True(production.Reaches(name, "rabbitmq", 5672)));
        Assert.All(Services, name => Assert.False(production.Reaches(name, "rabbitmq", 25672)));
        Assert.All([4369, 25672, 35672, 35682], port => Assert.True(production.Reaches("rabbitmq", "rabbitmq", port)));
        Assert.All(Services, name => Assert.False(production.Reaches("rabbitmq", name, 8080)));
    }

    [Fact]
    public void In_production_every_service_has_three_replicas_at_least_and_an_autoscaler()
    {
        Assert.Equal(Services, RunningRules.Autoscaled(Production.Value).Order(StringComparer.Ordinal));
        Assert.All(Production.Value.All<V2HorizontalPodAutoscaler>(), scaler => Assert.Equal(3, scaler.Spec.MinReplicas));
        Assert.All(Production.Value.All<ScaledObject>(), scaler => Assert.Equal(3, scaler.Spec.MinReplicaCount));
        Assert.Equal(3, Assert.Single(Production.Value.All<RabbitmqCluster>()).Spec.Replicas);
    }

    [Theory]
    [InlineData(EnrichmentModule.Name)]
    [InlineData(PublishingModule.Name)]
    public void A_service_that_reads_queues_is_scaled_by_every_one_of_them(string service)
    {
        var scaler = Production.Value.All<ScaledObject>().Single(one => one.Spec.ScaleTargetRef!.Name == service);
        var triggers = scaler.Spec.Triggers.Where(trigger => trigger.Type == "rabbitmq").ToList();
        Assert.Equal(Queues(service), triggers.Select(trigger => trigger.Metadata["queueName"]).Order(StringComparer.Ordinal));
        Assert.All(triggers, trigger =>
        {
            // AMQP tells of ready messages only, and busy replicas would be taken away.
            Assert.Equal("http", trigger.Metadata["protocol"]);
            Assert.Equal("QueueLength", trigger.Metadata["mode"]);
            Assert.Contains(Production.Value.All<TriggerAuthentication>(), one => one.Metadata.Name == trigger.AuthenticationRef?.Name);
        });
    }

    [Fact]
    public void Every_secret_that_the_local_overlay_wants_is_made_by_its_script()
    {
        var wanted = Local.Value.Workloads.SelectMany(SettingRules.Secrets).ToList();
        var made = Made(MadeSecrets.Local());
        // KEDA counts in production only; the others are for people and programs outside.
        Assert.Equal(wanted.Select(one => one.Secret).Concat(["broker-scaling", "broker-users"]).Distinct().Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted.Where(one => one.Key is not null), one => Assert.Contains(one.Key!, made[one.Secret].Keys));
        // Files of the database's first user, mounted as a whole.
        Assert.Equal(["password", "username"], made["mongo-root"].Keys.Order(StringComparer.Ordinal));
        Assert.True(made["newsroom-access"]["Newsroom__Access__Keys__local__Key"].Length >= 16);
    }

    [Fact]
    public void Each_service_signs_in_to_the_broker_with_the_password_that_the_broker_knows_it_by()
    {
        var made = Made(MadeSecrets.OfTheBroker());
        var users = JsonNode.Parse(made["rabbitmq-definitions"]["definitions.json"])!["users"]!.AsArray()
            .ToDictionary(user => user!["name"]!.GetValue<string>(), user => Convert.FromBase64String(user!["password_hash"]!.GetValue<string>()));
        var passwords = Services.ToDictionary(name => name, name => new Uri(made["broker-" + name]["connection_string"]).UserInfo.Split(':')[1]);
        foreach (var name in Services)
            Assert.StartsWith(name + ":", new Uri(made["broker-" + name]["connection_string"]).UserInfo, StringComparison.Ordinal);
        foreach (var (name, password) in made["broker-users"])
            passwords[name] = password;
        passwords[made["broker-scaling"]["username"]] = made["broker-scaling"]["password"];
        Assert.Equal(users.Keys.Order(StringComparer.Ordinal), passwords.Keys.Order(StringComparer.Ordinal));
        Assert.Distinct(passwords.Values);
        // https://www.rabbitmq.com/docs/passwords
        Assert.All(users, user => Assert.Equal(user.Value[4..], SHA256.HashData([.. user.Value[..4], .. Encoding.UTF8.GetBytes(passwords[user.Key])])));
    }

    [Fact]
    public void Passwords_are_made_anew_each_time()
    {
        static string[] Passwords()
        {
            var made = Made(MadeSecrets.Local());
            return [made["mongo-root"]["password"], made["broker-ingest"]["connection_string"], made["broker-users"]["newsroom"]];
        }

        Assert.Empty(Passwords().Intersect(Passwords()));
    }

    [Fact]
    public void In_production_secrets_are_made_by_the_brokers_script_or_given()
    {
        var wanted = Production.Value.Workloads.SelectMany(SettingRules.Secrets).Select(one => one.Secret)
            .Concat(Production.Value.All<TriggerAuthentication>().SelectMany(one => one.Spec.SecretTargetRef).Select(one => one.Name));
        var made = Made(MadeSecrets.OfTheBroker()).Keys.Except(["broker-users"]);
        Assert.Equal(Given.Concat(made).Order(StringComparer.Ordinal), wanted.Distinct().Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, IDictionary<string, string>> Made(string yaml) =>
        Manifests.Load(yaml).All<V1Secret>().ToDictionary(secret => secret.Metadata.Name, secret => secret.StringData, StringComparer.Ordinal);

    private static Manifests Of(string overlay) => overlay == "local" ? Local.Value : Production.Value;

    private static IEnumerable<string> Queues(string service) => Modules.Parts(service).Readers.Select(reader => reader.Queue).Order(StringComparer.Ordinal);
}
