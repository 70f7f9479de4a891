using System.Diagnostics;
using Newsroom.Contracts;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisions;

public sealed class ChangesTests
{
    [Fact]
    public void A_title_is_told_with_both_its_forms() =>
        Assert.Equal(["title: “Two dead” → “Three dead”"], Said(Drafts.Draft("Two dead"), Drafts.Draft("Three dead")));

    [Fact]
    public void Paragraphs_are_counted_as_added_changed_and_removed()
    {
        var before = Body("The port opened on Monday.", "Two ships came in from the north today.", "It rained all day long.", "The mayor spoke.");
        var after = Body("The port opened on Monday.", "A new one stands here.", "Three ships came in from the north today.", "The mayor spoke.", "And another came.", "And one more of them.");
        Assert.Equal(["3 paragraphs added, 1 changed, 1 removed"], Said(before, after));
    }

    [Fact]
    public void Paragraphs_that_only_moved_are_told_as_such() => Assert.Equal(["paragraphs in another order"], Said(Body("One here.", "Two there."), Body("Two there.", "One here.")));

    [Fact]
    public void Pictures_are_told_apart_from_their_captions()
    {
        var picture = new Media { Url = "https://example.org/a.jpg", Caption = "The port" };
        Assert.Equal(["picture added"], Said(Drafts.Draft(), Drafts.Draft() with { Media = [picture] }));
        Assert.Equal(["captions or credits of pictures changed"], Said(Drafts.Draft() with { Media = [picture] }, Drafts.Draft() with { Media = [picture with { Caption = "The old port" }] }));
    }

    [Fact]
    public void Everything_else_is_told_in_a_word_and_notes_for_staff_are_not_quoted()
    {
        var after = Drafts.Draft() with
        {
            Byline = ["A. Reporter"],
            Language = "de",
            Urgency = 2,
            EdNote = "Do not tell.",
            Status = ArticleStatus.Withheld,
            EmbargoedUntil = Drafts.Noon,
            Subjects = ["a", "b"],
            Correction = "It was the other port.",
        };
        Assert.Equal(
            [
                "byline: none → A. Reporter", "language: none → de", "subjects: 2 added, 0 removed", "status: usable → withheld",
                "embargo: none → 2026-03-01 12:00Z", "urgency: none → 2", "note for editors changed", "correction: It was the other port.",
            ],
            Said(Drafts.Draft(), after));
    }

    [Fact]
    public void The_first_revision_has_changed_nothing() => Assert.Empty(Revising.Decide(null, Drafts.Draft(), Guid.NewGuid()).Next!.Article.Changes);

    [Fact]
    public void A_long_title_is_cut() => Assert.True(Said(Drafts.Draft(new string('a', 900)), Drafts.Draft(new string('b', 900)))[0].Length < 300);

    [Fact]
    public void Five_thousand_paragraphs_are_compared_in_no_time()
    {
        var before = Body([.. Enumerable.Range(0, 5_000).Select(i => $"Paragraph {i} says what happened at hour {i * 7} of that long day.")]);
        var after = Body([.. Enumerable.Range(0, 5_000).Select(i => $"Paragraph {i} tells what happened at hour {i * 7} of that long night.")]);
        var watch = Stopwatch.StartNew();
        Assert.Equal(["5000 paragraphs changed"], Said(before, after));
        // Some 0.1 s; comparing each with each would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static ArticleDraft Body(params string[] lines) =>
        Drafts.Draft() with { Body = [.. lines.Select(line => new Block { Type = BlockType.Paragraph, Text = line })] };

    private static IReadOnlyList<string> Said(ArticleDraft before, ArticleDraft after)
    {
        var first = Revising.Decide(null, before, Guid.NewGuid()).Next!;
        return Revising.Decide(first, after, first.Article.ArticleId).Next!.Article.Changes;
    }
}
