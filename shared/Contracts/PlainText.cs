using System.Text;

namespace Newsroom.Contracts;

/// <summary>
/// The plain text of a body. Every service derives it in this one way, so that offsets into it (UTF-16 units) mean the same
/// everywhere: blocks are parted by an empty line, items of a list and rows of a table by a line feed, cells by a tab.
/// </summary>
public static class PlainText
{
    public static string Of(IEnumerable<Block> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var text = new StringBuilder();
        foreach (var block in body)
        {
            var piece = Of(block);
            if (piece.Length == 0)
                continue;
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(piece);
        }

        return text.ToString();
    }

    /// <summary>Of one block. An image has none: its caption is about the picture, not part of the story.</summary>
    public static string Of(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block.Type switch
        {
            BlockType.Image => string.Empty,
            BlockType.List => string.Join('\n', block.Items ?? []),
            BlockType.Table => string.Join('\n', (block.Rows ?? []).Select(row => string.Join('\t', row))),
            _ => block.Text ?? string.Empty,
        };
    }
}
