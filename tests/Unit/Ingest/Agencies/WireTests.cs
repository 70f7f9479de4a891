using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Revisions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

public sealed class WireTests
{
    internal const string Story = "\u0001exw0123 4 pl 45  EXW 0912\r\nFERRY-LINNEA\r\n\u0002Ferry Linnea runs again after\r\nnine months in dock\r\nBy Ada Nilsen, Harbour Post =\r\n\r\n"
        + "SANDVIK, March 1 (EXW) - The ferry Linnea runs again, after nine\r\nmonths in the dock of Sandvik, the port said on Sunday.\r\n\r\n"
        + "She takes forty cars.\r\n\r\nHour\tPier\r\n08.00\tNorth\r\n\r\n* * * *\r\nThe following information is not intended for publication\r\n\r\nEditing by: Bo Lund\r\n\r\nexw an bl\r\n\u0003\r\n011530 GMT MAR 26\r\n\u0004";

    private const string Anpa = "\u0016\u0016\u0001a6715\u001f-----\r\nr i \u0013\u0011 BC-Ferry-Linnea, 1st Ld-Writethru   03-01 0045\r\n\u0002^BC-Ferry-Linnea, 1st Ld-Writethru,45<\r\n^Ferry Linnea runs again<\r\n^Eds: Updates with the hours.<\r\n"
        + "^By ADA NILSEN=\r\n^Harbour Writer=\r\n\t   SANDVIK (EXW) _ ``She runs again,'' said the port _ and she does. <\r\n\t   She takes forty cars. \r\n\u0003\r\nEXW-NY-03-01-26 1530GMT<\r\n\u0004";

    [Theory]
    [InlineData(AgencyShape.Wire)]
    [InlineData("text/plain")]
    [InlineData("application/vnd.iptc.7901")]
    public void A_message_of_7901_is_an_article(string contentType)
    {
        var draft = Agency.Draft(Story, contentType);
        Assert.Equal(("exw", "EXW", SourceKind.Agency), (draft.Source.Id, draft.Source.Name, draft.Source.Kind));
        Assert.Equal(("exw0123/2026-03-01", "Ferry Linnea runs again after nine months in dock"), (draft.Guid, draft.Title));
        Assert.Equal(("SANDVIK", "FERRY-LINNEA", 4), (draft.Dateline, draft.Slugline, draft.Urgency));
        Assert.Equal(["Ada Nilsen", "Harbour Post"], draft.Byline);
        Assert.Equal(Agency.At(15, 30), draft.PublishedAt);
        Assert.Equal(["politics"], draft.Subjects);
        Assert.Equal([BlockType.Paragraph, BlockType.Paragraph, BlockType.Table], draft.Body.Select(block => block.Type));
        Assert.StartsWith("SANDVIK, March 1 (EXW) - The ferry Linnea runs again, after nine months", draft.Body[0].Text, StringComparison.Ordinal);
        Assert.Equal(["08.00", "North"], draft.Body[2].Rows![1]);
        Assert.Equal("Editing by: Bo Lund exw an bl", draft.EdNote);
        Assert.Equal("iptc7901/1", draft.Extraction);
    }

    [Fact]
    public void Without_its_controls_it_is_known_by_its_header()
    {
        var bare = Story.Replace("\u0001", "", StringComparison.Ordinal).Replace("\u0002", "", StringComparison.Ordinal).Replace("\u0003", "", StringComparison.Ordinal).Replace("\u0004", "", StringComparison.Ordinal);
        var draft = Agency.Draft(bare, "text/plain");
        Assert.Equal(("exw0123/2026-03-01", "Ferry Linnea runs again after nine months in dock", "FERRY-LINNEA"), (draft.Guid, draft.Title, draft.Slugline));
    }

    [Theory]
    [InlineData("011630 CET MAR 26")]
    [InlineData("011530 Mrz 26")]
    [InlineData("011530 GMT März 2026")]
    public void The_end_says_when_it_was_sent(string end) => Assert.Equal(Agency.At(15, 30), Agency.Draft(Story.Replace("011530 GMT MAR 26", end, StringComparison.Ordinal), "text/plain").PublishedAt);

    [Fact]
    public void A_message_of_ANPA_is_an_article()
    {
        var draft = Agency.Draft(Anpa, "text/plain");
        Assert.Equal(("exw", "a6715/2026-03-01", "Ferry Linnea runs again"), (draft.Source.Id, draft.Guid, draft.Title));
        Assert.Equal(["ADA NILSEN"], draft.Byline);
        Assert.Equal(("BC-Ferry-Linnea", "SANDVIK", "Eds: Updates with the hours.", 4), (draft.Slugline, draft.Dateline, draft.EdNote, draft.Urgency));
        Assert.Equal(["SANDVIK (EXW) — “She runs again,” said the port — and she does.", "She takes forty cars."], draft.Body.Select(block => block.Text));
        Assert.Equal(Agency.At(15, 30), draft.PublishedAt);
        Assert.Equal(["international"], draft.Subjects);
    }

    [Theory]
    [InlineData("EMBARGOED UNTIL 0900 GMT, March 2", 9, 0, 2)]
    [InlineData("EMBARGO: 2 March 2026 10:30 CET", 9, 30, 2)]
    [InlineData("Not for release before 18.00 GMT", 18, 0, 1)]
    [InlineData("Embargoed until 2026-03-03T06:00Z", 6, 0, 3)]
    public void An_embargo_is_read_from_its_line(string line, int hour, int minute, int day)
    {
        var draft = Agency.Draft(Story.Replace("\u0002", "\u0002" + line + "\r\n", StringComparison.Ordinal), AgencyShape.Wire);
        Assert.Equal(Agency.At(hour, minute, day), draft.EmbargoedUntil);
        Assert.Contains(line, draft.EdNote, StringComparison.Ordinal);
        Assert.Equal("Ferry Linnea runs again after nine months in dock", draft.Title);
    }

    [Fact]
    public void An_embargo_that_cannot_be_read_refuses_the_message()
    {
        var refusal = Agency.Refused(Story.Replace("\u0002", "\u0002EMBARGOED until the minister speaks\r\n", StringComparison.Ordinal), AgencyShape.Wire);
        Assert.Equal("embargo", Assert.Single(refusal.Fields!).Pointer);
    }

    [Fact]
    public void A_correction_revises_what_it_names_and_a_kill_ends_it()
    {
        var (id, first) = Decide(null, Story);
        var (correctedId, corrected) = Decide(first.Next, Message("0130", "FERRY-LINNEA", "CORRECTION: Ferry Linnea runs again\r\n\r\n(Corrects the number of cars in exw0123)\r\n\r\nSANDVIK (EXW) - She takes fifty cars."));
        Assert.Equal((id, IntakeOutcome.Revised, 2), (correctedId, corrected.Outcome, corrected.Revision));
        Assert.Equal(("Ferry Linnea runs again", "Corrects the number of cars in exw0123"), (corrected.Next!.Article.Title, corrected.Next.Article.Correction));
        Assert.Equal(Agency.At(15, 30), corrected.Next.Article.PublishedAt);
        // What was sent before it does not undo it, however often it comes.
        Assert.Equal(IntakeOutcome.Unchanged, Decide(corrected.Next, Story).Decision.Outcome);

        var kill = Agency.Draft(Message("0140", "FERRY-LINNEA/KILL", "KILL: exw0123 FERRY-LINNEA\r\n\r\nThe report was wrong."), AgencyShape.Wire);
        Assert.Equal((ArticleStatus.Canceled, "exw0123/2026-03-01"), (kill.Status, kill.Guid));
        Assert.Contains("The report was wrong.", kill.EdNote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MANDATORY KILL", "The report was wrong.", "a kill")]
    [InlineData("WITHDRAWAL: ferry story", "The report was wrong.", "a kill")]
    [InlineData("CORRECTION: Ferry", "The ferry takes fifty cars.", "a correction")]
    public void An_advisory_that_names_nothing_is_refused(string headline, string text, string kind)
    {
        var refusal = Agency.Refused(Message("0140", "FERRY", headline + "\r\n\r\n" + text), AgencyShape.Wire);
        Assert.Contains(kind, refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("exw0123", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sharks kill a swimmer off Sandvik")]
    [InlineData("Kill the bill, say protesters")]
    [InlineData("Arms embargo to be lifted")]
    public void News_of_kills_and_embargoes_is_news(string headline)
    {
        var draft = Agency.Draft(Message("0141", "SHARK-KILL", headline + "\r\n\r\nSANDVIK (EXW) - It was noon."), AgencyShape.Wire);
        Assert.Equal((ArticleStatus.Usable, headline, null), (draft.Status, draft.Title, draft.EmbargoedUntil));
    }

    [Fact]
    public void A_higher_number_than_its_own_is_of_the_day_before() =>
        Assert.Equal("exw0900/2026-02-28", Agency.Draft(Message("0001", "FERRY", "KILL exw0900\r\n\r\nWrong."), AgencyShape.Wire).Guid);

    [Fact]
    public void Character_sets_of_old_are_told_by_their_bytes()
    {
        var text = Story.Replace("She takes forty cars.", "Fährt für Müller über Köln.", StringComparison.Ordinal);
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var name in new[] { "utf-8", "windows-1252", "ibm437" })
        {
            Assert.False(Agency.Read(Encoding.GetEncoding(name).GetBytes(text), AgencyShape.Wire).Failed(out _, out var draft));
            Assert.Contains("Fährt für Müller über Köln.", PlainText.Of(draft.Body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_stream_is_parted_at_each_header()
    {
        var parts = AgencyParts.Of(Encoding.UTF8.GetBytes(Story + Anpa + Message("0124", "X", "no head").Replace("exw0124 4", "?", StringComparison.Ordinal)), "text/plain")!;
        Assert.Equal([true, true, false], parts.Select(part => !Agency.Read(part.Body, part.ContentType).Failed(out _, out _)));
        Assert.Contains("3 messages", Agency.Refused(Story + Anpa + Story, AgencyShape.Wire).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_neither_kind_is_refused_with_both() => Assert.Contains("sri0123 4 pl 345", Agency.Refused("\u0001hello\r\n\u0002text\u0003", AgencyShape.Wire).Detail, StringComparison.Ordinal);

    private static string Message(string number, string slug, string text) => $"\u0001exw{number} 1 pl 45\r\n{slug}\r\n\u0002{text}\r\n\u0003\r\n011545 GMT MAR 26\r\n\u0004";

    private static (Guid Id, RevisionDecision Decision) Decide(IngestedArticle? current, string message)
    {
        var draft = Agency.Draft(message, AgencyShape.Wire);
        var id = ArticleKeys.Of(draft.Source.Id, draft.Guid, draft.CanonicalUrl, draft.Url, "")[0].Id;
        return (id, Revising.Decide(current, draft, id));
    }
}
