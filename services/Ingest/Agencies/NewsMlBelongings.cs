using System.Xml.Linq;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Which pictures of a message belong to which of its texts: one refers to the other, or a package names both. Each item is looked through once,
/// and each reference followed once.
/// </summary>
internal sealed class NewsMlBelongings
{
    private readonly Dictionary<XElement, HashSet<string>> references;
    private readonly List<XElement> images;
    private readonly ILookup<string, XElement> pictures;

    // By what they name.
    private readonly ILookup<string, XElement> picturesTo;
    private readonly ILookup<string, XElement> packagesOf;
    private readonly HashSet<XElement> owned = [];
    private readonly HashSet<XElement> binding;
    private readonly XElement? only;

    public NewsMlBelongings(IReadOnlyList<XElement> items)
    {
        references = items.ToDictionary(item => item, item => new NewsMlItem(item, null).References.ToHashSet(StringComparer.Ordinal));
        var (texts, packages) = (items.Where(IsText).ToList(), items.Where(item => item.Is("packageItem")).ToList());
        images = [.. items.Where(NewsMlMessage.IsPicture)];
        pictures = images.ToLookup(Guid, StringComparer.Ordinal);
        picturesTo = Naming(images);
        packagesOf = Naming(packages);
        var guids = items.Select(Guid).ToHashSet(StringComparer.Ordinal);
        var byText = texts.ToLookup(Guid, StringComparer.Ordinal);
        // A package around one text says no more than which pictures are the text's.
        binding = [.. packages.Where(package => references[package] is { Count: > 0 } members && members.All(guids.Contains) && members.Sum(guid => byText[guid].Count()) == 1)];
        only = texts is [var one] ? one : null;
        // Those of a package that names no text are nobody's.
        owned.UnionWith(texts.SelectMany(text => references[text]).SelectMany(guid => pictures[guid]));
        owned.UnionWith(images.Where(image => references[image].Any(byText.Contains)));
        owned.UnionWith(packages.Where(package => references[package].Any(byText.Contains)).SelectMany(package => references[package]).Distinct(StringComparer.Ordinal).SelectMany(guid => pictures[guid]));
        if (only is not null)
            owned.UnionWith(images);
    }

    /// <summary>Whether it is taken, or refused, by itself.</summary>
    public bool IsPart(XElement item) => !owned.Contains(item) && !binding.Contains(item);

    /// <summary>The pictures that belong to these, as they are asked for; one text alone has all.</summary>
    public IEnumerable<XElement> Of(IEnumerable<XElement> items) => items.Where(IsText).SelectMany(text => text == only ? images : Of(text));

    private IEnumerable<XElement> Of(XElement text) => references[text].SelectMany(guid => pictures[guid])
        .Concat(picturesTo[Guid(text)])
        .Concat(packagesOf[Guid(text)].SelectMany(package => references[package]).Distinct(StringComparer.Ordinal).SelectMany(guid => pictures[guid]))
        .Distinct();

    private ILookup<string, XElement> Naming(IEnumerable<XElement> some) => some.SelectMany(item => references[item].Select(guid => (Guid: guid, Item: item)))
        .ToLookup(one => one.Guid, one => one.Item, StringComparer.Ordinal);

    private static bool IsText(XElement item) => item.Is("newsItem") && NewsMlMessage.IsArticle(item);

    private static string Guid(XElement item) => item.Get("guid") ?? "";
}
