using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>The same story in the three generations of ninjs, and what agencies do to it.</summary>
public sealed class NinjsTests
{
    private const string First = """
        {
          "$standard": { "name": "ninjs", "version": "1.5" },
          "uri": "urn:newsml:wire.example:20260301:4711",
          "type": "text",
          "version": "3",
          "firstcreated": "2026-03-01T06:00:00Z",
          "versioncreated": "2026-03-01T09:30:00+01:00",
          "embargoed": "2026-03-01T12:00:00Z",
          "pubstatus": "usable",
          "urgency": 3,
          "language": "en-GB",
          "headline": "Ferry Linnea runs again",
          "title": "FERRY-LINNEA 3rd lead",
          "slugline": "FERRY-LINNEA",
          "byline": "By Ada Nilsen and Bo Lund",
          "located": "SANDVIK",
          "ednote": "Embargo agreed with the owner.",
          "copyrightholder": "Example Wire",
          "copyrightnotice": "(c) Example Wire 2026",
          "usageterms": "Not for archives",
          "infosource": [ { "name": "Harbour Post" } ],
          "digitalsourcetype": { "name": "AI", "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" },
          "subject": [
            { "name": "shipping", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000337" },
            { "name": "ferries" }
          ],
          "body_text": "The ferry Linnea runs again.\n\nIt had been in dock since May.",
          "body_xhtml": "<p>The ferry <em>Linnea</em> runs again.</p><p>It had been in dock since May.</p>",
          "description_summary": "A ferry is back.",
          "associations": {
            "mainimage": {
              "uri": "urn:newsml:wire.example:20260301:p1", "type": "picture", "headline": "The ferry", "byline": "Cai Berg", "copyrightholder": "Example Wire",
              "description_text": "The ferry in the dock of Sandvik.",
              "renditions": {
                "thumbnail": { "href": "https://pictures.example/s.jpg", "mimetype": "image/jpeg", "width": 120, "height": 80 },
                "baseimage": { "href": "https://pictures.example/l.jpg", "mimetype": "image/jpeg", "width": 1200, "height": 800 }
              }
            },
            "related": { "uri": "urn:newsml:wire.example:20260228:1", "type": "text", "headline": "Ferry in dock" }
          }
        }
        """;

    private const string Second = """
        {
          "uri": "urn:newsml:wire.example:20260301:4711",
          "type": "text",
          "version": "3",
          "firstcreated": "2026-03-01T06:00:00Z",
          "versioncreated": "2026-03-01T09:30:00+01:00",
          "embargoed": "2026-03-01T12:00:00Z",
          "pubstatus": "usable",
          "urgency": 3,
          "language": "en-GB",
          "headlines": [ { "role": "short", "value": "Ferry back" }, { "role": "main", "value": "Ferry Linnea runs again" } ],
          "title": "FERRY-LINNEA 3rd lead",
          "slugline": "FERRY-LINNEA",
          "by": "By Ada Nilsen and Bo Lund",
          "located": "SANDVIK",
          "ednote": "Embargo agreed with the owner.",
          "copyrightholder": "Example Wire",
          "copyrightnotice": "(c) Example Wire 2026",
          "usageterms": "Not for archives",
          "infosources": [ { "name": "Harbour Post" } ],
          "digitalsourcetype": { "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" },
          "subjects": [
            { "name": "shipping", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337" },
            { "name": "ferries" }
          ],
          "bodies": [
            { "role": "text", "contenttype": "text/plain", "value": "The ferry Linnea runs again.\n\nIt had been in dock since May." },
            { "role": "html", "contenttype": "text/html", "value": "<section><p>The ferry <em>Linnea</em> runs again.</p><p>It had been in dock since May.</p></section>" }
          ],
          "associations": [
            {
              "name": "mainimage", "uri": "urn:newsml:wire.example:20260301:p1", "type": "picture", "by": "Cai Berg", "copyrightholder": "Example Wire",
              "headlines": [ { "value": "The ferry" } ],
              "descriptions": [ { "role": "richtext", "contenttype": "application/xhtml+xml", "value": "<p>The ferry in the dock of <b>Sandvik</b>.</p>" } ],
              "renditions": [
                { "name": "small", "href": "https://pictures.example/s.jpg", "contenttype": "image/jpeg", "width": 120, "height": 80 },
                { "name": "large", "href": "https://pictures.example/l.jpg", "contenttype": "image/jpeg", "width": 1200, "height": 800 }
              ]
            }
          ]
        }
        """;

    private static string Third => JsonNode.Parse(Second
        .Replace("firstcreated", "firstCreated", StringComparison.Ordinal).Replace("versioncreated", "versionCreated", StringComparison.Ordinal)
        .Replace("\"embargoed\"", "\"embargoedUntil\"", StringComparison.Ordinal).Replace("pubstatus", "pubStatus", StringComparison.Ordinal)
        .Replace("ednote", "edNote", StringComparison.Ordinal).Replace("copyrightholder", "copyrightHolder", StringComparison.Ordinal)
        .Replace("copyrightnotice", "copyrightNotice", StringComparison.Ordinal).Replace("usageterms", "usageTerms", StringComparison.Ordinal)
        .Replace("infosources", "infoSources", StringComparison.Ordinal).Replace("\"digitalsourcetype\"", "\"digitalSourceType\"", StringComparison.Ordinal)
        .Replace("contenttype", "contentType", StringComparison.Ordinal))!.ToJsonString();

    public static TheoryData<string> Generations => [First, Second, Third];

    [Theory]
    [MemberData(nameof(Generations))]
    public void An_item_of_any_generation_becomes_the_same_draft(string json)
    {
        var draft = Draft(json);
        Assert.Equal(("wire.example", "Example Wire", SourceKind.Agency), (draft.Source.Id, draft.Source.Name, draft.Source.Kind));
        Assert.Equal("urn:newsml:wire.example:20260301:4711", draft.Guid);
        Assert.Null(draft.Url);
        Assert.Equal("Ferry Linnea runs again", draft.Title);
        Assert.Equal(["Ada Nilsen", "Bo Lund"], draft.Byline);
        Assert.Equal(("SANDVIK", "FERRY-LINNEA", "en-GB", 3), (draft.Dateline, draft.Slugline, draft.Language, draft.Urgency));
        Assert.Equal("Embargo agreed with the owner.", draft.EdNote);
        Assert.Equal(At(6, 0), draft.PublishedAt);
        Assert.Equal(At(8, 30), draft.UpdatedAt);
        Assert.Equal(At(12, 0), draft.EmbargoedUntil);
        Assert.Equal(new SourceVersion("3", At(8, 30)), draft.Version);
        Assert.Equal(["medtop:20000337", "ferries"], draft.Subjects);
        Assert.Equal("The ferry Linnea runs again.\n\nIt had been in dock since May.", PlainText.Of(draft.Body));
        Assert.Contains(draft.Body, block => block.Html == "The ferry <em>Linnea</em> runs again.");
        var rights = new Rights
        {
            CopyrightHolder = "Example Wire",
            CopyrightNotice = "(c) Example Wire 2026",
            UsageTerms = "Not for archives",
            OriginalSource = "Harbour Post",
            DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        };
        Assert.Equal(rights, draft.Rights);
        var picture = new Media
        {
            Url = "https://pictures.example/l.jpg",
            Type = "image/jpeg",
            Alt = "The ferry",
            Caption = "The ferry in the dock of Sandvik.",
            Credit = "Cai Berg/Example Wire",
            Width = 1200,
            Height = 800,
        };
        Assert.Equal(picture, Assert.Single(draft.Media));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/ninjs+json")]
    [InlineData("application/vnd.iptc.ninjs+json; charset=utf-8")]
    public void It_is_known_by_its_type_or_its_shape(string contentType) => Assert.Equal("Ferry Linnea runs again", Draft(First, contentType).Title);

    [Fact]
    public void Keywords_stand_behind_its_subjects() => Assert.Equal(["medtop:20000337", "ferries", "sea"],
        Draft("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "keywords": [ "ferries", " ", 4, "sea" ], "subject": [ { "code": "medtop:20000337" } ] }""").Subjects);

    [Fact]
    public void A_kill_needs_no_more_than_its_uri()
    {
        var draft = Draft("""{ "uri": "urn:newsml:wire.example:20260301:4711", "pubstatus": "canceled", "version": 4 }""");
        Assert.Equal((ArticleStatus.Canceled, "wire.example"), (draft.Status, draft.Source.Id));
        Assert.Equal("4", draft.Version!.Number);
    }

    [Theory]
    [InlineData("urn:newsml:dpa.com:20090101:190510-99-167362", "dpa.com")]
    [InlineData("tag:reuters.example,2026:newsml_L8N1", "reuters.example")]
    [InlineData("http://www.Agency.example/newsitems/1", "agency.example")]
    [InlineData("4711", "Example Wire")]
    public void The_source_is_who_gave_the_uri_else_who_holds_the_rights(string uri, string source) =>
        Assert.Equal(source, Draft($$"""{ "uri": "{{uri}}", "headline": "A title", "body_text": "A text.", "copyrightholder": "Example Wire" }""").Source.Id);

    [Fact]
    public void What_the_sender_says_beside_it_wins()
    {
        Assert.False(Read(First, "application/json", new PageFacts("Partner", null, null, null)).Failed(out _, out var draft));
        Assert.Equal("Partner", draft.Source.Id);
    }

    [Theory]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title" }""", "/bodies", "needs a body")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "body_text": "A text." }""", "/headline", "needs a title")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "pubstatus": "gone" }""", "/pubstatus", "usable, withheld or canceled")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "embargoed": "tomorrow noon" }""", "/embargoed", "RFC 3339")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headline": "A title", "body_text": "A text.", "urgency": 12 }""", "/urgency", "1 (highest) to 9")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "type": "picture", "headline": "A title" }""", "/type", "no article")]
    [InlineData("""{ "uri": "4711", "headline": "A title", "body_text": "A text." }""", "/uri", "Name the source")]
    public void What_cannot_be_taken_is_refused_by_its_own_name(string json, string pointer, string detail)
    {
        Assert.True(Read(json).Failed(out var refusal, out _));
        Assert.Equal(422, refusal.Status);
        var field = Assert.Single(refusal.Fields!);
        Assert.Equal(pointer, field.Pointer);
        Assert.Contains(detail, field.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_named_so_needs_a_uri()
    {
        Assert.True(Read("""{ "headline": "A title", "body_text": "A text." }""", "application/ninjs+json").Failed(out var refusal, out _));
        Assert.Equal("/uri", Assert.Single(refusal.Fields!).Pointer);
    }

    [Theory]
    [InlineData("""{ "uri": "\ud83d", "headline": "A" }""")]
    [InlineData("""{ "uri": "urn:x", "\ud83d": "A" }""")]
    [InlineData("""{ "uri": "urn:x", "headline": "\ud83d", "body_text": "a" }""")]
    public void Half_a_character_is_refused(string json)
    {
        Assert.True(Read(json).Failed(out var refusal, out _));
        Assert.Contains("surrogate", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headlines": "A title", "headline": "A title", "bodies": { "a": 1 }, "body_text": "A text.", "subject": "x", "renditions": [7], "associations": [null], "rights": [], "byline": 5 }""")]
    [InlineData("""{ "uri": "urn:newsml:a:1:1", "headlines": [ { "value": "A title" } ], "bodies": [ 5, null, { "value": null }, { "contenttype": "application/nitf+xml", "value": "<nitf/>" }, { "value": "A text." } ], "associations": { "a": { "type": "picture" } } }""")]
    public void Members_of_another_type_than_they_should_be_are_passed_over(string json)
    {
        var draft = Draft(json);
        Assert.Equal(("A title", "A text."), (draft.Title, PlainText.Of(draft.Body)));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero);

    private static ArticleDraft Draft(string json, string contentType = "application/json")
    {
        Assert.False(Read(json, contentType).Failed(out var refusal, out var draft), refusal?.Sentence);
        return draft;
    }

    private static Reading<ArticleDraft> Read(string json, string contentType = "application/json", PageFacts? facts = null) =>
        new DraftReader(new PageExtractor(), Options.Create(new SubmissionOptions()), new FakeTimeProvider(Drafts.Noon))
            .Read(Encoding.UTF8.GetBytes(json), contentType, facts ?? new PageFacts(null, null, null, null), "http");
}
