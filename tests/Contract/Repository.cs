namespace Newsroom.Tests.Contract;

/// <summary>The source tree that this assembly was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Samples { get; } = Path.Combine(Root, "tests", "Contract", "Samples");

    /// <summary>Folders below <paramref name="under"/> as paths relative to the root, without what the compiler makes.</summary>
    public static IEnumerable<string> Folders(string under) =>
        Directory.EnumerateDirectories(Path.Combine(Root, under), "*", SearchOption.AllDirectories)
            .Select(folder => Path.GetRelativePath(Root, folder).Replace('\\', '/'))
            .Where(folder => !folder.Split('/').Any(part => part is "bin" or "obj" or "TestResults"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Newsroom.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No directory above {AppContext.BaseDirectory} holds Newsroom.sln: these tests read the source tree.");
    }
}
