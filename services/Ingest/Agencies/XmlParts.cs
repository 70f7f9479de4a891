using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>Ways to the parts of a tree by local names: agencies write the namespaces of many versions.</summary>
internal static class XmlParts
{
    private const char LineEnd = '\u2028';

    // Of XHTML and NITF.
    private static readonly HashSet<string> EndsOfLines =
    [
        "br", "hr", "p", "pre", "div", "section", "article", "header", "footer", "block", "blockquote", "bq", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "hl3", "hl4",
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "td", "th", "figure", "figcaption", "byttl",
    ];

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    /// <summary>The elements at the end of a path of names; <paramref name="path"/> as in <c>body.head/hedline/hl1</c>.</summary>
    public static IEnumerable<XElement> All(this XElement? element, string path)
    {
        IEnumerable<XElement> found = element is null ? [] : [element];
        foreach (var name in path.Split('/'))
            found = found.SelectMany(one => one.Elements().Where(child => child.Is(name)));
        return found;
    }

    public static XElement? One(this XElement? element, string path) => element.All(path).FirstOrDefault();

    /// <summary>An attribute by its local name; null where it is absent or blank.</summary>
    public static string? Get(this XElement? element, string attribute) =>
        element?.Attributes().FirstOrDefault(one => one.Name.LocalName == attribute)?.Value is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The text of an element and all in it on one line; null where there is none. Where a line or a part ends, so does the word.</summary>
    public static string? Text(this XElement? element) => element is null ? null : TextShape.Line(element.HasElements ? Parted(element, ' ') : element.Value);

    /// <summary>Its lines as they are written, each on one; empty where there is no text.</summary>
    public static List<string> Lines(this XElement element) => [.. Parted(element, LineEnd).Split(LineEnd).Select(TextShape.Line).OfType<string>()];

    public static string? TextAt(this XElement? element, string path) => element.All(path).Select(Text).FirstOrDefault(text => text is not null);

    public static int? Number(this XElement? element, string attribute) =>
        int.TryParse(element.Get(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The nearest <c>xml:lang</c>, its own before its parents'.</summary>
    public static string? Language(this XElement? element) =>
        element?.AncestorsAndSelf().Select(one => (string?)one.Attribute(XNamespace.Xml + "lang")).FirstOrDefault(language => !string.IsNullOrWhiteSpace(language))?.Trim();

    private static string Parted(XElement element, char mark)
    {
        var text = new StringBuilder();
        Append(element, mark, text);
        return text.ToString();
    }

    private static void Append(XElement element, char mark, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            if (node is not XElement child)
                continue;
            var isLine = EndsOfLines.Contains(child.Name.LocalName);
            if (isLine)
                text.Append(mark);
            Append(child, mark, text);
            if (isLine)
                text.Append(mark);
        }
    }
}
