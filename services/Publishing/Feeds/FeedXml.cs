using System.Globalization;
using System.Text;
using System.Xml;

namespace Newsroom.Publishing.Feeds;

/// <summary>What the two XML formats have in common.</summary>
internal static class FeedXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
    };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        return bytes.ToArray();
    }

    /// <summary>An element with text, if there is text.</summary>
    public static void Text(this XmlWriter xml, string name, string? text, string? ns = null)
    {
        if (!string.IsNullOrWhiteSpace(text))
            xml.WriteElementString(name, ns, XmlText.Clean(text));
    }

    public static void Attribute(this XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            xml.WriteAttributeString(name, XmlText.Clean(value));
    }

    /// <summary>RFC 3339, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
