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
        var self = links.Where(link => link.Rel == "self").Select(link => link.Url).Append(feed.Self).FirstOrDefault(one => SourceAddress.Read(one) is not null);
        return new WebSubOffer(self ?? url.AbsoluteUri, hubs);
    }

    private static List<string> Usable(IEnumerable<string> urls) =>
        [.. urls.Select(SourceAddress.Read).OfType<Uri>().Distinct().OrderByDescending(url => url.Scheme == "https").Take(MostHubs).Select(url => url.AbsoluteUri)];
}
