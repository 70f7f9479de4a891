using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

public sealed class NewsMlTests
{
    private const string Guid = "urn:newsml:wire.example:20260301:4711";

    private const string Xhtml = """
        <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>
        <p>The ferry <em>Linnea</em> runs again.<br/>At last.</p><script>alert(1)</script><table><tr><th>Hour</th><th>Pier</th></tr><tr><td>8</td><td>North</td></tr></table></body></html></inlineXML>
        """;

    /// <summary>A whole message of two texts, the package around one and its picture, and a picture of nobody's.</summary>
    internal static string Message => $"""
        <?xml version="1.0"?>
        <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
          <header><sent>2026-03-01T08:00:00Z</sent><signal qcode="sig:update"/></header>
          <itemSet>{Package()}{Item()}{Picture("urn:newsml:wire.example:20260301:p1")}</itemSet>
          <itemSet>{Item("urn:newsml:wire.example:20260301:4712")}{Picture("urn:newsml:wire.example:20260301:p2")}</itemSet>
        </newsMessage>
        """;

    internal static string Item(string guid = Guid, string version = "3", string status = "stat:usable", string meta = "", string? content = null, string itemClass = "ninat:text") => $"""
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en-GB">
          <catalog><scheme alias="topics" uri="http://cv.iptc.org/newscodes/mediatopic/"/></catalog>
          <catalogRef href="http://catalogs.invalid/catalog.xml"/>
          <rightsInfo><copyrightHolder><name>Example Wire</name></copyrightHolder><copyrightNotice>(c) Example Wire 2026</copyrightNotice><usageTerms>Not for archives</usageTerms></rightsInfo>
          <itemMeta>
            <itemClass qcode="{itemClass}"/><provider qcode="nprov:EXW"><name>Example Wire</name></provider>
            <versionCreated>2026-03-01T09:30:00+01:00</versionCreated><firstCreated>2026-03-01T06:00:00Z</firstCreated>
            <pubStatus qcode="{status}"/><edNote>Embargo agreed with the owner.</edNote>{meta}
            <link rel="irel:seeAlso" href="https://news.example/dock"><title>Ferry in dock</title></link>
            <link rel="irel:evolvedFrom" residref="urn:newsml:wire.example:20260228:1"/>
          </itemMeta>
          <contentMeta>
            <contentCreated>2026-03-01T05:00:00Z</contentCreated><located qcode="city:1"><name>Sandvik</name></located>
            <urgency>3</urgency><creditline>Harbour Post/EXW</creditline><infoSource><name>Harbour Post</name></infoSource>
            <digitalSourceType uri="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
            <genre qcode="genre:Current"/><language tag="en-GB"/>
            <subject qcode="topics:20000337"><name>shipping</name></subject><subject qcode="subj:04015002"/><subject qcode="own:1"><name>ferries</name></subject>
            <slugline separator="-">FERRY</slugline><slugline>LINNEA</slugline>
            <headline role="hld:subHeadline">After nine months</headline><headline role="hld:main">Ferry Linnea runs again</headline>
            <dateline>SANDVIK -</dateline><by>By Ada Nilsen and Bo Lund</by>
          </contentMeta>
          <contentSet>{content ?? Xhtml}</contentSet>
        </newsItem>
        """;

    [Theory]
    [InlineData(AgencyShape.NewsItem)]
    [InlineData("application/xml")]
    public void Everything_that_an_item_says_is_in_the_draft(string contentType)
    {
        var draft = Agency.Draft(Item(), contentType);
        Assert.Equal(("wire.example", "Example Wire", SourceKind.Agency), (draft.Source.Id, draft.Source.Name, draft.Source.Kind));
        Assert.Equal((Guid, "Ferry Linnea runs again"), (draft.Guid, draft.Title));
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
        Assert.Equal(("SANDVIK", "FERRY-LINNEA", "en-GB", 3), (draft.Dateline, draft.Slugline, draft.Language, draft.Urgency));
        Assert.Equal((Agency.At(6, 0), Agency.At(8, 30)), (draft.PublishedAt, draft.UpdatedAt));
        Assert.Equal(new SourceVersion("3", Agency.At(8, 30)), draft.Version);
        Assert.Equal(("Embargo agreed with the owner.", null), (draft.EdNote, draft.Correction));
        Assert.Equal(["medtop:20000337", "subj:04015002", "ferries", "genre:Current"], draft.Subjects);
        Assert.Equal(new Rights
        {
            CopyrightHolder = "Example Wire",
            CopyrightNotice = "(c) Example Wire 2026",
            UsageTerms = "Not for archives",
            OriginalSource = "Harbour Post",
            DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        }, draft.Rights);
        Assert.Equal([new Link { Url = "https://news.example/dock", Text = "Ferry in dock" }], draft.Links);
        Assert.Equal([BlockType.Paragraph, BlockType.Table], draft.Body.Select(block => block.Type));
        Assert.Equal("The ferry Linnea runs again.\nAt last.", draft.Body[0].Text);
    }

    [Fact]
    public void The_text_may_be_nitf_html_or_plain()
    {
        var nitf = Agency.Draft(Item(content: """<inlineXML contenttype="application/nitf+xml"><nitf xmlns=""><body><body.content><p>From NITF.</p><media media-type="image"><media-reference source="https://p.example/1.jpg"/></media></body.content></body></nitf></inlineXML>"""));
        Assert.Equal(("From NITF.", "https://p.example/1.jpg"), (PlainText.Of(nitf.Body), nitf.Media[0].Url));
        Assert.Equal("From HTML.", PlainText.Of(Agency.Draft(Item(content: """<inlineData contenttype="text/plain">no</inlineData><inlineData contenttype="text/html">&lt;p&gt;From &lt;b&gt;HTML&lt;/b&gt;.&lt;/p&gt;</inlineData>""")).Body));
        Assert.Equal("From text.\n\nTwo.", PlainText.Of(Agency.Draft(Item(content: "<inlineData contenttype=\"text/plain\">From text.\n\nTwo.</inlineData>")).Body));
        Assert.Equal("From bytes.", PlainText.Of(Agency.Draft(Item(content: $"<inlineData contenttype=\"text/plain\" encoding=\"base64\">{Convert.ToBase64String(Encoding.UTF8.GetBytes("From bytes."))}</inlineData>")).Body));
    }

    [Fact]
    public void Pictures_in_the_item_come_with_their_words()
    {
        var draft = Agency.Draft(Item(content: Xhtml + """<remoteContent contenttype="image/jpeg" href="https://p.example/1.jpg" width="1200" height="800"><description>The ferry.</description></remoteContent>"""));
        var picture = Assert.Single(draft.Media);
        Assert.Equal(("https://p.example/1.jpg", "The ferry.", 1200), (picture.Url, picture.Caption, picture.Width));
    }

    [Fact]
    public void Embargo_kill_hold_and_correction_are_what_they_say()
    {
        Assert.Equal(Agency.At(12, 0), Agency.Draft(Item(meta: "<embargoed>2026-03-01T12:00:00Z</embargoed>")).EmbargoedUntil);
        Assert.Equal(ArticleStatus.Withheld, Agency.Draft(Item(meta: "<embargoed xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>")).Status);
        Assert.Equal(ArticleStatus.Withheld, Agency.Draft(Item(status: "stat:withheld")).Status);
        Assert.Equal(ArticleStatus.Canceled, Agency.Draft(Item(status: "stat:canceled", content: "")).Status);
        Assert.Equal("A corrected version, says its source.", Agency.Draft(Item(meta: "<signal qcode=\"sig:correction\"/>")).Correction);
        Assert.Null(Agency.Draft(Item(meta: "<signal qcode=\"sig:update\"/>")).Correction);
    }

    [Theory]
    [InlineData("guid=\"urn:newsml:wire.example:20260301:4711\"", "", "@guid")]
    [InlineData("stat:usable", "stat:gone", "itemMeta/pubStatus")]
    [InlineData("<urgency>3<", "<urgency>30<", "contentMeta/urgency")]
    [InlineData("ninat:text", "ninat:picture", "itemMeta/itemClass")]
    [InlineData("ninat:text", "ninat:video", "itemMeta/itemClass")]
    [InlineData("<versionCreated>2026-03-01T09", "<versionCreated>yesterday", "itemMeta/versionCreated")]
    public void What_cannot_be_taken_is_refused_by_the_name_of_its_element(string from, string to, string element)
    {
        var refusal = Agency.Refused(Item().Replace(from, to, StringComparison.Ordinal));
        Assert.Equal((422, element), (refusal.Status, Assert.Single(refusal.Fields!).Pointer));
    }

    [Fact]
    public void A_message_is_parted_into_its_articles_and_their_pictures()
    {
        var parts = AgencyParts.Of(Encoding.UTF8.GetBytes(Message), AgencyShape.NewsMessage)!;
        var read = parts.Select(part => Agency.Read(part.Body, part.ContentType)).ToList();
        // The package says no more than which picture is the first text's; the second picture is nobody's.
        Assert.Equal(3, read.Count);
        Assert.False(read[0].Failed(out var refusal, out var first), refusal?.Sentence);
        Assert.Equal((Guid, 1), (first.Guid, first.Media.Count));
        Assert.Equal(("https://p.example/urn:newsml:wire.example:20260301:p1.jpg", "Linnea in the dock.", "Dag Holm/EXW"), (first.Media[0].Url, first.Media[0].Caption, first.Media[0].Credit));
        Assert.False(read[1].Failed(out _, out var second));
        Assert.Equal(("urn:newsml:wire.example:20260301:4712", 0), (second.Guid, second.Media.Count));
        Assert.True(read[2].Failed(out var picture, out _));
        Assert.Contains("pictures or graphics and no text", picture.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_grow_by_being_parted_is_not()
    {
        var item = Item();
        string Of(string header) => $"<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header>{header}</header><itemSet>{string.Concat(Enumerable.Repeat(item, 100))}</itemSet></newsMessage>";
        Assert.Equal(100, AgencyParts.Of(Encoding.UTF8.GetBytes(Of("")), AgencyShape.NewsMessage)!.Count);
        var large = Of($"<sender>{new string('x', 200_000)}</sender>");
        Assert.Null(AgencyParts.Of(Encoding.UTF8.GetBytes(large), AgencyShape.NewsMessage));
        Assert.Contains("holds 100 articles", Agency.Refused(large, AgencyShape.NewsMessage).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void One_text_takes_every_picture_of_its_message_and_is_no_several()
    {
        var message = $"<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><signal qcode=\"sig:correction\"/></header><itemSet>{Item()}{Picture("p1")}</itemSet></newsMessage>";
        Assert.Null(AgencyParts.Of(Encoding.UTF8.GetBytes(message), AgencyShape.NewsMessage));
        var draft = Agency.Draft(message, AgencyShape.NewsMessage);
        Assert.Single(draft.Media);
        Assert.NotNull(draft.Correction);
    }

    [Fact]
    public void A_package_alone_is_an_article_with_links_to_its_members()
    {
        var draft = Agency.Draft(Package("https://news.example/dock"), AgencyShape.PackageItem);
        Assert.Equal("The day in Sandvik", draft.Title);
        Assert.Equal(["Ferry Linnea runs again", "The dock"], draft.Body.SelectMany(block => block.Items ?? []));
        Assert.Equal([new Link { Url = "https://news.example/dock", Text = "The dock" }], draft.Links);
        Assert.Contains("names none of its members", Agency.Refused(Package().Replace("<itemRef", "<other", StringComparison.Ordinal).Replace("</itemRef", "</other", StringComparison.Ordinal)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conceptItem")]
    [InlineData("planningItem")]
    public void Items_that_hold_no_article_say_so(string root) =>
        Assert.Contains(root, Agency.Refused($"<{root} xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"a\"/>").Detail, StringComparison.Ordinal);

    private static string Package(string? dock = null) => $"""
        <packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:20260301:k1" version="1">
          <itemMeta><itemClass qcode="ninat:composite"/><provider literal="EXW"/><versionCreated>2026-03-01T09:00:00Z</versionCreated><title>The day in Sandvik</title></itemMeta>
          <groupSet root="g1"><group id="g1" role="grp:main" mode="pgrmod:seq">
            <itemRef residref="{Guid}"><title>Ferry Linnea runs again</title></itemRef>
            {(dock is null ? "<itemRef residref=\"urn:newsml:wire.example:20260301:p1\"/>" : $"<itemRef href=\"{dock}\"><title>The dock</title></itemRef>")}
          </group></groupSet>
        </packageItem>
        """;

    private static string Picture(string guid) => $"""
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1">
          <itemMeta><itemClass qcode="ninat:picture"/><provider literal="EXW"/><versionCreated>2026-03-01T09:00:00Z</versionCreated></itemMeta>
          <contentMeta><creditline>Dag Holm/EXW</creditline><headline>The ferry</headline><description role="drol:caption">Linnea in the dock.</description></contentMeta>
          <contentSet><remoteContent href="https://p.example/small.jpg" contenttype="image/jpeg" width="100"/><remoteContent href="https://p.example/{guid}.jpg" contenttype="image/jpeg" width="1200"/></contentSet>
        </newsItem>
        """;
}
