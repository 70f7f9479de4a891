using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisions;

public sealed class ParticularsTests
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly DateTimeOffset Wrong = Drafts.Noon.AddYears(-1);
    private static readonly DateTimeOffset Right = Drafts.Noon.AddHours(-4);

    private static ArticleDraft Draft => Drafts.Draft() with { PublishedAt = Wrong, Url = "https://example.org/old", CanonicalUrl = "https://example.org/old" };

    private static IngestedArticle Known => Revising.Decide(null, Draft, Id).Next!;

    [Fact]
    public void A_time_that_its_source_corrects_is_a_revision_that_says_so()
    {
        var decision = Revising.Decide(Known, Draft with { PublishedAt = Right }, Id);
        Assert.Equal((IntakeOutcome.Revised, 2, Right), (decision.Outcome, decision.Revision, decision.Next!.Article.PublishedAt));
        Assert.Equal(["publishedAt"], decision.Next.History[^1].Changed);
        Assert.Equal(["published: 2025-03-01 12:00Z → 2026-03-01 08:00Z"], decision.Next.Article.Changes);
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(decision.Next, Draft with { PublishedAt = Right }, Id).Outcome);
    }

    [Theory]
    [InlineData("JSON-LD datePublished", true)]
    [InlineData("meta article:published_time", true)]
    [InlineData("line beside the headline", false)]
    [InlineData("time", false)]
    [InlineData("most frequent date of the page", false)]
    public void Of_a_page_only_what_it_declares_is_believed(string place, bool isTaken) => Assert.Equal(
        isTaken ? IntakeOutcome.Revised : IntakeOutcome.Unchanged,
        Revising.Decide(Known, Draft with { PublishedAt = Right, Evidence = new Dictionary<string, string> { ["publishedAt"] = place } }, Id).Outcome);

    [Fact]
    public void A_page_that_declares_the_time_of_each_look_makes_no_revisions()
    {
        for (var hour = 1; hour < 9; hour++)
            Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(Known, Draft with { PublishedAt = Drafts.Noon.AddHours(hour), ReceivedAt = Drafts.Noon.AddHours(hour) }, Id).Outcome);
    }

    [Fact]
    public void A_time_that_is_missing_later_takes_nothing_away() =>
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(Known, Draft with { PublishedAt = null }, Id).Outcome);

    [Fact]
    public void An_original_read_again_by_a_better_reader_mends_the_time_wherever_it_stands()
    {
        var again = Draft with { PublishedAt = Right, Evidence = new Dictionary<string, string> { ["publishedAt"] = "line beside the headline" } };
        var decision = Revising.Decide(Known, again, Id, Revising.Reprocessed, readAgain: 1);
        Assert.Equal((IntakeOutcome.Revised, Right), (decision.Outcome, decision.Next!.Article.PublishedAt));
    }

    [Theory]
    [InlineData("https://example.org/new", true, true)]
    [InlineData("https://example.org/new", false, false)]
    [InlineData("https://example.org/old?session=2", true, false)]
    [InlineData("http://www.example.org/old/", true, false)]
    [InlineData("https://example.org/", true, false)]
    public void An_article_that_moved_says_so_once(string url, bool isNew, bool isTaken)
    {
        var decision = Revising.Decide(Known, Draft with { Url = url, CanonicalUrl = url }, Id, hasNewAddress: isNew);
        Assert.Equal(isTaken ? IntakeOutcome.Revised : IntakeOutcome.Unchanged, decision.Outcome);
        if (isTaken)
            Assert.Equal(["address: https://example.org/old → https://example.org/new"], decision.Next!.Article.Changes);
    }
}
