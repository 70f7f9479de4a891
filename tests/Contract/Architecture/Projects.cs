using System.Reflection;
using System.Xml.Linq;

namespace Newsroom.Tests.Contract.Architecture;

/// <summary>A project below <c>services</c> or <c>shared</c>: what its file says, and what its assembly refers to.</summary>
internal sealed record Project(string Name, string Path)
{
    public static IReadOnlyList<Project> Shared { get; } = Below("shared");

    /// <summary>All but the one that holds the others.</summary>
    public static IReadOnlyList<Project> Services { get; } = [.. Below("services").Where(project => project.Name != Standalone)];

    public const string Standalone = "Newsroom.Standalone";

    public Assembly Assembly => Assembly.Load(Name);

    /// <summary>Names of the projects that the file refers to.</summary>
    public IEnumerable<string> ProjectReferences => Items("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public IEnumerable<string> Items(string element) =>
        XDocument.Load(Path).Descendants(element).Select(item => item.Attribute("Include")?.Value ?? "").Where(include => include.Length > 0);

    /// <summary>Names of the assemblies of this house that the compiled one refers to.</summary>
    public IEnumerable<string> AssemblyReferences =>
        Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("Newsroom.", StringComparison.Ordinal));

    private static List<Project> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Select(file => new Project(System.IO.Path.GetFileNameWithoutExtension(file), file))
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];
}
