using Newsroom.Contracts;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisions;

public sealed class RevisingTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private static IngestedArticle First => Revising.Decide(null, Drafts.Draft(), Id).Next!;

    [Fact]
    public void The_first_draft_is_revision_one()
    {
        var decision = Revising.Decide(null, Drafts.Draft(), Id);
        Assert.Equal(IntakeOutcome.Added, decision.Outcome);
        Assert.Equal(1, decision.Next!.Article.Revision);
        Assert.Empty(decision.Next.History.Single().Changed);
    }

    [Fact]
    public void The_same_draft_again_is_no_news_however_often_it_comes()
    {
        for (var i = 0; i < 5; i++)
        {
            var decision = Revising.Decide(First, Drafts.Draft() with { ReceivedAt = Drafts.Noon.AddDays(i), Via = "amqp" }, Id);
            Assert.Equal((IntakeOutcome.Unchanged, 1), (decision.Outcome, decision.Revision));
            Assert.Null(decision.Next);
        }
    }

    [Theory]
    [InlineData("3", 0, "4", 1, true)]
    [InlineData("3", 0, "3", 1, false)]
    [InlineData("3", 0, "2", 1, false)]
    [InlineData("9", 0, "10", 0, true)]
    [InlineData(null, 0, null, 1, true)]
    [InlineData(null, 1, null, 0, false)]
    [InlineData(null, 1, null, 1, false)]
    [InlineData("b", 1, "a", 0, false)]
    [InlineData("3", null, null, null, true)]
    public void A_higher_version_of_the_source_updates_and_no_other(string? known, int? knownHour, string? version, int? hour, bool isTaken)
    {
        var first = Revising.Decide(null, Drafts.Draft() with { Version = Version(known, knownHour) }, Id).Next!;
        var decision = Revising.Decide(first, Drafts.Draft("Another title") with { Version = Version(version, hour) }, Id);
        Assert.Equal(isTaken ? IntakeOutcome.Revised : IntakeOutcome.Unchanged, decision.Outcome);

        static SourceVersion Version(string? number, int? hour) => new(number, hour is { } past ? Drafts.Noon.AddHours(past) : null);
    }

    [Fact]
    public void A_version_that_was_no_news_still_counts()
    {
        var first = Revising.Decide(null, Drafts.Draft() with { Version = new SourceVersion("1", null) }, Id).Next!;
        var third = Revising.Decide(first, Drafts.Draft("Third") with { Version = new SourceVersion("3", null) }, Id).Next!;
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(third, Drafts.Draft("Second") with { Version = new SourceVersion("2", null) }, Id).Outcome);
        // A submission without a version is taken as ever, and forgets nothing.
        var plain = Revising.Decide(third, Drafts.Draft("By hand"), Id).Next!;
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(plain, Drafts.Draft("Second") with { Version = new SourceVersion("2", null) }, Id).Outcome);
    }

    [Fact]
    public void Addresses_that_are_known_and_times_that_are_touched_are_furniture()
    {
        var moved = Drafts.Draft() with { Url = "https://example.org/b", UpdatedAt = Drafts.Noon.AddHours(1), PublishedAt = Drafts.Noon.AddHours(1) };
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(First, moved, Id).Outcome);
    }

    [Fact]
    public void A_change_of_content_is_a_revision_that_says_what_changed()
    {
        var decision = Revising.Decide(First, Drafts.Draft("Another title", "Another text.") with { Urgency = 2 }, Id);
        Assert.Equal((IntakeOutcome.Revised, 2), (decision.Outcome, decision.Revision));
        Assert.Equal(["title", "body", "urgency"], decision.Next!.History[^1].Changed);
        Assert.Equal(First.FirstReceivedAt, decision.Next.FirstReceivedAt);
    }

    [Fact]
    public void The_time_of_publication_never_moves_back_to_nothing()
    {
        var dated = Revising.Decide(null, Drafts.Draft() with { PublishedAt = Drafts.Noon.AddDays(-1) }, Id).Next!;
        Assert.Equal(Drafts.Noon.AddDays(-1), Revising.Decide(dated, Drafts.Draft("Another title"), Id).Next!.Article.PublishedAt);
    }

    [Fact]
    public void A_killed_article_takes_nothing_any_more()
    {
        var killed = Revising.Withdraw(First, Id, First.Article.Source, "wrong", Drafts.Noon, "http")!;
        Assert.Equal(2, killed.Article.Revision);
        Assert.Equal(ArticleStatus.Canceled, killed.Article.Status);
        Assert.Equal(IntakeOutcome.Withdrawn, Revising.Decide(killed, Drafts.Draft("Another title"), Id).Outcome);
        Assert.Null(Revising.Withdraw(killed, Id, First.Article.Source, "again", Drafts.Noon, "http"));
    }

    [Fact]
    public void A_kill_that_comes_before_its_article_holds()
    {
        var killed = Revising.Withdraw(null, Id, new ArticleSource { Id = "Desk", Name = "Desk" }, null, Drafts.Noon, "amqp")!;
        Assert.Equal(1, killed.Article.Revision);
        Assert.Equal(IntakeOutcome.Withdrawn, Revising.Decide(killed, Drafts.Draft(), Id).Outcome);
    }

    [Fact]
    public void The_history_is_bounded()
    {
        var article = First;
        for (var i = 0; i < Revising.LongestHistory + 20; i++)
            article = Revising.Decide(article, Drafts.Draft($"Title {i}"), Id).Next!;
        Assert.Equal(Revising.LongestHistory, article.History.Count);
        Assert.Equal(article.Article.Revision, article.History[^1].Revision);
    }

    [Fact]
    public void An_original_read_again_is_a_revision_if_something_else_comes_of_it_whatever_its_version()
    {
        var first = Revising.Decide(null, Drafts.Draft() with { Version = new SourceVersion("3", null) }, Id).Next!;
        var again = Drafts.Draft(text: "A better text.") with { Version = new SourceVersion("3", null) };
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(first, again, Id).Outcome);
        var decision = Revising.Decide(first, again, Id, Revising.Reprocessed, readAgain: 1);
        Assert.Equal((IntakeOutcome.Revised, 2, "reprocessed"), (decision.Outcome, decision.Revision, decision.Next!.History[^1].Note));
        // A third reading may change it once more: none of the two was news from the source.
        Assert.Equal(IntakeOutcome.Revised, Revising.Decide(decision.Next, Drafts.Draft(text: "The best."), Id, Revising.Reprocessed, readAgain: 1).Outcome);
    }

    [Fact]
    public void An_original_read_again_does_not_undo_what_its_source_sent_since()
    {
        var second = Revising.Decide(First, Drafts.Draft("Another title"), Id).Next!;
        Assert.Equal((IntakeOutcome.Unchanged, 2), (Revising.Decide(second, Drafts.Draft("Read anew"), Id, Revising.Reprocessed, readAgain: 1).Outcome, second.Article.Revision));
    }
}
