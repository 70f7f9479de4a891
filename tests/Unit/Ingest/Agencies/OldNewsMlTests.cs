using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>NewsML 1.x, as archives and some agencies still send it.</summary>
public sealed class OldNewsMlTests
{
    private const string Text = "The ferry Linnea runs again, the port said.";
    private const string Guid = "urn:newsml:wire.example:20260301:4711";

    [Fact]
    public void An_item_is_an_article()
    {
        var draft = Agency.Draft(Item($"<nitf><body><body.content><p>{Text}</p></body.content></body></nitf>",
            "<FirstCreated>20260301T083000Z</FirstCreated><ThisRevisionCreated>20260301T090000Z</ThisRevisionCreated><Status FormalName='Usable'/><Urgency FormalName='4'/>"), "text/vnd.iptc.newsml");
        Assert.Equal((Guid, "wire.example", "Example Wire", SourceKind.Agency), (draft.Guid, draft.Source.Id, draft.Source.Name, draft.Source.Kind));
        Assert.Equal(("Ferry Linnea runs again", "SANDVIK, March 1", "FERRY-LINNEA", "en", 4), (draft.Title, draft.Dateline, draft.Slugline, draft.Language, draft.Urgency));
        Assert.Equal((Agency.At(8, 30), Agency.At(9, 0)), (draft.PublishedAt, draft.UpdatedAt));
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
        Assert.Equal(["subj:04015000", "ferries"], draft.Subjects);
        Assert.Equal([Text], draft.Body.Select(block => block.Text));
        Assert.Equal(new SourceVersion("2", Agency.At(9, 0)), draft.Version);
        Assert.Equal(("(c) Example Wire", "Example Wire", "Not for archives"), (draft.Rights!.CopyrightNotice, draft.Rights.CopyrightHolder, draft.Rights.UsageTerms));
        Assert.Equal(new Media { Url = "https://p.example/1.jpg", Type = "image/jpeg", Alt = "The dock" }, Assert.Single(draft.Media));
        Assert.Equal("newsml/1", draft.Extraction);
    }

    [Theory]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body><p>" + Text + "</p></body></html>")]
    [InlineData("<body.content><p>" + Text + "</p></body.content>")]
    [InlineData("<p>" + Text + "</p>")]
    [InlineData(Text)]
    [InlineData("<![CDATA[<p>" + Text + "</p>]]>")]
    public void Its_text_may_be_of_any_kind(string data) => Assert.Equal([Text], Agency.Draft(Item(data)).Body.Select(block => block.Text));

    [Theory]
    [InlineData("<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20260302T083000Z</DateAndTime></StatusWillChange>", ArticleStatus.Usable, true, false)]
    [InlineData("<Status FormalName='Usable'/><StatusWillChange><FutureStatus FormalName='Canceled'/><DateAndTime>20260302T083000Z</DateAndTime></StatusWillChange>", ArticleStatus.Usable, false, false)]
    [InlineData("<Status FormalName='Embargoed'/>", ArticleStatus.Withheld, false, false)]
    [InlineData("<Status FormalName='Withheld'/>", ArticleStatus.Withheld, false, false)]
    [InlineData("<Status FormalName='Canceled'/>", ArticleStatus.Canceled, false, false)]
    [InlineData("<Instruction FormalName='Delete'/>", ArticleStatus.Canceled, false, false)]
    [InlineData("<Instruction FormalName='Rectify'/>", ArticleStatus.Usable, false, true)]
    public void Its_management_says_what_may_be_done_with_it(string management, ArticleStatus status, bool isEmbargoed, bool isCorrection)
    {
        var draft = Agency.Draft(Item(Text, management));
        Assert.Equal((status, isEmbargoed ? Agency.At(8, 30, 2) : null, isCorrection), (draft.Status, draft.EmbargoedUntil, draft.Correction is not null));
    }

    [Theory]
    [InlineData("<Status FormalName='Gone'/>", "NewsManagement/Status/@FormalName")]
    [InlineData("<FirstCreated>tomorrow</FirstCreated>", "NewsManagement/FirstCreated")]
    [InlineData("</NewsManagement></NewsItem><NewsItem><NewsManagement>", "NewsItem")]
    public void What_cannot_be_taken_is_refused_by_the_name_of_its_element(string management, string element) =>
        Assert.Equal(element, Assert.Single(Agency.Refused(Item(Text, management)).Fields!).Pointer);

    [Fact]
    public void Several_items_are_articles_of_their_own()
    {
        var second = Item("The dock is dry.", "<Urgency FormalName='2'/>").Replace("4711", "4712", StringComparison.Ordinal);
        var body = Item(Text).Replace("</NewsML>", second[second.IndexOf("<NewsItem>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var read = AgencyParts.Of(Encoding.UTF8.GetBytes(body), AgencyShape.OldNewsMl)!.Select(part => Agency.Draft(Encoding.UTF8.GetString(part.Body), part.ContentType)).ToList();
        Assert.Equal([Guid, "urn:newsml:wire.example:20260301:4712"], read.Select(draft => draft.Guid));
        Assert.Equal([Text, "The dock is dry."], read.Select(draft => draft.Body[0].Text));
        Assert.Equal([null, 2], read.Select(draft => draft.Urgency));
        Assert.Null(AgencyParts.Of(Encoding.UTF8.GetBytes(Item(Text)), AgencyShape.OldNewsMl));
    }

    private static string Item(string data, string management = "") => $"""
        <NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260301T090000Z</DateAndTime></NewsEnvelope>
          <NewsItem>
            <Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20260301</DateId><NewsItemId>4711</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId></NewsIdentifier></Identification>
            <NewsManagement>{management}</NewsManagement>
            <NewsComponent>
              <NewsLines><HeadLine>Ferry Linnea runs again</HeadLine><ByLine>By Ada Nilsen and Bo Lund</ByLine><DateLine>SANDVIK, March 1 - </DateLine><SlugLine>FERRY-LINNEA</SlugLine>
                <CopyrightLine>(c) Example Wire</CopyrightLine><RightsLine>Not for archives</RightsLine><KeywordLine>ferries</KeywordLine></NewsLines>
              <AdministrativeMetadata><Provider><Party FormalName="Example Wire"/></Provider></AdministrativeMetadata>
              <RightsMetadata><Copyright><CopyrightHolder>Example Wire</CopyrightHolder></Copyright></RightsMetadata>
              <DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04000000"/><SubjectMatter FormalName="04015000"/></SubjectCode></DescriptiveMetadata>
              <NewsComponent><NewsLines><HeadLine>The dock</HeadLine></NewsLines><ContentItem Href="https://p.example/1.jpg"><MediaType FormalName="Photo"/><MimeType FormalName="image/jpeg"/></ContentItem></NewsComponent>
              <NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent>{data}</DataContent></ContentItem></NewsComponent>
            </NewsComponent>
          </NewsItem>
        </NewsML>
        """;
}
