using AngleSharp.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Posts of networks set into a text: a quote with its address.</summary>
internal static class HtmlEmbeds
{
    private static readonly string[] PostClasses =
        ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "reddit-embed", "text-post-media", "fb-post"];

    private static readonly string[] PostHosts =
    [
        "platform.twitter.com", "twitter.com", "x.com", "instagram.com", "facebook.com", "tiktok.com", "bsky.app", "embed.bsky.app", "threads.net", "t.me",
        "reddit.com", "embed.reddit.com",
    ];

    /// <summary>The address of the post that a quote is; null if it is a quote of another kind.</summary>
    public static string? Address(IElement quote, Uri? baseUrl)
    {
        if (quote.ClassName is not { } classes || !Array.Exists(PostClasses, name => classes.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return null;
        var given = quote.GetAttribute("data-instgrm-permalink") ?? quote.GetAttribute("data-href") ?? quote.GetAttribute("cite");
        return WebAddress.Absolute(given, baseUrl)
            ?? HtmlElements.FindAll(quote, static element => element.LocalName == "a").Select(link => WebAddress.Absolute(link.GetAttribute("href"), baseUrl))
                .LastOrDefault(address => address is not null);
    }

    /// <summary>Of a frame that shows a post; null for all others, which are players, forms and advertisements.</summary>
    public static Block? OfFrame(IElement frame, Uri? baseUrl)
    {
        return WebAddress.Absolute(frame.GetAttribute("src") ?? frame.GetAttribute("data-src"), baseUrl) is { } address && Post(address) is { } post
            ? new Block { Type = BlockType.Quote, Text = TextShape.Line(frame.GetAttribute("title")) ?? post, Cite = post }
            : null;
    }

    /// <summary>The address of the post that a frame of an address shows; null if it shows none.</summary>
    public static string? Post(string frame)
    {
        if (!Uri.TryCreate(frame, UriKind.Absolute, out var url))
            return null;
        var host = url.Host.StartsWith("www.", StringComparison.Ordinal) ? url.Host[4..] : url.Host;
        var isFurniture = url.AbsolutePath.Contains("like.php", StringComparison.Ordinal) || url.AbsolutePath.Contains("share", StringComparison.Ordinal)
            || url.AbsolutePath.Contains("plugins/page", StringComparison.Ordinal) || url.AbsolutePath.Contains("follow", StringComparison.Ordinal);
        return PostHosts.Contains(host) && !isFurniture ? Post(url) : null;
    }

    /// <summary>The post's own address, where the frame's tells it.</summary>
    private static string Post(Uri url)
    {
        foreach (var pair in url.Query.TrimStart('?').Split('&'))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left, right) : (pair, "");
            if (name == "href" && WebAddress.Absolute(Uri.UnescapeDataString(value), null) is { } address)
                return address;
            if (name == "id" && url.Host.EndsWith("twitter.com", StringComparison.Ordinal) && value.All(char.IsAsciiDigit) && value.Length > 0)
                return $"https://twitter.com/i/status/{value}";
        }

        return url.GetLeftPart(UriPartial.Path);
    }
}
