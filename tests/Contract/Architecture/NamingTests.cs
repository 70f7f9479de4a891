using System.Text.RegularExpressions;
using Xunit;

namespace Newsroom.Tests.Contract.Architecture;

/// <summary>Rooms are found by the newsroom's words for them, and what every service stands on has none of these words.</summary>
public sealed partial class NamingTests
{
    private static readonly HashSet<string> NounsOfTheNewsroom = new(StringComparer.OrdinalIgnoreCase)
    {
        "Article", "Articles", "Story", "Stories", "Feed", "Feeds", "Headline", "Byline", "Dateline", "Slug", "Slugline", "Embargo", "Correction", "Withdrawal",
        "Submission", "Submissions", "Quarantine", "Revision", "Revisions", "Topic", "Topics", "Editor", "Desk", "Ingest", "Enrichment", "Publishing", "Site", "Webhook",
    };

    private static readonly HashSet<string> NamesThatSayNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Services", "Helpers", "Helper", "Utils", "Util", "Utilities", "Common", "Managers", "Models", "Misc",
    };

    [Fact]
    public void Hosting_has_no_noun_of_the_newsroom_in_the_names_of_its_types()
    {
        var types = Project.Shared.Single(project => project.Name == "Newsroom.Hosting").Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Newsroom.", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal));
        Assert.All(types, type => Assert.True(!Words().Matches(type.Name).Any(word => NounsOfTheNewsroom.Contains(word.Value)),
            $"{type.FullName} is about the newsroom: it belongs into a service, not into Hosting."));
    }

    [Theory]
    [InlineData("services")]
    [InlineData("shared")]
    [InlineData("tests")]
    public void No_folder_has_a_name_that_says_nothing(string top)
    {
        var folders = Repository.Folders(top).ToList();
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.True(!NamesThatSayNothing.Contains(Path.GetFileName(folder)),
            $"{folder}: call a folder after the thing or the activity that it is about."));
    }

    [GeneratedRegex("[A-Z][a-z]*|[a-z]+")]
    private static partial Regex Words();
}
