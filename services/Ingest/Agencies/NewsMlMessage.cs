using System.Xml.Linq;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Parts a newsMessage: each article in it is a message of its own with the same header and the pictures that belong to it, and is taken,
/// refused and kept as if it had come so.
/// </summary>
internal static class NewsMlMessage
{
    public static IEnumerable<XElement> Items(XElement root) => root.Is("newsMessage")
        ? root.All("itemSet").SelectMany(set => set.Elements()).Where(one => one.Name.LocalName.EndsWith("Item", StringComparison.Ordinal))
        : [root];

    public static bool IsArticle(XElement item) =>
        item.Is("packageItem") || (item.Is("newsItem") && Class(item) is null or "text" or "composite");

    public static bool IsPicture(XElement item) => item.Is("newsItem") && Class(item) is "picture" or "graphic";

    /// <summary>The parts in the order of the message, each made when it is asked for; none where it holds one article, none at all, or too many.</summary>
    public static IEnumerable<byte[]> Split(XElement root, int most)
    {
        var items = Items(root).ToList();
        if (items.Count < 2)
            return [];
        var belongings = new NewsMlBelongings(items);
        var parts = items.Where(belongings.IsPart).ToList();
        if (parts.Count > most || (parts.Count < 2 && belongings.Of(parts).Count() + parts.Count == items.Count))
            return [];
        return parts.Select(part => Write(root, belongings.Of([part]).Prepend(part)));
    }

    private static string? Class(XElement item)
    {
        var given = item.One("itemMeta/itemClass");
        return AgencyText.Word(given.Get("qcode") ?? given.Get("uri"))?.ToLowerInvariant();
    }

    private static byte[] Write(XElement root, IEnumerable<XElement> items)
    {
        var message = new XElement(root.Name, root.Attributes(), root.All("header"));
        message.Add(new XElement(root.Name.Namespace + "itemSet", items));
        return AgencyXml.Write(message);
    }
}
