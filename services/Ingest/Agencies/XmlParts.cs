using System.Globalization;
using System.Xml.Linq;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>Ways to the parts of a tree by local names: agencies write the namespaces of many versions.</summary>
internal static class XmlParts
{
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

    /// <summary>The text of an element and all in it on one line; null where there is none.</summary>
    public static string? Text(this XElement? element) => TextShape.Line(element?.Value);

    public static string? TextAt(this XElement? element, string path) => element.All(path).Select(Text).FirstOrDefault(text => text is not null);

    public static int? Number(this XElement? element, string attribute) =>
        int.TryParse(element.Get(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The nearest <c>xml:lang</c>, its own before its parents'.</summary>
    public static string? Language(this XElement? element) =>
        element?.AncestorsAndSelf().Select(one => (string?)one.Attribute(XNamespace.Xml + "lang")).FirstOrDefault(language => !string.IsNullOrWhiteSpace(language))?.Trim();
}
