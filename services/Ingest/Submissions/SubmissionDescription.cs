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
            """) { Standard = "IPTC ninjs 1.x to 3.x; application/json is known as such by its `uri`." },
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
        new("text/plain", """
            Ferry line to close in June

            The ferry line across the bay will close at the end of June.

            A bridge takes its place.
            """),
    ];

    public static RouteHandlerBuilder TakesArticle(this RouteHandlerBuilder endpoint, params BodyExample[] others) => endpoint
        .Takes<SubmitArticle>([.. Bodies, .. others])
        .Asks("url", "Of a page: where it stands; resolves its links and identifies it. Absolute http(s).", "https://news.example/2026/ferry")
        .Asks("source", "Of a page, text or ninjs: name of the source; else the page's own, or its host.", "Harbour Post")
        .Asks("guid", "Of a page or text: the source's own id of the article.")
        .Asks("language", "Of a page or text: BCP 47, where it does not say so itself.", "en")
        .Asks("publishedAt", "Of a page or text: RFC 3339, where it does not say so itself.", "2026-03-01T08:30:00Z")
        .Refuses(StatusCodes.Status400BadRequest, "The body is empty, not valid JSON, or not text in its charset.")
        .Refuses(StatusCodes.Status413PayloadTooLarge, "The body is larger than Newsroom:Submissions:MaxPageBytes for a page, or MaxBytes for all else, before or after decompression.")
        .Refuses(StatusCodes.Status415UnsupportedMediaType, "Send application/json (a submission or ninjs), text/html (a page) or text/plain (a headline and the text below it).")
        .Refuses(StatusCodes.Status422UnprocessableEntity, "The article cannot be taken; each of `errors` has a JSON pointer to a field and says why.");
}
