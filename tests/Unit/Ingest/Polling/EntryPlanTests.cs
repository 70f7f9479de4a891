using System.Globalization;
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

    /// <summary>By <c>{"id":"1","title":…,"enclosures":[{"url":…,"type":…,"length":1000},{"url":…}],…}</c>: all that entries had when they were first kept so.</summary>
    [Fact]
    public void An_entry_is_known_by_what_it_was_known_by_in_earlier_versions()
    {
        var entry = new FeedEntry
        {
            Id = "1",
            Title = "Ferry line closes",
            Link = "https://bay.example/1",
            Summary = "A bridge takes its place.",
            Author = "Ann Lee",
            Authors = ["Ann Lee"],
            PublishedAt = DateTimeOffset.Parse("2026-03-01T08:30:00Z", CultureInfo.InvariantCulture),
            UpdatedAt = DateTimeOffset.Parse("2026-03-01T09:00:00.5Z", CultureInfo.InvariantCulture),
            Tags = ["Harbour"],
            Enclosures = [new("https://bay.example/1.jpg", "image/jpeg", 1000), new("https://bay.example/2.jpg", null, null)],
            SourceTitle = "Bay Post",
            Language = "en",
        };
        Assert.Equal(-5588389484576907250, Assert.Single(News([entry], [])).Hash);
    }

    [Fact]
    public void What_is_said_about_an_entry_and_not_of_its_article_is_no_news()
    {
        var before = Entry("1", "https://a.example/1", "Fire in harbour");
        var seen = Seen(News([before], []));
        Assert.Empty(News([before with { Comments = new FeedComments(null, null, 12), Place = new FeedPlace(1, 2, null), InReplyTo = "0", Section = "Harbour", Contributors = ["Ann Lee"] }], seen));
        Assert.Single(News([before with { Enclosures = [new("https://a.example/1.jpg", null, null) { Caption = "The fire" }] }], seen));
        Assert.Single(News([before with { Summary = "It is out." }], seen));
    }

    private static IReadOnlyList<PlannedEntry> News(FeedEntry[] entries, List<SeenEntry> seen) =>
        EntryPlan.Of(new ParsedFeed(new Feed { Format = "rss20", Authors = [], Tags = [] }, entries), isWhole: true, seen, DateTimeOffset.UnixEpoch).News;

    private static List<SeenEntry> Seen(IReadOnlyList<PlannedEntry> plan) => [.. plan.Select(planned => new SeenEntry(planned.Key, planned.Hash))];

    private static FeedEntry Entry(string? id, string? link, string title) => new() { Id = id, Link = link, Title = title, Authors = [], Tags = [], Enclosures = [] };
}
