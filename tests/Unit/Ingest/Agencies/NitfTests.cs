using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

public sealed class NitfTests
{
    private const string Whole = """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.5//EN" "http://dtd.invalid/nitf-3-5.dtd">
        <nitf>
          <head>
            <title>ferry</title>
            <meta name="slugline" content="FERRY-LINNEA"/>
            <tobject tobject.type="news">
              <tobject.subject tobject.subject.refnum="04015002" tobject.subject.matter="shipping"/>
            </tobject>
            <docdata management-status="usable">
              <doc-id regsrc="Example Wire" id-string="urn:newsml:wire.example:20260301:4711"/>
              <urgency ed-urg="3"/>
              <date.issue norm="20260301T083000+0100"/>
              <date.release norm="20260301T120000Z"/>
              <date.expire norm="20260305T000000Z"/>
              <ed-msg info="Embargo agreed with the owner."/>
              <du-key generation="2" version="3" key="Ferry"/>
              <doc.copyright year="2026" holder="Example Wire"/>
              <key-list><keyword key="ferries"/></key-list>
              <identified-content><classifier type="subject" value="medtop:20000337">shipping</classifier><person>Cai Berg</person></identified-content>
            </docdata>
            <revision-history norm="20260301T060000Z" function="writer-author"/>
          </head>
          <body xml:lang="en-GB">
            <body.head>
              <hedline><hl1>Ferry Linnea runs again</hl1><hl2>After nine months</hl2></hedline>
              <note type="npa"><body.content><p>Not for the island edition.</p></body.content></note>
              <rights><rights.owner>Example Wire</rights.owner><rights.limitations>Not for archives</rights.limitations></rights>
              <byline>By Ada Nilsen and Bo Lund<byttl>Harbour reporters</byttl></byline>
              <distributor><org>Example Wire</org></distributor>
              <dateline><location>SANDVIK</location><story.date norm="20260301"/></dateline>
            </body.head>
            <body.content>
              <block>
                <p lede="true">The ferry <em>Linnea</em> runs again&nbsp;today, says <a href="https://harbour.example/x">the port</a>.</p>
                <hl2>In dock since May</hl2>
                <p>It had been <person>Cai Berg</person>'s charge. <script>alert(1)</script></p>
                <bq><block><p>We missed her.</p></block><credit>Cai Berg</credit></bq>
                <ul><li>Monday</li><li>Tuesday</li></ul>
                <table><tr><th>Hour</th><th>Pier</th></tr><tr><td>8</td><td>North</td></tr></table>
                <pre>one
        two</pre>
                <media media-type="image">
                  <media-reference mime-type="image/jpeg" source="https://pictures.example/s.jpg" width="120" height="80"/>
                  <media-reference mime-type="image/jpeg" source="https://pictures.example/l.jpg" width="1200" height="800" alternate-text="The ferry"/>
                  <media-caption><p>The ferry in the dock.</p></media-caption>
                  <media-producer>Dag Holm</media-producer>
                </media>
                <media media-type="image"><media-reference mime-type="image/jpeg" source="local.jpg"/></media>
              </block>
            </body.content>
            <body.end><tagline>Reporting by Ada Nilsen</tagline></body.end>
          </body>
        </nitf>
        """;

    [Theory]
    [InlineData("application/nitf+xml")]
    [InlineData("text/vnd.iptc.nitf")]
    [InlineData("application/xml")]
    [InlineData("text/xml; charset=utf-8")]
    public void Everything_that_it_says_is_in_the_draft(string contentType)
    {
        var draft = Agency.Draft(Whole, contentType);
        Assert.Equal(("wire.example", "Example Wire", SourceKind.Agency), (draft.Source.Id, draft.Source.Name, draft.Source.Kind));
        Assert.Equal("urn:newsml:wire.example:20260301:4711", draft.Guid);
        Assert.Equal("Ferry Linnea runs again", draft.Title);
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
        Assert.Equal(("SANDVIK", "Ferry", "en-GB", 3), (draft.Dateline, draft.Slugline, draft.Language, draft.Urgency));
        Assert.Equal((Agency.At(6, 0), Agency.At(7, 30), Agency.At(12, 0)), (draft.PublishedAt, draft.UpdatedAt, draft.EmbargoedUntil));
        Assert.Equal(new SourceVersion("3", Agency.At(7, 30)), draft.Version);
        Assert.Equal("Embargo agreed with the owner. Not for the island edition. Expires 2026-03-05T00:00:00Z.", draft.EdNote);
        Assert.Equal(["subj:04015002", "medtop:20000337", "Cai Berg", "ferries"], draft.Subjects);
        Assert.Equal(new Rights { CopyrightHolder = "Example Wire", UsageTerms = "Not for archives", OriginalSource = "Example Wire" }, draft.Rights);
        Assert.Equal([new Link { Url = "https://harbour.example/x", Text = "the port" }], draft.Links);
    }

    [Fact]
    public void The_body_keeps_its_shapes_and_nothing_that_runs()
    {
        var draft = Agency.Draft(Whole);
        Assert.Equal(
            [BlockType.Paragraph, BlockType.Heading, BlockType.Paragraph, BlockType.Quote, BlockType.List, BlockType.Table, BlockType.Paragraph, BlockType.Image, BlockType.Paragraph],
            draft.Body.Select(block => block.Type));
        Assert.Contains("<em>Linnea</em>", draft.Body[0].Html, StringComparison.Ordinal);
        Assert.Equal("Cai Berg", draft.Body[3].Cite);
        Assert.Equal("one\ntwo", draft.Body[6].Text);
        Assert.Equal("Reporting by Ada Nilsen", draft.Body[^1].Text);
        Assert.DoesNotContain(draft.Body, block => block.Html?.Contains("script", StringComparison.OrdinalIgnoreCase) == true);
        var picture = Assert.Single(draft.Media);
        Assert.Equal(("https://pictures.example/l.jpg", "The ferry", "The ferry in the dock.", "Dag Holm", 1200, 800),
            (picture.Url, picture.Alt, picture.Caption, picture.Credit, picture.Width, picture.Height));
        Assert.Equal("Dag Holm", draft.Body[7].Media!.Credit);
    }

    [Fact]
    public void A_doc_id_that_counts_versions_behind_the_du_key_is_one_article()
    {
        var (first, second) = (Agency.Draft(Small("du-4f7a9c21_1", "1", "du-4f7a9c21")), Agency.Draft(Small("du-4f7a9c21_2", "2", "du-4f7a9c21")));
        Assert.Equal(("du-4f7a9c21", "du-4f7a9c21"), (first.Guid, second.Guid));
        Assert.True(second.Version!.IsAfter(first.Version!));
        // A keyword is made anew each day, and is an id with the day only.
        Assert.Equal("Ferry/2026-03-01", Agency.Draft(Small(null, "1", "Ferry")).Guid);
        Assert.Equal("a-1", Agency.Draft(Small("a-1", "1", "Ferry")).Guid);
    }

    [Fact]
    public void A_kill_is_one_by_its_own_status_or_by_naming_another_document()
    {
        var own = Agency.Draft("""<nitf><head><docdata management-status="canceled"><doc-id id-string="a-1" regsrc="Wire"/><ed-msg info="Wrong ferry."/></docdata></head></nitf>""");
        Assert.Equal((ArticleStatus.Canceled, "a-1", "Wrong ferry."), (own.Status, own.Guid, own.EdNote));
        var other = Agency.Draft("""<nitf><head><docdata management-doc-idref="a-1" management-idref-status="canceled"><doc-id id-string="a-2" regsrc="Wire"/></docdata></head><body><body.head><hedline><hl1>Kill notice</hl1></hedline></body.head></body></nitf>""");
        Assert.Equal((ArticleStatus.Canceled, "a-1"), (other.Status, other.Guid));
    }

    [Fact]
    public void A_correction_says_what_was_wrong()
    {
        var draft = Agency.Draft(Small("a-1", "2", "Ferry").Replace("<docdata>", """<docdata><correction info="The ferry is the Linnea."/>""", StringComparison.Ordinal));
        Assert.Equal("The ferry is the Linnea.", draft.Correction);
    }

    [Theory]
    [InlineData("<byline><person><name.given>Ada</name.given><name.family>Nilsen</name.family></person></byline>", "Ada Nilsen", null)]
    [InlineData("<byline>By <person>Ada <name.family>Nilsen</name.family></person></byline>", "Ada Nilsen", null)]
    [InlineData("<dateline>SANDVIK (EXW) - </dateline>", null, "SANDVIK (EXW)")]
    public void Names_and_places_are_read_without_what_stands_beside_them(string head, string? byline, string? dateline)
    {
        var draft = Agency.Draft(Small("a-1", "1", "Ferry").Replace("</hedline>", "</hedline>" + head, StringComparison.Ordinal));
        Assert.Equal((byline, dateline), (draft.Byline.SingleOrDefault(), draft.Dateline));
    }

    [Fact]
    public void Who_sent_it_first_is_its_source_where_nothing_else_says_so()
    {
        var draft = Agency.Draft("""
            <nitf><head><docdata><del-list><from-src src-name="Relay" level-number="2"/><from-src src-name="Example Wire" level-number="1"/></del-list><doc-id id-string="a-1"/>
            <date.issue norm="Sun, 01 Mar 2026 08:30:00 GMT"/></docdata></head>
            <body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>
            """);
        Assert.Equal(("Example Wire", "Example Wire", Agency.At(8, 30)), (draft.Source.Name, draft.Rights?.OriginalSource, draft.PublishedAt));
    }

    [Theory]
    [InlineData("""management-status="gone" """, "", "docdata/@management-status", "usable, embargoed, withheld or canceled")]
    [InlineData("""management-status="embargoed" """, "", "docdata/date.release", "until when")]
    [InlineData("", """<date.release norm="tomorrow"/>""", "docdata/date.release/@norm", "ISO 8601")]
    [InlineData("""management-doc-idref="a-0" management-idref-status="gone" """, "", "docdata/@management-idref-status", "usable, embargoed, withheld or canceled")]
    [InlineData("", """<urgency ed-urg="12"/>""", "docdata/urgency/@ed-urg", "1 (highest) to 9")]
    public void What_cannot_be_taken_is_refused_by_the_name_of_its_element(string attributes, string data, string element, string detail)
    {
        var refusal = Agency.Refused($"""<nitf><head><docdata {attributes}><doc-id id-string="a-1" regsrc="Wire"/>{data}</docdata></head><body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>""");
        var field = Assert.Single(refusal.Fields!);
        Assert.Equal((422, element), (refusal.Status, field.Pointer));
        Assert.Contains(detail, field.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_title_or_text_says_where_they_belong()
    {
        var refusal = Agency.Refused("""<nitf><head><docdata><doc-id id-string="a-1" regsrc="Wire"/></docdata></head><body/></nitf>""");
        Assert.Equal(["body.head/hedline/hl1", "body.content"], refusal.Fields!.Select(field => field.Pointer));
    }

    [Fact]
    public void A_wrong_declaration_of_the_encoding_does_no_harm()
    {
        var latin = Encoding.Latin1.GetBytes(Small("a-1", "1", "Ferry").Replace("A text.", "Sju sjøfolk på ferja.", StringComparison.Ordinal).Replace("<nitf>", """<?xml version="1.0" encoding="utf-8"?><nitf>""", StringComparison.Ordinal));
        Assert.False(Agency.Read(latin, "application/nitf+xml").Failed(out var refusal, out var draft), refusal?.Sentence);
        Assert.Equal("Sju sjøfolk på ferja.", PlainText.Of(draft.Body));
    }

    private static string Small(string? id, string version, string key) => $"""
        <nitf><head><docdata>{(id is null ? "<doc-id regsrc=\"Wire\"/>" : $"<doc-id id-string=\"{id}\" regsrc=\"Wire\"/>")}<date.issue norm="20260301T0830Z"/><du-key version="{version}" key="{key}"/></docdata></head>
        <body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>
        """;
}
