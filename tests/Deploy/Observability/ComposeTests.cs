using System.Diagnostics;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Newsroom.Tests.Deploy.Observability;

/// <summary><c>compose.observability.yaml</c> laid over <c>compose.yaml</c>, as docker compose understands both; nothing is started.</summary>
public sealed class ComposeTests
{
    private static readonly string[] Watching = ["grafana", "jaeger", "otel-collector", "prometheus"];
    private static readonly Lazy<JsonObject> Config = new(() => Render("compose.yaml", "compose.observability.yaml"));
    private static readonly Lazy<JsonObject> Alone = new(() => Render("compose.yaml"));

    public static TheoryData<string> Names => [.. Watching];

    [Fact]
    public void Four_are_added_and_none_goes()
    {
        var before = NamesIn(Alone.Value["services"]!);
        Assert.Equal(before.Concat(Watching).Order(StringComparer.Ordinal), NamesIn(Config.Value["services"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("enrichment")]
    [InlineData("publishing")]
    public void A_service_sends_to_the_collector_and_is_otherwise_as_before(string name)
    {
        var service = Service(name);
        Assert.Equal("http://otel-collector:4317", Files.Text(service, "environment", "OTEL_EXPORTER_OTLP_ENDPOINT"));
        Assert.Equal("grpc", Files.Text(service, "environment", "OTEL_EXPORTER_OTLP_PROTOCOL"));
        Assert.Equal("parentbased_always_on", Files.Text(service, "environment", "OTEL_TRACES_SAMPLER"));
        var before = Alone.Value["services"]![name]!;
        Assert.Equal(
            before.AsObject().Where(part => part.Key != "environment").Select(part => $"{part.Key}: {part.Value?.ToJsonString()}"),
            service.AsObject().Where(part => part.Key != "environment").Select(part => $"{part.Key}: {part.Value?.ToJsonString()}"));
        Assert.All(before["environment"]!.AsObject().Where(one => !one.Key.StartsWith("OTEL_", StringComparison.Ordinal)),
            one => Assert.Equal(one.Value?.ToString(), Files.Text(service, "environment", one.Key)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_watches_is_pinned_bounded_and_reached_from_this_machine_only(string name)
    {
        var service = Service(name);
        Assert.Matches(@":v?\d+\.\d+\.\d+$", Files.Text(service, "image"));
        Assert.True(long.Parse(Files.Text(service, "mem_limit"), System.Globalization.CultureInfo.InvariantCulture) is > 100_000_000 and < 1_100_000_000);
        Assert.Equal("unless-stopped", Files.Text(service, "restart"));
        Assert.Equal("10m", Files.Text(service, "logging", "options", "max-size"));
        Assert.Equal(["no-new-privileges:true"], service["security_opt"]!.AsArray().Select(one => one!.ToString()));
        Assert.All(service["ports"]?.AsArray() ?? [], port => Assert.Equal("127.0.0.1", Files.Text(port, "host_ip")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_mounted_is_there_and_read_only(string name) => Assert.All(
        Service(name)["volumes"]!.AsArray().Where(volume => Files.Text(volume, "type") == "bind"), volume =>
        {
            Assert.True(Path.Exists(Files.Text(volume, "source")), $"There is no {Files.Text(volume, "source")}.");
            Assert.Equal("true", Files.Text(volume, "read_only"));
        });

    [Fact]
    public void Grafana_has_viewers_and_nobody_to_sign_in_as()
    {
        var grafana = Service("grafana");
        Assert.Equal("Viewer", Files.Text(grafana, "environment", "GF_AUTH_ANONYMOUS_ORG_ROLE"));
        Assert.Equal("true", Files.Text(grafana, "environment", "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION"));
        Assert.Equal("true", Files.Text(grafana, "environment", "GF_AUTH_DISABLE_LOGIN_FORM"));
        Assert.DoesNotContain(grafana["environment"]!.AsObject(), one => one.Key.Contains("PASSWORD", StringComparison.Ordinal));
    }

    [Fact]
    public void Everybody_is_sent_to_where_somebody_listens()
    {
        var services = NamesIn(Config.Value["services"]!);
        var collector = Files.Yaml("collector.yaml");
        string[] addresses =
        [
            Files.Scalar(collector, "exporters", "otlp_grpc/jaeger", "endpoint"),
            Files.Scalar(collector, "exporters", "otlp_http/prometheus", "endpoint"),
            .. ((YamlSequenceNode)Files.Yaml("grafana", "provisioning", "datasources", "newsroom.yaml")["datasources"]).Children.Select(source => Files.Scalar(source, "url")),
        ];
        Assert.All(addresses, address => Assert.Contains(address.Replace("http://", "", StringComparison.Ordinal).Split(':')[0], services));
        Assert.Equal("0.0.0.0:4317", Files.Scalar(collector, "receivers", "otlp", "protocols", "grpc", "endpoint"));
        Assert.Equal("0.0.0.0:4317", Files.Scalar(Files.Yaml("jaeger.yaml"), "receivers", "otlp", "protocols", "grpc", "endpoint"));
        Assert.Contains("--web.enable-otlp-receiver", Service("prometheus")["command"]!.AsArray().Select(one => one!.ToString()));
    }

    [Theory]
    [InlineData("collector.yaml")]
    [InlineData("jaeger.yaml")]
    public void A_pipeline_names_only_parts_that_are_configured(string file)
    {
        var config = Files.Yaml(file);
        var pipelines = (YamlMappingNode)config["service"]["pipelines"];
        Assert.All(pipelines.Children.SelectMany(pipeline => ((YamlMappingNode)pipeline.Value).Children), stage => Assert.All(
            ((YamlSequenceNode)stage.Value).Children,
            part => Assert.True(((YamlMappingNode)config[stage.Key]).Children.ContainsKey(part), $"{stage.Key} has no {part}.")));
        Assert.All(((YamlSequenceNode)config["service"]["extensions"]).Children,
            part => Assert.True(((YamlMappingNode)config["extensions"]).Children.ContainsKey(part), $"There is no extension {part}."));
    }

    private static JsonNode Service(string name) => Config.Value["services"]![name]!;

    private static List<string> NamesIn(JsonNode services) => [.. services.AsObject().Select(service => service.Key)];

    private static JsonObject Render(params string[] files)
    {
        DockerEngine.Require();
        var start = new ProcessStartInfo("docker", ["compose", .. files.SelectMany(file => new[] { "-f", Path.Combine(Repository.Root, "deploy", "compose", file) }), "config", "--format", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var compose = Process.Start(start)!;
        var problems = compose.StandardError.ReadToEndAsync();
        var output = compose.StandardOutput.ReadToEnd();
        compose.WaitForExit();
        Assert.True(compose.ExitCode == 0, problems.GetAwaiter().GetResult());
        return JsonNode.Parse(output)!.AsObject();
    }
}
