namespace Newsroom.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>
    /// A scraped page as plain text, of the kind that the newsroom must cope with, which is not part of the repository: beside it under
    /// <c>shared/seed</c>, or where <c>NEWSROOM_SEED</c> says. Null if there is none.
    /// </summary>
    public static string? SeedPath =>
        new[] { Environment.GetEnvironmentVariable("NEWSROOM_SEED"), Path.Combine(Root, "..", "shared", "seed", "article-id.txt") }
            .FirstOrDefault(path => path is not null && File.Exists(path));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Newsroom.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException("Newsroom.sln is in none of the folders above " + AppContext.BaseDirectory);
    }
}
