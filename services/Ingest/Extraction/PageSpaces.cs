using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Writes a page's text down without the white space that nobody sees. Beside a block none is shown, and it is every other node of an indented
/// page; elsewhere one space is (CSS Text, "white space processing").
/// </summary>
internal sealed class PageSpaces(string html, TagScan scan, StringBuilder kept)
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
        if (from > 0 && !isAfterBlock)
            kept.Append(' ');
        kept.Append(text[from..to]);
        if (to < text.Length)
            kept.Append(' ');
        isAfterBlock = false;
    }

    /// <summary>A tag was written.</summary>
    public void After(TagName tag) => isAfterBlock = (tag.Habits & TagHabits.Block) != 0;

    /// <summary>Something else was, as part of a line.</summary>
    public void AfterLetter() => isAfterBlock = false;

    /// <summary>A tag there is that of an element that is no part of a line.</summary>
    private bool IsBlockAt(int start)
    {
        var name = start + 1 < html.Length && html[start + 1] == '/' ? start + 2 : start + 1;
        return name < html.Length && char.IsAsciiLetter(html[name]) && (scan.NameAt(name).Habits & TagHabits.Block) != 0;
    }

    private static bool IsSpace(char one) => one is ' ' or '\n' or '\t' or '\r' or '\f';
}
