using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>The last look at the blocks of a page.</summary>
internal static class BlockTidy
{
    private const int TopBlocks = 3;
    private const int ShortestTwice = 30;
    private const int ShortestTitle = 12;
    private const int LongestLabel = 60;
    private const int LongestTime = 40;
    private const int LongestPulled = 300;
    private const int FewestPulled = 5;

    // Text and its HTML.
    private const int MaxLetters = 500_000;

    /// <summary>
    /// Without the headline repeated at the top, without lines there that say who and when (they go to <paramref name="top"/>), without
    /// paragraphs said twice and captions said again below their picture, and without headings that nothing stands under any more.
    /// </summary>
    public static IReadOnlyList<Block> Tidy(IEnumerable<Block> blocks, string title, TopLines top)
    {
        var titleKey = TextShape.Key(title);
        var said = new HashSet<string>(StringComparer.Ordinal);
        var tidy = new List<Block>();
        var lines = 0;
        foreach (var given in blocks)
        {
            if (BlockEdges.Without(given, lines < TopBlocks, titleKey, top) is not { } block)
                continue;
            if (block.Type is BlockType.Heading or BlockType.Paragraph && block.Text is { } line)
            {
                if (lines < TopBlocks && IsHeadline(block, line, titleKey))
                {
                    // "Analysis": above the headline.
                    tidy.RemoveAll(above => above is { Type: BlockType.Paragraph or BlockType.Heading, Text: { Length: <= LongestLabel } label } && !TextShape.EndsSentence(label));
                    continue;
                }

                if (lines < TopBlocks && (IsBeforeName(line) || top.Take(line, "line above the text") || top.IsAboutAuthor(line)))
                    continue;
                lines++;
            }

            // "— Jane Doe (@jane) 3 May 2023" below a post of a network.
            if (block is { Type: BlockType.Quote, Text: { Length: < 120 } signed } && signed[0] is '—' or '–' && signed.Contains("(@", StringComparison.Ordinal))
                continue;
            if (block is { Type: BlockType.Heading, Text: { } again } && IsAnswer(again, titleKey))
                continue;
            if (!IsSaidAgain(block, said) && !IsTime(block) && !BlockEdges.IsOnlyLinks(block))
                tidy.Add(block);
        }

        RemovePulled(tidy);
        BlockEdges.TakeEnd(tidy, top);

        for (var i = tidy.Count - 1; i >= 0; i--)
        {
            // The last block, or above another heading of its level or a higher one.
            if (tidy[i].Type == BlockType.Heading
                && (i == tidy.Count - 1 || (tidy[i + 1].Type == BlockType.Heading && tidy[i + 1].Level < tidy[i].Level)))
            {
                tidy.RemoveAt(i);
            }
        }

        return Bounded(tidy);
    }

    private static bool IsHeadline(Block block, string line, string titleKey)
    {
        var key = TextShape.Key(line);
        return key == titleKey
            || (block.Type == BlockType.Heading && titleKey.Length >= ShortestTitle && key.Length <= titleKey.Length * 2 && key.EndsWith(titleKey, StringComparison.Ordinal));
    }

    /// <summary>"Harbour Post, interview by": the name stood in an element that was taken out.</summary>
    private static bool IsBeforeName(string line) =>
        line.Length <= LongestLabel && Bylines.EndsAsBy(line.TrimEnd('.', ' ', ':'));

    /// <summary>"Re: …" above each post of a thread.</summary>
    private static bool IsAnswer(string heading, string titleKey) =>
        heading.Length > 3 && heading.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 4 and var colon && TextShape.Key(heading[(colon + 1)..]) == titleKey;

    /// <summary>A time or a date on a line of its own, as above the entries of a running report.</summary>
    private static bool IsTime(Block block)
    {
        if (block is not { Type: BlockType.Paragraph, Text: { Length: <= LongestTime } text })
            return false;
        if (block.Html is { } html && html.StartsWith("<time", StringComparison.Ordinal) && html.IndexOf("</time>", StringComparison.Ordinal) == html.Length - "</time>".Length)
            return true;
        if (Boilerplate.IsAgo(text))
            return true;
        return char.IsAsciiDigit(text[0]) && text.Length <= 10 && text.Contains(':', StringComparison.Ordinal) && text.Count(char.IsLetter) <= 4 && text.Count(char.IsDigit) >= 3;
    }

    /// <summary>As much as an article has; a document with all of a page of five megabytes would not fit into the store.</summary>
    public static IReadOnlyList<Block> Bounded(IReadOnlyList<Block> blocks)
    {
        var letters = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var size = PlainText.Of(blocks[i]).Length + (blocks[i].Html?.Length ?? 0);
            if (letters + size > MaxLetters)
                return [.. blocks.Take(i), .. Cut(blocks[i], MaxLetters - letters)];
            letters += size;
        }

        return blocks;
    }

    private static IEnumerable<Block> Cut(Block block, int most)
    {
        if (block is not { Type: BlockType.Paragraph, Text: { } text } || most < 1)
            return [];
        var end = Math.Min(most, text.Length);
        return [block with { Text = text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)], Html = null }];
    }

    /// <summary>Takes out quotes that stand large beside the text, and in a paragraph of it.</summary>
    private static void RemovePulled(List<Block> blocks)
    {
        if (!blocks.Exists(MayBePulled))
            return;
        var said = blocks.Where(block => block is { Type: BlockType.Paragraph, Text.Length: >= ShortestTwice }).Select(block => (block.Text!.Length, Words: Words(block.Text))).ToList();
        blocks.RemoveAll(block => MayBePulled(block) && Words(block.Text!) is { Count: >= FewestPulled } words
            && said.Exists(other => other.Length >= block.Text!.Length && Holds(other.Words, words)));
    }

    private static bool MayBePulled(Block block) => block is { Type: BlockType.Quote, Text.Length: >= ShortestTwice and <= LongestPulled } && block.Cite?.Contains("://", StringComparison.Ordinal) != true;

    /// <summary>Nine in ten of the words. Ends with the first that is one too many: most paragraphs say something else.</summary>
    private static bool Holds(HashSet<string> said, HashSet<string> words)
    {
        var missing = 0;
        foreach (var word in words)
        {
            if (!said.Contains(word) && ++missing * 10 > words.Count)
                return false;
        }

        return true;
    }

    private static HashSet<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TextShape.Key).Where(word => word.Length > 0)];

    private static bool IsSaidAgain(Block block, HashSet<string> said)
    {
        if (block.Text is not { Length: >= ShortestTwice } text)
            return false;
        return !said.Add(text) && block.Type is BlockType.Paragraph or BlockType.Quote;
    }
}
