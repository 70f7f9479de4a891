using Newsroom.Contracts;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>Checks of one block by a stranger.</summary>
internal static class GivenBlocks
{
    private const int MaxItems = 1_000;
    private const int MaxCells = 100;

    /// <summary>Null where nothing of use is left.</summary>
    public static Block? Clean(Block block, Uri? baseUrl) => block.Type switch
    {
        BlockType.Paragraph => WithText(block, baseUrl, new Block { Type = block.Type }),
        BlockType.Heading => WithText(block, baseUrl, new Block { Type = block.Type, Level = Math.Clamp(block.Level ?? 2, 2, 6) }),
        BlockType.Quote => WithText(block, baseUrl, new Block { Type = block.Type, Cite = TextShape.Line(block.Cite) }),
        BlockType.List => List(block),
        BlockType.Table => Table(block),
        BlockType.Image => Image(block, baseUrl),
        _ => null,
    };

    /// <summary>Absolute http(s) only; tells nothing else of the picture than was given.</summary>
    public static Media? Clean(Media? media, Uri? baseUrl)
    {
        if (media?.Url is not { } given || WebAddress.Absolute(given, baseUrl) is not { } url)
            return null;
        return new Media
        {
            Url = url,
            Type = TextShape.Line(media.Type),
            Alt = TextShape.Line(media.Alt),
            Caption = TextShape.Line(media.Caption),
            Credit = TextShape.Line(media.Credit),
            Width = media.Width is > 0 ? media.Width : null,
            Height = media.Height is > 0 ? media.Height : null,
        };
    }

    private static Block? WithText(Block given, Uri? baseUrl, Block clean)
    {
        var html = string.IsNullOrWhiteSpace(given.Html) ? null : SafeHtml.Inline(given.Html, baseUrl);
        var text = TextShape.Lines(given.Text);
        if (html is not null)
        {
            var (htmlText, tidy) = HtmlBlocks.Inline(html, baseUrl);
            text ??= htmlText;
            // Two tellings of one paragraph that differ: the plain one is what gets indexed and checked, so it is the one shown.
            html = htmlText is not null && TextShape.Key(htmlText) == TextShape.Key(text ?? "") ? tidy : null;
        }

        return text is null ? null : clean with { Text = text, Html = html };
    }

    private static Block? List(Block given)
    {
        var items = (given.Items ?? []).Take(MaxItems).Select(TextShape.Line).OfType<string>().ToList();
        return items.Count == 0 ? null : new Block { Type = BlockType.List, Ordered = given.Ordered ?? false, Items = items };
    }

    private static Block? Table(Block given)
    {
        var rows = (given.Rows ?? [])
            .Where(row => row is not null)
            .Take(MaxItems)
            .Select(IReadOnlyList<string> (row) => [.. row.Take(MaxCells).Select(cell => TextShape.Line(cell) ?? "")])
            .Where(row => row.Any(cell => cell.Length > 0))
            .ToList();
        return rows.Count == 0 ? null : new Block { Type = BlockType.Table, Rows = rows, HasHeader = given.HasHeader ?? false };
    }

    private static Block? Image(Block given, Uri? baseUrl)
    {
        if (Clean(given.Media, baseUrl) is not { } media)
            return null;
        var caption = TextShape.Line(given.Text) ?? media.Caption;
        return new Block { Type = BlockType.Image, Text = caption, Media = media with { Caption = caption } };
    }
}
