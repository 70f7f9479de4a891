using System.Text.RegularExpressions;
using Newsroom.Hosting.Html;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Feeds;

/// <summary>The feeds of a page, by RSS and Atom autodiscovery (<c>rel=alternate</c>, <c>rel=feed</c>), by its links, and by where they commonly are. Pure.</summary>
internal static partial class FeedDiscovery
{
    private const int Most = 100;

    /// <summary>What a feed alone is sent as.</summary>
    private static readonly string[] FeedTypes =
    [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/rss", "application/x-rss+xml", "application/atom",
        "text/rss+xml", "text/rss", "text/atom+xml", "application/x.atom+xml", "application/x-atom+xml",
    ];

    /// <summary>What feeds are sent as too. WordPress names its API in this way, so the address has to look like a feed.</summary>
    private static readonly string[] PerhapsTypes = ["application/json", "application/xml", "text/xml"];

    /// <summary>Readers and directories, to which pages link with a feed's address in the query.</summary>
    private static readonly string[] Readers =
        ["feedly.com", "inoreader.com", "newsblur.com", "netvibes.com", "theoldreader.com", "yahoo.com", "google.com", "bloglovin.com", "facebook.com", "twitter.com", "x.com", "validator.w3.org", "w3.org"];

    public static IReadOnlyList<FeedCandidate> Find(ReadOnlySpan<byte> page, string? charset, Uri url) => Find(HtmlEncoding.Decode(page, charset), url);

    /// <summary>Those that the page names, those that it links to, and guesses; feeds of comments last. Each once, the surest first.</summary>
    public static IReadOnlyList<FeedCandidate> Find(string html, Uri url)
    {
        var tags = PageTags.Read(html, out _);
        var basis = BaseOf(tags, url);
        var found = tags.Select(tag => Candidate(tag, basis)).OfType<FeedCandidate>();
        var generator = tags.Find(tag => tag is { Name: "meta", MetaName: "generator", Content: not null })?.Content ?? "";
        return
        [
            .. found.Concat(FeedGuesses.Of(url, generator)).OrderBy(candidate => candidate.Kind)
                .DistinctBy(candidate => Key(candidate.Url)).OrderBy(candidate => candidate.IsOfComments).Take(Most),
        ];
    }

    /// <summary>Whether an address alone tells that a feed may stand there.</summary>
    public static bool LooksLikeFeed(Uri url) => FeedPath().IsMatch(url.AbsolutePath) || FeedQuery().IsMatch(url.Query) || FeedHost().IsMatch(url.Host);

    /// <summary>The first <c>base</c> with an address, resolved by the page's own (HTML, "document base URL").</summary>
    private static string BaseOf(List<PageTag> tags, Uri url) =>
        tags.Where(tag => tag is { Name: "base", Href.Length: > 0 }).Select(tag => UrlReference.Resolve(url.AbsoluteUri, tag.Href!)).FirstOrDefault(UrlReference.IsWeb) ?? url.AbsoluteUri;

    private static FeedCandidate? Candidate(PageTag tag, string basis)
    {
        if (tag.Name is "base" or "meta" || Address(tag.Href, basis) is not { } url)
            return null;
        var rels = (tag.Rel ?? "").Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var isAlternate = rels.Contains("alternate") && !rels.Contains("stylesheet");
        var isTyped = FeedTypes.Contains(tag.Type) || (PerhapsTypes.Contains(tag.Type) && LooksLikeFeed(url));
        var title = tag.Title is { Length: > 0 } given ? given : tag.Text is { Length: > 0 } text ? text : null;
        if ((isAlternate && isTyped) || (rels.Contains("feed") && tag.Type is null) || (rels.Contains("feed") && isTyped))
            return new FeedCandidate(url, CandidateKind.Declared, title, tag.Type, IsOfComments(url, title));
        if (tag.Name is not ("a" or "area") || Readers.Any(host => url.Host == host || url.Host.EndsWith("." + host, StringComparison.Ordinal)))
            return null;
        return isTyped || LooksLikeFeed(url) ? new FeedCandidate(url, CandidateKind.Linked, title, tag.Type, IsOfComments(url, title)) : null;
    }

    /// <summary><c>feed:</c> stands before the whole address or in place of <c>http:</c> (draft-obasanjo-feed-uri-scheme).</summary>
    private static Uri? Address(string? href, string basis)
    {
        if (string.IsNullOrEmpty(href))
            return null;
        if (href.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            href = href[5..] is var rest && rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
        return UrlReference.Resolve(basis, href) is { } url && UrlReference.IsWeb(url) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address : null;
    }

    private static bool IsOfComments(Uri url, string? title) => CommentsPath().IsMatch(url.PathAndQuery) || (title is not null && CommentsTitle().IsMatch(title));

    /// <summary>The same with http and https, and with and without a slash at its end.</summary>
    private static string Key(Uri url) => $"{url.Host}:{(url.IsDefaultPort ? 0 : url.Port)}{url.PathAndQuery.TrimEnd('/')}";

    [GeneratedRegex(
        @"\.(rss|rdf|atom)$|[/_.-](rss2?|atom|feeds?|rdf)([_.-][\w.-]*)?\.(xml|json|php|aspx?)$|/(rss2?|atom|feeds?|rdf)/?$|/(rss2?|atom|feeds?)/[\w./-]+$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FeedPath();

    [GeneratedRegex(@"[?&](feed=(rss2?|atom|rdf|feed)|format=(rss|atom|feed)|type=(rss|atom)|alt=rss|output=rss|rss=1|mode=rss)(&|$)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FeedQuery();

    [GeneratedRegex(@"^(feeds?|rss|feedproxy|feeds2)\.|(^|\.)feedburner\.com$|^feedpress\.me$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FeedHost();

    [GeneratedRegex("/comments?/|comments?-(feed|rss)|/comments?$|feed=comments|/feeds/comments/", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CommentsPath();

    [GeneratedRegex(@"\b(comments?|komentar|kommentare?|commentaires?|comentarios?|comentários|commenti|reacties|kommentarer)\b|コメント|评论|التعليقات|комментари", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CommentsTitle();
}
