using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// One paragraph in the making: the same text plain and as HTML, character by character, so that the two cannot differ. Tags are
/// opened only when text follows, so that there are no empty elements and no white space at the edges.
/// </summary>
internal sealed class InlineRun
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();
    private readonly List<(string Start, string End)> wanted = [];
    private int opened;
    private int breaks;
    private bool space;
    private bool edge;

    // The element that the paragraph begins with, by its depth, and whether that has just ended.
    private int depth;
    private int label;
    private bool isBehindLabel;

    /// <summary>Whether HTML says more than the text: a tag was written.</summary>
    private bool hasMarkup;

    public bool IsEmpty => text.Length == 0;

    /// <summary>Line breaks since the last text.</summary>
    public int Breaks => breaks;

    /// <summary>A link inside of a link, which HTML does not know and broken pages have, is part of the outer one.</summary>
    public void Open(string start, string end) => wanted.Add(IsLink(start) && wanted.Exists(one => IsLink(one.Start)) ? ("", "") : (start, end));

    public void Close()
    {
        if (opened == wanted.Count)
        {
            html.Append(wanted[^1].End);
            opened--;
        }

        wanted.RemoveAt(wanted.Count - 1);
    }

    /// <summary>Text of the page; its white space means one space, or with <paramref name="keepLines"/> what it is.</summary>
    public void Append(string chars, bool keepLines = false)
    {
        foreach (var c in chars)
        {
            if (keepLines && c is '\n')
                Break();
            else if (char.IsWhiteSpace(c))
                space = true;
            else if (c is not '\u00AD' && !IsControl(c))
                AppendVisible(c);
        }
    }

    public void Break() => breaks++;

    public void Space() => space = true;

    /// <summary>Here begins an element that a style sheet may set apart: a place or a label before the sentence.</summary>
    public void Enter()
    {
        (edge, depth) = (true, depth + 1);
        if (text.Length == 0 && label == 0)
            label = depth;
    }

    /// <summary>Here it ends.</summary>
    public void Leave()
    {
        edge = true;
        if (label == depth--)
            (label, isBehindLabel) = (0, text.Length > 0);
    }

    /// <summary>Ends the paragraph and starts the next; elements that are open go on in it. Text null: there was none.</summary>
    public (string? Text, string? Html) Take()
    {
        while (opened > 0)
            html.Append(wanted[--opened].End);
        var taken = text.Length == 0 ? (null, null) : (text.ToString(), hasMarkup ? html.ToString() : null);
        text.Clear();
        html.Clear();
        (breaks, space, hasMarkup, label, isBehindLabel) = (0, false, false, 0, false);
        return taken;
    }

    private static bool IsLink(string start) => start.StartsWith("<a ", StringComparison.Ordinal);

    private static bool IsControl(char c) => c is < ' ' or (>= '\u007F' and <= '\u009F') or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private bool HasSpace()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
                return true;
        }

        return false;
    }

    private void AppendVisible(char c)
    {
        if (text.Length > 0 && breaks > 0)
        {
            text.Append('\n');
            html.Append("<br>");
            hasMarkup = true;
        }
        else if (text.Length > 0 && (space || (edge && char.IsUpper(c) && text.Length > 1 && char.IsLower(text[^1]) && (char.IsLower(text[^2]) || (isBehindLabel && HasSpace())))))
        {
            text.Append(' ');
            html.Append(' ');
        }

        (breaks, space, edge, isBehindLabel) = (0, false, false, false);
        for (; opened < wanted.Count; opened++)
        {
            html.Append(wanted[opened].Start);
            hasMarkup |= wanted[opened].Start.Length > 0;
        }

        text.Append(c);
        TextMarkup.Append(html, c);
    }
}
