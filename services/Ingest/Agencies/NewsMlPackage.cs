using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>A package as an article: its groups as headings, its members as lists, and links to those that stand on the web.</summary>
internal sealed record NewsMlPackage(IReadOnlyList<Block> Blocks, IReadOnlyList<Link> Links)
{
    private const int Most = 500;

    public static NewsMlPackage Of(NewsMlItem item)
    {
        var groups = item.Item.All("groupSet/group").ToList();
        var root = item.Item.One("groupSet").Get("root");
        var blocks = new List<Block>();
        foreach (var group in groups.OrderByDescending(group => group.Get("id") == root))
        {
            var members = group.All("itemRef").Select(member => NewsMlItem.Label(member) ?? WebAddress.Absolute(member.Get("href"), null)).OfType<string>().Take(Most).ToList();
            if (members.Count == 0)
                continue;
            if (groups.Count > 1 && (group.TextAt("title") ?? group.TextAt("name")) is { } title)
                blocks.Add(new Block { Type = BlockType.Heading, Level = 2, Text = title });
            blocks.Add(new Block { Type = BlockType.List, Items = members, Ordered = AgencyText.Word(group.Get("mode"))?.Equals("seq", StringComparison.OrdinalIgnoreCase) == true });
        }

        if (blocks.Count > 0 && item.Spoken(item.Content.All("description")).FirstOrDefault().Text() is { } description)
            blocks.Insert(0, new Block { Type = BlockType.Paragraph, Text = description });

        var links = groups.SelectMany(group => group.All("itemRef")).Select(member => AgencyDraft.Link(member.Get("href"), NewsMlItem.Label(member)))
            .OfType<Link>().DistinctBy(link => link.Url).Take(Most).ToList();
        return new NewsMlPackage(blocks, links);
    }
}
