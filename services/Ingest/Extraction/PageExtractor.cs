using System.Diagnostics;
using AngleSharp.Html.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Parses a page once, counts its text in one walk (<see cref="PageTree"/>), takes out what stands around the article
/// (<see cref="PagePruning"/>), finds the elements that hold the article's text (<see cref="PageBody"/>), and writes them as blocks. Where that
/// is thin, it tries more of the page, and at last the text in the page's JSON-LD.
/// </summary>
internal sealed class PageExtractor : IPageExtractor
{
    private const string Method = "page/1";
    private const int MaxLinks = 200;

    public ExtractedArticle? Extract(string html, Uri? url, ExtractionRules? rules = null) => ArticleOf(Look(html, url, rules));

    public ExtractedArticle? Look(string html, Uri? url, ExtractionRules? rules)
    {
        ArgumentNullException.ThrowIfNull(html);
        try
        {
            return Found(html, url, rules);
        }
        // Parser and reader are fed by strangers; whatever they trip over, the page is no article that we can read. The trace tells of it.
#pragma warning disable CA1031
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Activity.Current?.AddException(problem);
            return null;
        }
    }

    /// <summary>The article, without a net: what throws here is a mistake of ours.</summary>
    internal static ExtractedArticle? Read(string html, Uri? url, ExtractionRules? rules = null) =>
        ArticleOf(Found(html, url, rules));

    private static ExtractedArticle? ArticleOf(ExtractedArticle? found) => found is { IsArticle: true } ? found : null;

    private static ExtractedArticle? Found(string html, Uri? url, ExtractionRules? rules) =>
        Found(PageSource.Parse(html, withAll: rules is not null), WebAddress.IsWeb(url) ? url : null, rules);

    private static ExtractedArticle? Found(IHtmlDocument document, Uri? url, ExtractionRules? rules)
    {
        var baseAddress = HtmlElements.Find(document.DocumentElement, static element => element.LocalName == "base" && element.HasAttribute("href"));
        var baseUrl = WebAddress.Absolute(baseAddress?.GetAttribute("href"), url) is { } given ? new Uri(given) : url;
        var metadata = new PageMetadata(document, url);
        var siteName = metadata.SiteName();
        var found = rules is null ? null : RuledPage.Of(document, rules);
        var title = found?.Title ?? metadata.Title(siteName);
        if (PageTree.Of(document, url?.Host) is not { } tree)
            return null;
        var isNotice = found?.Title is null && (title is null || PageJudgement.IsNotice(title, tree));
        if (found?.Title is not null)
            metadata.Evidence["title"] = "rule";

        var top = new TopLines();
        var text = PageText.Read(new PageContext(tree, metadata, title ?? "", siteName, baseUrl), found, top);
        if (title is null && text.Blocks.Count == 0)
            return null;
        metadata.Evidence["blocks"] = text.Evidence;
        return Article(title ?? "", siteName, text.Blocks, metadata, top, baseUrl, found) with { IsArticle = text.IsArticle && !isNotice };
    }

    private static ExtractedArticle Article(
        string title, string? siteName, IReadOnlyList<Block> blocks, PageMetadata metadata, TopLines top, Uri? baseUrl, RuledPage? rules)
    {
        var dateline = TopLines.Dateline(blocks.FirstOrDefault(block => block.Type == BlockType.Paragraph));
        if (dateline is not null)
            metadata.Evidence["dateline"] = "opening of the first paragraph";
        var byline = metadata.Byline(siteName);
        if (byline.Count == 0)
            byline = [.. top.Byline.Where(name => !metadata.IsSection(name))];
        if (byline.Count == 0 && metadata.LastByline(siteName) is var (own, ownPlace))
            (byline, metadata.Evidence["byline"]) = (own, ownPlace);
        var publishedAt = metadata.PublishedAt();
        // What is declared goes before what is printed.
        foreach (var (field, place) in top.Evidence)
            metadata.Evidence.TryAdd(field, place);
        if (rules is { Byline.Count: > 0 })
            metadata.Evidence["byline"] = "rule";
        if (rules?.PublishedAt is not null)
            metadata.Evidence["publishedAt"] = "rule";
        return new ExtractedArticle
        {
            Title = title,
            Byline = rules is { Byline.Count: > 0 } ? rules.Byline : byline,
            Dateline = dateline,
            PublishedAt = rules?.PublishedAt ?? publishedAt ?? top.PublishedAt,
            UpdatedAt = metadata.UpdatedAt(),
            Language = metadata.Language(),
            CanonicalUrl = metadata.CanonicalUrl(),
            SiteName = siteName,
            Section = metadata.Section(),
            Paywalled = metadata.Paywalled(),
            Blocks = blocks,
            Media = Pictures(metadata.LeadImage(baseUrl), blocks),
            Links = BlockLinks.Of(blocks, MaxLinks),
            Method = Method,
            Evidence = metadata.Evidence,
        };
    }

    /// <summary>The lead first; what the body says of the same picture goes with it.</summary>
    private static List<Media> Pictures(Media? lead, IReadOnlyList<Block> blocks)
    {
        var inBody = blocks.Select(block => block.Media).OfType<Media>().ToList();
        var same = lead is null ? null : inBody.Find(media => media.Url == lead.Url);
        return [.. (lead is null ? inBody : inBody.Prepend(same ?? lead)).DistinctBy(media => media.Url)];
    }
}
