using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Newsroom.Contracts;
using SmartReader;

namespace Newsroom.Ingest.Extraction;

/// <summary>Finds the part of a page that is the article's text.</summary>
internal static class PageBody
{
    private const int MaxElements = 60_000;

    // SmartReader walks from sibling to sibling, and each step costs their number: 40,000 in one element took seven seconds.
    private const int MaxSiblings = 5_000;

    /// <summary>
    /// SmartReader's choice; where it finds none, the page's own <c>article</c> or <c>main</c>; at last the text in its JSON-LD.
    /// </summary>
    /// <returns>The element that holds the text, with relative addresses, and where it came from.</returns>
    public static (IElement? Content, string Evidence) Find(
        string html, IHtmlDocument document, PageMetadata metadata, Uri baseUrl, TimeSpan patience)
    {
        var marked = Marked(document);
        var read = Read(html, baseUrl, patience);
        // Readability drops the body of very short articles for a longer list beside it.
        if (read is not null && (marked is null || !metadata.IsDeclaredArticle || TextLength(read) * 2 >= TextLength(marked)))
            return (read, "SmartReader");
        if (marked is not null && TextLength(marked) > 0)
            return (marked, $"{marked.LocalName} element");
        if (metadata.Linked.Body is { } body && BodyBlocks.Parse(Paragraphs(body))?.Body is { } linked)
            return (linked, "JSON-LD articleBody");
        return (read, "SmartReader");
    }

    /// <summary>
    /// Without the headline repeated at the top, without lines there that say who and when (they go to <paramref name="top"/>), and
    /// without headings that nothing stands under any more.
    /// </summary>
    public static IReadOnlyList<Block> Tidy(IEnumerable<Block> blocks, string title, TopLines top)
    {
        var titleKey = TextShape.Key(title);
        var tidy = new List<Block>();
        foreach (var block in blocks)
        {
            var line = tidy.Count < 3 && block.Type is BlockType.Heading or BlockType.Paragraph ? block.Text : null;
            if (line is null || (TextShape.Key(line) != titleKey && !top.Take(line, "line above the text")))
                tidy.Add(block);
        }

        while (tidy.Count > 0 && tidy[^1].Type == BlockType.Heading)
            tidy.RemoveAt(tidy.Count - 1);
        return tidy;
    }

    /// <summary>Works on a document of its own: SmartReader takes apart what it is given.</summary>
    private static IElement? Read(string html, Uri baseUrl, TimeSpan patience)
    {
        if (BodyBlocks.Parse(html) is not { } copy)
            return null;
        foreach (var element in copy.QuerySelectorAll("script, style, iframe, object, embed, svg, nav, template").ToArray())
            element.Remove();
        if (copy.All.Any(element => element.ChildNodes.Length > MaxSiblings))
            return null;
        Spare(copy, baseUrl);
        using var limit = new CancellationTokenSource(patience);
        using var reader = new Reader(baseUrl.AbsoluteUri, copy) { MaxElemsToParse = MaxElements, CharThreshold = 250, DisableJSONLD = true };
        // With a document given it runs to the end on this thread; the asynchronous form is the one that takes a limit.
        var article = reader.GetArticleAsync(limit.Token).GetAwaiter().GetResult();
        return article.Content is { Length: > 0 } content ? BodyBlocks.Parse(content)?.Body : null;
    }

    /// <summary>SmartReader drops sizes of pictures and footers of quotes as presentation; under other names they pass.</summary>
    private static void Spare(IHtmlDocument document, Uri baseUrl)
    {
        // It would put the bare copy for browsers without scripts in the place of the picture itself.
        foreach (var bare in document.QuerySelectorAll("noscript").ToArray())
        {
            if (bare.PreviousElementSibling is { LocalName: "img" } image && HtmlImages.Read(image, baseUrl) is not null)
                bare.Remove();
        }


        foreach (var footer in document.QuerySelectorAll("blockquote footer").ToArray())
        {
            var cite = document.CreateElement("cite");
            cite.TextContent = footer.TextContent;
            footer.Replace(cite);
        }

        foreach (var image in document.QuerySelectorAll("img"))
        {
            foreach (var side in (string[])["width", "height"])
            {
                if (image.GetAttribute(side) is { } pixels)
                    image.SetAttribute($"data-{side}", pixels);
            }
        }
    }

    /// <summary>The element that the page marks as its article: the longest, if there are several; null on a page of many teasers.</summary>
    private static IElement? Marked(IHtmlDocument document)
    {
        if (document.QuerySelector("[itemprop=articleBody]") is { } marked)
            return marked;
        var articles = document.QuerySelectorAll("article").Take(50).ToList();
        if (articles.Count > 0)
        {
            var longest = articles.MaxBy(TextLength)!;
            return TextLength(longest) * 2 >= articles.Sum(TextLength) ? longest : null;
        }

        return document.QuerySelector("main, [role=main]");
    }

    private static int TextLength(IElement element) =>
        element.QuerySelectorAll("p").Sum(paragraph => TextShape.Length(paragraph.TextContent));

    private static string Paragraphs(string text)
    {
        // Either HTML or plain text with line ends.
        if (text.Contains("<p", StringComparison.OrdinalIgnoreCase) || text.Contains("<br", StringComparison.OrdinalIgnoreCase))
            return text;
        var html = new StringBuilder();
        foreach (var block in BodyBlocks.FromText(text))
            html.Append("<p>").Append(System.Net.WebUtility.HtmlEncode(PlainText.Of(block))).Append("</p>");
        return html.ToString();
    }
}
