using System.Globalization;
using System.Xml;
using Newsroom.Publishing.Site;

namespace Newsroom.Publishing.Feeds;

/// <summary>
/// RSS 2.0 (rssboard.org/rss-specification, and its best-practices profile), with the modules that readers know: full text in
/// <c>content:encoded</c>, names in <c>dc:creator</c>, the feed's own address in <c>atom:link</c>, pictures in Media RSS.
/// </summary>
internal static class RssFeed
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string MediaRss = "http://search.yahoo.com/mrss/";

    public static byte[] Write(Feed feed) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteAttributeString("xmlns", "media", null, MediaRss);
        xml.WriteStartElement("channel");
        xml.Text("title", feed.Title);
        xml.Text("link", feed.HomePage);
        // Required, so written even if somebody configured it away.
        xml.WriteElementString("description", XmlText.Clean(feed.Description));
        xml.Text("language", feed.Language);
        if (feed.UpdatedAt is { } updated)
            xml.WriteElementString("lastBuildDate", Rfc822(updated));
        xml.Text("generator", "Newsroom");
        xml.WriteStartElement("link", Atom);
        xml.Attribute("href", feed.Self);
        xml.Attribute("rel", "self");
        xml.Attribute("type", FeedFormat.Rss.MediaType);
        xml.WriteEndElement();
        foreach (var item in feed.Items)
            Item(xml, item);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void Item(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("item");
        xml.Text("title", item.Title);
        xml.Text("link", item.Address);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(item.Id);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", Rfc822(item.PublishedAt));
        foreach (var author in item.Authors)
            xml.Text("creator", author, DublinCore);
        xml.Text("publisher", item.Source, DublinCore);
        xml.Text("language", item.Language, DublinCore);
        xml.Text("rights", item.Rights, DublinCore);
        foreach (var topic in item.Topics)
            xml.Text("category", topic.Label);
        // A description is HTML, so plain text is encoded once for HTML and once more for XML.
        xml.Text("description", SafeMarkup.Encode(item.Summary));
        xml.Text("encoded", item.Html, Content);
        if (item.Image is not null)
        {
            xml.WriteStartElement("content", MediaRss);
            xml.Attribute("url", item.Image);
            xml.Attribute("medium", "image");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Rfc822(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
}
