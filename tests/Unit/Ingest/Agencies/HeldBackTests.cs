using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Statuses and embargoes, of articles and of the pictures that come with them.</summary>
public sealed class HeldBackTests
{
    private const string Text = "<contentSet><inlineData contenttype='text/plain'>A text.</inlineData></contentSet>";

    [Theory]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "pubstatus": ["canceled"] }""", "/pubstatus")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "embargoed": true }""", "/embargoed")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "embargoedUntil": { "date": "2030" } }""", "/embargoed")]
    [InlineData("<newsItem guid='urn:newsml:a:1:1'><itemMeta><title>T</title><pubStatus/></itemMeta>" + Text + "</newsItem>", "itemMeta/pubStatus")]
    [InlineData("<nitf><head><docdata management-status='Embargoed'><doc-id id-string='urn:newsml:a:1:1'/></docdata></head></nitf>", "docdata/date.release")]
    [InlineData("<nitf><head><docdata><doc-id id-string='urn:newsml:a:1:1'/><date.release>soon</date.release></docdata></head></nitf>", "docdata/date.release/@norm")]
    public void One_that_cannot_be_read_refuses_the_article(string item, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Agency.Refused(item, Type(item)).Fields!).Pointer);

    [Fact]
    public void A_status_is_read_wherever_it_is_written()
    {
        Assert.Equal(ArticleStatus.Canceled, Agency.Draft($"<newsItem guid='urn:newsml:a:1:1'><itemMeta><pubStatus>canceled</pubStatus></itemMeta>{Text}</newsItem>").Status);
        Assert.Equal(ArticleStatus.Withheld, Agency.Draft("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "pubstatus": "http://cv.iptc.org/newscodes/pubstatusg2/withheld" }""", "application/json").Status);
        Assert.Equal(Agency.At(8, 0, 2), Agency.Draft("<nitf><head><docdata management-status='EMBARGOED'><doc-id id-string='urn:newsml:a:1:1'/><date.release>20260302T080000Z</date.release></docdata></head><body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>").EmbargoedUntil);
    }

    [Theory]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "withheld", "ednote": "Hold. We check." }""", "Hold. We check.")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "pubstatus": "withheld", "headline": "HOLD ferry", "body_html": "<p></p>" }""", "HOLD ferry")]
    [InlineData("<newsItem guid='urn:newsml:a:1:1'><itemMeta><pubStatus qcode='stat:withheld'/></itemMeta></newsItem>", "Withheld")]
    public void A_hold_holds_without_a_text(string item, string title)
    {
        var draft = Agency.Draft(item, Type(item));
        Assert.Equal((ArticleStatus.Withheld, title, title), (draft.Status, draft.Title, PlainText.Of(draft.Body)));
    }

    [Theory]
    [InlineData("\"pubstatus\": \"usable\"", "", true)]
    [InlineData("\"pubstatus\": \"canceled\"", "", false)]
    [InlineData("\"pubstatus\": \"withheld\"", "", false)]
    [InlineData("\"pubstatus\": 4", "", false)]
    [InlineData("\"embargoed\": \"2030-01-01T00:00:00Z\"", "", false)]
    [InlineData("\"embargoed\": \"some day\"", "", false)]
    [InlineData("\"embargoed\": \"2026-02-01T00:00:00Z\"", "", true)]
    [InlineData("\"embargoed\": \"2026-03-03T00:00:00Z\"", "\"embargoed\": \"2026-03-03T00:00:00Z\",", true)]
    public void A_picture_of_ninjs_is_shown_when_its_agency_lets_it(string picture, string article, bool isShown)
    {
        var draft = Agency.Draft($$"""{ "uri": "urn:newsml:a:1:1", {{article}} "headline": "A title", "body_text": "A text.", "associations": { "a": { "type": "picture", {{picture}}, "usageterms": "Not in Sweden", "renditions": { "o": { "href": "https://p.example/1.jpg", "mimetype": "image/jpeg" } } } } }""", "application/json");
        Assert.Equal((isShown ? 1 : 0, isShown ? "Pictures: Not in Sweden" : null), (draft.Media.Count, draft.EdNote));
    }

    [Theory]
    [InlineData("<pubStatus qcode='stat:usable'/>", true)]
    [InlineData("<pubStatus qcode='stat:withheld'/>", false)]
    [InlineData("<pubStatus qcode='stat:canceled'/>", false)]
    [InlineData("<pubStatus qcode='stat:other'/>", false)]
    [InlineData("<embargoed>2030-01-01T00:00:00Z</embargoed>", false)]
    [InlineData("<embargoed>some day</embargoed>", false)]
    [InlineData("<embargoed/>", false)]
    public void So_is_one_of_NewsML(string picture, bool isShown)
    {
        var draft = Agency.Draft($"""
            <newsMessage><itemSet>
              <newsItem guid="urn:newsml:a:1:1"><itemMeta><title>A title</title></itemMeta>{Text}</newsItem>
              <newsItem guid="p"><rightsInfo><usageTerms>Not in Sweden</usageTerms></rightsInfo><itemMeta><itemClass qcode="ninat:picture"/>{picture}</itemMeta><contentSet><remoteContent href="https://p.example/1.jpg" contenttype="image/jpeg"/></contentSet></newsItem>
            </itemSet></newsMessage>
            """);
        Assert.Equal((isShown ? 1 : 0, isShown ? "Pictures: Not in Sweden" : null), (draft.Media.Count, draft.EdNote));
    }

    private static string Type(string item) => item[0] == '{' ? "application/json" : "application/xml";
}
