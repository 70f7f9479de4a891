using System.Text;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Text as HTML writes it between tags, and as the sanitiser does: quotes stay what they are (HTML Standard, "serialising HTML fragments").</summary>
internal static class TextMarkup
{
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '>', '&') < 0)
            return text;
        var html = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            Append(html, c);
        return html.ToString();
    }

    /// <summary>Text that is broken into lines by hand, as a paragraph of these; null if there is none.</summary>
    public static Block? Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => TextShape.Line(line)).OfType<string>().ToList();
        return lines.Count == 0 ? null : Lines(lines);
    }

    /// <summary>The same of lines that are clean; there is one at least.</summary>
    public static Block Lines(IReadOnlyList<string> lines) => new()
    {
        Type = BlockType.Paragraph,
        Text = string.Join('\n', lines),
        Html = lines.Count > 1 ? string.Join("<br>", lines.Select(Of)) : null,
    };

    public static void Append(StringBuilder html, char c)
    {
        switch (c)
        {
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '&':
                html.Append("&amp;");
                break;
            default:
                html.Append(c);
                break;
        }
    }
}
