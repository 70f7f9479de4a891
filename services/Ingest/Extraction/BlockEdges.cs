using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>What hangs on the first and last lines of a text, and within blocks whose lines are parted by breaks alone.</summary>
internal static class BlockEdges
{
    private const int EndBlocks = 3;
    private const int LongestEnd = 80;
    private const int LongestOfAnAuthor = 600;
    private const int FewBlocks = 3;
    private const int LongestOffice = 40;
    private const int LongestLinks = 200;
    private const int LongestLabel = 60;
    private const int ShortestPointer = 25;
    private const int LinesAboveHeadline = 4;
    private const int LongestLabelOfName = 12;
    private const int LongestLabelOfPictures = 24;

    /// <summary>The block without lines at its edges that are none of the text; at the top of an article also its title, and who and when.</summary>
    /// <returns>Null if nothing is left.</returns>
    public static Block? Without(Block block, bool isTop, string titleKey, TopLines top)
    {
        if (block is not { Type: BlockType.Paragraph, Text: { } text } || !text.Contains('\n', StringComparison.Ordinal))
            return block;
        var lines = text.Split('\n');
        var (first, last, isAfterName) = (isTop ? Headline(lines, titleKey) : 0, lines.Length, false);
        while (first < last && IsAtEdge(lines[first], ref isAfterName))
            first++;
        while (last > first && Boilerplate.IsLine(lines[last - 1]) && lines[last - 1].Any(char.IsLetter))
            last--;
        if (first == 0 && last == lines.Length)
            return block;
        return first == last ? null : block with { Text = string.Join('\n', lines[first..last]), Html = Lines(block.Html, lines.Length, first, last) };

        bool IsAtEdge(string line, ref bool isAfterName)
        {
            if (isTop && (TextShape.Key(line) == titleKey || top.Take(line, "line above the text")))
                return isAfterName = true;
            // "Staff writer" below the name.
            if (isAfterName && line.Length <= LongestOffice && TextShape.Words(line) <= 5 && !TextShape.EndsSentence(line) && first + 1 < lines.Length)
                return true;
            return Boilerplate.IsLine(line) && line.Any(char.IsLetter);
        }
    }

    /// <summary>Where the headline stands, if nothing but short lines stand above it; else 0.</summary>
    private static int Headline(string[] lines, string titleKey)
    {
        for (var i = 1; i < Math.Min(lines.Length, LinesAboveHeadline); i++)
        {
            if (lines[i - 1].Length > LongestOffice || TextShape.EndsSentence(lines[i - 1]))
                return 0;
            if (TextShape.Key(lines[i]) == titleKey)
                return i;
        }

        return 0;
    }

    /// <summary>The same lines of the HTML, if no element goes from one of them to another.</summary>
    private static string? Lines(string? html, int count, int first, int last)
    {
        var lines = html?.Split("<br>");
        if (lines?.Length != count)
            return null;
        var kept = string.Join("<br>", lines[first..last]);
        return kept.Contains('<', StringComparison.Ordinal) && kept.Split("</").Length * 2 - 1 == kept.Replace("<br>", "", StringComparison.Ordinal).Split('<').Length ? kept : null;
    }

    /// <summary>A paragraph with nothing but links and the marks between them.</summary>
    public static bool IsOnlyLinks(Block block)
    {
        if (block is not { Type: BlockType.Paragraph, Html: { } html, Text.Length: <= LongestLinks } || !html.Contains("<a ", StringComparison.Ordinal))
            return false;
        var isLink = false;
        // "More soups: …", but not "Barley: …" and one word.
        var label = html.IndexOf("<a ", StringComparison.Ordinal);
        var first = label is > 1 and <= LongestLabel && Newsroom.Hosting.Html.HtmlBounds.WithoutTags(html[..label]).TrimEnd() is [.., ':' or '：'] said && block.Text.Length - said.Length >= ShortestPointer ? label : 0;
        for (var i = first; i < html.Length; i++)
        {
            if (html[i] == '<')
            {
                var end = html.IndexOf('>', i);
                if (end < 0)
                    return false;
                isLink = html.AsSpan(i).StartsWith("<a ", StringComparison.Ordinal) || (isLink && !html.AsSpan(i).StartsWith("</a>", StringComparison.Ordinal));
                i = end;
            }
            else if (html[i] == '&' && html.IndexOf(';', i) is var semicolon && semicolon > i && semicolon - i < 10)
            {
                i = semicolon;
            }
            else if (!isLink && char.IsLetterOrDigit(html[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Names, initials, addresses, and who the author is, in paragraphs of their own below the text; names go to <paramref name="top"/>.</summary>
    public static void TakeEnd(List<Block> blocks, TopLines top)
    {
        for (var taken = 0; taken < EndBlocks && blocks.Count > 1; taken++)
        {
            if (blocks[^1] is not { Type: BlockType.Paragraph, Text: { Length: <= LongestOfAnAuthor } text } last)
                return;
            var isCall = blocks.Count > FewBlocks && (PaperWords.IsCall(text, top.Host) || (blocks[^2].Text is { Length: <= LongestLabel } label && PaperWords.IsAddressUnder(label, text)));
            var isLine = isCall || (text.Length <= LongestEnd && (IsSigned(text) || top.IsSignedInBrackets(text) || top.Take(text, TopLines.Below) || top.TakeLabelled(text) || (IsSetOff(last) && (top.TakeSignature(text) || IsCredit(text))) || IsSignedOff(text)));
            if (!isLine && !(blocks.Count > FewBlocks && (top.IsOfAuthor(text) || top.TakeNote(text))))
                return;
            blocks.RemoveAt(blocks.Count - 1);
        }
    }

    /// <summary>All in one kind of letters that the text is not in.</summary>
    private static bool IsSetOff(Block block) =>
        block.Html is { } html && ((html.StartsWith("<strong>", StringComparison.Ordinal) && html.EndsWith("</strong>", StringComparison.Ordinal)) || (html.StartsWith("<em>", StringComparison.Ordinal) && html.EndsWith("</em>", StringComparison.Ordinal)));

    /// <summary>"Source of the pictures: the family".</summary>
    private static bool IsCredit(string line) => line.IndexOf(": ", StringComparison.Ordinal) is > 0 and <= LongestLabelOfPictures and var label && Bylines.IsOtherRole(line.AsSpan(0, label));

    /// <summary>"By: News/Agency", "SOURCE Harbour Library": where it comes from, and no name of a person.</summary>
    private static bool IsSignedOff(string line) => line.StartsWith("SOURCE ", StringComparison.Ordinal)
        || (line.IndexOf(':', StringComparison.Ordinal) is > 0 and <= LongestLabelOfName and var colon && line.Length <= LongestOffice && Bylines.IsBy(line.AsSpan(0, colon + 1)));

    private static bool IsSigned(string line)
    {
        if (EasternBylines.EndsAsReporter(line) || (line.Contains('@', StringComparison.Ordinal) && TextShape.Words(line) <= 6))
            return true;
        // "(abc/def)": initials of those who worked on it.
        return line.Length is > 3 and <= 20 && line[0] is '(' or '[' && line[^1] is ')' or ']' && line.AsSpan(1, line.Length - 2).IndexOfAnyExcept(Initials) < 0 && line.Count(char.IsLetter) <= 14;
    }

    private static readonly System.Buffers.SearchValues<char> Initials = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/-,. ");
}
