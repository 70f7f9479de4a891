using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Submissions;

public sealed class SubmissionRulesTests
{
    private static SubmitArticle Good => new() { Source = "Desk", Title = "A title", Body = new SubmittedBody { Text = "A text." } };

    [Fact]
    public void A_good_submission_becomes_a_draft()
    {
        Assert.False(Check(Good with { Title = "  A \t title\u0000 ", Language = "id", Url = "https://example.org/a?utm_source=x" }, out var draft));
        Assert.Equal("A title", draft.Title);
        Assert.Equal("https://example.org/a", draft.CanonicalUrl);
        Assert.Equal("A text.", PlainText.Of(draft.Body));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var bad = new SubmitArticle { Urgency = 0, Url = "nowhere", Language = "in Indonesian", Byline = [.. Enumerable.Repeat("a", 51)] };
        Assert.True(SubmissionRules.Check(bad, Drafts.Noon, "http").Failed(out var refusal, out _));
        Assert.Equal(422, refusal.Status);
        Assert.Equal(["/source", "/title", "/url", "/language", "/urgency", "/byline", "/body"], refusal.Fields!.Select(field => field.Pointer));
    }

    [Fact]
    public void A_body_is_given_once_and_has_text()
    {
        Refused(Good with { Body = new SubmittedBody { Text = "a", Html = "<p>a</p>" } }, "/body");
        Refused(Good with { Body = new SubmittedBody { Html = "<script>alert(1)</script>" } }, "/body");
        Refused(Good with { Body = new SubmittedBody { Text = " \n " } }, "/body");
    }

    [Fact]
    public void A_kill_needs_neither_title_nor_body()
    {
        Assert.False(Check(new SubmitArticle { Source = "Desk", Guid = "g", Status = ArticleStatus.Canceled }, out var draft));
        Assert.Equal(ArticleStatus.Canceled, draft.Status);
    }

    [Fact]
    public void Times_are_kept_in_milliseconds()
    {
        Assert.False(Check(Good with { PublishedAt = new DateTimeOffset(2026, 1, 1, 7, 0, 0, TimeSpan.FromHours(7)).AddTicks(12_345) }, out var draft));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 1, TimeSpan.Zero), draft.PublishedAt);
        Assert.Equal(TimeSpan.Zero, draft.PublishedAt!.Value.Offset);
    }

    [Fact]
    public void Too_long_is_refused_and_not_cut() => Refused(Good with { Title = new string('a', 1_001) }, "/title");

    private static bool Check(SubmitArticle submission, out ArticleDraft draft) => SubmissionRules.Check(submission, Drafts.Noon, "http").Failed(out _, out draft);

    private static void Refused(SubmitArticle submission, string pointer)
    {
        Assert.True(SubmissionRules.Check(submission, Drafts.Noon, "http").Failed(out var refusal, out _));
        Assert.Equal(pointer, Assert.Single(refusal.Fields!).Pointer);
    }
}
