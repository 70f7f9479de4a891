namespace Newsroom.Ingest.Feeds;

/// <summary>The format of a feed by its root, in the words that <see cref="Feed.Format"/> lists.</summary>
internal static class FeedFormats
{
    public static string Of(FeedElement root)
    {
        var version = root.Attribute("version")?.Trim() ?? "";
        var namespaces = root.Tree.Namespaces;
        return root.Name switch
        {
            FeedName.Rss => Rss(version, root.Tree.Doctype),
            FeedName.Rdf => Rdf(namespaces),
            FeedName.Feed or FeedName.Entry when namespaces.Any(uri => FeedNames.Plain(uri).Equals("w3.org/2005/Atom", StringComparison.OrdinalIgnoreCase)) => "atom10",
            FeedName.Feed or FeedName.Entry => version switch { "0.1" => "atom01", "0.2" => "atom02", "0.3" => "atom03", "1.0" => "atom10", _ => "atom" },
            FeedName.Channel when IsCdf(root) => "cdf",
            _ => "rss",
        };
    }

    private static string Rss(string version, string? doctype) => version switch
    {
        "0.90" or "0.9" => "rss090",
        "0.91" => doctype?.Contains("netscape", StringComparison.OrdinalIgnoreCase) == true ? "rss091n" : "rss091u",
        "0.92" => "rss092",
        "0.93" => "rss093",
        "0.94" => "rss094",
        "1.0" => "rss10",
        ['2', '.', ..] or "2" => "rss20",
        _ => doctype?.Contains("netscape", StringComparison.OrdinalIgnoreCase) == true ? "rss091n" : "rss",
    };

    private static string Rdf(IReadOnlyList<string> namespaces)
    {
        foreach (var uri in namespaces)
        {
            if (uri.Contains("netscape.com/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase))
                return "rss090";
            if (FeedNames.Plain(uri).Equals("purl.org/rss/1.0", StringComparison.OrdinalIgnoreCase))
                return "rss10";
        }

        return "rss";
    }

    private static bool IsCdf(FeedElement root)
    {
        if (root.Attribute("href") is not null || root.Attribute("base") is not null || root.Attribute("lastmod") is not null || root.Attribute("self") is not null)
            return true;
        foreach (var child in root.Children)
        {
            if (child.Name == FeedName.Abstract || (child.Name == FeedName.Item && child.Attribute("href") is not null))
                return true;
        }

        return false;
    }
}
