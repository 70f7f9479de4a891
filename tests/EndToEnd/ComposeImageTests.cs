using System.Text.Json.Nodes;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The images that compose builds: what they say of themselves, and what is in them.</summary>
[Collection<ComposeCollection>]
public sealed class ComposeImageTests(ComposeFixture compose)
{
    [Theory]
    [InlineData("ingest", "Ingest")]
    [InlineData("enrichment", "Enrichment")]
    [InlineData("publishing", "Publishing")]
    public async Task An_image_says_what_it_is(string service, string title)
    {
        await compose.UpAsync();
        var image = JsonNode.Parse(await compose.DockerAsync("image", "inspect", "newsroom-" + service))![0]!["Config"]!;
        var labels = image["Labels"]!;
        Assert.Equal("newsroom " + title, Label("title"));
        Assert.StartsWith(title, Label("description"), StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+$", Label("version"));
        Assert.Equal("Apache-2.0", Label("licenses"));
        Assert.NotEmpty(Label("revision"));
        Assert.True(DateTimeOffset.TryParse(Label("created"), System.Globalization.CultureInfo.InvariantCulture, out _), Label("created"));
        Assert.Equal("1654", image["User"]!.GetValue<string>());

        string Label(string name) => labels["org.opencontainers.image." + name]?.GetValue<string>() ?? "";
    }

    [Theory]
    [InlineData("ingest", "AngleSharp")]
    [InlineData("enrichment", "SearchPioneer.Lingua")]
    [InlineData("publishing", "MongoDB.Driver")]
    public async Task An_image_lists_what_is_in_it_by_name_version_and_licence(string service, string also)
    {
        var bom = JsonNode.Parse(await FileAsync(service, "sbom.cdx.json"))!;
        Assert.Equal("CycloneDX", bom["bomFormat"]!.GetValue<string>());
        Assert.Equal("newsroom-" + service, bom["metadata"]!["component"]!["name"]!.GetValue<string>());
        var components = bom["components"]!.AsArray().ToDictionary(one => one!["name"]!.GetValue<string>(), one => one!);
        Assert.Contains(also, components.Keys);
        Assert.StartsWith("8.5.", components["MassTransit"]["version"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Apache-2.0", components["MassTransit"]["licenses"]![0]!["license"]!["id"]!.GetValue<string>());
        // All but the newsroom's own are licensed by somebody.
        Assert.All(components.Where(one => !one.Key.StartsWith("Newsroom.", StringComparison.Ordinal)), one => Assert.NotNull(one.Value["licenses"]));

        // What runs is what is listed: every package that the program would load.
        var runs = JsonNode.Parse(await FileAsync(service, "service.deps.json"))!["libraries"]!.AsObject()
            .Where(one => one.Value!["type"]!.GetValue<string>() == "package").Select(one => one.Key);
        Assert.Empty(runs.Except(components.Select(one => $"{one.Key}/{one.Value["version"]}")));
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("enrichment")]
    [InlineData("publishing")]
    public async Task An_image_holds_native_libraries_of_its_own_system_only_and_no_model_that_nobody_reads(string service)
    {
        await compose.UpAsync();
        await WithContainerAsync(service, async container =>
        {
            var folder = Directory.CreateTempSubdirectory("newsroom-image-");
            try
            {
                await compose.DockerAsync("cp", $"{container}:/app/.", folder.FullName);
                var names = folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.FullName, file.FullName)).ToList();
                Assert.DoesNotContain(names, name => name.EndsWith(".dylib", StringComparison.Ordinal) || name.StartsWith("runtimes/win", StringComparison.Ordinal));
                Assert.DoesNotContain(names, name => name.Contains("fivegrams", StringComparison.Ordinal));
                Assert.Contains(names, name => name.EndsWith("libe_sqlite3.so", StringComparison.Ordinal));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
    }

    private async Task<string> FileAsync(string service, string name)
    {
        await compose.UpAsync();
        var file = Path.GetTempFileName();
        try
        {
            await WithContainerAsync(service, container => compose.DockerAsync("cp", "--follow-link", $"{container}:/app/{name}", file));
            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A chiselled image has no shell to look into it with; a container that never starts does.</summary>
    private async Task WithContainerAsync(string service, Func<string, Task> look)
    {
        var container = (await compose.DockerAsync("create", "newsroom-" + service)).Trim();
        try
        {
            await look(container);
        }
        finally
        {
            await compose.DockerAsync("rm", container);
        }
    }
}
