using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

public sealed class EntryPlanTests
{
    [Fact]
    public void Entries_that_share_an_id_are_all_taken_where_link_or_title_tell_them_apart()
    {
        FeedEntry[] entries = [Entry("1", "https://a.example/1", "Fire in harbour"), Entry("1", "https://a.example/2", "Fire in harbour"), Entry("1", "https://a.example/2", "Snow closes school"), Entry("1", null, "Train late")];
        var plan = News(entries, []);
        Assert.Equal(entries, plan.Select(planned => planned.Entry));
        Assert.Equal(4, plan.Select(planned => planned.Key).Distinct().Count());
        Assert.Empty(News(entries, Seen(plan)));
    }

    [Theory]
    [InlineData("1", "https://a.example/1")]
    [InlineData(null, "https://a.example/1")]
    [InlineData("1", null)]
    public void Two_versions_of_an_entry_are_one_and_the_first_is_taken(string? id, string? link)
    {
        FeedEntry[] entries = [Entry(id, link, "Fire in harbour is out"), Entry(id, link, "Fire in harbour")];
        Assert.Equal(entries[0], Assert.Single(News(entries, [])).Entry);
    }

    [Fact]
    public void An_entry_alone_under_its_id_is_known_by_it_whatever_else_changes()
    {
        var plan = News([Entry("1", "https://a.example/1", "Fire in harbour")], []);
        var next = Assert.Single(News([Entry("1", "https://a.example/moved", "The fire is out")], Seen(plan)));
        Assert.Equal(plan[0].Key, next.Key);
    }

    private static IReadOnlyList<PlannedEntry> News(FeedEntry[] entries, List<SeenEntry> seen) =>
        EntryPlan.Of(new ParsedFeed(new Feed { Format = "rss20", Authors = [], Tags = [] }, entries), isWhole: true, seen, DateTimeOffset.UnixEpoch).News;

    private static List<SeenEntry> Seen(IReadOnlyList<PlannedEntry> plan) => [.. plan.Select(planned => new SeenEntry(planned.Key, planned.Hash))];

    private static FeedEntry Entry(string? id, string? link, string title) => new() { Id = id, Link = link, Title = title, Authors = [], Tags = [], Enclosures = [] };
}
