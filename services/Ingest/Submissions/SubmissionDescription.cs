using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Agencies;

namespace Newsroom.Ingest.Submissions;

/// <summary>What every endpoint that takes an article says of its body and its query.</summary>
internal static class SubmissionDescription
{
    private static readonly BodyExample[] Bodies =
    [
        new("application/json", """
            {
              "source": "Example Wire",
              "guid": "wire-1",
              "title": "Ferry line to close in June",
              "body": { "text": "The ferry line across the bay will close at the end of June.\n\nA bridge takes its place." }
            }
            """),
        new(NinjsReader.MediaType, """
            {
              "uri": "urn:newsml:wire.example:20260301:4711",
              "version": "1",
              "pubstatus": "usable",
              "headline": "Ferry line to close in June",
              "byline": "By Ada Nilsen",
              "located": "SANDVIK",
              "body_html": "<p>The ferry line across the bay will close at the end of June.</p><p>A bridge takes its place.</p>"
            }
            """) { Standard = "IPTC ninjs 1.x to 3.x; application/json is known as such by its `uri`, or by Superdesk's `guid` with `pubstatus` or `versioncreated`." },
        new(AgencyShape.Nitf, """
            <nitf>
              <head><docdata><doc-id regsrc="Example Wire" id-string="urn:newsml:wire.example:20260301:4711"/><date.issue norm="20260301T083000Z"/></docdata></head>
              <body>
                <body.head><hedline><hl1>Ferry line to close in June</hl1></hedline><byline>By Ada Nilsen</byline><dateline><location>SANDVIK</location></dateline></body.head>
                <body.content><p>The ferry line across the bay will close at the end of June.</p><p>A bridge takes its place.</p></body.content>
              </body>
            </nitf>
            """) { Standard = "IPTC NITF 3.x; application/xml and text/xml are known as such by their root. What corrects, updates, withholds or cancels another document (`correction`, `management-doc-idref`) is a revision of that." },
        new(AgencyShape.NewsItem, """
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:20260301:4711" version="1">
              <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EXW"/><versionCreated>2026-03-01T08:30:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
              <contentMeta><headline>Ferry line to close in June</headline><by>By Ada Nilsen</by></contentMeta>
              <contentSet><inlineData contenttype="text/plain">The ferry line across the bay will close at the end of June.</inlineData></contentSet>
            </newsItem>
            """) { Standard = $"IPTC NewsML-G2 2.x; a packageItem ({AgencyShape.PackageItem}) is an article with links to its members." },
        new(AgencyShape.NewsMessage, """
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
              <header><sent>2026-03-01T08:31:00Z</sent></header>
              <itemSet>
                <newsItem guid="urn:newsml:wire.example:20260301:4711" version="1">
                  <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EXW"/><versionCreated>2026-03-01T08:30:00Z</versionCreated></itemMeta>
                  <contentMeta><headline>Ferry line to close in June</headline></contentMeta>
                  <contentSet><inlineData contenttype="text/plain">The ferry line across the bay will close at the end of June.</inlineData></contentSet>
                </newsItem>
              </itemSet>
            </newsMessage>
            """) { Standard = "IPTC NewsML-G2 2.x; several items are several articles, with the pictures that belong to them." },
        new(AgencyShape.OldNewsMl, """
            <NewsML Version="1.2">
              <NewsItem>
                <Identification>
                  <NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20260301</DateId><NewsItemId>4711</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier>
                </Identification>
                <NewsManagement><ThisRevisionCreated>20260301T083000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
                <NewsComponent>
                  <NewsLines><HeadLine>Ferry line to close in June</HeadLine><ByLine>By Ada Nilsen</ByLine></NewsLines>
                  <ContentItem><DataContent><p>The ferry line across the bay will close at the end of June.</p><p>A bridge takes its place.</p></DataContent></ContentItem>
                </NewsComponent>
              </NewsItem>
            </NewsML>
            """) { Standard = "IPTC NewsML 1.0 to 1.2; several items are several articles." },
        new("text/html", """
            <!doctype html>
            <html lang="en">
            <head><title>Ferry line to close in June</title><meta property="og:site_name" content="Harbour Post"></head>
            <body><article>
            <h1>Ferry line to close in June</h1>
            <p>The ferry line across the bay will close at the end of June, the harbour authority said on Monday, after sixty years in which it carried
            commuters, schoolchildren and market traders from one shore to the other.</p>
            <p>A bridge takes its place. It opens to cars in May and to buses a month later, and the crossing will then take four minutes where the ferry
            took twenty, and two hours when there was fog.</p>
            <p>The two ferries, built in the same yard in the same winter, will be sold. One of them may stay as a museum, if the town finds the money for a
            berth and for somebody to look after it.</p>
            </article></body>
            </html>
            """),
        new(AgencyShape.Wire, """
            exw0123 4 pl 12
            FERRY-CLOSING/
            Ferry line to close in June

            SANDVIK, March 1 (EXW) - The ferry line across the bay will close at the end of June.

            010830 GMT MAR 26
            """) { Standard = "IPTC 7901 or ANPA 1312, with their controls or without; text/plain is known as such by its header. Several messages in one stream are several articles." },
        new("text/plain", """
            Ferry line to close in June

            The ferry line across the bay will close at the end of June.

            A bridge takes its place.
            """),
    ];

    public static RouteHandlerBuilder TakesArticle(this RouteHandlerBuilder endpoint, params BodyExample[] others) => endpoint
        .Takes<SubmitArticle>([.. Bodies, .. others])
        .Asks("url", "Of a page: where it stands; resolves its links and identifies it. Absolute http(s).", "https://news.example/2026/ferry")
        .Asks("source", "Of a page, text or an agency's format: name of the source; else the article's own, or its host.", "Harbour Post")
        .Asks("guid", "Of a page or text: the source's own id of the article.")
        .Asks("language", "Of a page or text: BCP 47, where it does not say so itself.", "en")
        .Asks("publishedAt", "Of a page or text: RFC 3339, where it does not say so itself.", "2026-03-01T08:30:00Z")
        .Refuses(StatusCodes.Status400BadRequest, "The body is empty, not valid JSON or XML, or not text in its charset.")
        .Refuses(StatusCodes.Status413PayloadTooLarge, "The body is larger than Newsroom:Submissions:MaxPageBytes for a page, or MaxBytes for all else, before or after decompression.")
        .Refuses(StatusCodes.Status415UnsupportedMediaType, $"Send {DraftReader.Taken}.")
        .Refuses(StatusCodes.Status422UnprocessableEntity, "The article cannot be taken; each of `errors` has a JSON pointer to a field and says why.");
}
