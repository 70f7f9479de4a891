namespace Newsroom.Ingest.Extraction;

/// <summary>A line of a page while it is read: how long, how much of it links, how it ends.</summary>
internal sealed class PageLine
{
    private const int LongestStart = 80;
    private const double IdeographWeight = 2.5;

    private readonly char[] start = new char[LongestStart];
    private int length;
    private double letters;
    private double linked;
    private bool space;
    private int breaks;
    private char last;
    private int marks;

    public int Letters => (int)letters;

    public int Linked => (int)linked;

    /// <summary>Its first letters.</summary>
    public string Start => new(Opening);

    /// <summary>The same, until the line goes on.</summary>
    public ReadOnlySpan<char> Opening => start.AsSpan(0, length);

    /// <summary>A single break is in it.</summary>
    public bool IsBroken { get; private set; }

    /// <returns>Letters that came, and those of them in links.</returns>
    public (int Letters, int Linked) Add(string text, bool isLink)
    {
        var before = letters;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                space = true;
            else
                Add(c);
        }

        var added = letters - before;
        if (isLink)
            linked += added;
        return ((int)letters - (int)before, isLink ? (int)letters - (int)before : 0);
    }

    /// <returns>Whether the line ends here: at the second break in a row.</returns>
    public bool Break()
    {
        space = true;
        IsBroken |= letters > 0;
        return ++breaks > 1;
    }

    public void Clear()
    {
        (length, IsBroken) = (0, false);
        (letters, linked, space, breaks, last, marks) = (0, 0, false, 0, '\0', 0);
    }

    /// <summary>A sentence, or long, or so long for a paragraph; and not mostly a link.</summary>
    public bool IsRunning(PageNode owner)
    {
        if (linked > letters * 0.4)
            return false;
        var ends = TextShape.EndsSentence([last]);
        if (letters >= 70 && TextShape.IsWithoutStops(last))
            return true;
        return (ends && letters >= 40)
            || (letters >= 100 && marks > 0)
            || letters >= 180
            || (letters >= 60 && owner.Is(NodeKind.Paragraph) && linked < letters * 0.2);
    }

    private void Add(char c)
    {
        if (space && letters > 0)
        {
            letters++;
            if (length < LongestStart)
                start[length++] = ' ';
        }

        (space, breaks) = (false, 0);
        if (c < '\u0300')
            letters++;
        else
            letters += TextShape.IsIdeograph(c) ? IdeographWeight : 1;
        if (length < LongestStart)
            start[length++] = c;
        if (c is not ('"' or '\'' or '”' or '’' or '»' or ')' or ']' or '】' or '」' or '』' or '）' or '›'))
            last = c;
        if (c is ',' or '.' or ';' or '、' or '，' or '。' or '；' or '،' or '؛' or '؟' or '।' or '!' or '?')
            marks++;
    }
}
