using Newsroom.Hosting.Html;
using Newsroom.Hosting.Outgoing;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Reads RSS 0.90 to 2.0, Atom 0.1 to 1.0, CDF and JSON Feed, in whatever state. Never throws, fetches nothing, takes time linear in the bytes and
/// stays within <see cref="FeedBounds"/>.
/// </summary>
internal static class FeedReader
{
    /// <summary>Null if it is no feed.</summary>
    public static ParsedFeed? Read(ReadOnlySpan<byte> bytes, FeedOrigin origin)
    {
        // A file of a feed in gzip, sent as it lies there.
        if (BoundedContent.IsGzip(bytes))
            bytes = BoundedContent.Gunzip(bytes.ToArray(), FeedBounds.MaxBytes);
        var document = FeedEncoding.Decode(bytes, origin);
        return JsonFeedReader.Begins(document.Text)
            ? JsonFeedReader.Read(document.Text, document.Encoding, origin)
            : Xml(document, origin);
    }

    private static ParsedFeed? Xml(FeedDocument document, FeedOrigin origin)
    {
        var tree = MarkupTree.Read(document.Text, UrlReference.Scheme(origin.Url ?? "") is null ? null : origin.Url);
        var root = Root(tree);
        if (!root.Exists)
            return null;
        var format = FeedFormats.Of(root);
        var isAtom = format.StartsWith("atom", StringComparison.Ordinal);
        var feed = new FeedDetails(isAtom) { Language = Language(root) };
        var entries = new List<FeedEntry>();
        if (root.Name is FeedName.Entry or FeedName.Item)
            entries.Add(Entry(root, isAtom));
        else
            Walk(root, isFeed: root.Name is FeedName.Feed or FeedName.Channel || !HasChannel(root), isAtom, feed, entries);
        return new ParsedFeed(Feed(feed, format, document.Encoding, FeedDetails.Tongue(origin.Language)), entries);
    }

    /// <summary>The first element that can be a feed's, past what servers and scripts put before it.</summary>
    private static FeedElement Root(MarkupTree tree)
    {
        for (var i = 1; i < tree.Count; i++)
        {
            var element = new FeedElement(tree, i);
            if (element.Name is FeedName.Rss or FeedName.Feed or FeedName.Rdf or FeedName.Channel && element.Space is FeedSpace.Core or FeedSpace.Rdf or FeedSpace.Other)
                return element;
            if (element.Name is FeedName.Entry or FeedName.Item && element.Space == FeedSpace.Core && tree.Nodes[i].Parent == 0)
                return element;
        }

        return new FeedElement(tree, 0);
    }

    private static bool HasChannel(FeedElement root)
    {
        foreach (var child in root.Children)
        {
            if (child.Name == FeedName.Channel)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The feed's own elements, its entries, and those that stand beside or within the channel by RDF's rules or by mistake. As deep as
    /// <see cref="FeedBounds.MaxDepth"/>.
    /// </summary>
    private static void Walk(FeedElement parent, bool isFeed, bool isAtom, FeedDetails feed, List<FeedEntry> entries)
    {
        if (isFeed)
            Common(parent, feed);
        foreach (var child in parent.Children)
        {
            switch (child.Name)
            {
                case FeedName.Item or FeedName.Entry when child.Space is FeedSpace.Core or FeedSpace.Other:
                    if (entries.Count < FeedBounds.MaxEntries)
                        entries.Add(Entry(child, isAtom));
                    break;
                case FeedName.Channel or FeedName.Feed:
                    Walk(child, isFeed: true, isAtom, feed, entries);
                    break;
                case FeedName.Items or FeedName.Rss:
                    Walk(child, isFeed: false, isAtom, feed, entries);
                    break;
                case FeedName.Image when !isFeed && child.Space == FeedSpace.Core:
                    feed.Take(child);
                    break;
                case FeedName.TextInput:
                    break;
                default:
                    if (isFeed)
                        feed.Take(child);
                    break;
            }
        }
    }

    /// <summary>What CDF, RDF and XML say in attributes.</summary>
    private static void Common(FeedElement element, FeedDetails details)
    {
        details.Cdf(element);
        if (element.Rdf("about") is { Length: > 0 } about)
            details.Id ??= UrlReference.Resolve(element.Base, about);
        details.Language ??= Language(element);
    }

    private static FeedEntry Entry(FeedElement element, bool isAtom)
    {
        var details = new FeedDetails(isAtom);
        details.Cdf(element);
        foreach (var child in element.Children)
            details.Take(child);
        details.Id ??= element.Rdf("about") is { Length: > 0 } about ? about : null;
        var content = details.Content(out var summary);
        var author = details.Author;
        return new FeedEntry
        {
            Id = details.Id,
            Title = details.Title,
            Link = details.Link,
            Summary = summary,
            Content = content,
            Author = author.Name,
            AuthorEmail = author.Email,
            Authors = details.Authors,
            Contributors = details.Contributors,
            Rights = details.Rights,
            PublishedAt = details.PublishedAt,
            UpdatedAt = details.UpdatedAt,
            Tags = details.Tags,
            Enclosures = details.Enclosures,
            SourceTitle = details.SourceTitle,
            SourceUrl = details.SourceUrl,
            OriginalLink = details.OriginalLink,
            Image = details.Image,
            Language = details.Language ?? Language(element),
            Section = details.Section,
            Place = details.Place,
            Comments = details.Comments,
            InReplyTo = details.InReplyTo,
        };
    }

    private static Feed Feed(FeedDetails details, string format, string encoding, string? language)
    {
        var author = details.Author;
        return new Feed
        {
            Format = format,
            Id = details.Id,
            Title = details.Title,
            Link = details.Link,
            Subtitle = details.Subtitle,
            Rights = details.Rights,
            Author = author.Name,
            AuthorEmail = author.Email,
            Authors = details.Authors,
            Contributors = details.Contributors,
            Image = details.Image,
            Generator = details.GeneratorText,
            Language = details.Language ?? language,
            PublishedAt = details.PublishedAt,
            UpdatedAt = details.UpdatedAt,
            Encoding = encoding,
            Tags = details.Tags,
            Hubs = details.Hubs,
            Self = details.Self,
            MovedTo = details.MovedTo,
            TtlMinutes = details.TtlMinutes,
        };
    }

    private static string? Language(FeedElement element) => FeedDetails.Tongue(element.Attribute("xml:lang") ?? element.Attribute("lang"));
}
