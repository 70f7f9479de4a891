using AngleSharp.Dom;
using Newsroom.Contracts;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Walks a parsed page in reading order and writes blocks. Block elements end the running paragraph; inline elements go into it;
/// nesting flattens.
/// </summary>
internal sealed class HtmlBlocks
{
    // Of a figure beside its picture and caption.
    private const int LongestRest = 150;

    private readonly Uri? baseUrl;
    private readonly List<Block> blocks = [];
    private readonly List<Block> waiting = [];
    private readonly HashSet<string> pictures = new(StringComparer.Ordinal);
    private readonly HashSet<IElement> taken = new(ReferenceEqualityComparer.Instance);
    private readonly InlineRun run = new();
    private readonly Func<IElement, bool> isLeftOut;

    // What the running text becomes: a paragraph, unless a heading or a quote is open.
    private Block kind = Paragraph;

    private HtmlBlocks(Uri? baseUrl, IReadOnlySet<IElement>? without)
    {
        this.baseUrl = baseUrl;
        isLeftOut = without is null ? HtmlElements.IsHidden : without.Contains;
    }

    private static Block Paragraph => new() { Type = BlockType.Paragraph };

    public static IReadOnlyList<Block> From(INode root, Uri? baseUrl)
    {
        var reader = new HtmlBlocks(baseUrl, null);
        reader.Visit(root);
        reader.Flush();
        return reader.blocks;
    }

    /// <summary>Of several parts of a page, without what was found not to belong to them; what is hidden was judged with it.</summary>
    public static IReadOnlyList<Block> From(IEnumerable<IElement> parts, IReadOnlySet<IElement> without, Uri? baseUrl)
    {
        var reader = new HtmlBlocks(baseUrl, without);
        foreach (var part in parts)
        {
            reader.Visit((INode)part);
            reader.Flush();
        }

        return reader.blocks;
    }

    /// <summary>A sanitised fragment as one paragraph, plain and as HTML; the HTML is null where it would say nothing more.</summary>
    public static (string? Text, string? Html) Inline(string safeHtml, Uri? baseUrl)
    {
        if (BodyBlocks.Parse(safeHtml)?.Body is not { } body)
            return (TextShape.Lines(HtmlBounds.WithoutTags(safeHtml)), null);
        var reader = new HtmlBlocks(baseUrl, null);
        foreach (var node in body.ChildNodes)
            reader.VisitInline(node);
        return reader.run.Take();
    }

    private void VisitInline(INode node)
    {
        if (node is IText text)
            run.Append(text.Data);
        else if (node is IElement { LocalName: "br" })
            run.Break();
        else if (node is IElement element)
            Marked(element, VisitInline);
    }

    private void Visit(INode node)
    {
        if (blocks.Count >= BodyBlocks.MaxBlocks)
            return;
        if (node is IText text)
            Text(text.Data);
        else if (node is IElement { LocalName: "noscript" } bare)
            Bare(bare);
        else if (node is IElement { LocalName: "iframe" } frame)
            Embed(HtmlEmbeds.OfFrame(frame, baseUrl));
        else if (node is IElement element && !isLeftOut(element) && !taken.Contains(element) && !HtmlElements.IsReferenceMark(element))
            Visit(element);
        else if (node is IDocument or IDocumentFragment)
            VisitChildren(node);
    }

    /// <summary>Chinese and Japanese paragraphs may be parted by nothing but a new line and an indent, which a style sheet shows.</summary>
    private void Text(string text)
    {
        var at = 0;
        for (var indent = text.IndexOf("\n\u3000", StringComparison.Ordinal); indent >= 0 && blocks.Count < BodyBlocks.MaxBlocks; indent = text.IndexOf("\n\u3000", at, StringComparison.Ordinal))
        {
            run.Append(text[at..indent]);
            Flush();
            at = indent + 1;
        }

        run.Append(at == 0 ? text : text[at..]);
    }

    private void Visit(IElement element)
    {
        switch (element.LocalName)
        {
            case "br":
                run.Break();
                if (run.Breaks > 1)
                    Flush();
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                As(new Block { Type = BlockType.Heading, Level = Math.Max(2, element.LocalName[1] - '0') }, () => VisitChildren(element));
                break;
            case "blockquote":
                Quote(element);
                break;
            case "ul" or "ol" when !HtmlElements.IsLayoutList(element):
                List(element);
                break;
            case "table" when !HtmlElements.IsLayoutTable(element):
                Table(element);
                break;
            case "pre":
                if (!HtmlElements.IsLineNumbers(element))
                    Add(TextMarkup.Lines(element.TextContent));
                break;
            case "img" or "amp-img" or "picture":
                Picture(HtmlImages.Read(element, baseUrl));
                break;
            case "figure":
                Figure(element);
                break;
            case "figcaption":
                Caption(element);
                break;
            default:
                Other(element);
                break;
        }
    }

    private void Other(IElement element)
    {
        if (HtmlElements.IsFigureLike(element))
        {
            Figure(element);
        }
        else if (HtmlImages.IsCaption(element) && (run.IsEmpty || !HtmlElements.IsInline(element)))
        {
            Caption(element);
        }
        else if (HtmlElements.IsPictureWithLine(element))
        {
            Flush();
            foreach (var image in HtmlElements.FindAll(element, static inner => inner.LocalName is "img" or "amp-img"))
                Picture(HtmlImages.Read(image, baseUrl));
            Caption(element);
        }
        else if (HtmlElements.IsInline(element))
        {
            Marked(element, Visit);
        }
        else
        {
            Flush();
            VisitChildren(element);
            Flush();
        }
    }

    private void VisitChildren(INode node)
    {
        foreach (var child in node.ChildNodes)
            Visit(child);
    }

    private void Marked(IElement element, Action<INode> visit)
    {
        var tag = HtmlElements.InlineTag(element, baseUrl);
        if (tag is var (start, end))
            run.Open(start, end);
        run.Enter();
        foreach (var child in element.ChildNodes)
            visit(child);
        run.Leave();
        if (tag is not null)
            run.Close();
    }

    private void As(Block open, Action visit)
    {
        Flush();
        var before = kind;
        kind = open;
        visit();
        Flush();
        kind = before;
    }

    private void Quote(IElement element)
    {
        var source = HtmlElements.SourceOfQuote(element);
        var cite = HtmlEmbeds.Address(element, baseUrl)
            ?? (source is null ? WebAddress.Absolute(element.GetAttribute("cite"), baseUrl) : HtmlElements.TextOf(source));
        if (source is not null)
            taken.Add(source);
        var first = blocks.Count;
        As(new Block { Type = BlockType.Quote }, () => VisitChildren(element));
        var last = blocks.FindLastIndex(block => block.Type == BlockType.Quote);
        if (last >= first && cite is not null)
            blocks[last] = blocks[last] with { Cite = cite.TrimStart('—', '–', '-', ' ') };
    }

    private void Embed(Block? embed)
    {
        if (embed is not null && !blocks.Exists(block => block.Cite == embed.Cite))
            Add(embed);
    }

    /// <summary>Holds the true picture of one that is loaded later; its text is for browsers without scripts, unless it is all there is.</summary>
    private void Bare(IElement element)
    {
        if (HtmlElements.Find(element, static inner => inner.LocalName == "p" && inner.TextContent.Length > 80) is not null && !isLeftOut(element))
        {
            VisitChildren(element);
            return;
        }

        foreach (var image in HtmlElements.FindAll(element, static inner => inner.LocalName == "img"))
            Picture(HtmlImages.Read(image, baseUrl));
    }

    private void List(IElement element)
    {
        Flush();
        if (!HtmlContents.Is(element, baseUrl))
            Add(HtmlTables.List(element, isLeftOut));
        else if (blocks.Count > 0 && HtmlContents.IsLabel(blocks[^1]))
            blocks.RemoveAt(blocks.Count - 1);
    }

    private void Table(IElement element)
    {
        if (HtmlElements.Find(element, static inner => inner.LocalName == "caption") is { } caption && HtmlElements.TextOf(caption) is { } text)
            Add(Paragraph with { Text = text });
        Add(HtmlTables.Table(element, isLeftOut));
    }

    private void Figure(IElement element)
    {
        Flush();
        var pictures = HtmlElements.FindAll(element, static inner => inner.LocalName is "img" or "amp-img");
        var images = pictures.Select(image => HtmlImages.Read(image, baseUrl)).OfType<Media>().DistinctBy(image => image.Url).ToList();
        var caption = HtmlImages.CaptionElement(element);
        // All that it says is of its picture, if that is shown here, or by a script of the page; of one that cannot be, a line or two.
        if (caption is null && pictures.Count > 0 && HtmlImages.IsCaptioned(element)
            && (images.Exists(image => !this.pictures.Contains(image.Url)) || pictures.Exists(static image => !image.HasAttribute("src")) || element.TextContent.Length <= LongestRest))
            caption = element;
        if (images.Count > 0 || (pictures.Count > 0 && caption is not null))
        {
            var (text, credit) = caption is null ? (null, null) : HtmlImages.Caption(caption);
            foreach (var image in images)
                Picture(image with { Caption = text, Credit = credit });
            if (caption is not null)
                taken.Add(caption);
            taken.UnionWith(pictures);
            // What is left is a credit, or a button to make it larger.
            if (caption == element || (element.LocalName == "figure" && HtmlImages.IsOnlyPictures(element) && element.TextContent.Length - (caption?.TextContent.Length ?? 0) <= LongestRest))
                return;
        }

        VisitChildren(element);
        Flush();
    }

    /// <summary>One outside of a figure: of the picture before it, if that has none.</summary>
    private void Caption(IElement element)
    {
        Flush();
        if (blocks.Count == 0 || blocks[^1] is not { Type: BlockType.Image, Text: null, Media: { } media })
            return;
        var (text, credit) = HtmlImages.Caption(element);
        blocks[^1] = blocks[^1] with { Text = text, Media = media with { Caption = text, Credit = credit } };
    }

    private void Picture(Media? media)
    {
        if (media is null || !pictures.Add(media.Url))
            return;
        var block = new Block { Type = BlockType.Image, Text = media.Caption, Media = media };
        if (run.IsEmpty)
            blocks.Add(block);
        else
            waiting.Add(block);
    }

    private void Add(Block? block)
    {
        Flush();
        if (block is not null)
            blocks.Add(block);
    }

    private void Flush()
    {
        var (text, html) = run.Take();
        if (text is not null)
        {
            // Safe by what a run can write at all: tags of a list, addresses that were read and written again, text that is escaped.
            blocks.Add(kind with { Text = text, Html = html?.Contains('<', StringComparison.Ordinal) == true ? html : null });
        }

        blocks.AddRange(waiting);
        waiting.Clear();
    }
}
