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

    /// <summary>Places: GeoRSS, GML and the Basic Geo vocabulary of the W3C.</summary>
    Places,

    /// <summary>Slash, the Comment API and Atom Threading: what readers answer.</summary>
    Comments,

    /// <summary>Yandex News and Turbo, which have the whole text for their reader alone.</summary>
    Yandex,
    Prism,
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
    CommentRss,
    Comments,
    Content,
    Contributor,
    Copyright,
    Created,
    Creator,
    Credit,
    Date,
    Description,
    Div,
    Email,
    Enclosure,
    Encoded,
    Entry,
    FeatureName,
    Feed,
    FullItem,
    FullText,
    Generator,
    GeneratorAgent,
    Group,
    Guid,
    Homepage,
    Icon,
    Id,
    Image,
    InReplyTo,
    Issued,
    Item,
    Items,
    Keywords,
    Language,
    LastBuildDate,
    Lat,
    Link,
    Logo,
    Long,
    ManagingEditor,
    Modified,
    Name,
    NewFeedUrl,
    OrigLink,
    Owner,
    Point,
    Pos,
    PubDate,
    PublicationDate,
    Published,
    Publisher,
    Rdf,
    Rights,
    Rss,
    Section,
    Source,
    Subject,
    Subtitle,
    Summary,
    Tagline,
    TextInput,
    Thumbnail,
    Title,
    Total,
    Ttl,
    Updated,
    UpdateFrequency,
    UpdatePeriod,
    Uri,
    Url,
    WebMaster,
    Where,
}

/// <summary>Which vocabulary a namespace is, by its URI; by its prefix where the URI is not known or none is declared.</summary>
internal static class FeedNames
{
    private static readonly FrozenDictionary<string, FeedName>.AlternateLookup<ReadOnlySpan<char>> Names =
        Enum.GetValues<FeedName>().Where(name => name != FeedName.None).Select(name => KeyValuePair.Create(name.ToString(), name))
            .Concat([new("full-text", FeedName.FullText), new("in-reply-to", FeedName.InReplyTo), new("new-feed-url", FeedName.NewFeedUrl)])
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>As <see cref="Plain"/> has them.</summary>
    private static readonly FrozenDictionary<string, FeedSpace>.AlternateLookup<ReadOnlySpan<char>> Uris = new Dictionary<string, FeedSpace>(StringComparer.OrdinalIgnoreCase)
    {
        ["w3.org/2005/Atom"] = FeedSpace.Core,
        ["purl.org/atom/ns"] = FeedSpace.Core,
        ["purl.org/echo"] = FeedSpace.Core,
        ["purl.org/pie"] = FeedSpace.Core,
        ["example.com/newformat"] = FeedSpace.Core,
        ["example.com/necho"] = FeedSpace.Core,
        ["uri/of/echo/namespace"] = FeedSpace.Core,
        ["purl.org/rss/1.0"] = FeedSpace.Core,
        ["my.netscape.com/rdf/simple/0.9"] = FeedSpace.Core,
        ["channel.netscape.com/rdf/simple/0.9"] = FeedSpace.Core,
        ["purl.org/net/rss1.1"] = FeedSpace.Core,
        ["blogs.law.harvard.edu/tech/rss"] = FeedSpace.Core,
        ["cyber.law.harvard.edu/rss/rss.html"] = FeedSpace.Core,
        ["purl.org/rss/1.0/modules/rss091"] = FeedSpace.Core,
        ["purl.org/dc/elements/1.1"] = FeedSpace.DublinCore,
        ["purl.org/dc/elements/1.0"] = FeedSpace.DublinCore,
        ["purl.org/dc/terms"] = FeedSpace.Terms,
        ["purl.org/rss/1.0/modules/content"] = FeedSpace.Content,
        ["search.yahoo.com/mrss"] = FeedSpace.Media,
        ["tools.search.yahoo.com/mrss"] = FeedSpace.Media,
        ["rssboard.org/media-rss"] = FeedSpace.Media,
        ["itunes.com/dtds/podcast-1.0.dtd"] = FeedSpace.Podcast,
        ["example.com/dtds/podcast-1.0.dtd"] = FeedSpace.Podcast,
        ["google.com/schemas/play-podcasts/1.0"] = FeedSpace.Podcast,
        ["w3.org/1999/xhtml"] = FeedSpace.Xhtml,
        ["w3.org/1999/02/22-rdf-syntax-ns"] = FeedSpace.Rdf,
        ["purl.org/rss/1.0/modules/syndication"] = FeedSpace.Syndication,
        ["webns.net/mvcb"] = FeedSpace.Admin,
        ["rssnamespace.org/feedburner/ext/1.0"] = FeedSpace.FeedBurner,
        ["georss.org/georss"] = FeedSpace.Places,
        ["opengis.net/gml"] = FeedSpace.Places,
        ["w3.org/2003/01/geo/wgs84_pos"] = FeedSpace.Places,
        ["purl.org/rss/1.0/modules/slash"] = FeedSpace.Comments,
        ["wellformedweb.org/CommentAPI"] = FeedSpace.Comments,
        ["purl.org/syndication/thread/1.0"] = FeedSpace.Comments,
        ["news.yandex.ru"] = FeedSpace.Yandex,
        ["turbo.yandex.ru"] = FeedSpace.Yandex,
        ["w3.org/XML/1998/namespace"] = FeedSpace.Xml,
        // Known to be something else, whatever the prefix.
        ["w3.org/2000/svg"] = FeedSpace.Other,
        ["w3.org/1998/Math/MathML"] = FeedSpace.Other,
        ["web.resource.org/cc"] = FeedSpace.Other,
        ["creativecommons.org/ns"] = FeedSpace.Other,
        ["backend.userland.com/creativeCommonsRssModule"] = FeedSpace.Other,
        ["xmlns.com/foaf/0.1"] = FeedSpace.Other,
        ["podlove.org/simple-chapters"] = FeedSpace.Other,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static FeedName Name(ReadOnlySpan<char> local) => Names.TryGetValue(local, out var name) ? name : FeedName.None;

    /// <summary>Null if the URI is not known.</summary>
    public static FeedSpace? Space(string uri) => Uris.TryGetValue(Plain(uri), out var space) ? space
        : uri.Contains("backend.userland.com/rss", StringComparison.OrdinalIgnoreCase) ? FeedSpace.Core
        : uri.Contains("prismstandard.org/namespaces/", StringComparison.OrdinalIgnoreCase) ? FeedSpace.Prism
        : null;

    /// <summary>Without what is forgotten, added or changed by hand: scheme, <c>www.</c>, and the marks at the end.</summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> uri)
    {
        uri = uri.Trim();
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        if (scheme is 4 or 5)
            uri = uri[(scheme + 3)..];
        if (uri.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            uri = uri[4..];
        return uri.TrimEnd("/#");
    }

    private static readonly FrozenDictionary<string, FeedSpace>.AlternateLookup<ReadOnlySpan<char>> Prefixes = new Dictionary<string, FeedSpace>(StringComparer.OrdinalIgnoreCase)
    {
        ["dc"] = FeedSpace.DublinCore,
        ["dcterms"] = FeedSpace.Terms,
        ["content"] = FeedSpace.Content,
        ["media"] = FeedSpace.Media,
        ["itunes"] = FeedSpace.Podcast,
        ["googleplay"] = FeedSpace.Podcast,
        ["xhtml"] = FeedSpace.Xhtml,
        ["rdf"] = FeedSpace.Rdf,
        ["sy"] = FeedSpace.Syndication,
        ["admin"] = FeedSpace.Admin,
        ["feedburner"] = FeedSpace.FeedBurner,
        ["georss"] = FeedSpace.Places,
        ["gml"] = FeedSpace.Places,
        ["geo"] = FeedSpace.Places,
        ["slash"] = FeedSpace.Comments,
        ["wfw"] = FeedSpace.Comments,
        ["thr"] = FeedSpace.Comments,
        ["yandex"] = FeedSpace.Yandex,
        ["turbo"] = FeedSpace.Yandex,
        ["prism"] = FeedSpace.Prism,
        ["xml"] = FeedSpace.Xml,
        ["atom"] = FeedSpace.Core,
        ["a10"] = FeedSpace.Core,
        ["rss"] = FeedSpace.Core,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a prefix commonly stands for.</summary>
    public static FeedSpace ByPrefix(ReadOnlySpan<char> prefix) => Prefixes.TryGetValue(prefix, out var space) ? space
        : prefix.StartsWith("atom10", StringComparison.OrdinalIgnoreCase) ? FeedSpace.Core
        : FeedSpace.Other;
}
