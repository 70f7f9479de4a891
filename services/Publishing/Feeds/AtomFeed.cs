using System.Xml;

namespace Newsroom.Publishing.Feeds;

/// <summary>The Atom Syndication Format, RFC 4287.</summary>
internal static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(Feed feed) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        Language(xml, feed.Language);
        xml.Text("id", feed.Self);
        xml.Text("title", feed.Title);
        xml.Text("subtitle", feed.Description);
        // Required (§4.1.1), of an empty feed too.
        xml.WriteElementString("updated", FeedXml.Time(feed.UpdatedAt ?? DateTimeOffset.UnixEpoch));
        Link(xml, "self", FeedFormat.Atom.MediaType, feed.Self);
        Link(xml, "alternate", "text/html", feed.HomePage);
        Author(xml, feed.Title);
        xml.Text("generator", "Newsroom");
        foreach (var item in feed.Items)
            Entry(xml, item);
        xml.WriteEndElement();
    });

    private static void Entry(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("entry");
        Language(xml, item.Language);
        xml.Text("id", item.Id);
        xml.WriteElementString("title", XmlText.Clean(item.Title));
        xml.WriteElementString("published", FeedXml.Time(item.PublishedAt));
        xml.WriteElementString("updated", FeedXml.Time(item.UpdatedAt));
        Link(xml, "alternate", "text/html", item.Address, item.Language);
        if (item.Original is not null)
            Link(xml, "via", null, item.Original);
        foreach (var author in item.Authors)
            Author(xml, author);
        foreach (var topic in item.Topics)
        {
            xml.WriteStartElement("category");
            xml.Attribute("term", topic.Code);
            xml.Attribute("label", topic.Label);
            xml.WriteEndElement();
        }

        xml.Text("rights", item.Rights);
        xml.Text("summary", item.Summary);
        xml.WriteStartElement("content");
        xml.WriteAttributeString("type", "html");
        xml.WriteString(XmlText.Clean(item.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author");
        xml.WriteElementString("name", XmlText.Clean(name));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string? type, string address, string? language = null)
    {
        xml.WriteStartElement("link");
        xml.Attribute("rel", relation);
        xml.Attribute("type", type);
        xml.Attribute("hreflang", language);
        xml.Attribute("href", address);
        xml.WriteEndElement();
    }

    private static void Language(XmlWriter xml, string? language)
    {
        if (language is not null)
            xml.WriteAttributeString("xml", "lang", null, XmlText.Clean(language));
    }
}
