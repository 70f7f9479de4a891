using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Plain text to blocks. Parts are what empty lines divide.</summary>
internal static class TextBlocks
{
    // Text that was broken by a mail program or a terminal has lines of about this length.
    private const int ShortestWrapped = 50;
    private const int LongestWrapped = 110;

    public static IReadOnlyList<Block> From(string text)
    {
        var parts = Parts(text);
        var blocks = new List<Block>();
        for (var i = 0; i < parts.Count && blocks.Count < BodyBlocks.MaxBlocks; i++)
        {
            var part = parts[i];
            if (part is [var line])
                blocks.Add(SingleLine(line, i + 1 < parts.Count ? Opening(parts[i + 1]) : null));
            else
                AddLines(part, blocks);
        }

        return MergeLists(blocks);
    }

    /// <summary>The lines of each part. A text without a single empty line has one paragraph a line, unless it is broken text.</summary>
    private static List<List<string>> Parts(string text)
    {
        var parts = new List<List<string>>();
        var part = new List<string>();
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = TextShape.Line(raw);
            if (line is not null && !IsRule(line))
            {
                part.Add(line);
            }
            else if (part.Count > 0)
            {
                parts.Add(part);
                part = [];
            }
        }

        if (part.Count > 0)
            parts.Add(part);
        return parts is [{ Count: > 1 } only] && !IsWrapped(only) ? [.. only.Select(line => new List<string> { line })] : parts;
    }

    /// <summary>What a heading would stand above: a paragraph, whole, or the first item of a list.</summary>
    private static string Opening(List<string> part) => IsWrapped(part) ? JoinWrapped(part) : part[0];

    private static Block SingleLine(string line, string? next)
    {
        if (MarkdownHeading(line) is { } heading)
            return heading;
        var item = ListItem(line);
        if (item is not null && !(item.Value.Ordered && next is not null && ListItem(next) is null && TextShape.LooksLikeHeading(line)))
            return Item(line, item.Value);
        // A heading stands above something; the last line of a text is none.
        if (next is not null && TextShape.LooksLikeHeading(line)
            && (TextShape.IsParagraph(next) || ListItem(next) is not null || IsLongerSentence(next, line)))
        {
            return new Block { Type = BlockType.Heading, Level = 2, Text = line };
        }

        return Paragraph(line);
    }

    private static void AddLines(List<string> lines, List<Block> blocks)
    {
        if (lines.TrueForAll(line => line[0] == '>'))
        {
            if (TextShape.Line(string.Join(' ', lines.Select(line => line.TrimStart('>', ' ')))) is { } quoted)
                blocks.Add(new Block { Type = BlockType.Quote, Text = quoted });
            return;
        }

        var running = new List<string>();
        foreach (var line in lines)
        {
            if (MarkdownHeading(line) is { } heading)
            {
                AddRunning(running, blocks);
                blocks.Add(heading);
            }
            else if (ListItem(line) is var (item, ordered))
            {
                AddRunning(running, blocks);
                blocks.Add(Item(line, (item, ordered)));
            }
            else
            {
                running.Add(line);
            }
        }

        AddRunning(running, blocks);
    }

    private static void AddRunning(List<string> lines, List<Block> blocks)
    {
        if (lines.Count == 0)
            return;
        if (IsWrapped(lines))
            blocks.Add(Paragraph(JoinWrapped(lines)));
        else if (lines.TrueForAll(TextShape.IsParagraph))
            blocks.AddRange(lines.Select(Paragraph));
        else
            blocks.Add(TextMarkup.Lines(lines));
        lines.Clear();
    }

    /// <summary>Whether the line ends come from a right margin: all but the last line are about as long as one another.</summary>
    private static bool IsWrapped(List<string> lines)
    {
        if (lines.Count < 2)
            return false;
        var full = lines.Take(lines.Count - 1).Select(line => TextShape.Length(line)).ToList();
        return full.TrueForAll(length => length is >= ShortestWrapped and <= LongestWrapped)
            && TextShape.Length(lines[^1]) <= LongestWrapped
            && lines.Take(lines.Count - 1).Count(line => TextShape.EndsSentence(line)) <= full.Count / 2;
    }

    private static string JoinWrapped(List<string> lines)
    {
        var text = new System.Text.StringBuilder(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            if (!TextShape.IsIdeograph(text[^1]) || !TextShape.IsIdeograph(line[0]))
                text.Append(' ');
            text.Append(line);
        }

        return text.ToString();
    }

    private static Block? MarkdownHeading(string line)
    {
        var level = line.TakeWhile(c => c == '#').Count();
        return level is >= 1 and <= 6 && level < line.Length && line[level] == ' ' && TextShape.Line(line[level..].TrimEnd('#')) is { } text
            ? new Block { Type = BlockType.Heading, Level = Math.Max(2, level), Text = text }
            : null;
    }

    private static (string Item, bool Ordered)? ListItem(string line)
    {
        if (line.Length > 2 && line[0] is '•' or '*' or '-' or '·' or '▪' or '‣' or '◦' or '●' or '■' or '►' && line[1] == ' ')
            return (line[2..].Trim(), false);
        if (line.Length > 1 && line[0] is '•' or '▪' or '‣' or '●' && char.IsLetterOrDigit(line[1]))
            return (line[1..].Trim(), false);

        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 1 or 2 && line.Length > digits + 2 && line[digits] is '.' or ')' && line[digits + 1] == ' ' && !char.IsDigit(line[digits + 2])
            ? (line[(digits + 2)..].Trim(), true)
            : null;
    }

    /// <summary>
    /// Items apart by empty lines are one list. What looks like a single item is a sentence with a dash before it (speech in
    /// Spanish or French) or a date in German ("3. Oktober"), and stays a paragraph.
    /// </summary>
    private static List<Block> MergeLists(List<Block> blocks)
    {
        var merged = new List<Block>();
        var items = new List<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Type != BlockType.List)
            {
                merged.Add(block);
                continue;
            }

            items.AddRange(block.Items!);
            var goesOn = i + 1 < blocks.Count && blocks[i + 1].Type == BlockType.List && blocks[i + 1].Ordered == block.Ordered;
            if (goesOn)
                continue;
            merged.Add(items.Count > 1 ? block with { Text = null, Items = [.. items] } : Paragraph(block.Text!));
            items.Clear();
        }

        return merged;
    }

    private static bool IsLongerSentence(string text, string than) =>
        TextShape.Length(text) > TextShape.Length(than) && (TextShape.EndsSentence(text) || text[^1] is ':' or '：');

    private static bool IsRule(string line) => line.Length >= 3 && line.All(c => c is '-' or '=' or '_' or '*' or '—' or '–' or '~' or '·' or ' ');

    private static Block Paragraph(string text) => new() { Type = BlockType.Paragraph, Text = text };

    private static Block Item(string line, (string Text, bool Ordered) item) =>
        new() { Type = BlockType.List, Items = [item.Text], Ordered = item.Ordered, Text = line };
}
