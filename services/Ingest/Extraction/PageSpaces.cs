using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Writes a page's text down without the white space that nobody sees. Beside a block none is shown, and it is every other node of an indented
/// page; elsewhere one space is (CSS Text, "white space processing").
/// </summary>
/// <param name="html">The page.</param>
/// <param name="scan">Of the page.</param>
/// <param name="kept">What is written to.</param>
/// <param name="endsLine">Whether a tag of this name, an end tag or not, ends a line where it stands.</param>
internal sealed class PageSpaces(string html, TagScan scan, StringBuilder kept, Func<TagName, bool, bool> endsLine)
{
    // So does a page begin.
    private bool isAfterBlock = true;

    /// <summary>Takes what stands between two tags, and not in <c>pre</c>.</summary>
    public void Text(int start, int end)
    {
        var text = html.AsSpan(start, end - start);
        var from = 0;
        while (from < text.Length && IsSpace(text[from]))
            from++;
        if (from == text.Length)
        {
            if (!isAfterBlock && !IsBlockAt(end))
                kept.Append(' ');
            return;
        }

        var to = text.Length;
        while (IsSpace(text[to - 1]))
            to--;
        // A line's end before an indent may be all that parts two paragraphs of Chinese.
        if (from > 0 && (!isAfterBlock || text[from] == '\u3000'))
            kept.Append(text[from - 1]);
        kept.Append(text[from..to]);
        if (to < text.Length)
            kept.Append(' ');
        isAfterBlock = false;
    }

    /// <summary>A tag was written.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="isBlock">Whether it ends a line.</param>
    public void After(TagName tag, bool isBlock)
    {
        if ((tag.Habits & TagHabits.Unseen) == 0)
            isAfterBlock = isBlock;
    }

    /// <summary>Something else was, as part of a line.</summary>
    public void AfterLetter() => isAfterBlock = false;

    private bool IsBlockAt(int start)
    {
        var isEnd = start + 1 < html.Length && html[start + 1] == '/';
        var name = isEnd ? start + 2 : start + 1;
        return name < html.Length && char.IsAsciiLetter(html[name]) && endsLine(scan.NameAt(name), isEnd);
    }

    private static bool IsSpace(char one) => one is ' ' or '\n' or '\t' or '\r' or '\f';
}
