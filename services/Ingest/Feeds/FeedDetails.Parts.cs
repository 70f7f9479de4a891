using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <content>Elements that say several things at once.</content>
internal sealed partial class FeedDetails
{
    private const string Relations = "http://www.iana.org/assignments/relation/";

    private void Linked(FeedElement element)
    {
        var rel = element.Attribute("rel")?.ToLowerInvariant() is { Length: > 0 } given ? given : "alternate";
        // The long form of the same name (RFC 4287 §4.2.7.2).
        if (rel.StartsWith(Relations, StringComparison.Ordinal))
            rel = rel[Relations.Length..];
        // An empty reference is the base itself (RFC 3986 §4.4).
        var href = element.Url("href") ?? element.Url("url") ?? element.Url("uri") ?? (element.Attribute("href") is not null && element.Raw.IsWhiteSpace() ? element.Base : null);
        // A link as text, whether or not it has attributes beside.
        var url = href ?? (element.HasElements ? Anchored(element) : element.Url()) ?? element.Resource();
        if (url is null)
            return;
        if (href is null && rel is not ("self" or "hub" or "enclosure"))
            rel = "alternate";
        switch (rel)
        {
            case "alternate":
                if (href is null || element.Attribute("type")?.ToLowerInvariant() is null or "" or "text/html" or "html" or "application/xhtml+xml" or "xhtml")
                    link = url;
                else
                    otherLink ??= url;
                break;
            case "enclosure":
                Enclose(url, element.Attribute("type"), element.Attribute("length"));
                break;
            case "self":
                Self ??= url;
                break;
            case "replies":
                Answered(element, url);
                break;
            case "hub":
                if (Hubs.Count < FeedBounds.MaxList && !Hubs.Contains(url))
                    Hubs.Add(url);
                break;
        }
    }

    /// <summary>Where a link of HTML within leads.</summary>
    private static string? Anchored(FeedElement element)
    {
        foreach (var child in element.Children)
        {
            if (child.LocalName.Equals("a", StringComparison.OrdinalIgnoreCase))
                return child.Url("href");
        }

        return null;
    }

    private void Identified(FeedElement element)
    {
        if (element.Text() is not { } text)
            return;
        var permanent = element.Attribute("isPermaLink")?.ToLowerInvariant();
        // Resolved only where it is an address: tag:, urn: and the like come through as they are, and so does what is none.
        var url = permanent is null or "true" ? UrlReference.Resolve(element.Base, text) : null;
        var isAddress = url is not null && (permanent == "true" || element.Name == FeedName.Id || UrlReference.IsWeb(text) || text[0] == '/');
        Id = FeedText.Cut(isAddress && UrlReference.Scheme(text) is null ? url! : text);
        if (isAddress && (UrlReference.IsWeb(url) || permanent == "true"))
            guidLink = url;
    }

    private void Categorised(FeedElement element)
    {
        var term = SafeMarkup.OneLine(element.Attribute("term"));
        var text = element.HasElements && element.Name == FeedName.Category && element.Space == FeedSpace.Core && isAtom ? null : FeedText.Line(element, isAtom: false);
        if (term is null && text is null)
            text = SafeMarkup.OneLine(element.Attribute("label")) ?? SafeMarkup.OneLine(element.Attribute("name")) ?? SafeMarkup.OneLine(element.Attribute("text"));
        Tag(term);
        Tag(text);
    }

    private void Keywords(string? text)
    {
        foreach (var word in text?.Split(',') ?? [])
            Tag(FeedText.Line(word));
    }

    private void Tag(string? tag)
    {
        if (tag is not null && Tags.Count < FeedBounds.MaxList && !Tags.Contains(tag))
            Tags.Add(FeedText.Cut(tag)!);
    }

    private void Sourced(FeedElement element)
    {
        SourceUrl = element.Url("url") ?? SourceUrl;
        if (!element.HasElements)
        {
            SourceTitle = FeedText.Line(element, isAtom) ?? SourceTitle;
            return;
        }

        var source = new FeedDetails(isAtom);
        foreach (var child in element.Children)
            source.Take(child);
        SourceTitle = source.Title ?? SourceTitle;
        SourceUrl ??= source.Link ?? source.Self;
        if (authors.Count == 0)
            authors.AddRange(source.authors);
    }

    /// <summary>Of the forms of one text the last is the best (RFC 2046 §5.1.4, which Atom 0.3 follows).</summary>
    private void Alternatives(FeedElement element)
    {
        foreach (var child in element.Children)
        {
            if (child.Is(FeedSpace.Core, FeedName.Content) && !child.Raw.IsWhiteSpace())
                contents.Insert(0, child);
            if (contents.Count >= MostTexts)
                return;
        }
    }

    private static string? Pictured(FeedElement element)
    {
        if (!element.HasElements)
            return element.Url("href") ?? element.Url("url") ?? element.Resource() ?? element.Url();
        foreach (var child in element.Children)
        {
            if (child.Name == FeedName.Url && child.Url() is { } url)
                return url;
        }

        return null;
    }
}
