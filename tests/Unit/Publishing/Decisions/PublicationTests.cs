using Newsroom.Contracts;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Decisions;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Decisions;

public sealed class PublicationTests
{
    private static readonly Guid Id = new("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_usable_article_is_published()
    {
        var decision = Publication.OnEnriched(null, Enriched(1), Now);
        Assert.Equal((PublicationOutcome.Published, PublicationChange.Published), (decision.Outcome, decision.Change));
        Assert.Equal(PublicationState.Published, decision.Next!.State);
        Assert.Equal(Now, decision.Next.FirstPublishedAt);
    }

    [Fact]
    public void The_same_or_an_older_revision_changes_nothing()
    {
        var second = Publication.OnEnriched(null, Enriched(2), Now).Next;
        Assert.Null(Publication.OnEnriched(second, Enriched(2), Now).Next);
        Assert.Null(Publication.OnEnriched(second, Enriched(1), Now).Next);
        Assert.Equal(PublicationOutcome.Stale, Publication.OnEnriched(second, Enriched(1), Now).Outcome);
    }

    [Fact]
    public void A_later_revision_keeps_the_address_and_says_that_it_revises()
    {
        var first = Publication.OnEnriched(null, Enriched(1, title: "One"), Now).Next!;
        var decision = Publication.OnEnriched(first, Enriched(2, title: "Two"), Now.AddHours(1));
        Assert.Equal(PublicationChange.Revised, decision.Change);
        Assert.Equal(first.Slug, decision.Next!.Slug);
        Assert.Equal(Now, decision.Next.FirstPublishedAt);
        Assert.Equal([PublicationChange.Published, PublicationChange.Revised], decision.Next.History.Select(entry => entry.Change));
    }

    [Fact]
    public void A_correction_says_what_was_wrong()
    {
        var first = Publication.OnEnriched(null, Enriched(1), Now).Next;
        var decision = Publication.OnEnriched(first, Enriched(2, article => article with { Correction = "It was 412, not 421." }), Now);
        Assert.Equal(PublicationChange.Corrected, decision.Change);
        Assert.Equal("It was 412, not 421.", decision.Next!.History[^1].Note);
        // The note stays in the next revision, which corrects nothing.
        Assert.Equal(PublicationChange.Revised, Publication.OnEnriched(decision.Next, Enriched(3, article => article with { Correction = "It was 412, not 421." }), Now).Change);
    }

    [Fact]
    public void An_embargo_holds_until_its_time_and_binds_revisions_that_say_nothing_of_it()
    {
        var until = Now.AddHours(2);
        var held = Publication.OnEnriched(null, Enriched(1, article => article with { EmbargoedUntil = until }), Now);
        Assert.Equal((PublicationOutcome.Embargoed, until), (held.Outcome, held.Release));
        Assert.Null(held.Change);
        var revised = Publication.OnEnriched(held.Next, Enriched(2), Now.AddHours(1));
        Assert.Equal((PublicationOutcome.Embargoed, until), (revised.Outcome, revised.Release));
        Assert.Null(Publication.OnEmbargoEnded(revised.Next, until.AddSeconds(-1)).Next);
        var released = Publication.OnEmbargoEnded(revised.Next, until);
        Assert.Equal((PublicationOutcome.Published, PublicationChange.Published, 2), (released.Outcome, released.Change, released.Next!.Revision));
        Assert.Null(Publication.OnEmbargoEnded(released.Next, until).Next);
    }

    [Fact]
    public void An_embargo_cannot_be_added_to_what_was_published()
    {
        var first = Publication.OnEnriched(null, Enriched(1), Now).Next;
        Assert.Equal(PublicationOutcome.Published, Publication.OnEnriched(first, Enriched(2, article => article with { EmbargoedUntil = Now.AddHours(1) }), Now).Outcome);
    }

    [Fact]
    public void What_its_source_withholds_leaves_the_channels_and_may_come_back()
    {
        var first = Publication.OnEnriched(null, Enriched(1), Now).Next;
        var held = Publication.OnEnriched(first, Enriched(2, article => article with { Status = ArticleStatus.Withheld }), Now);
        Assert.Equal((PublicationOutcome.Withheld, PublicationChange.Withdrawn), (held.Outcome, held.Change));
        var back = Publication.OnEnriched(held.Next, Enriched(3), Now);
        Assert.Equal((PublicationOutcome.Published, PublicationChange.Published), (back.Outcome, back.Change));
    }

    [Fact]
    public void A_kill_leaves_an_address_without_a_text_and_outlives_everything_that_comes_later()
    {
        var first = Publication.OnEnriched(null, Enriched(1), Now).Next!;
        var killed = Publication.OnWithdrawn(first, Withdrawn(2), Now);
        Assert.Equal((PublicationOutcome.Withdrawn, PublicationChange.Withdrawn), (killed.Outcome, killed.Change));
        Assert.Null(killed.Next!.Article);
        Assert.Null(killed.Next.Enrichment);
        Assert.Equal(first.Slug, killed.Next.Slug);
        Assert.Null(Publication.OnEnriched(killed.Next, Enriched(9), Now).Next);
        Assert.Null(Publication.OnWithdrawn(killed.Next, Withdrawn(9), Now).Next);
        Assert.Null(Publication.OnEmbargoEnded(killed.Next, Now.AddYears(1)).Next);
    }

    [Fact]
    public void A_kill_that_overtakes_its_article_holds_and_tells_nobody()
    {
        var killed = Publication.OnWithdrawn(null, Withdrawn(2), Now);
        Assert.Null(killed.Change);
        Assert.Equal(PublicationOutcome.Withdrawn, Publication.OnEnriched(killed.Next, Enriched(1), Now).Outcome);
    }

    [Fact]
    public void Nothing_is_listed_in_the_future()
    {
        var decision = Publication.OnEnriched(null, Enriched(1, article => article with { PublishedAt = Now.AddYears(5) }), Now);
        Assert.Equal(Now, decision.Next!.SortAt);
    }

    [Fact]
    public void The_language_that_was_found_wins_and_the_given_one_stands_in()
    {
        Assert.Equal("id", Publication.OnEnriched(null, Enriched(1, language: "id"), Now).Next!.Language);
        Assert.Equal("ms", Publication.OnEnriched(null, Enriched(1, article => article with { Language = "ms" }, language: LanguageGuess.Undetermined), Now).Next!.Language);
    }

    private static ArticleWithdrawn Withdrawn(int revision) => new() { ArticleId = Id, Revision = revision, Title = "A title", WithdrawnAt = Now, Reason = "for staff" };

    private static ArticleEnriched Enriched(int revision, Func<Article, Article>? change = null, string title = "A title", string language = "en")
    {
        var article = new Article
        {
            ArticleId = Id,
            Revision = revision,
            Source = new ArticleSource { Id = "Desk", Name = "Desk" },
            Title = title,
            Body = [new Block { Type = BlockType.Paragraph, Text = "A text." }],
            Provenance = new Provenance { ReceivedAt = Now, Via = "http", ContentHash = "0", Extraction = "text/1" },
        };
        return new ArticleEnriched
        {
            Article = change is null ? article : change(article),
            Enrichment = new Newsroom.Contracts.Enrichment { Language = new LanguageGuess { Code = language, Confidence = 1 }, Summary = "", WordCount = 2, ReadingMinutes = 1 },
        };
    }
}
