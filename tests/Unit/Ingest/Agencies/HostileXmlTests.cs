using System.Diagnostics;
using System.Text;
using CsCheck;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

public sealed class HostileXmlTests
{
    private const string Head = """<head><docdata><doc-id id-string="a-1" regsrc="Wire"/></docdata></head>""";

    [Fact]
    public void Entities_that_grow_are_refused_unread()
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};\">"));
        var refusal = Agency.Refused($"<!DOCTYPE nitf [<!ENTITY l0 \"ha\">{laughs}]><nitf>{Head}<body><body.content><p>&l9;</p></body.content></body></nitf>");
        Assert.Equal(400, refusal.Status);
        Assert.Contains("&l9;", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_grows_by_a_short_entity_of_its_own_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("&l;", 400_000));
        var refusal = Agency.Refused($"<!DOCTYPE nitf [<!ENTITY l \"{new string('h', 100)}\">]><nitf>{Head}<body><body.content><p>{text}</p></body.content></body></nitf>");
        Assert.Contains("grows by its entities", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bare_ampersands_and_entities_of_short_plain_text_are_read()
    {
        var draft = Agency.Draft($"<!DOCTYPE nitf SYSTEM \"nitf.dtd\" [<!ENTITY boat \"the &#8216;Linnea&#8217; &amp; crew\">]><nitf>{Head}<body><body.head><hedline><hl1>Smith & Sons&nbsp;& &boat;</hl1></hedline></body.head><body.content><p>AT&T and more of the text.</p></body.content></body></nitf>");
        Assert.Equal("Smith & Sons & the ‘Linnea’ & crew", draft.Title);
    }

    [Fact]
    public void An_external_entity_is_not_fetched()
    {
        var refusal = Agency.Refused($"<!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><nitf>{Head}<body><body.content><p>&x;</p></body.content></body></nitf>");
        Assert.Contains("DOCTYPE is not read", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(AgencyXml.MaxDepth + 1)]
    public void Deep_nesting_is_refused_with_the_element(int depth)
    {
        var refusal = Agency.Refused("<nitf>" + string.Concat(Enumerable.Repeat("<block>", depth)) + string.Concat(Enumerable.Repeat("</block>", depth)) + "</nitf>");
        Assert.Contains("nested deeper than 200", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_a_crowd_of_elements()
    {
        var clock = Stopwatch.StartNew();
        Assert.Contains("nodes", Agency.Refused("<nitf>" + string.Concat(Enumerable.Repeat("<p/>", 250_000)) + "</nitf>").Detail, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_crowd_of_texts_pictures_and_packages_is_parted_or_refused_in_a_moment()
    {
        static string Crowd(int count) => "<newsMessage><itemSet>" + string.Concat(Enumerable.Range(0, count).Select(i => $"""
            <newsItem guid="t{i}"><itemMeta><itemClass qcode="ninat:text"/></itemMeta></newsItem><newsItem guid="p{i}"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>
            <packageItem guid="k{i}"><groupSet><group><itemRef residref="t{i}"/><itemRef residref="p{i}"/></group></groupSet></packageItem>
            """)) + "</itemSet></newsMessage>";
        var clock = Stopwatch.StartNew();
        Assert.Equal(900, AgencyParts.Of(Encoding.UTF8.GetBytes(Crowd(900)), AgencyShape.NewsMessage)!.Count);
        Assert.Null(AgencyParts.Of(Encoding.UTF8.GetBytes(Crowd(2_000)), AgencyShape.NewsMessage));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Fact]
    public void So_are_many_subjects_of_many_schemes()
    {
        var schemes = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<scheme alias='a{i}' uri='u'/>"));
        var subjects = string.Concat(Enumerable.Repeat("<subject qcode='none:1'/>", 20_000));
        var clock = Stopwatch.StartNew();
        Agency.Draft($"<newsItem guid='urn:newsml:a:1:1'><catalog>{schemes}</catalog><itemMeta><title>T</title></itemMeta><contentMeta>{subjects}</contentMeta><contentSet><inlineData contenttype='text/plain'>A text.</inlineData></contentSet></newsItem>");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    [Fact]
    public void So_are_tables_in_tables()
    {
        var (start, end) = (string.Concat(Enumerable.Repeat("<nitf-table><table><tr><td>", 30)), string.Concat(Enumerable.Repeat("</td></tr></table></nitf-table>", 30)));
        var clock = Stopwatch.StartNew();
        Agency.Read($"<nitf>{Head}<body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><p>A text.</p>{start}x{end}</body.content></body></nitf>").Failed(out _, out _);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    [Theory]
    [InlineData("<nitf><p></nitf>", "application/nitf+xml", "not well-formed XML")]
    [InlineData("no xml", "application/nitf+xml", "not well-formed XML")]
    [InlineData("<other/>", "application/nitf+xml", "root is <other>")]
    [InlineData("<NewsML Version=\"1.2\"/>", "text/xml", "holds no NewsItem")]
    public void What_is_no_such_document_is_said_to_be_none(string xml, string contentType, string detail) =>
        Assert.Contains(detail, Agency.Refused(xml, contentType).Detail, StringComparison.Ordinal);

    [Fact]
    public void Characters_by_the_names_of_html_are_read_and_those_in_CDATA_left()
    {
        var draft = Agency.Draft($"<nitf>{Head}<body><body.head><hedline><hl1>A &eacute; &amp; &lt;b&gt;</hl1></hedline></body.head><body.content><p>A&nbsp;text <![CDATA[&eacute;]]>.</p></body.content></body></nitf>");
        Assert.Equal("A é & <b>", draft.Title);
        Assert.Contains("&eacute;", PlainText.Of(draft.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/nitf+xml")]
    [InlineData(AgencyShape.NewsMessage)]
    [InlineData(AgencyShape.Wire)]
    [InlineData("application/xml")]
    public void No_bytes_throw(string contentType) => Gen.Byte.Array[0, 400].Sample(body =>
    {
        Agency.Read(body, contentType).Failed(out _, out _);
        AgencyParts.Of(body, contentType);
    });

    [Fact]
    public void Nor_does_a_document_with_a_piece_cut_out_doubled_or_changed()
    {
        string[] documents = [NewsMlTests.Item(), NewsMlTests.Message, WireTests.Story, .. NitfSamples];
        Gen.Select(Gen.Int[0, documents.Length - 1], Gen.Int[0, 5_000], Gen.Int[0, 300], Gen.Char.Array[0, 5]).Sample((which, at, length, other) =>
        {
            var text = documents[which];
            at = Math.Min(at, text.Length);
            length = Math.Min(length, text.Length - at);
            var changed = Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), other, text.AsSpan(at + length)));
            var type = text[0] == '<' ? "application/xml" : AgencyShape.Wire;
            if (!Agency.Read(changed, type).Failed(out _, out var draft))
                Assert.DoesNotContain(draft.Body, block => block.Html?.Contains("<script", StringComparison.OrdinalIgnoreCase) == true);
            AgencyParts.Of(changed, type);
        });
    }

    private static string[] NitfSamples => [$"<nitf>{Head}<body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A <em>text</em>.</p><table><tr><td>1</td></tr></table><media media-type=\"image\"><media-reference source=\"https://a.example/b.jpg\"/></media></body.content></body></nitf>"];
}
