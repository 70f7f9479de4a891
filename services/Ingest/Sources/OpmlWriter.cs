using System.Globalization;
using System.Text;
using System.Xml;

namespace Newsroom.Ingest.Sources;

/// <summary>Writes sources as OPML 2.0 (http://opml.org/spec2.opml), one folder a section, so that feed readers and <see cref="OpmlReader"/> take them.</summary>
internal static class OpmlWriter
{
    /// <summary>The type of an outline that is no feed; readers leave alone what they don't know.</summary>
    public const string Sitemap = "sitemap";

    public static byte[] Write(IEnumerable<Source> sources, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            xml.WriteElementString("title", "Sources of the newsroom");
            xml.WriteElementString("dateCreated", now.ToString("R", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            foreach (var section in sources.GroupBy(source => source.Settings.Section).OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase))
                WriteSection(xml, section.Key, section.OrderBy(source => source.Settings.Name, StringComparer.OrdinalIgnoreCase));
            xml.WriteEndDocument();
        }

        return stream.ToArray();
    }

    private static void WriteSection(XmlWriter xml, string? section, IEnumerable<Source> sources)
    {
        if (section is not null)
        {
            xml.WriteStartElement("outline");
            Write(xml, "text", section);
            Write(xml, "title", section);
        }

        foreach (var settings in sources.Select(source => source.Settings))
        {
            xml.WriteStartElement("outline");
            Write(xml, "type", settings.Form == SourceForm.Sitemap ? Sitemap : "rss");
            Write(xml, "text", settings.Name);
            Write(xml, "title", settings.Name);
            Write(xml, "xmlUrl", settings.Url);
            Write(xml, "htmlUrl", settings.HomePage);
            Write(xml, "language", settings.Language);
            xml.WriteEndElement();
        }

        if (section is not null)
            xml.WriteEndElement();
    }

    /// <summary>Without characters that XML cannot hold.</summary>
    private static void Write(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, string.Concat(value.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))));
    }
}
