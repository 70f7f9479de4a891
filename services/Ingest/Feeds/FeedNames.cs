using System.Collections.Frozen;

namespace Newsroom.Ingest.Feeds;

/// <summary>The vocabulary that a name is of.</summary>
internal enum FeedSpace : byte
{
    /// <summary>RSS of any version, Atom, CDF: their names mean the same.</summary>
    Core,
    DublinCore,
    Terms,
    Content,
    Media,
    Podcast,
    Xhtml,
    Rdf,
    Syndication,
    Admin,
    FeedBurner,
    Xml,
    Other,
}

/// <summary>The local names that are looked at. <see cref="None"/> is every other.</summary>
internal enum FeedName : byte
{
    None,
    Abstract,
    Author,
    Body,
    Category,
    Channel,
    Content,
    Contributor,
    Copyright,
    Created,
    Creator,
    Date,
    Description,
    Div,
    Email,
    Enclosure,
    Encoded,
    Entry,
    Feed,
    FullItem,
    Generator,
    GeneratorAgent,
    Group,
    Guid,
    Homepage,
    Icon,
    Id,
    Image,
    Issued,
    Item,
    Items,
    Keywords,
    Language,
    LastBuildDate,
    Link,
    Logo,
    ManagingEditor,
    Modified,
    Name,
    OrigLink,
    Owner,
    PubDate,
    Published,
    Publisher,
    Rdf,
    Rights,
    Rss,
    Source,
    Subject,
    Subtitle,
    Summary,
    Tagline,
    TextInput,
    Thumbnail,
    Title,
    Ttl,
    Updated,
    UpdateFrequency,
    UpdatePeriod,
    Uri,
    Url,
    WebMaster,
}

/// <summary>Which vocabulary a namespace is, by its URI; by its prefix where the URI is not known or none is declared.</summary>
internal static class FeedNames
{
    private static readonly FrozenDictionary<string, FeedName>.AlternateLookup<ReadOnlySpan<char>> Names =
        Enum.GetValues<FeedName>().Where(name => name != FeedName.None)
            .ToFrozenDictionary(name => name.ToString(), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, FeedSpace> Uris = new Dictionary<string, FeedSpace>(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/Atom"] = FeedSpace.Core,
        ["https://www.w3.org/2005/Atom"] = FeedSpace.Core,
        ["http://purl.org/atom/ns#"] = FeedSpace.Core,
        ["http://purl.org/echo/"] = FeedSpace.Core,
        ["http://purl.org/pie/"] = FeedSpace.Core,
        ["http://example.com/newformat#"] = FeedSpace.Core,
        ["http://example.com/necho"] = FeedSpace.Core,
        ["uri/of/echo/namespace#"] = FeedSpace.Core,
        ["http://purl.org/rss/1.0/"] = FeedSpace.Core,
        ["http://my.netscape.com/rdf/simple/0.9/"] = FeedSpace.Core,
        ["http://channel.netscape.com/rdf/simple/0.9/"] = FeedSpace.Core,
        ["http://purl.org/net/rss1.1#"] = FeedSpace.Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = FeedSpace.Core,
        ["http://cyber.law.harvard.edu/rss/rss.html"] = FeedSpace.Core,
        ["http://purl.org/rss/1.0/modules/rss091#"] = FeedSpace.Core,
        ["http://purl.org/dc/elements/1.1/"] = FeedSpace.DublinCore,
        ["http://purl.org/dc/elements/1.0/"] = FeedSpace.DublinCore,
        ["http://purl.org/dc/terms/"] = FeedSpace.Terms,
        ["http://purl.org/rss/1.0/modules/content/"] = FeedSpace.Content,
        ["http://search.yahoo.com/mrss/"] = FeedSpace.Media,
        ["http://search.yahoo.com/mrss"] = FeedSpace.Media,
        ["http://tools.search.yahoo.com/mrss/"] = FeedSpace.Media,
        ["http://www.rssboard.org/media-rss"] = FeedSpace.Media,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = FeedSpace.Podcast,
        ["http://example.com/dtds/podcast-1.0.dtd"] = FeedSpace.Podcast,
        ["http://www.google.com/schemas/play-podcasts/1.0"] = FeedSpace.Podcast,
        ["http://www.google.com/schemas/play-podcasts/1.0/"] = FeedSpace.Podcast,
        ["http://www.w3.org/1999/xhtml"] = FeedSpace.Xhtml,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = FeedSpace.Rdf,
        ["http://purl.org/rss/1.0/modules/syndication/"] = FeedSpace.Syndication,
        ["http://webns.net/mvcb/"] = FeedSpace.Admin,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = FeedSpace.FeedBurner,
        ["http://www.w3.org/XML/1998/namespace"] = FeedSpace.Xml,
        // Known to be something else, whatever the prefix.
        ["http://www.w3.org/2000/svg"] = FeedSpace.Other,
        ["http://www.w3.org/1998/Math/MathML"] = FeedSpace.Other,
        ["http://www.georss.org/georss"] = FeedSpace.Other,
        ["http://purl.org/rss/1.0/modules/slash/"] = FeedSpace.Other,
        ["http://wellformedweb.org/CommentAPI/"] = FeedSpace.Other,
        ["http://purl.org/syndication/thread/1.0"] = FeedSpace.Other,
        ["http://web.resource.org/cc/"] = FeedSpace.Other,
        ["http://creativecommons.org/ns#"] = FeedSpace.Other,
        ["http://backend.userland.com/creativeCommonsRssModule"] = FeedSpace.Other,
        ["http://xmlns.com/foaf/0.1/"] = FeedSpace.Other,
        ["http://podlove.org/simple-chapters"] = FeedSpace.Other,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FeedName Name(ReadOnlySpan<char> local) => Names.TryGetValue(local, out var name) ? name : FeedName.None;

    /// <summary>Null if the URI is not known.</summary>
    public static FeedSpace? Space(string uri)
    {
        var given = uri.Trim();
        return Uris.TryGetValue(given, out var space) ? space
            : given.Contains("backend.userland.com/rss", StringComparison.OrdinalIgnoreCase) ? FeedSpace.Core
            : null;
    }

    /// <summary>What a prefix commonly stands for.</summary>
    public static FeedSpace ByPrefix(ReadOnlySpan<char> prefix) => prefix switch
    {
        _ when prefix.Equals("dc", StringComparison.OrdinalIgnoreCase) => FeedSpace.DublinCore,
        _ when prefix.Equals("dcterms", StringComparison.OrdinalIgnoreCase) => FeedSpace.Terms,
        _ when prefix.Equals("content", StringComparison.OrdinalIgnoreCase) => FeedSpace.Content,
        _ when prefix.Equals("media", StringComparison.OrdinalIgnoreCase) => FeedSpace.Media,
        _ when prefix.Equals("itunes", StringComparison.OrdinalIgnoreCase) || prefix.Equals("googleplay", StringComparison.OrdinalIgnoreCase) => FeedSpace.Podcast,
        _ when prefix.Equals("xhtml", StringComparison.OrdinalIgnoreCase) => FeedSpace.Xhtml,
        _ when prefix.Equals("rdf", StringComparison.OrdinalIgnoreCase) => FeedSpace.Rdf,
        _ when prefix.Equals("sy", StringComparison.OrdinalIgnoreCase) => FeedSpace.Syndication,
        _ when prefix.Equals("admin", StringComparison.OrdinalIgnoreCase) => FeedSpace.Admin,
        _ when prefix.Equals("feedburner", StringComparison.OrdinalIgnoreCase) => FeedSpace.FeedBurner,
        _ when prefix.Equals("xml", StringComparison.OrdinalIgnoreCase) => FeedSpace.Xml,
        _ when prefix.Equals("atom", StringComparison.OrdinalIgnoreCase) || prefix.StartsWith("atom10", StringComparison.OrdinalIgnoreCase)
            || prefix.Equals("a10", StringComparison.OrdinalIgnoreCase) || prefix.Equals("rss", StringComparison.OrdinalIgnoreCase) => FeedSpace.Core,
        _ => FeedSpace.Other,
    };
}
