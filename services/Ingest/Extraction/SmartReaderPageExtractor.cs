using AngleSharp.Html.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Finds the text with SmartReader (a port of Mozilla's Readability); metadata, blocks and the judgement whether this is an
/// article are ours. SmartReader is given a parsed document, and so has nothing to fetch.
/// </summary>
internal sealed class SmartReaderPageExtractor : IPageExtractor
{
    private const string Method = "page-smartreader/1";
    private const int MaxLinks = 200;

    // SmartReader wants an address to resolve against; what ends up on this one has no address (WebAddress.IsWeb).
    private static readonly Uri Nowhere = new("https://nowhere.invalid/");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public ExtractedArticle? Extract(string html, Uri? url)
    {
        ArgumentNullException.ThrowIfNull(html);
        try
        {
            return BodyBlocks.Parse(html) is { } document ? Extract(html, document, WebAddress.IsWeb(url) ? url : null) : null;
        }
        // Parser and reader are fed by strangers; whatever they trip over, the page is no article that we can read.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static ExtractedArticle? Extract(string html, IHtmlDocument document, Uri? url)
    {
        var baseUrl = WebAddress.Absolute(document.QuerySelector("base[href]")?.GetAttribute("href"), url) is { } given ? new Uri(given) : url;
        var metadata = new PageMetadata(document, url);
        var siteName = metadata.SiteName();
        var title = metadata.Title(siteName);
        if (title is null || PageJudgement.IsNotice(title, document))
            return null;

        var (content, evidence) = PageBody.Find(html, document, metadata, baseUrl ?? Nowhere, Patience);
        if (content is null)
            return null;
        bool IsSiteName(string line) => siteName is not null && TextShape.Key(line) == TextShape.Key(siteName);
        var top = new TopLines();
        var blocks = PageBody.Tidy(Boilerplate.Without(HtmlBlocks.From(content, baseUrl), IsSiteName), title, top);
        if (!PageJudgement.IsArticle(blocks, content, document, metadata))
            return null;

        metadata.Evidence["blocks"] = evidence;
        return Article(title, siteName, blocks, metadata, top, baseUrl);
    }

    private static ExtractedArticle Article(
        string title, string? siteName, IReadOnlyList<Block> blocks, PageMetadata metadata, TopLines top, Uri? baseUrl)
    {
        var dateline = TopLines.Dateline(blocks.FirstOrDefault(block => block.Type == BlockType.Paragraph));
        if (dateline is not null)
            metadata.Evidence["dateline"] = "opening of the first paragraph";
        var byline = metadata.Byline(siteName);
        var publishedAt = metadata.PublishedAt();
        // What is declared goes before what is printed.
        foreach (var (field, place) in top.Evidence)
            metadata.Evidence.TryAdd(field, place);
        return new ExtractedArticle
        {
            Title = title,
            Byline = byline.Count > 0 ? byline : top.Byline,
            Dateline = dateline,
            PublishedAt = publishedAt ?? top.PublishedAt,
            UpdatedAt = metadata.UpdatedAt(),
            Language = metadata.Language(),
            CanonicalUrl = metadata.CanonicalUrl(),
            SiteName = siteName,
            Section = metadata.Section(),
            Paywalled = metadata.Paywalled(),
            Blocks = blocks,
            Media = Pictures(metadata.LeadImage(baseUrl), blocks),
            Links = Links(blocks),
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

    /// <summary>Those of the text that was kept: links to other articles around it went with their lines.</summary>
    private static List<Link> Links(IReadOnlyList<Block> blocks)
    {
        var html = string.Join(' ', blocks.Select(block => block.Html).Where(html => html?.Contains("<a ", StringComparison.Ordinal) == true));
        if (html.Length == 0 || BodyBlocks.Parse(html) is not { } document)
            return [];
        return [.. document.QuerySelectorAll("a[href]")
            .Select(link => (Url: WebAddress.Absolute(link.GetAttribute("href"), null), Text: TextShape.Line(link.TextContent)))
            .Where(link => link.Url is not null && link.Text is not null)
            .DistinctBy(link => link.Url)
            .Take(MaxLinks)
            .Select(link => new Link { Url = link.Url!, Text = link.Text })];
    }
}
