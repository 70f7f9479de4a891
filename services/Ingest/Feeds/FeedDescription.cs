using Newsroom.Hosting.Descriptions;

namespace Newsroom.Ingest.Feeds;

/// <summary>What the API's description shows of feeds.</summary>
internal static class FeedDescription
{
    public static readonly BodyExample[] Bodies =
    [
        new("application/rss+xml", """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel>
                <title>Harbour Post</title>
                <link>https://news.example/</link>
                <description>News from the bay</description>
                <item>
                  <title>Ferry line to close in June</title>
                  <link>https://news.example/2026/ferry</link>
                  <guid isPermaLink="false">post-1</guid>
                  <dc:creator>Ada Nilsen</dc:creator>
                  <pubDate>Sun, 01 Mar 2026 08:30:00 GMT</pubDate>
                  <description>&lt;p&gt;The ferry line across the bay will close.&lt;/p&gt;</description>
                  <enclosure url="https://news.example/ferry.jpg" type="image/jpeg" length="48213" />
                </item>
              </channel>
            </rss>
            """),
        new("application/atom+xml", """
            <feed xmlns="http://www.w3.org/2005/Atom">
              <id>https://news.example/</id>
              <title>Harbour Post</title>
              <updated>2026-03-01T08:30:00Z</updated>
              <entry>
                <id>tag:news.example,2026:ferry</id>
                <title>Ferry line to close in June</title>
                <link href="https://news.example/2026/ferry"/>
                <updated>2026-03-01T08:30:00Z</updated>
                <content type="html">&lt;p&gt;The ferry line across the bay will close.&lt;/p&gt;</content>
              </entry>
            </feed>
            """),
        new("application/feed+json", """
            {
              "version": "https://jsonfeed.org/version/1.1",
              "title": "Harbour Post",
              "home_page_url": "https://news.example/",
              "items": [ { "id": "post-1", "title": "Ferry line to close in June", "content_html": "<p>The ferry line across the bay will close.</p>" } ]
            }
            """) { Standard = "JSON Feed 1.0 or 1.1; application/json is known as such by its `version`." },
    ];

    public const string Answer = """
        {
          "kind": "feed",
          "feed": {
            "format": "rss20", "id": null, "title": "Harbour Post", "link": "https://news.example/", "subtitle": "News from the bay", "rights": null,
            "author": null, "authorEmail": null, "authors": [], "contributors": [], "image": null, "generator": null, "language": null, "publishedAt": null,
            "updatedAt": null, "encoding": "utf-8", "tags": [], "hubs": [], "self": null, "movedTo": null, "ttlMinutes": null
          },
          "entries": [
            {
              "id": "post-1", "title": "Ferry line to close in June", "link": "https://news.example/2026/ferry",
              "summary": "<p>The ferry line across the bay will close.</p>", "content": null, "author": "Ada Nilsen", "authorEmail": null,
              "authors": [ "Ada Nilsen" ], "contributors": [], "rights": null, "publishedAt": "2026-03-01T08:30:00Z", "updatedAt": "2026-03-01T08:30:00Z",
              "tags": [],
              "enclosures": [
                {
                  "url": "https://news.example/ferry.jpg", "type": "image/jpeg", "length": 48213, "medium": null, "width": null, "height": null,
                  "caption": null, "credit": null, "isDefault": false, "group": null
                }
              ],
              "sourceTitle": null, "sourceUrl": null, "originalLink": null, "image": "https://news.example/ferry.jpg", "language": null,
              "section": null, "place": null, "comments": null, "inReplyTo": null
            }
          ]
        }
        """;
}
