using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.WebSub;

/// <summary>What a feed says of its hubs (WebSub §4).</summary>
/// <param name="Topic">By which hubs know the feed: what it calls itself, else where it was polled.</param>
/// <param name="Hubs">In the order in which they are tried: those that can be spoken to in secret first.</param>
internal sealed record WebSubOffer(string Topic, IReadOnlyList<string> Hubs)
{
    /// <summary>Feeds name one hub, or two.</summary>
    private const int MostHubs = 5;

    /// <summary>Null where there is no hub. Headers come before the document.</summary>
    /// <param name="links">Of the answer's <c>Link</c> headers.</param>
    /// <param name="feed">Its document.</param>
    /// <param name="url">Where it stands.</param>
    public static WebSubOffer? Of(IReadOnlyList<(string Url, string Rel)> links, Feed feed, Uri url)
    {
        var hubs = Usable(links.Where(link => link.Rel == "hub").Select(link => link.Url));
        if (hubs.Count == 0)
            hubs = Usable(feed.Hubs);
        if (hubs.Count == 0)
            return null;
        return new WebSubOffer(Self(links, feed.Self) ?? url.AbsoluteUri, hubs);
    }

    /// <summary>
    /// After an answer without a document, or with the one that is known: hubs in its headers count. Headers without any say nothing, because 304
    /// need not repeat them (RFC 9110 §15.4.5).
    /// </summary>
    /// <param name="before">As it was; null for none.</param>
    /// <param name="links">Of the answer's <c>Link</c> headers.</param>
    /// <param name="url">Where it came from.</param>
    public static WebSubOffer? Unchanged(WebSubOffer? before, IReadOnlyList<(string Url, string Rel)> links, Uri url)
    {
        var hubs = Usable(links.Where(link => link.Rel == "hub").Select(link => link.Url));
        return hubs.Count == 0 ? before : new WebSubOffer(Self(links, before?.Topic) ?? url.AbsoluteUri, hubs);
    }

    private static string? Self(IReadOnlyList<(string Url, string Rel)> links, string? other) =>
        links.Where(link => link.Rel == "self").Select(link => link.Url).Append(other).FirstOrDefault(one => SourceAddress.Read(one) is not null);

    private static List<string> Usable(IEnumerable<string> urls) =>
        [.. urls.Select(SourceAddress.Read).OfType<Uri>().Distinct().OrderByDescending(url => url.Scheme == "https").Take(MostHubs).Select(url => url.AbsoluteUri)];
}
