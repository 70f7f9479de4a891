using System.Xml.Linq;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>The examples in C# stand on their own, and keep in step with the services all the same.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("publish.cs")]
    [InlineData("subscribe.cs")]
    public async Task The_examples_in_csharp_use_the_client_that_the_services_use(string file)
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var version = versions.Descendants("PackageVersion").Single(one => one.Attribute("Include")!.Value == "RabbitMQ.Client").Attribute("Version")!.Value;
        var lines = await File.ReadAllLinesAsync(Path.Combine(Example.Folder, "csharp", file), TestContext.Current.CancellationToken);
        Assert.Equal([$"#:package RabbitMQ.Client@{version}"], lines.Where(line => line.StartsWith("#:", StringComparison.Ordinal)));
    }
}
