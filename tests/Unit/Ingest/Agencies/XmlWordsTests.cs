using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Words of NITF and NewsML: in their languages, at markup, and whose they are.</summary>
public sealed class XmlWordsTests
{
    [Fact]
    public void Of_several_languages_the_articles_own_is_read()
    {
        var draft = G2("""
            <language tag="en-GB"/><slugline xml:lang="de">Fähre</slugline><slugline xml:lang="en">Ferry-Line</slugline><headline xml:lang="de">Fähre wird eingestellt</headline>
            <headline xml:lang="en">Ferry line to close</headline><dateline xml:lang="de">Hafen</dateline><dateline xml:lang="en">HARBOUR</dateline>
            <subject qcode="x:1"><name xml:lang="de">Verkehr</name><name xml:lang="en">Transport</name></subject>
            """, provider: """<name xml:lang="de">NTA Nachrichten</name><name xml:lang="en">NTA News</name>""");
        Assert.Equal(("Ferry line to close", "HARBOUR", "Ferry-Line", "NTA News", "Transport"), (draft.Title, draft.Dateline, draft.Slugline, draft.Source.Name, draft.Subjects.Single()));
        // Where nothing is said in it, what is there is read.
        Assert.Equal("Fähre wird eingestellt", G2("""<language tag="fr"/><headline xml:lang="de">Fähre wird eingestellt</headline>""").Title);
    }

    [Fact]
    public void Words_are_not_run_together_at_markup()
    {
        var draft = G2("""<headline>Ferry line<br/>to <b>cl</b>ose</headline><by>By Ada Nilsen<br/>and Bo Lund</by>""", "<edNote><section><h3>Notes</h3><ul><li>One</li><li>Two</li></ul></section></edNote>");
        Assert.Equal(("Ferry line to close", "Notes One Two"), (draft.Title, draft.EdNote));
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
    }

    [Theory]
    [InlineData("<byline>By ADA NILSEN<br/>Associated Press</byline>", "ADA NILSEN")]
    [InlineData("<byline>By<br/>Ada Nilsen,<br/>Bo Lund<byttl>Writers</byttl></byline>", "Ada Nilsen|Bo Lund")]
    [InlineData("<byline>By <person>Ada Nilsen</person> and Bo Lund</byline><byline>Photos by <person>Cai Berg</person></byline>", "Ada Nilsen|Bo Lund")]
    [InlineData("<byline><person>Ada Nilsen</person>, Associated Press</byline>", "Ada Nilsen")]
    public void A_byline_names_who_wrote_it(string byline, string names) => Assert.Equal(names.Split('|'), Nitf("<p>A text.</p>", byline).Byline);

    [Fact]
    public void So_do_creators_in_their_roles()
    {
        var draft = G2("""
            <headline>A title</headline><creator role="crol:photographer"><name>Cai Berg</name></creator><creator role="crol:writer"><name>Ada Nilsen</name></creator>
            <contributor type="cpnat:person"><name>Bo Lund</name></contributor><contributor role="ctrol:descrWriter"><name>Dag Holm</name></contributor>
            """);
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
    }

    [Theory]
    [InlineData("<dateline><story.date norm='20260301'>20260301T080000+0000</story.date></dateline>", null)]
    [InlineData("<dateline>2026-03-01 08:00:00 GMT+00:00</dateline>", null)]
    [InlineData("<dateline>SANDVIK <story.date>March 1</story.date> -</dateline>", "SANDVIK")]
    public void A_time_is_no_place(string dateline, string? place) => Assert.Equal(place, Nitf("<p>A text.</p>", dateline).Dateline);

    [Fact]
    public void Fractions_tables_captions_and_films_are_kept()
    {
        var draft = Nitf("""
            <p>Up <frac><frac-num>1</frac-num><frac-den>2</frac-den></frac> to 5<frac><frac-num>3</frac-num><frac-sep>/</frac-sep><frac-den>4</frac-den></frac>.</p>
            <nitf-table><nitf-table-metadata><nitf-table-summary><p>Not this.</p></nitf-table-summary></nitf-table-metadata><table><tr><th colspan="2">Team</th><th>P</th></tr><tr><td>A</td><td>B</td><td>3</td></tr></table></nitf-table>
            <nitf-table><custom-table><score xmlns="urn:x"><team>A</team><goals>3</goals></score></custom-table></nitf-table>
            <media media-type="image"><media-reference source="https://p.example/1.jpg" mime-type="image/jpeg"/><media-caption><p>The ferry.</p><p>At dawn.</p></media-caption></media>
            <media media-type="video"><media-reference source="https://p.example/v.mp4" mime-type="video/mp4"/><media-caption>A film.</media-caption></media>
            """);
        Assert.Equal(["Up 1/2 to 5 3/4.", null, "A 3", "The ferry. At dawn."], draft.Body.Select(block => block.Text));
        Assert.Equal(["Team", "", "P"], draft.Body[1].Rows![0]);
        Assert.Equal([new Link { Url = "https://p.example/v.mp4", Text = "A film." }], draft.Links);
    }

    [Theory]
    [InlineData("<inlineData contenttype='text/plain'>&lt;p&gt;Sea &amp;amp; land.&lt;/p&gt;</inlineData>")]
    [InlineData("<inlineData contenttype='text/plain; charset=iso-8859-1' encoding='base64'>U2VhICYgbGFuZC4=</inlineData>")]
    [InlineData("<inlineXML contenttype='image/svg+xml'><svg><text>A label</text></svg></inlineXML><inlineData contenttype='text/plain'>Sea &amp; land.</inlineData>")]
    [InlineData("<inlineXML contenttype='application/xhtml+xml'><html><body><p>Sea &amp; land.</p><section class='np-nonpublic'><p>Call 0123.</p></section></body></html></inlineXML>")]
    public void The_text_is_what_is_for_readers(string content) => Assert.Equal("Sea & land.", PlainText.Of(G2("<headline>A title</headline>", content: content).Body));

    [Fact]
    public void Letters_of_an_older_encoding_are_read() =>
        Assert.Equal("Fähre", PlainText.Of(G2("<headline>A title</headline>", content: $"<inlineData contenttype='text/plain; charset=iso-8859-1' encoding='base64'>{Convert.ToBase64String([.. "F\u00e4hre".Select(letter => (byte)letter)])}</inlineData>").Body));

    [Fact]
    public void Rights_and_names_are_read_wherever_they_stand()
    {
        var draft = G2("""<headline>A title</headline><subject qcode="p:1"/><subject qcode="own:2"/>""", outside: """
            <rightsInfo><copyrightHolder literal="NTA"/></rightsInfo><rightsInfo idrefs="x"><usageTerms>Not for use in Sweden</usageTerms></rightsInfo>
            <assert qcode="p:1"><name>Ada Nilsen</name></assert><assert qcode="own:2"><sameAs qcode="medtop:20000349"/></assert>
            """);
        Assert.Equal(("NTA", "Not for use in Sweden"), (draft.Rights!.CopyrightHolder, draft.Rights.UsageTerms));
        Assert.Equal(["Ada Nilsen", "medtop:20000349"], draft.Subjects);
    }

    [Fact]
    public void NITF_without_what_is_around_it_keeps_its_pictures()
    {
        var draft = Agency.Draft("""
            <NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:a:1:1:1</PublicIdentifier></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>A title</HeadLine></NewsLines>
            <ContentItem><Format FormalName="bcNITF2.5"/><DataContent><p>A text.</p><media media-type="image"><media-reference source="https://p.example/1.jpg" mime-type="image/jpeg"/></media></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
            """);
        Assert.Equal("https://p.example/1.jpg", Assert.Single(draft.Media).Url);
    }

    [Fact]
    public void A_package_says_what_it_is_before_its_members()
    {
        var draft = Agency.Draft("""<packageItem guid="urn:newsml:a:1:1"><contentMeta><headline>Ferries</headline><description>All about ferries.</description></contentMeta><groupSet><group><itemRef residref="b"><title>One</title></itemRef></group></groupSet></packageItem>""");
        Assert.Equal((BlockType.Paragraph, "All about ferries."), (draft.Body[0].Type, draft.Body[0].Text));
        Assert.Equal(["One"], draft.Body[1].Items);
    }

    private static ArticleDraft G2(string meta, string itemMeta = "", string provider = "", string outside = "", string content = "<inlineData contenttype='text/plain'>A text.</inlineData>") => Agency.Draft($"""
        <newsItem guid="urn:newsml:a:1:1" version="1" xml:lang="en">{outside}<itemMeta><provider qcode="p:NTA">{provider}</provider>{itemMeta}</itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>
        """);

    private static ArticleDraft Nitf(string content, string head = "") => Agency.Draft($"""
        <nitf><head><docdata><doc-id id-string="a-1" regsrc="Wire"/></docdata></head><body><body.head><hedline><hl1>A title</hl1></hedline>{head}</body.head><body.content>{content}</body.content></body></nitf>
        """);
}
