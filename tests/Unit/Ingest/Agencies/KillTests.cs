using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>A kill overrides everything: whatever else is wrong with it, it holds.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "canceled", "body_html": "<p></p>" }""")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "canceled", "urgency": 0 }""")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "stat:canceled", "language": "English" }""")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "Canceled", "embargoed": "none", "versioncreated": "now" }""")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "canceled", "embargoed": true, "headline": ["a"] }""")]
    [InlineData("""<newsItem guid="urn:newsml:a:1:1"><itemMeta><versionCreated>now</versionCreated><pubStatus qcode="stat:canceled"/><embargoed>tbd</embargoed></itemMeta><contentMeta><language tag="x-none"/><urgency>0</urgency></contentMeta></newsItem>""")]
    [InlineData("""<nitf><head><docdata management-status="canceled"><doc-id id-string="urn:newsml:a:1:1"/><urgency ed-urg="12"/><date.release norm="soon"/></docdata></head><body><body.content><p/></body.content></body></nitf>""")]
    [InlineData("""<nitf><head><docdata management-status="usable" management-doc-idref="urn:newsml:a:1:1" management-idref-status="Canceled"><doc-id id-string="a-9"/></docdata></head></nitf>""")]
    [InlineData("""<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:a:1:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><FirstCreated>now</FirstCreated><Status FormalName="Canceled"/><Urgency FormalName="0"/></NewsManagement></NewsItem></NewsML>""")]
    public void Nothing_but_its_id_counts(string kill)
    {
        var draft = Agency.Draft(kill, kill[0] == '{' ? "application/json" : "application/xml");
        // RFC 3085 puts the revision behind the id of NewsML 1.x.
        Assert.Equal((ArticleStatus.Canceled, "a"), (draft.Status, draft.Source.Id));
        Assert.StartsWith("urn:newsml:a:1", draft.Guid, StringComparison.Ordinal);
    }

    [Fact]
    public void So_it_is_with_one_of_no_agency()
    {
        var kill = new SubmitArticle
        {
            Source = "Desk",
            Guid = "g",
            Status = ArticleStatus.Canceled,
            Url = "nowhere",
            Urgency = 0,
            Language = "English",
            Title = new string('a', 2_000),
            Body = new SubmittedBody { Text = " " },
            Subjects = [.. Enumerable.Repeat("a", 300)],
        };
        Assert.False(SubmissionRules.Check(kill, Drafts.Noon, "http").Failed(out var refusal, out var draft), refusal?.Sentence);
        Assert.Equal(("g", null), (draft.Guid, draft.Url));
        // Without another name, the address is what names it.
        Assert.True(SubmissionRules.Check(kill with { Guid = null }, Drafts.Noon, "http").Failed(out _, out _));
    }

    [Fact]
    public void What_is_no_kill_is_checked_as_before() =>
        Assert.Equal("/language", Assert.Single(Agency.Refused("""{ "uri": "urn:newsml:a:1:1", "language": "English", "headline": "A title", "body_text": "A text." }""", "application/json").Fields!).Pointer);
}
