using System.Net;
using System.Text;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Holds the text in a page's JSON-LD against what was read from its elements: it is without pictures, headings and quotes, and often without
/// paragraphs, but it tells when most of the text was missed.
/// </summary>
internal static class LinkedBody
{
    private const int Shortest = 150;
    private const int Longest = 400_000;
    private const int MaxBlocks = 1_000;
    private const double Enough = 0.6;
    private const double Agreed = 0.9;
    private const double MostHeld = 0.7;
    private const double Stranger = 0.1;

    /// <summary>
    /// Without what stands below the last paragraph that the JSON-LD has too, and without links between such: where the two agree on nearly
    /// all, what only the page has is the page's.
    /// </summary>
    public static IReadOnlyList<Block> Trimmed(PageContext page, IReadOnlyList<Block> blocks)
    {
        if (page.Metadata.Linked.Body is not { Length: <= Longest } body || blocks.Count > MaxBlocks)
            return blocks;
        var key = TextShape.Key(body.Contains('<', StringComparison.Ordinal) ? string.Concat(Blocks(body).Select(PlainText.Of)) : body);
        if (key.Length < Shortest)
            return blocks;
        var keys = blocks.Select(block => TextShape.Key(PlainText.Of(block))).ToList();
        var isHeld = keys.ConvertAll(text => text.Length > 0 && key.Contains(text, StringComparison.Ordinal));
        var (all, held) = (0, 0);
        for (var i = 0; i < keys.Count; i++)
            (all, held) = (all + keys[i].Length, held + (isHeld[i] ? keys[i].Length : 0));
        if (held < key.Length * Agreed || held < all * MostHeld)
            return blocks;
        var last = isHeld.FindLastIndex(one => one);
        return [.. blocks.Where((block, i) => isHeld[i] || block.Type == BlockType.Image || (block.Text is { } text && PaperWords.IsAmendment(text)) || (i < last && !IsLinkOrLabel(block)))];
    }

    private static bool IsLinkOrLabel(Block block) =>
        block is { Type: BlockType.Paragraph, Text: { } text, Html: { } html } && html.Contains("<a ", StringComparison.Ordinal) && !TextShape.EndsSentence(text);

    /// <summary>The whole text, where the blocks have much less of it: from the page if it is there, else from the JSON-LD.</summary>
    public static IReadOnlyList<Block>? Complete(PageContext page, IReadOnlyList<Block> blocks)
    {
        if (page.Metadata.Linked.Body is not { Length: <= Longest } body)
            return null;
        var given = Blocks(body);
        var key = TextShape.Key(string.Concat(given.Select(PlainText.Of)));
        if (key.Length < Shortest || Covered(blocks, key) is var covered && covered >= key.Length * Enough)
            return null;
        // Nothing of it in a longer text: it is another article's.
        if (covered < key.Length * Stranger && blocks.Where(block => block.Type == BlockType.Paragraph).Sum(block => TextShape.Key(PlainText.Of(block)).Length) > key.Length)
            return null;
        var onPage = HtmlBlocks.From(page.Tree.Root.Element, page.BaseUrl).Take(MaxBlocks).Where(block => IsIn(block, key)).ToList();
        var found = BlockTidy.Tidy(onPage, page.Title, new TopLines());
        return Covered(found, key) >= key.Length * 0.8 ? found : BlockTidy.Tidy(Boilerplate.Without(given, static _ => false), page.Title, new TopLines());
    }

    private static int Covered(IReadOnlyList<Block> blocks, string key) =>
        blocks.Take(MaxBlocks).Select(block => TextShape.Key(PlainText.Of(block))).Where(text => key.Contains(text, StringComparison.Ordinal)).Sum(text => text.Length);

    private static bool IsIn(Block block, string key) =>
        TextShape.Key(PlainText.Of(block)) is { Length: > 15 } text && key.Contains(text, StringComparison.Ordinal);

    /// <summary>It is either HTML or plain text with line ends.</summary>
    public static IReadOnlyList<Block> Blocks(string body)
    {
        var isHtml = body.Contains("<p", StringComparison.OrdinalIgnoreCase) || body.Contains("<br", StringComparison.OrdinalIgnoreCase);
        if (isHtml)
            return BodyBlocks.FromHtml(body, null);
        var html = new StringBuilder();
        foreach (var block in BodyBlocks.FromText(body))
            html.Append("<p>").Append(WebUtility.HtmlEncode(PlainText.Of(block))).Append("</p>");
        return BodyBlocks.FromHtml(html.ToString(), null);
    }
}
