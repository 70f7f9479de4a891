using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>What Superdesk, AP, TT and others make of ninjs.</summary>
public sealed class NinjsShapesTests
{
    [Fact]
    public void Superdesk_calls_the_uri_a_guid_and_names_everybody_who_had_a_part()
    {
        var draft = Agency.Draft("""
            { "guid": "fd8e-441b", "version": "11", "type": "text", "versioncreated": "2026-03-01T08:00:00+0000", "headline": "Ferry &amp; bridge", "pubstatus": "usable", "urgency": 0,
              "body_html": "<p>A text.</p>", "source": "Harbour Post", "expires": "2026-03-09T00:00:00Z",
              "authors": [ { "name": "Ada Nilsen", "role": "editor" }, { "name": "Bo Lund", "role": "writer" } ] }
            """, "application/json");
        Assert.Equal(("fd8e-441b", "Harbour Post", "Harbour Post", "Ferry & bridge"), (draft.Guid, draft.Source.Id, draft.Rights!.OriginalSource, draft.Title));
        Assert.Equal(["Bo Lund"], draft.Byline);
        Assert.Equal((null, "Expires 2026-03-09T00:00:00Z.", new SourceVersion("11", Agency.At(8, 0))), (draft.Urgency, draft.EdNote, draft.Version));
    }

    [Fact]
    public void A_uri_beside_a_source_is_ninjs_and_a_submission_is_none()
    {
        Assert.Equal(("a", "Post"), Agency.Draft("""{ "uri": "urn:newsml:a:1:1", "source": "Post", "headline": "A title", "body_text": "A text." }""", "application/json") is var draft ? (draft.Source.Id, draft.Rights!.OriginalSource) : default);
        Assert.Equal(SourceKind.Submission, Agency.Draft("""{ "source": "Post", "guid": "g", "title": "A title", "body": { "text": "A text." } }""", "application/json").Source.Kind);
    }

    [Fact]
    public void AP_puts_an_envelope_around_it_and_lists_where_others_have_one()
    {
        var draft = Agency.Draft("""
            { "api_version": "1.1", "data": { "item": { "uri": "https://api.wire.example/content/1", "type": "text", "headline": "A title", "body_nitf": "<p>Of a part.</p>",
              "body_text": "Of the text.", "bylines": [ { "by": "By Ada Nilsen", "title": "Writer" } ], "usageterms": [ "Not in Sweden.", "Not for archives." ] } } }
            """, "application/json");
        Assert.Equal(("api.wire.example", "Of the text.", "Not in Sweden. Not for archives."), (draft.Source.Id, PlainText.Of(draft.Body), draft.Rights!.UsageTerms));
        Assert.Equal(["Ada Nilsen"], draft.Byline);
    }

    [Theory]
    [InlineData("""{ "role": "nitf", "contenttype": "text/vnd.IPTC.NITF", "value": "<?xml version='1.0'?><nitf><body><body.head><byline>By Ada Nilsen</byline></body.head><body.content><p>Of NITF.</p></body.content></body></nitf>" }""", "Of NITF.", "Ada Nilsen")]
    [InlineData("""{ "contenttype": "text/vnd.IPTC.NITF", "value": "<nitf" }, { "contenttype": "text/plain", "value": "Of a text." }""", "Of a text.", null)]
    [InlineData("", "Of a description.", null)]
    public void The_text_may_stand_in_other_places(string bodies, string text, string? byline)
    {
        var draft = Agency.Draft($$"""{ "uri": "urn:newsml:a:1:1", "headlines": [ { "value": "A title" } ], "bodies": [ {{bodies}} ], "descriptions": [ { "contenttype": "text/plain", "value": "Of a description." } ] }""", "application/json");
        Assert.Equal((text, byline), (PlainText.Of(draft.Body), draft.Byline.SingleOrDefault()));
    }

    [Fact]
    public void Headlines_lose_their_markup_and_rights_are_read_wherever_they_stand()
    {
        var draft = Agency.Draft("""
            { "uri": "urn:newsml:a:1:1", "headlines": [ { "contentType": "text/html", "value": "Ferry &amp; <b>bridge</b>" } ], "bodies": [ { "value": "A text." } ],
              "usageTerms": "Not for archives", "rightsInfo": { "usageTerms": "Only print", "copyrightHolder": "Wire" } }
            """, "application/json");
        Assert.Equal(("Ferry & bridge", "Not for archives Only print", "Wire"), (draft.Title, draft.Rights!.UsageTerms, draft.Rights.CopyrightHolder));
    }

    [Fact]
    public void Whatever_is_a_topic_of_the_IPTC_is_its_code()
    {
        var draft = Agency.Draft("""
            { "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "subject": [
              { "scheme": "medtop", "code": "20000349", "name": "a" }, { "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "medtop:20000350", "name": "b" },
              { "scheme": "subj", "code": "04000000", "name": "c" }, { "scheme": "IPTC Media Topics", "code": "20000352" }, { "qcode": "medtop:20000353", "name": "e" },
              { "uri": "http://cv.iptc.org/newscodes/mediatopic/medtop:20000354" }, { "uri": "https://cv.iptc.org/newscodes/mediatopic/20000355?lang=en" },
              { "name": "f", "literal": "13010000" }, { "name": "g", "code": "06011000" }, { "uri": "http://wire.example/spec/subref/1.0/16000000", "name": "h" },
              { "scheme": "http://wire.example/id/", "code": "20000356", "name": "their own" }, { "scheme": "subjects", "code": "04000000", "name": "another" } ],
              "person": [ { "name": "Ada Nilsen" }, { "name": "Bo Lund", "rel": "photographer" } ], "place": [ { "name": "Sandvik" } ] }
            """, "application/json");
        Assert.Equal(
            ["medtop:20000349", "medtop:20000350", "subj:04000000", "medtop:20000352", "medtop:20000353", "medtop:20000354", "medtop:20000355", "subj:13010000", "subj:06011000", "subj:16000000", "their own", "another", "Ada Nilsen", "Sandvik"],
            draft.Subjects);
    }

    [Fact]
    public void A_film_and_a_related_text_are_links()
    {
        var draft = Agency.Draft("""
            { "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "associations": [
              { "type": "video", "headlines": [ { "value": "A film" } ], "renditions": [ { "href": "https://p.example/v.mp4", "contenttype": "video/mp4" } ] },
              { "type": "text", "pubstatus": "canceled", "headline": "Killed", "renditions": [ { "href": "https://p.example/k.html" } ] } ] }
            """, "application/json");
        Assert.Equal([new Link { Url = "https://p.example/v.mp4", Text = "A film" }], draft.Links);
    }

    [Fact]
    public void A_title_is_not_said_twice()
    {
        var draft = Agency.Draft("""{ "uri": "urn:newsml:a:1:1", "headline": "Ferry to close", "body_html": "<ul><li>Sea</li></ul><p>12:30</p><h1>Ferry to close</h1><p>A text.</p><h2>Ferry to close</h2><p>More.</p>" }""", "application/json");
        Assert.Equal(["A text.", "Ferry to close", "More."], draft.Body.Select(block => block.Text));
        Assert.Equal(2, Agency.Draft("""{ "uri": "urn:newsml:a:1:1", "headline": "Ferry to close", "body_html": "<p>It was said long before, and by many who know the line well.</p><h2>Ferry to close</h2>" }""", "application/json").Body.Count);
    }

    [Fact]
    public void What_is_missing_is_said_in_the_words_of_the_format()
    {
        Assert.Contains("there is no text in /bodies", Agency.Refused("""{ "uri": "urn:newsml:a:1:1", "headline": "A title" }""", "application/json").Detail, StringComparison.Ordinal);
        Assert.Contains("?source=", Agency.Refused("""{ "uri": "4711", "headline": "A title", "body_text": "A text." }""", "application/json").Detail, StringComparison.Ordinal);
    }
}
