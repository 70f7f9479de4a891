using Newsroom.Tests.Deploy.Rules;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>The rules themselves: that each finds what offends against it, and nothing where nothing does.</summary>
public sealed class RuleTests
{
    private const string Container = "Deployment/ingest container ingest";
    private const string Workload = "Deployment/ingest";

    /// <summary>By rule, what it has to say of <c>broken.yaml</c>.</summary>
    private static readonly Dictionary<string, string> Offences = new(StringComparer.Ordinal)
    {
        ["namespace_enforces_restricted"] = "Namespace/newsroom does not enforce 'restricted'.",
        ["not_root"] = $"{Container} may run as root.",
        ["fixed_user"] = $"{Container} runs as user 0.",
        ["read_only_root"] = $"{Container} may write to its root file system.",
        ["temporary_files"] = $"{Workload} has no emptyDir at /tmp.",
        ["no_capabilities"] = $"{Container} keeps capabilities.",
        ["no_escalation"] = $"{Container} may gain privileges.",
        ["seccomp"] = $"{Container} is not under seccomp's RuntimeDefault.",
        ["nothing_of_the_host"] = $"{Workload} reaches into its host.",
        ["probes"] = $"{Workload} is not asked whether it has started, lives and is ready.",
        ["requests_and_limits"] = $"{Workload} does not say limits.memory.",
        ["disruption_budget"] = $"{Workload} does not have one PodDisruptionBudget.",
        ["spread"] = $"{Workload} is not spread over nodes.",
        ["no_token"] = $"{Workload} is handed a token, or has no account of its own.",
        ["time_to_stop"] = $"{Workload} is killed after 30 s, before it has stopped.",
        ["pinned_image"] = $"{Workload} runs newsroom-ingest:latest, which may be another tomorrow.",
        ["autoscaled_without_replicas"] = $"{Workload} sets replicas, which undoes its autoscaler's at each apply.",
        ["closed_by_default"] = "Egress is not closed by default.",
        ["opened_where_used"] = $"{Workload} is covered by no policy that opens Egress.",
        ["never_open_to_all"] = "NetworkPolicy/default-allow opens every port or every peer.",
        ["no_secret_in_the_open"] = "ConfigMap/settings gives broker away.",
        ["no_secret_in_the_tree"] = "Secret/broker lies in the tree.",
        ["settings_exist"] = $"{Workload} wants ConfigMap/others-settings, which is not there.",
        ["writing_needs_a_key"] = "ConfigMap/settings lets anyone write.",
        ["secrets_as_files"] = $"{Container} has a secret in its environment: ConnectionStrings__store, access.",
        ["broker_user_of_its_own"] = $"{Workload} signs in to the broker by Secret/broker-everyone, which is not its own.",
    };

    public static TheoryData<string> Rules => [.. Rule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_broken_manifest_is_told_exactly_its_offence(string rule) =>
        Assert.Equal([Offences[rule]], Rule.Named(rule).Violations(Manifests.Load(Read("broken.yaml"))));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_manifest_that_keeps_to_a_rule_is_told_nothing(string rule) =>
        Assert.Empty(Rule.Named(rule).Violations(Manifests.Load(Read("kept.yaml"))));

    [Fact]
    public void Every_offence_belongs_to_a_rule() =>
        Assert.Equal(Offences.Keys.Order(StringComparer.Ordinal), Rule.All.Select(rule => rule.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("DB_PASSWORD", "hunter2", true)]
    [InlineData("ConnectionStrings__store", "mongodb://mongo:27017/", true)]
    [InlineData("Newsroom__Access__Keys__desk__Key", "0123456789abcdef", true)]
    [InlineData("BROKER", "amqp://newsroom:hunter2@rabbitmq:5672/", true)]
    [InlineData("MONGO_INITDB_ROOT_PASSWORD_FILE", "/run/secrets/mongo/password", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317", false)]
    [InlineData("DB_PASSWORD", "", false)]
    public void A_secret_in_a_setting_is_known_by_its_name_or_by_its_value(string name, string value, bool secret)
    {
        var manifests = Manifests.Load(Read("kept.yaml"));
        manifests.Workload("ingest").Pod.Containers[0].Env.Add(new() { Name = name, Value = value });
        Assert.Equal(secret, Rule.Named("no_secret_in_the_open").Violations(manifests).Any());
    }

    [Theory]
    [InlineData("newsroom-ingest", false)]
    [InlineData("newsroom-ingest:stable", false)]
    [InlineData("rabbitmq:4-management", false)]
    [InlineData("registry.example.org:5000/newsroom-ingest", false)]
    [InlineData("rabbitmq:4.3-management", true)]
    [InlineData("registry.example.org:5000/newsroom-ingest:0.1.0", true)]
    [InlineData("mongo@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    public void An_image_is_pinned_by_its_version_or_its_digest(string image, bool pinned)
    {
        var manifests = Manifests.Load(Read("kept.yaml"));
        manifests.Workload("ingest").Pod.Containers[0].Image = image;
        Assert.Equal(!pinned, Rule.Named("pinned_image").Violations(manifests).Any());
    }

    [Theory]
    [InlineData("terminationGracePeriodSeconds", "terminationGracePeriod")]
    [InlineData("readOnlyRootFilesystem", "readOnlyRootFileSystem")]
    [InlineData("maxUnavailable", "maxUnavailables")]
    [InlineData("topologySpreadConstraints", "topologySpread")]
    [InlineData("kind: Deployment", "kind: Deploiment")]
    public void What_the_model_does_not_know_is_refused(string known, string unknown)
    {
        var yaml = Read("kept.yaml");
        Assert.Contains(known, yaml, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Manifests.Load(yaml.Replace(known, unknown, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(8080, true)]
    [InlineData(8081, false)]
    [InlineData(9090, false)]
    public void A_connection_needs_both_ends_to_be_open(int port, bool reaches) =>
        Assert.Equal(reaches, Manifests.Load(Read("kept.yaml")).Reaches("ingest", "ingest", port));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(RuleTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
