using AngleSharp.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>The table of contents of a text: a list of which each item leads to a place on the same page, and the label above it.</summary>
internal static class HtmlContents
{
    private const int Fewest = 2;
    private const int Most = 100;
    private const int LongestLabel = 40;

    public static bool Is(IElement list, Uri? baseUrl) => Is(list, baseUrl, Fewest);

    private static bool Is(IElement list, Uri? baseUrl, int fewest)
    {
        var items = 0;
        foreach (var item in list.ChildNodes.OfType<IElement>())
        {
            if (++items > Most || item.LocalName != "li" || HtmlElements.Find(item, static element => element.LocalName == "a") is not { } link
                || !LeadsWithin(link.GetAttribute("href"), baseUrl) || !IsFirst(link, item, baseUrl))
                return false;
        }

        return items >= fewest;
    }

    /// <summary>"On this page:"</summary>
    public static bool IsLabel(Block block) =>
        block is { Text: { Length: <= LongestLabel } text } && (block.Type == BlockType.Heading ? !TextShape.EndsSentence(text) : block.Type == BlockType.Paragraph && text[^1] is ':' or '：');

    /// <summary>A footnote has words of its own before or behind its link.</summary>
    private static bool IsFirst(IElement link, IElement item, Uri? baseUrl)
    {
        var text = link.TextContent.AsSpan().Trim();
        var all = item.TextContent.AsSpan().Trim();
        return text.Length > 2 && all.IndexOf(text) is >= 0 and <= 8 && (all.Length <= text.Length + 8 || HtmlElements.Find(item, static element => element.LocalName is "ul" or "ol") is { } inner && Is(inner, baseUrl, fewest: 1) && all.Length <= text.Length + inner.TextContent.Length + 8);
    }

    private static bool LeadsWithin(string? href, Uri? baseUrl)
    {
        if (href?.IndexOf('#', StringComparison.Ordinal) is not (>= 0 and var at) || href.Length < at + 2)
            return false;
        return at == 0 || (WebAddress.Absolute(href[..at], baseUrl) is { } absolute && absolute == baseUrl?.AbsoluteUri);
    }
}
