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

    /// <summary>The parts in the order of the message; empty where it holds one article or none.</summary>
    public static IEnumerable<byte[]> Split(XElement root)
    {
        var items = Items(root).ToList();
        if (items.Count < 2)
            return [];
        var articles = items.Where(IsArticle).ToList();
        var packages = articles.Where(one => one.Is("packageItem")).ToList();
        var texts = articles.Except(packages).ToList();
        // A package around one text says no more than which pictures are the text's.
        articles = [.. articles.Where(one => !one.Is("packageItem") || !Binds(one, items, texts))];
        var pictures = items.Where(IsPicture).ToList();
        var belonging = texts.ToDictionary(text => text, text => pictures.Where(picture => Belongs(picture, text, packages)).ToList());
        var alone = pictures.Where(picture => !belonging.Values.Any(some => some.Contains(picture))).ToList();
        if (texts is [var only])
        {
            belonging[only].AddRange(alone);
            alone = [];
        }

        var parts = items.Where(one => articles.Contains(one) || alone.Contains(one) || (!IsArticle(one) && !IsPicture(one))).ToList();
        return parts.Count < 2 && parts.Concat(belonging.Values.SelectMany(some => some)).Count() == items.Count
            ? []
            : parts.Select(part => Write(root, belonging.TryGetValue(part, out var own) ? [part, .. own] : [part]));
    }

    private static string? Class(XElement item)
    {
        var given = item.One("itemMeta/itemClass");
        return NewsMlItem.Word(given.Get("qcode") ?? given.Get("uri"))?.ToLowerInvariant();
    }

    private static bool Binds(XElement package, List<XElement> items, List<XElement> texts)
    {
        var members = References(package);
        return members.Count > 0 && members.All(guid => items.Any(item => item.Get("guid") == guid)) && texts.Count(text => members.Contains(text.Get("guid") ?? "")) == 1;
    }

    private static bool Belongs(XElement picture, XElement text, List<XElement> packages)
    {
        var (of, to) = (picture.Get("guid") ?? "", text.Get("guid") ?? "");
        return References(text).Contains(of) || References(picture).Contains(to) || packages.Any(package => References(package) is var members && members.Contains(of) && members.Contains(to));
    }

    private static HashSet<string> References(XElement item) => [.. new NewsMlItem(item, null).References];

    private static byte[] Write(XElement root, IEnumerable<XElement> items)
    {
        var message = new XElement(root.Name, root.Attributes(), root.All("header"));
        message.Add(new XElement(root.Name.Namespace + "itemSet", items));
        return AgencyXml.Write(message);
    }
}
