using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Architecture;

/// <summary>Who may know whom.</summary>
public sealed class ReferenceTests
{
    private const string Contracts = "Newsroom.Contracts";
    private const string Hosting = "Newsroom.Hosting";

    [Fact]
    public void A_service_refers_to_contracts_and_hosting_and_to_no_other_service()
    {
        Assert.NotEmpty(Project.Services);
        Assert.All(Project.Services, service =>
        {
            Assert.Equal([Contracts, Hosting], service.ProjectReferences.Order(StringComparer.Ordinal));
            Assert.Empty(service.AssemblyReferences.Except([Contracts, Hosting]));
        });
    }

    [Fact]
    public void Standalone_holds_every_service()
    {
        var standalone = new Project(Project.Standalone, Path.Combine(Repository.Root, "services", "Standalone", Project.Standalone + ".csproj"));
        Assert.Empty(Project.Services.Select(service => service.Name).Except(standalone.ProjectReferences));
    }

    [Fact]
    public void Contracts_refer_to_nothing_but_the_framework()
    {
        var contracts = Project.Shared.Single(project => project.Name == Contracts);
        Assert.Empty(contracts.Items("PackageReference"));
        Assert.Empty(contracts.Items("ProjectReference"));
        Assert.Empty(contracts.Items("FrameworkReference"));
        Assert.Empty(contracts.Items("Reference"));
        Assert.All(contracts.Assembly.GetReferencedAssemblies(), reference => Assert.True(
            reference.Name!.StartsWith("System.", StringComparison.Ordinal) || reference.Name is "netstandard" or "mscorlib",
            $"Newsroom.Contracts refers to {reference.Name}: what travels is plain data, without a package and without BSON."));
    }

    /// <summary>Hosting needs the wire's conventions, and is to know nothing of what travels.</summary>
    [Fact]
    public void Hosting_takes_only_the_wires_conventions_from_contracts()
    {
        using var file = File.OpenRead(Project.Shared.Single(project => project.Name == Hosting).Assembly.Location);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace) == Contracts)
            .Select(type => metadata.GetString(type.Name)).ToList();

        Assert.Contains(nameof(WireJson), used);
        Assert.Empty(used.Except([nameof(WireJson), nameof(CorrelationIdAttribute), nameof(EntityNameAttribute), nameof(MessageUrnAttribute), nameof(OptionalReaderAttribute)]));
    }
}
